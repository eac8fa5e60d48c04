"""Parquet files: their columns, and whether they can be read to their end."""

from pathlib import Path

import duckdb

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.text_header import check_names
from customer_segmentation.sql_text import literal


def parquet_columns(path: Path) -> list[str]:
    """Return the names of the columns, of which no page is read.

    Raises
    ------
    InputError
        If it is no Parquet file, not a whole one, or has names that cannot be told
        apart.
    """
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(-min(4, path.stat().st_size), 2)
        end = file.read(4)
    if start != b"PAR1":
        raise InputError("is not a Parquet file, although its name says so; rename it")
    if end != b"PAR1":
        raise InputError("is an incomplete Parquet file; copy it again")
    with duckdb.connect() as connection:
        try:
            entries = connection.execute(
                f"select name, num_children from parquet_schema({literal(path)})"
            ).fetchall()
        except duckdb.Error as error:
            raise InputError(
                f"is a damaged Parquet file ({_reason(error)}); copy it again"
            ) from None
    columns = _outermost(entries)
    check_names(columns)
    return columns


def _outermost(entries: list[tuple[str, int | None]]) -> list[str]:
    """Select the columns of a table from its tree, whose root and branches come first.

    >>> _outermost([("root", 2), ("a", None), ("b", 1), ("inside", None)])
    ['a', 'b']
    """
    columns, inside = [], 0
    for name, children in entries[1:]:
        if not inside:
            columns.append(name)
        inside = max(inside - 1, 0) + (children or 0)
    return columns


def page_problem(path: str) -> str:
    """Say why a file cannot be read to its end; else say ''.

    Every value is read. Damage that leaves values of the right kind shows only where
    the file was packed with checksums.
    """
    question = f"select max(hash(columns(*))) from read_parquet({literal(path)})"
    with duckdb.connect() as connection:
        try:
            connection.execute(question)
        except duckdb.Error as error:
            return _reason(error)
    return ""


def _reason(error: duckdb.Error) -> str:
    """Say what is wrong, without the name of the file, which stands before it."""
    first = str(error).splitlines()[0]
    return first.rpartition('": ')[2].rpartition("Error: ")[2].rstrip(".!")
