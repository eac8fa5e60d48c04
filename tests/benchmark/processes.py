"""One process from its start to its end: seconds, CPU seconds and peak memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

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
        the children that it waited for.

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
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')}")
    return {
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
    }
