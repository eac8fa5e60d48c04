"""The folder of published versions: history, lock and the link ``current``."""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from customer_segmentation.errors import BuildError

MANIFEST = "manifest.json"
INCOMING = ".incoming"
VERSION = re.compile(r"^\d{8}T\d{12}Z$")


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
        If there is a current version whose manifest is absent or damaged.
    """
    manifest = folder / "current" / MANIFEST
    if not os.path.lexists(folder / "current"):
        return []
    try:
        return json.loads(manifest.read_text())["history"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BuildError(
            f"The manifest of the published version, {manifest}, cannot be read, so "
            "that nothing can be compared with it; restore it, or remove the link "
            f"{folder / 'current'} to begin anew."
        ) from None


def last_delivery(folder: str) -> str:
    """Say what was published last, for the checks of the next delivery.

    Parameters
    ----------
    folder : str
        The setting ``publish_dir``.

    Returns
    -------
    str
        JSON with ``problem`` (a sentence or null) and ``delivery`` (the last row of
        ``publications``; empty before the first publish).
    """
    try:
        history = read_history(Path(folder))
    except BuildError as error:
        return json.dumps({"problem": str(error)})
    return json.dumps({"problem": None, "delivery": history[-1] if history else {}})


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
            f"Another build, process {' or '.join(others) or 'unknown'}, publishes to "
            f"{folder}; wait until it ends, and build again."
        ) from None
    else:
        yield
    finally:
        os.close(descriptor)


def new_version(folder: Path) -> Path:
    """Make the folder that receives the files of the next version.

    What a killed build left is removed first: all but the versions that were
    published.
    """
    published = {entry["version"] for entry in read_history(folder)}
    for path in folder.iterdir():
        unfinished = path.name.startswith((INCOMING, ".current"))
        lost = VERSION.match(path.name) and path.name not in published
        if path.is_symlink() and unfinished:
            path.unlink()
        elif unfinished or lost:
            shutil.rmtree(path)
    incoming = folder / f"{INCOMING}-{os.getpid()}"
    incoming.mkdir()
    return incoming


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
    """Remove all versions but the newest ones, which are as many as ``keep`` says."""
    versions = sorted(path for path in folder.iterdir() if VERSION.match(path.name))
    for version in versions[:-keep]:
        shutil.rmtree(version)


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
