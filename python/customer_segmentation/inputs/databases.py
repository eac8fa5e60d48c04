"""A table of a database as a Parquet file that the build can read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.copies import described, next_copy
from customer_segmentation.inputs.input_names import DATABASE_TABLE
from customer_segmentation.inputs.text_header import check_names
from customer_segmentation.inputs.typed_columns import TYPES, as_array, kind_of
from customer_segmentation.packages import missing_package

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine, Inspector

DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}
"""The drivers of the extra ``databases``, for URLs that name none."""

ROWS = 50_000
"""Rows that are held at the same time."""


def write_table(name: str, folder: Path, decimal: str = ".") -> dict:
    """Write a table or view of a database as Parquet.

    Rows are read as they stream in, in the order of the primary key if there is one. A
    column gets the type that all its values have, else it is text; exact decimals are
    texts too. SQLite keeps any value in any column: its values are taken as they are.
    The URL, with user and password, stands in the environment only, and no error
    repeats it.

    Parameters
    ----------
    name : str
        ``env:NAME/table`` or ``env:NAME/schema.table``.
    folder : pathlib.Path
        Receives the file; made if absent.
    decimal : str
        See :func:`~customer_segmentation.inputs.typed_columns.as_text`.

    Returns
    -------
    dict
        ``name``, ``read_from``, ``kind`` and ``columns``, as
        :class:`~customer_segmentation.inputs.catalogue.InputFiles` says.

    Raises
    ------
    InputError
        If the variable is not set, the database cannot be reached, there is no such
        table, a value is no text, or SQLAlchemy or a driver is not installed.
    """
    variable, table_name = DATABASE_TABLE.fullmatch(name).groups()
    address = os.environ.get(variable)
    if not address:
        raise InputError(
            f"needs the environment variable {variable}, which is not set; set it to "
            "the URL of the database, such as postgresql://user:password@host/shop"
        )
    if missing_package("sqlalchemy"):
        raise InputError("needs sqlalchemy; pip install sqlalchemy and a driver")

    from sqlalchemy import exc

    url, engine = _engine(variable, address)
    copy = next_copy(folder, ".parquet")
    try:
        with engine.connect() as connection:
            columns = _copy(connection, table_name, copy, decimal)
    except (exc.SQLAlchemyError, OSError, ValueError, TypeError) as error:
        said = _without(url, address, str(getattr(error, "orig", None) or error))
        raise InputError(
            f"cannot be read from the database of {variable} ({said}); check the URL, "
            "the network and the permissions of its user"
        ) from None
    return described(name, copy, columns)


def _engine(variable: str, address: str) -> tuple[URL, Engine]:
    """Make what connects, each time anew; the URL may name no driver."""
    from sqlalchemy import create_engine, exc, make_url
    from sqlalchemy.pool import NullPool

    try:
        url = make_url(address)
        url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
        engine = create_engine(url, poolclass=NullPool)
    except (exc.ArgumentError, exc.NoSuchModuleError, ValueError):
        raise InputError(
            f"finds no supported database URL in {variable}; it takes sqlite, "
            "postgresql, mysql, mariadb, such as postgresql://user:password@host/shop"
        ) from None
    except ImportError as error:
        raise InputError(
            f"needs the driver {error.name}; pip install {error.name}"
        ) from None
    if url.get_backend_name() == "sqlite":
        # SQLite would make a new file where there is none.
        if url.database in (None, "", ":memory:") or not Path(url.database).is_file():
            raise InputError(f"finds no SQLite file at {url.database or 'no path'}")
    elif address.partition("?")[0].count("@") > 1:
        raise InputError(
            f"finds more than one @ in {variable}; write any @ in the user or password "
            "as %40"
        )
    return url, engine


def _copy(
    connection: Connection, table_name: str, copy: Path, decimal: str
) -> list[str]:
    """Write a table to a Parquet file; return its columns."""
    from sqlalchemy import MetaData, Table, inspect, select, type_coerce
    from sqlalchemy.types import NullType

    schema, name = _find(inspect(connection), table_name)
    table = Table(name, MetaData(), schema=schema, autoload_with=connection)
    columns = [column.name for column in table.columns]
    check_names(columns)
    chosen = [*table.columns]
    if connection.dialect.name == "sqlite":
        chosen = [type_coerce(column, NullType()) for column in chosen]
    question = select(*chosen).order_by(*table.primary_key.columns)
    kinds: dict[str, str] = {}
    streaming = connection.execution_options(stream_results=True, yield_per=ROWS)
    written = False
    while not written:
        with streaming.execute(question) as rows:
            written = _write(rows.partitions(), columns, kinds, copy, decimal)
    return columns


def _find(inspector: Inspector, name: str) -> tuple[str | None, str]:
    """Find the schema and the name of a table, whose name may hold a dot."""
    schema, _, rest = name.rpartition(".")
    if inspector.has_table(name):
        return None, name
    if schema and inspector.has_table(rest, schema=schema):
        return schema, rest
    known = [*inspector.get_table_names(), *inspector.get_view_names()]
    listed = ", ".join(known[:20]) or "none"
    raise InputError(f"is not there: the tables of the database are {listed}")


def _write(
    batches: Iterable[Sequence],
    columns: list[str],
    kinds: dict[str, str],
    copy: Path,
    decimal: str,
) -> bool:
    """Write rows; say no where a later row showed that a column is of another kind.

    The kinds are better known then, and the rows are to be read again.
    """
    writer = None
    try:
        for rows in batches:
            values = dict(zip(columns, zip(*rows, strict=True), strict=True))
            learned = {
                column: kind_of(values[column])
                for column in columns
                if kinds.get(column, "nothing") == "nothing"
            }
            kinds.update(learned)
            if writer and set(learned.values()) - {"nothing", "text"}:
                return False
            arrays = {}
            for column in columns:
                try:
                    arrays[column] = as_array(values[column], kinds[column], decimal)
                except (ValueError, TypeError, OverflowError, pa.ArrowException):
                    if kinds[column] == "text":
                        raise InputError(
                            f"has values in the column {column} that are not text; "
                            "read a view without it"
                        ) from None
                    kinds[column] = "text"
                    return False
            batch = pa.table(arrays)
            writer = writer or pq.ParquetWriter(copy, batch.schema)
            writer.write_table(batch)
        if writer is None:
            fields = [(column, TYPES["nothing"]) for column in columns]
            writer = pq.ParquetWriter(copy, pa.schema(fields))
        return True
    finally:
        if writer:
            writer.close()


def _without(url: URL, address: str, text: str) -> str:
    """Take secrets out of the first line of an error."""
    first = next(iter(text.strip().splitlines()), "no reason was given")
    # As it stands in the URL, and as it is meant.
    written = address.partition("://")[2].rpartition("@")[0].partition(":")[2]
    for secret in sorted(filter(None, {address, written, url.password}), key=len):
        first = first.replace(secret, "***")
    if url.username:
        first = re.sub(rf"(?<!\w){re.escape(url.username)}(?!\w)", "***", first)
    return first[:300]
