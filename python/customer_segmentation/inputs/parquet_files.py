"""Parquet files: their columns, and whether they can be read to their end."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

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
    try:
        columns = pq.read_schema(path).names
    except pa.ArrowException as error:
        raise InputError(
            f"is a damaged Parquet file ({error}); copy it again"
        ) from None
    check_names(columns)
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
            first = str(error).splitlines()[0]
            return first.rpartition('": ')[2].rpartition("Error: ")[2].rstrip(".!")
    return ""
