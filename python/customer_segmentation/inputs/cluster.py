"""The query that reads an input of a cluster: a table, or Parquet in its reach."""

from collections.abc import Mapping
from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.columns import map_columns, named_fields
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


def query_of_relation(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return how an input of a cluster is read.

    Parameters
    ----------
    question : mapping
        As for :func:`~customer_segmentation.inputs.queries.query_of_input`.

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
    >>> query_of_relation({"setting": "invoices", "path": "shop.lines"})
    {'table': '`shop`.`lines`'}
    >>> query_of_relation({"setting": "invoices", "path": "s3://shop/lines"})
    {'table': 'parquet.`s3://shop/lines`'}
    """
    setting, path = question["setting"], question["path"]
    if not path:
        return no_rows(setting, "string")
    if "table" not in question:
        return {"table": relation_of(setting, path)}
    columns = {
        column: _type(kind) for column, kind in question["table"]["columns"].items()
    }
    if not columns:
        raise SettingError(
            f"Setting {setting} is {path}, where the cluster finds no Parquet file; "
            "give the path of a file or folder that executors see."
        )
    named = named_fields(setting, question["columns"])
    expressions = map_columns(setting, columns, named)
    types, selected = {}, []
    for field, expression in expressions.items():
        selected.append(f"{_of_cluster(setting, field, expression)} as {field}")
        types[field] = columns.get(expression[1:-1].replace('""', '"'), "VARCHAR")
        if not (types[field] in TYPES.values() or types[field].startswith("DECIMAL")):
            raise SettingError(
                f"Setting {setting} gives {field} values of type {types[field]}; it "
                "takes texts, numbers and dates."
            )
    passes = ["true as passes_row_filter"] if setting == "invoices" else []
    if setting == "invoices" and question["row_filter"] != "none":
        raise SettingError(_no_expression("row_filter", question["row_filter"]))
    sql = ", ".join(
        [
            "__line_id as line_id",
            f"{_literal(path)} as source_file",
            *passes,
            *selected,
        ]
    )
    return {
        "sql": f"select {sql} from {_numbered(question['table']['relation'])}",
        "types": types,
    }


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


def _of_cluster(setting: str, field: str, expression: str) -> str:
    if expression.startswith('"'):
        return quoted(expression[1:-1].replace('""', '"'))
    if expression.startswith("cast(null"):
        return "cast(null as string)"
    raise SettingError(_no_expression(f"{setting[:-1]}_columns", field))


def _no_expression(setting: str, what: str) -> str:
    return (
        f"Setting {setting} has an expression ({what}), which only a target of DuckDB "
        "takes so far; on a cluster, name a view that has it as a column."
    )


def _type(kind: str) -> str:
    return TYPES.get(kind, kind.upper())


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
