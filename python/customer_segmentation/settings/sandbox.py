"""A database without tables and files, in which expressions are tried."""

import json
from collections.abc import Iterator, Mapping
from functools import cache

import duckdb

from customer_segmentation.sql_text import literal, name

CLAUSES = ("where_clause", "group_expressions", "having", "modifiers")
"""What a select has besides its expressions, by the names of DuckDB's parser."""


def type_of(columns: Mapping[str, str], text: str) -> str:
    """Return the type of an expression that was checked.

    >>> type_of({"a": "INTEGER"}, "a > 1")
    'BOOLEAN'
    """
    query = f"describe {_select(text, columns)}"
    return _sandbox().cursor().execute(query).fetchone()[1]


def failure_of(text: str, rows: str) -> str:
    """Say why an expression that was checked fails on some rows; else ''.

    >>> failure_of("max(cast(a as integer))", "select 'x' as a").split(" when")[0]
    "Could not convert string 'x' to INT32"
    """
    try:
        _sandbox().cursor().execute(f"select {text} from ({rows})").fetchall()
    except duckdb.Error as error:
        return _first_line(error).rstrip(".")
    return ""


def is_name(text: str) -> bool:
    """Say whether a text is a name in SQL as it stands, and no word of SQL.

    >>> is_name("products"), is_name("select"), is_name("null")
    (True, False, False)
    """
    tree = parsed(text)
    return tree is not None and tree.get("column_names") == [text]


def value_of(text: str, row: str) -> object:
    """Return the value of an expression that was checked, for one row.

    >>> value_of("a + 1", "1 as a")
    2
    """
    return (
        _sandbox().cursor().execute(f"select {text} from (select {row})").fetchone()[0]
    )


def parsed(text: str) -> dict | None:
    """Return the syntax tree of an expression; None if it is more or less than one.

    >>> parsed("a + 1")["class"]
    'FUNCTION'
    >>> parsed("a) from (select 1")
    """
    question = f"select json_serialize_sql({literal(f'select {in_brackets(text)}')})"
    try:
        answer = json.loads(_sandbox().cursor().execute(question).fetchone()[0])
    except (duckdb.Error, RecursionError):
        # Nobody writes what is nested that deep.
        return None
    statements = answer.get("statements", [])
    if len(statements) != 1:
        return None
    select = statements[0]["node"]
    plain = (
        len(select.get("select_list", ())) == 1
        and select["from_table"]["type"] == "EMPTY"
        and not any(select.get(clause) for clause in CLAUSES)
    )
    return select["select_list"][0] if plain else None


def nodes(tree: object) -> Iterator[dict]:
    """Walk through all parts of a syntax tree."""
    left = [tree]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            yield each
            left += each.values()
        elif isinstance(each, list):
            left += each


def problem_of(columns: Mapping[str, str], text: str) -> str:
    """Say why an expression does not fit the columns that it names; else ''.

    >>> problem_of({"a": "VARCHAR"}, "a / 2").split(" given ")[0]
    'No function matches the'
    """
    try:
        _sandbox().cursor().execute(_select(text, columns))
    except duckdb.Error as error:
        return _first_line(error).partition(". ")[0].rstrip(".")
    return ""


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0].partition("Error: ")[2]


def _select(text: str, columns: Mapping[str, str]) -> str:
    # Only what is used: a column nobody asks for may be of a type unknown here.
    used = {
        column.lower()
        for node in nodes(parsed(text))
        for column in node.get("column_names", ())
    }
    nulls = ["null as nothing"] + [
        f"cast(null as {kind}) as {name(column)}"
        for column, kind in columns.items()
        if column.lower() in used
    ]
    selected = in_brackets(text)
    return f"select {selected} from (select {', '.join(nulls)}) where false"


def in_brackets(text: str) -> str:
    """Put an expression into brackets; the line break ends a comment at its end."""
    return f"({text}\n)"


@cache
def _sandbox() -> duckdb.DuckDBPyConnection:
    """Open a database without tables and files, in which expressions are tried."""
    return duckdb.connect(
        config={
            "enable_external_access": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "threads": 1,
        }
    )
