"""One process from its start to its end: seconds, CPU seconds and peak memory."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parents[2]

SECONDS_BETWEEN_LOOKS = 0.05
"""At memory: a small part of what is measured."""

LEFT_OUT = {
    "PYTHONDONTWRITEBYTECODE",
    "DBT_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
}
"""Variables of the caller that would make a side slower or faster than it is.

Without compiled files each start of Python compiles every library anew; numbers of
threads are those that libraries take by themselves, unless a side says otherwise.
"""


def measure(
    command: list[str], log: Path, environment: dict[str, str] | None = None
) -> dict[str, float]:
    """Run a process in the folder of the project and wait for it.

    Parameters
    ----------
    command : list of str
        The program and its arguments.
    log : pathlib.Path
        Where its output goes.
    environment : dict of str to str, optional
        Variables besides those of the caller.

    Returns
    -------
    dict of str to float
        ``wall`` and ``cpu`` in seconds, ``memory`` in MB: those of the process, with
        the children that it waited for. Memory is the most that they had together.

    Raises
    ------
    SystemExit
        If the process fails; the message has its output.
    """
    inherited = {key: text for key, text in os.environ.items() if key not in LEFT_OUT}
    start = time.perf_counter()
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=inherited | (environment or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        with Memory(process.pid) as memory:
            _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')}")
    return {
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": max(usage.ru_maxrss / 1024, memory.most),
    }


class Memory:
    """Looks at a process and its children all the time, for the most memory they have.

    What the system counts for a process that has ended is its own memory only.

    Parameters
    ----------
    process : int
        Its number.

    Attributes
    ----------
    most : float
        MB; 0 where the system has no ``/proc``.
    """

    def __init__(self, process: int) -> None:
        self.most = 0.0
        self._ended = Event()
        self._watch = Thread(target=self._look, args=[process], daemon=True)

    def __enter__(self) -> "Memory":
        self._watch.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._watch.join()

    def _look(self, process: int) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_LOOKS):
            self.most = max(self.most, sum(map(resident, family(process))))


def family(process: int) -> list[int]:
    """List a process and its children, and theirs."""
    found = [process]
    for each in found:
        with suppress(OSError):
            text = Path(f"/proc/{each}/task/{each}/children").read_text()
            found += map(int, text.split())
    return found


def resident(process: int) -> float:
    """MB of memory of a process; 0 if it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
