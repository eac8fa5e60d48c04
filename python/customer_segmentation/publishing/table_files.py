"""Files that hold published tables: DuckDB, Parquet and CSV."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import duckdb

from customer_segmentation.sql_text import literal, name

STORAGE_VERSION = "v1.2.0"
"""Files of this storage version open in DuckDB 1.4 and newer."""

FORMULA_SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""A text that a spreadsheet would take for a formula begins with one of these."""

COMPRESSION = 1
"""Level of zstd: faster than 3, the default, and a hundredth larger."""


def write_database(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    tables: Iterable[str],
    path: Path,
    elsewhere: Mapping[str, Path] = MappingProxyType({}),
) -> dict[str, int]:
    """Copy tables of a schema into the default schema of a new DuckDB file.

    Those of which the rows are in Parquet elsewhere become views over them.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to the warehouse, outside any transaction.
    schema : str
        The schema of the tables.
    tables : iterable of str
        Names of the tables.
    path : pathlib.Path
        The new file; it is complete, without a write-ahead log, on return.
    elsewhere : mapping of str to pathlib.Path, default none
        Table -> folder of its Parquet files.

    Returns
    -------
    dict of str to int
        Table -> number of rows.
    """
    rows = {}
    with attached(connection, path):
        for table in tables:
            published = f"published.main.{name(table)}"
            if table in elsewhere:
                files = literal(elsewhere[table] / "*.parquet")
                connection.execute(
                    f"create view {published} as select * from read_parquet({files})"
                )
                counted = connection.execute(f"select count(*) from {published}")
            else:
                counted = connection.execute(
                    f"create table {published} as "
                    f"select * from {name(schema)}.{name(table)}"
                )
            (rows[table],) = counted.fetchone()
    return rows


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """Attach a file as ``published``; leave it complete, without a write-ahead log."""
    connection.execute(
        f"attach {literal(path)} as published (storage_version '{STORAGE_VERSION}')"
    )
    try:
        yield
        connection.execute("checkpoint published")
    finally:
        connection.execute("detach published")


def write_parquet(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[str], folder: Path
) -> None:
    """Write each table to ``<table>.parquet`` in a folder, compressed with zstd."""
    for table in tables:
        file = literal(folder / f"{table}.parquet")
        connection.execute(
            f"copy {name(table)} to {file} "
            f"(format parquet, compression zstd, compression_level {COMPRESSION})"
        )


def write_csv(
    connection: duckdb.DuckDBPyConnection, tables: dict[str, str], folder: Path
) -> None:
    """Write tables to ``<table>.csv`` in a folder, safe to open in a spreadsheet.

    UTF-8 with a header. A text that begins like a formula gets a ``'`` in front.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where the tables are.
    tables : dict of str to str
        Table -> a SQL condition, which the rows in its file fulfil.
    folder : pathlib.Path
        Receives the files.
    """
    for table, condition in tables.items():
        columns = connection.execute(f"describe {name(table)}").fetchall()
        selected = ", ".join(_csv_column(column, kind) for column, kind, *_ in columns)
        file = literal(folder / f"{table}.csv")
        connection.execute(
            f"copy (select {selected} from {name(table)} where {condition}) "
            f"to {file} (format csv, header)"
        )


def _csv_column(column: str, kind: str) -> str:
    if kind != "VARCHAR":
        return name(column)
    # Code points are compared several times as fast as a regular expression matches.
    signs = [ord(sign) for sign in FORMULA_SIGNS]
    return (
        f"case when list_contains({signs}, unicode({name(column)})) "
        f"then '''' || {name(column)} else {name(column)} end as {name(column)}"
    )
