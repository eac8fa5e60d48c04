"""The query that reads an input of a cluster: a table, or Parquet in its reach."""

from collections.abc import Mapping
from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.cluster_expressions import (
    TypeOf,
    condition_of_cluster,
    expression_of_cluster,
)
from customer_segmentation.inputs.columns import NOTHING, map_columns, named_fields
from customer_segmentation.inputs.input_names import is_database, is_workbook
from customer_segmentation.inputs.queries import no_rows

NOT_THERE = (
    "Setting {setting} is {path}, which only a target of DuckDB reads; on a cluster, "
    "name a table, or a Parquet file or folder that executors see, and bring the data "
    "there with DuckDB, such as copy (from read_csv('invoices.csv', "
    "all_varchar = true)) to 's3://bucket/invoices.parquet'."
)

TYPES = {
    "string": "VARCHAR",
    "tinyint": "TINYINT",
    "smallint": "SMALLINT",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
    "timestamp_ntz": "TIMESTAMP",
    "boolean": "BOOLEAN",
}
"""Types of Spark by the names that macros know; a decimal has the same in both."""

ROWS_OF_A_PART = 2**33
"""From one of its parts to the next, Spark's numbers of rows grow by so much."""


def query_of_relation(question: Mapping[str, Any], type_of: TypeOf) -> dict[str, Any]:
    """Return how an input of a cluster is read.

    Parameters
    ----------
    question : mapping
        As for :func:`~customer_segmentation.inputs.queries.query_of_input`.
    type_of : callable
        Asks the engine for the type of an expression.

    Returns
    -------
    dict
        ``sql`` and ``types`` (our column -> type); or ``table``, what has to be looked
        for first, as a relation in SQL.

    Raises
    ------
    SettingError
        With a sentence.

    Examples
    --------
    >>> query_of_relation({"setting": "invoices", "path": "shop.lines"}, None)
    {'table': '`shop`.`lines`'}
    >>> query_of_relation({"setting": "invoices", "path": "s3://shop/lines"}, None)
    {'table': 'parquet.`s3://shop/lines`'}
    """
    setting, path = question["setting"], question["path"]
    if not path:
        return no_rows(setting, "string")
    if "table" not in question:
        return {"table": relation_of(setting, path)}
    columns = question["table"]["columns"]
    if not columns:
        raise SettingError(
            f"Setting {setting} is {path}, where the cluster finds no Parquet file; "
            "give the path of a file or folder that executors see."
        )
    selected, types = _selected(setting, columns, question["columns"], type_of)
    if setting == "invoices":
        passes = question["row_filter"]
        passes = (
            "true"
            if passes == "none"
            else condition_of_cluster("Setting row_filter", columns, passes, type_of)
        )
        selected = [f"{passes} as passes_row_filter", *selected]
    selected = ["__line_id as line_id", f"{_literal(path)} as source_file", *selected]
    relation = _numbered(question["table"]["relation"])
    return {"sql": f"select {', '.join(selected)} from {relation}", "types": types}


def _selected(
    setting: str, columns: Mapping[str, str], named: Mapping[str, str], type_of: TypeOf
) -> tuple[list[str], dict[str, str]]:
    """Return our columns as they are selected, and their types."""
    kinds = dict(columns)

    def checked(label: str, columns: Mapping[str, str], text: str) -> str:
        expression, kind = expression_of_cluster(label, columns, text, type_of)
        kinds[expression] = kind
        return expression

    mapped = map_columns(
        setting, columns, named_fields(setting, named), checked=checked
    )
    selected, types = [], {}
    for field, expression in mapped.items():
        own = expression[1:-1].replace('""', '"') if expression[0] == '"' else ""
        if expression == NOTHING:
            expression = "cast(null as string)"
        kind = kinds.get(own or expression, "string")
        if not (kind in TYPES or kind.startswith("decimal")):
            raise SettingError(
                f"Setting {setting} gives {field} values of type {kind}; it takes "
                "texts, numbers and dates."
            )
        types[field] = TYPES.get(kind, kind.upper())
        selected.append(f"{quoted(own) if own else expression} as {field}")
    return selected, types


def relation_of(setting: str, path: str) -> str:
    """Write a table or a path as a relation in SQL.

    Raises
    ------
    SettingError
        If it is a file or a database that a cluster does not read.
    """
    name = path.lower()
    is_path = "/" in path or name.endswith((".parquet", ".csv", ".txt", ".gz"))
    if (
        is_database(path)
        or is_workbook(path)
        or (is_path and name.endswith((".csv", ".txt", ".gz")))
    ):
        raise SettingError(NOT_THERE.format(setting=setting, path=path))
    if is_path:
        return f"parquet.{quoted(path)}"
    return ".".join(quoted(part) for part in path.split("."))


def quoted(identifier: str) -> str:
    """Return an identifier in the quotes of Spark.

    >>> quoted("a`b")
    '`a``b`'
    """
    return "`" + identifier.replace("`", "``") + "`"


def _numbered(relation: str) -> str:
    """Give each row a number, without a sort of all.

    The engine numbers the rows of each part from a multiple of 2^33 on. For files, what
    the parts before it have is added: one file is numbered from 1, as on DuckDB.
    """
    rows = "select *, monotonically_increasing_id() as __number"
    if not relation.startswith("parquet."):
        # To read a view a second time may give other parts.
        return f"(select *, __number + 1 as __line_id from ({rows} from {relation}))"
    part = f"__number div {ROWS_OF_A_PART}"
    counts = (
        f"select {part} as part, count(*) as lines from (select "
        f"monotonically_increasing_id() as __number from {relation}) as numbers "
        f"group by {part}"
    )
    offsets = (
        "select part, sum(lines) over (order by part) - lines as lines_before "
        f"from ({counts}) as counts"
    )
    return (
        "(select rows_read.*, cast(offsets.lines_before "
        f"+ rows_read.__number % {ROWS_OF_A_PART} + 1 as bigint) as __line_id "
        f"from ({rows} from {relation}) as rows_read inner join ({offsets}) as offsets "
        f"on rows_read.{part} = offsets.part) as numbered"
    )


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
