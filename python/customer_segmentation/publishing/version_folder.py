"""The folder of published versions: history, lock and the link ``current``."""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shlex import quote
from typing import Any

from customer_segmentation.errors import BuildError, SettingError

MANIFEST = "manifest.json"
INCOMING = ".incoming"
NAME = "%Y%m%dT%H%M%S%fZ"
VERSION = re.compile(r"^\d{8}T\d{12}Z$")

FIGURES = {
    "invoices": ("invoice_lines", "typical_line_value", "last_order_date"),
    "customers": ("customer_lines",),
}
"""Input -> columns of ``publications`` that are about it, its number of lines first."""


def read_history(folder: Path) -> list[dict]:
    """Read the rows of ``publications`` from the manifest of the current version.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the versions.

    Returns
    -------
    list of dict
        The oldest first; empty before the first publish.

    Raises
    ------
    BuildError
        If there is a current version whose manifest is absent or damaged, or
        ``current`` is no link.
    """
    link = folder / "current"
    manifest = link / MANIFEST
    if not os.path.lexists(link):
        return []
    if not link.is_symlink():
        raise BuildError(_no_link(folder))
    try:
        return json.loads(manifest.read_text())["history"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BuildError(
            f"The manifest of the published version, {manifest}, cannot be read, so "
            "there is nothing to compare with; restore it, or remove the link "
            f"{link} to start afresh."
        ) from None


def _no_link(folder: Path) -> str:
    """Say what to do with a ``current`` that is a folder, as a copy has it."""
    link, name = folder / "current", ""
    with suppress(OSError, ValueError, KeyError, TypeError):
        name = str(json.loads((link / MANIFEST).read_text())["version"])
    if VERSION.match(name) and (folder / name).is_dir():
        made = f"rm -r {quote(str(link))}"
    elif VERSION.match(name):
        made = f"mv {quote(str(link))} {quote(str(folder / name))}"
    else:
        return (
            f"{link} is neither a link to a version nor a readable version; move it "
            "away to start afresh."
        )
    return (
        f"{link} is a copy of a version, and the build needs a link to one; make it "
        f"a link again: {made} && ln -s {name} {quote(str(link))}"
    )


def last_delivery(folder: str) -> dict[str, Any]:
    """Say what was published last, for the checks of the next delivery.

    A version without invoices says nothing about those of the version before it: each
    input is compared with the last version that had it.

    Parameters
    ----------
    folder : str
        The setting ``publish_dir``.

    Returns
    -------
    dict
        ``last`` (the last row of ``publications``), and for the ``sample`` and for
        ``own`` data the figures of the last version with invoices and of the last one
        with customers, and whether the last version ``had_invoices`` and
        ``had_customers`` (absent: not known).
        Each is empty where nothing was published.

    Raises
    ------
    SettingError
        If the folder is none, or its manifest cannot be read.
    """
    if os.path.lexists(folder) and not Path(folder).is_dir():
        raise SettingError(
            f"Setting publish_dir is {folder}, which is a file; name a folder."
        )
    try:
        history = read_history(Path(folder))
    except BuildError as error:
        raise SettingError(str(error)) from None
    answer = {"last": {}, "sample": {}, "own": {}}
    for entry in history:
        answer["last"] = entry
        kind = "sample" if entry.get("is_sample") else "own"
        answer[kind] |= _figures_of_inputs(entry)
    return answer


def _figures_of_inputs(entry: dict) -> dict:
    """Select the figures of the inputs that a version had, and say which it had."""
    found = {}
    for setting, figures in FIGURES.items():
        lines = entry.get(figures[0])
        if lines is not None:
            found[f"had_{setting}"] = lines > 0
        if lines:
            found |= {figure: entry.get(figure) for figure in figures}
    return found


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a folder, by name; two are read at a time."""
    paths = sorted(folder.iterdir())
    with ThreadPoolExecutor(2) as pool:
        return dict(
            zip([path.name for path in paths], pool.map(sha256, paths), strict=True)
        )


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which ends with the process if not before.

    Raises
    ------
    BuildError
        If another process holds it; the sentence names that process.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        others = [path.name.split("-")[1] for path in folder.glob(f"{INCOMING}-*")]
        raise BuildError(
            f"Another build, process {' or '.join(others) or 'unknown'}, is publishing "
            f"to {folder}; wait until it ends, and build again."
        ) from None
    else:
        yield
    finally:
        os.close(descriptor)


def new_version(folder: Path) -> Path:
    """Make the folder that receives the files of the next version.

    What a killed build left unfinished is removed first.
    """
    for path in folder.iterdir():
        if path.name.startswith((INCOMING, ".current")):
            path.unlink() if path.is_symlink() else shutil.rmtree(path)
    incoming = folder / f"{INCOMING}-{os.getpid()}"
    incoming.mkdir()
    return incoming


def next_name(history: list[dict]) -> str:
    """Name a version by the time in UTC, and after the last one even if that is later.

    Examples
    --------
    >>> next_name([{"version": "29991231T000000000000Z"}])
    '29991231T000000000001Z'
    """
    now = datetime.now(UTC)
    if history:
        last = datetime.strptime(history[-1]["version"], NAME).replace(tzinfo=UTC)
        now = max(now, last + timedelta(microseconds=1))
    return now.strftime(NAME)


def flush(folder: Path) -> None:
    """Make the files of a folder read-only and see them, and it, onto the disk."""
    for path in folder.iterdir():
        path.chmod(0o444)
        _synchronise(path)
    _synchronise(folder)


def switch_to(folder: Path, incoming: Path, version: str) -> None:
    """Give a version its name and point the link ``current`` at it.

    Replacing the link is the one step that publishes.
    """
    incoming.rename(folder / version)
    _synchronise(folder)
    link = folder / ".current"
    link.symlink_to(version, target_is_directory=True)
    link.replace(folder / "current")
    _synchronise(folder)


def remove_old_versions(folder: Path, keep: int) -> None:
    """Remove all versions but the last ones of the history.

    Those that a killed build left without publishing them go too. What cannot be
    removed, because of a file system that keeps what readers hold, stays until the next
    time: the version is published already.
    """
    kept = {entry["version"] for entry in read_history(folder)[-keep:]}
    for path in versions_in(folder):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def versions_in(folder: Path) -> list[Path]:
    """List the folders of the versions that are there, the oldest first."""
    return sorted(path for path in folder.iterdir() if VERSION.match(path.name))


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
