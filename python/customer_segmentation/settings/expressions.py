"""SQL expressions in settings: what they may be, checked without running them."""

import re
from collections.abc import Mapping

from customer_segmentation.errors import SettingError
from customer_segmentation.settings.sandbox import (
    failure_of,
    in_brackets,
    nodes,
    parsed,
    problem_of,
    type_of,
    value_of,
)
from customer_segmentation.sql_text import name

FUNCTIONS = frozenset(
    (
        *("trim", "ltrim", "rtrim", "lower", "upper", "replace", "substr", "substring"),
        *("regexp_replace", "regexp_extract", "regexp_matches", "regexp_full_match"),
        *("left", "right", "length", "concat", "concat_ws", "split_part", "lpad"),
        *("rpad", "contains", "starts_with", "ends_with", "prefix", "suffix"),
        *("strip_accents", "md5", "abs", "round", "floor", "ceil", "sign", "greatest"),
        *("least", "nullif", "ifnull", "strptime", "try_strptime", "strftime"),
        *("date_trunc", "date_part", "make_date", "make_timestamp", "year", "month"),
        *("day", "epoch_ms", "to_timestamp"),
    )
)
"""Functions of their arguments alone, beside the operators."""

AGGREGATES = frozenset({"avg", "sum", "count", "count_star", "min", "max", "median"})
"""Functions of the rows of a group."""

OPERATOR = re.compile("[^a-z_]+")

FORBIDDEN = frozenset(
    ("SUBQUERY", "STAR", "WINDOW", "PARAMETER", "DEFAULT", "POSITIONAL_REFERENCE")
)
"""What an expression may not hold, by the names of DuckDB's parser."""

NUMBER = re.compile(
    r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN"
)
"""Types that are numbers; true counts as 1."""

ODD_VALUES = {
    "VARCHAR": ("''", "'A12'", "null", "'2024-13-45'"),
    "INTEGER": ("1", "999999999", "13", "2"),
    "BIGINT": ("1", "999999999", "13", "2"),
    "DECIMAL(18, 6)": ("0.01", "0.5", "999999.99", "1"),
    "DECIMAL(28, 6)": ("0.01", "499999999.5", "12999999.87", "2"),
    "TIMESTAMP": tuple(
        f"'{moment}'"
        for moment in (
            *("1980-01-01 00:00:00", "2024-02-29 23:59:59", "2024-12-31 08:00:00"),
            "2025-06-15 12:00:00",
        )
    ),
}
"""Values of four lines on which an aggregate is tried, by type."""

EXAMPLES = {
    "DOUBLE": "1",
    "INTEGER": "1",
    "VARCHAR": "'text'",
    "BOOLEAN": "true",
    "DATE": "date '2024-01-01'",
}
"""A value of each type on which a filter is tried."""


def scalar_expression(label: str, columns: Mapping[str, str], text: str) -> str:
    r"""Return an expression in brackets, once it is known to be one scalar of the row.

    It is no statement and has no subquery, star or function that reads anything but
    its arguments. The parser of DuckDB decides, not a pattern.

    Parameters
    ----------
    label : str
        How a sentence begins.
    columns : mapping of str to str
        Columns that it may use -> type.
    text : str
        The expression.

    Raises
    ------
    SettingError
        With the sentence.

    Examples
    --------
    >>> scalar_expression("Setting x", {"a": "VARCHAR"}, "upper(a)")
    '(upper(a)\n)'
    >>> scalar_expression("Setting x", {"a": "VARCHAR"}, "getenv('HOME')")
    Traceback (most recent call last):
    customer_segmentation.errors.SettingError: Setting x uses getenv, which is not ...
    """
    _check_tree(label, columns, text, FUNCTIONS, "text, number and date functions")
    problem = problem_of(columns, text)
    if problem:
        raise SettingError(
            f"{label}, {text}, does not fit its columns, which are texts in CSV "
            f"({problem}); convert them, as in try_cast(price as double) / 100."
        )
    return in_brackets(text)


def condition(label: str, columns: Mapping[str, str], text: str, example: str) -> str:
    """Return an expression in brackets, once it is known to be a condition of the row.

    Parameters
    ----------
    label, columns, text
        As :func:`scalar_expression` takes them.
    example : str
        The end of the sentence that refuses another one.

    Raises
    ------
    SettingError
        With the sentence.
    """
    checked = scalar_expression(label, columns, text)
    if type_of(columns, text) != "BOOLEAN":
        raise SettingError(
            f"{label} is {text}, which is not a condition; write one that is true or "
            f"false {example}."
        )
    return checked


def condition_of_customers(label: str, columns: Mapping[str, str], text: str) -> str:
    """Return a condition as :func:`condition` does, once it was tried on a customer.

    One that compares a text with a number would be true of nobody.
    """
    example = "of a customer, such as frequency > 1"
    checked = condition(label, columns, text, example)
    row = ", ".join(
        f"cast({EXAMPLES[kind]} as {kind}) as {name(column)}"
        for column, kind in columns.items()
    )
    if value_of(f"try{checked} is null", row):
        raise SettingError(
            f"{label} is {text}, which cannot be computed for customers; compare "
            "numbers with numbers and texts with texts, such as household = 'alone'."
        )
    return checked


def aggregate_expression(label: str, columns: Mapping[str, str], text: str) -> str:
    r"""Return an expression in brackets, once it is known to be an aggregate.

    Parameters
    ----------
    label, columns, text
        As :func:`scalar_expression` takes them.

    Raises
    ------
    SettingError
        With the sentence: among others, where a column stands outside of an aggregate.

    Examples
    --------
    >>> columns = {"quantity": "INTEGER"}
    >>> aggregate_expression("Setting x", columns, "avg(quantity)")
    '(avg(quantity)\n)'
    >>> aggregate_expression("Setting x", columns, "quantity + 1")
    Traceback (most recent call last):
    customer_segmentation.errors.SettingError: Setting x, quantity + 1, is not ...
    """
    tree = _check_tree(
        *(label, columns, text, FUNCTIONS | AGGREGATES),
        "aggregates (avg, sum, count, min, max, median) and text, number and date "
        "functions",
    )
    if not {each.get("function_name") for each in nodes(tree)} & AGGREGATES:
        raise SettingError(
            f"{label}, {text}, is not an aggregate; write one number for all lines of "
            "a customer, such as avg(quantity) or count(distinct product_code)."
        )
    problem = problem_of(columns, text)
    if problem:
        known = ", ".join(f"{each} ({kind.lower()})" for each, kind in columns.items())
        raise SettingError(
            f"{label}, {text}, does not fit its columns ({problem}); the columns are "
            f"{known}."
        )
    kind = type_of(columns, text)
    if not NUMBER.fullmatch(kind):
        raise SettingError(
            f"{label} is {text}, which gives values of type {kind}; it takes a number."
        )
    rows = " union all ".join(_odd_row(columns, number) for number in range(4))
    failure = failure_of(f"cast({in_brackets(text)} as double)", rows)
    if failure:
        raise SettingError(
            f"{label}, {text}, fails where a line is odd ({failure}); write try_cast "
            "in place of a cast, and try_strptime in place of strptime."
        )
    return in_brackets(text)


def _odd_row(columns: Mapping[str, str], number: int) -> str:
    values = (
        f"cast({ODD_VALUES[kind][number]} as {kind}) as {name(column)}"
        for column, kind in columns.items()
    )
    return f"select {', '.join(values)}"


def _check_tree(
    label: str, columns: Mapping[str, str], text: str, allowed: frozenset, words: str
) -> dict:
    tree = parsed(text)
    if tree is None:
        raise SettingError(f"{label}, {text}, is not one SQL expression.")
    known = {column.lower() for column in columns}
    for node in nodes(tree):
        if node.get("class") in FORBIDDEN:
            raise SettingError(
                f"{label} may only use columns of its own row, without subqueries or "
                "stars."
            )
        function = node.get("function_name")
        if function and function not in allowed and not OPERATOR.fullmatch(function):
            raise SettingError(
                f"{label} uses {function}, which is not one of the {words} that it "
                "may use."
            )
        for column in node.get("column_names", ())[:1]:
            if column.lower() not in known:
                raise SettingError(
                    f"{label} names the column {column}, which is not there; the "
                    f"columns are {', '.join(columns)}."
                )
    return tree
