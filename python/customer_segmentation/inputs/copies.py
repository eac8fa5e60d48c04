"""Copies of inputs that the warehouse cannot read as they are, beside the warehouse."""

from collections.abc import Sequence
from pathlib import Path


def next_copy(folder: Path, suffix: str) -> Path:
    """Name the next file of the folder of copies, which is made if absent.

    Examples
    --------
    >>> import tempfile
    >>> next_copy(Path(tempfile.mkdtemp()) / "copies", ".csv").name
    '000000.csv'
    """
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{len(list(folder.iterdir())):06}{suffix}"


def described(name: str, copy: Path, columns: Sequence[str]) -> dict:
    """Describe an input that was copied to Parquet, as ``InputFiles.describe`` does.

    >>> described("a.xlsx", Path("0.parquet"), ["Invoice"])["kind"]
    'parquet'
    """
    return {
        "name": name,
        "kind": "parquet",
        "read_from": str(copy),
        "columns": [*columns],
    }
