"""Rows of Python as tables of DuckDB and back, without a library for tables."""

import json
from collections.abc import Iterable
from typing import Any

import duckdb

from customer_segmentation.sql_text import literal


def relation_of(
    connection: duckdb.DuckDBPyConnection, rows: list[dict], columns: dict[str, str]
) -> duckdb.DuckDBPyRelation:
    """Return rows as a table.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where the table can be read.
    rows : list of dict
        Column -> what JSON can hold; what is absent, or does not fit its type, is null,
        and what is no column is ignored.
    columns : dict of str to str
        Column -> type of DuckDB, in order.

    Examples
    --------
    >>> with duckdb.connect() as connection:
    ...     rows = relation_of(connection, [{"a": 1}, {}], {"a": "BIGINT", "b": "DATE"})
    ...     rows.fetchall()
    [(1, None), (None, None)]
    """
    text, structure = literal(json.dumps(rows)), literal(json.dumps([columns]))
    return connection.sql(
        f"select unnest(from_json({text}, {structure}), recursive := true)"
    )


def first_row(relation: duckdb.DuckDBPyRelation) -> dict:
    """Return the first row of a table, by the names of its columns.

    Examples
    --------
    >>> with duckdb.connect() as connection:
    ...     first_row(connection.sql("select 1 as a, 'x' as b"))
    {'a': 1, 'b': 'x'}
    """
    return dict(zip(relation.columns, relation.fetchone(), strict=True))


def reading_by_name(
    session: Any, schema: str, tables: Iterable[str]
) -> duckdb.DuckDBPyConnection:
    """Return a cursor of a Python model's session that reads tables by their names.

    Parameters
    ----------
    session : duckdb.DuckDBPyConnection or ModelSession
        The session; that of a cluster brings the tables first.
    schema : str
        Their schema.
    tables : iterable of str
        Their names.

    Examples
    --------
    >>> with duckdb.connect() as connection:
    ...     _ = connection.execute("create table one as select 1 as a")
    ...     reading_by_name(connection, "main", ["one"]).sql("from main.one").fetchall()
    [(1,)]
    """
    if hasattr(session, "bring"):
        session.bring(schema, tables)
    return session.cursor()
