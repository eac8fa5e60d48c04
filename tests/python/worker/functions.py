"""Functions that the second process runs in tests, as if the package had them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Barrier

import pandas as pd

from customer_segmentation.errors import BuildError

MEETINGS: dict[str, Barrier] = {}


def same(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as it is."""
    return table


def beside(*tables: pd.DataFrame) -> pd.DataFrame:
    """Put tables side by side."""
    return pd.concat(tables, axis=1)


def repeat(**options: object) -> pd.DataFrame:
    """Return what was asked for."""
    return pd.DataFrame({"options": [json.dumps(options)]})


def say(text: str) -> None:
    """Print in all ways that there are."""
    print(text)
    sys.stdout.flush()
    os.write(1, text.encode() + b"\n")
    subprocess.run(["echo", text], check=True)


def refuse(sentence: str) -> None:
    """Find a mistake of whoever builds."""
    raise BuildError(sentence)


def fail() -> None:
    """Find a mistake of a programmer."""
    {}["what is not there"]


def fill_disk() -> None:
    """Find no room."""
    raise OSError(28, "No space left on device", "a file")


def give_up() -> None:
    """Fail without a word."""
    raise TimeoutError


def kill() -> None:
    """End as a process does where the memory is used up."""
    os.kill(os.getpid(), signal.SIGKILL)


def wait(seconds: float, sign: str | None = None) -> None:
    """Say when the wait begins, and make a file."""
    print("at work", flush=True)
    if sign:
        Path(sign).touch()
    time.sleep(seconds)


def meet(place: str, seconds: float) -> pd.DataFrame:
    """Wait until another one is at the same place; fail where nobody comes."""
    MEETINGS.setdefault(place, Barrier(2)).wait(seconds)
    return pd.DataFrame({"place": [place]})


def leave():
    raise SystemExit(3)
