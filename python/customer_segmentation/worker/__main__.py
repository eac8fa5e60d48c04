"""The second process; its arguments are the modules that it imports first."""

import os
import signal
import sys

from customer_segmentation.worker.tasks import answer_all, import_early


def main() -> None:
    """Answer on what was the standard output; what libraries print goes beside it."""
    # Ctrl-C reaches both processes; this one ends when the other does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    import_early(sys.argv[1:])
    answer_all(sys.stdin, answers)


if __name__ == "__main__":
    main()
