"""The query that reads an input, under our column names."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.catalogue import InputFiles
from customer_segmentation.inputs.columns import map_columns, named_fields
from customer_segmentation.inputs.fields import FIELDS
from customer_segmentation.settings.expressions import condition
from customer_segmentation.settings.sandbox import type_of
from customer_segmentation.sql_text import literal

NESTED = re.compile(r".*\]|(STRUCT|MAP|UNION).*", re.DOTALL)


def query_of_input(files: InputFiles, question: Mapping[str, Any]) -> dict[str, Any]:
    """Return how an input is read: all of its rows, in their order.

    Parameters
    ----------
    files : InputFiles
        The input files of the build.
    question : mapping
        ``setting`` (``invoices`` or ``customers``), ``path`` ('' for no rows),
        ``columns`` (the value of ``invoice_columns`` or ``customer_columns``),
        ``row_filter``, ``decimal`` and, once a table was found, ``table`` with its
        ``relation`` and ``columns`` (name -> type).

    Returns
    -------
    dict
        ``sql`` and ``types`` (our column -> type); or ``table``, the name of a table
        that has to be found first.

    Raises
    ------
    SettingError
        With a sentence.
    """
    setting, path = question["setting"], question["path"]
    if not path:
        return no_rows(setting)
    if "://" in path:
        # What stands before the :// says enough; what follows may be a password.
        raise SettingError(
            f"Setting {setting} is a URL ({path.split('://')[0]}), but a build does "
            "not download files; give the path of a file, or put the URL of a database "
            "into the environment, such as SHOP_URL, and name it and a table as "
            "env:SHOP_URL/invoices."
        )
    found = files.describe(path, question["decimal"])
    if found["problem"]:
        raise SettingError(f"Setting {setting} names {found['problem']}.")
    named = named_fields(setting, question["columns"])
    if found["files"]:
        source, columns = _source_of_files(setting, found["files"])
        for file in _first_of_each_header(found["files"]):
            of_file = {column: columns[column] for column in file["columns"]}
            map_columns(setting, of_file, named, f" in {file['name']}")
    elif "table" in question:
        source, columns = _source_of_table(path, **question["table"])
    else:
        return {"table": path}
    expressions = map_columns(setting, columns, named)
    types = {
        field: columns.get(_unquoted(expression)) or type_of(columns, expression)
        for field, expression in expressions.items()
    }
    for field, kind in types.items():
        if NESTED.fullmatch(kind):
            raise SettingError(
                f"Setting {setting} gives {field} values of type {kind}; it takes "
                "texts, numbers and dates."
            )
    selected = ["cast(__line_id as bigint) as line_id", "__source_file as source_file"]
    if setting == "invoices":
        passes = _row_filter(columns, question["row_filter"])
        selected.append(f"{passes} as passes_row_filter")
    selected += [
        f"{expression} as {field}" for field, expression in expressions.items()
    ]
    return {"sql": f"select {', '.join(selected)} from {source}", "types": types}


def no_rows(setting: str, text: str = "varchar") -> dict[str, Any]:
    """Return how no input is read: no rows, all of our columns.

    Parameters
    ----------
    setting : str
        ``invoices`` or ``customers``.
    text : str, default "varchar"
        What the engine calls a text.
    """
    columns = [
        "cast(null as bigint) as line_id",
        f"cast(null as {text}) as source_file",
        "true as passes_row_filter",
        *(f"cast(null as {text}) as {field}" for field in FIELDS[setting]),
    ]
    return {"sql": f"select {', '.join(columns)} where false", "types": {}}


def _first_of_each_header(files: list[dict]) -> list[dict]:
    # Mistakes are looked for in each header once, not in a thousand equal files.
    first: dict[frozenset, dict] = {}
    for file in files:
        first.setdefault(frozenset(file["columns"]), file)
    return [*first.values()]


def _row_filter(columns: Mapping[str, str], text: str) -> str:
    if text == "none":
        return "true"
    example = "of a line, such as Type = 'sale'"
    # Null where it cannot be evaluated.
    return f"try{condition('Setting row_filter', columns, text, example)}"


def _source_of_files(setting: str, files: list[dict]) -> tuple[str, dict[str, str]]:
    if files[0]["kind"] == "parquet":
        return _source_of_parquet(files)
    return _source_of_csv(setting, files)


def _source_of_csv(setting: str, files: list[dict]) -> tuple[str, dict[str, str]]:
    """Read every field as text; files whose headers differ are matched by name.

    Lines that the reader refuses go to the temporary table ``rejected_<setting>``.
    """
    reads: dict[tuple, list[str]] = {}
    for file in files:
        header = file["delimiter"], *file["columns"]
        reads.setdefault(header, []).append(file["read_from"])
    selects = []
    for (delimiter, *columns), paths in reads.items():
        typed = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
        selects.append(
            f"select * from read_csv({_literals(paths)}, auto_detect = false, "
            f"header = true, delim = {literal(delimiter)}, "
            "quote = '\"', escape = '\"', "
            f"filename = '__read_from', columns = {{{typed}}}, null_padding = false, "
            f"store_rejects = true, rejects_limit = 0, "
            f"rejects_table = 'rejected_{setting}', rejects_scan = 'scans_{setting}')"
        )
    read = " union all by name ".join(selects)
    source = (
        f"(select *, {source_file(files)} as __source_file, "
        f"row_number() over () as __line_id from ({read}))"
    )
    return source, {column: "VARCHAR" for file in files for column in file["columns"]}


def _source_of_parquet(files: list[dict]) -> tuple[str, dict[str, str]]:
    """Read Parquet files; columns are matched by name."""
    paths = _literals(file["read_from"] for file in files)
    read = f"read_parquet({paths}, union_by_name = true, hive_partitioning = false"
    source = (
        f"(select *, {source_file(files)} as __source_file, "
        "file_index * 100000000000 + file_row_number + 1 as __line_id "
        f"from {read}, file_row_number = true, filename = '__read_from'))"
    )
    with duckdb.connect() as connection:
        rows = connection.execute(f"describe select * from {read})").fetchall()
    return source, {row[0]: row[1] for row in rows}


def _source_of_table(
    path: str, relation: str, columns: dict[str, str]
) -> tuple[str, dict[str, str]]:
    source = (
        f"(select *, row_number() over () as __line_id, {literal(path)} as "
        f"__source_file from {relation})"
    )
    return source, columns


def source_file(files: list[dict], column: str = "__read_from") -> str:
    """Return SQL for the name of the file of a row, which may come from a copy.

    Parameters
    ----------
    files : list of dict
        As :meth:`~customer_segmentation.inputs.catalogue.InputFiles.describe` has them.
    column : str
        The column that holds what was read.

    Examples
    --------
    >>> source_file([{"name": "a.xlsx", "read_from": "copy.parquet"}])
    "case __read_from when 'copy.parquet' then 'a.xlsx' else __read_from end"
    """
    copies = [
        f" when {literal(file['read_from'])} then {literal(file['name'])}"
        for file in files
        if file["name"] != file["read_from"]
    ]
    return f"case {column}{''.join(copies)} else {column} end" if copies else column


def _literals(texts: Iterable[str]) -> str:
    return f"[{', '.join(literal(text) for text in texts)}]"


def _unquoted(expression: str) -> str:
    return expression[1:-1].replace('""', '"') if expression.startswith('"') else ""
