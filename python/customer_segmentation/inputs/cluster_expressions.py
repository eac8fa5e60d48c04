"""SQL expressions of settings in the words of a cluster, checked by its own parser."""

import re
from collections.abc import Callable, Mapping

from customer_segmentation.errors import SettingError
from customer_segmentation.settings.expressions import AGGREGATES
from customer_segmentation.settings.sandbox import in_brackets

TypeOf = Callable[[Mapping[str, str], str], str]
"""Asks an engine for the type of an expression over columns (name -> type); it raises
``ValueError`` with the reason if there is none."""

FUNCTIONS = frozenset(
    (
        *("trim", "ltrim", "rtrim", "lower", "upper", "replace", "substr", "substring"),
        *("regexp_replace", "regexp_extract", "regexp_like", "left", "right", "length"),
        *("concat", "concat_ws", "split_part", "lpad", "rpad", "contains"),
        *("startswith", "endswith", "md5", "abs", "round", "floor", "ceil", "sign"),
        *("greatest", "least", "nullif", "ifnull", "nvl", "coalesce", "if", "cast"),
        *(
            "try_cast",
            "to_date",
            "to_timestamp",
            "try_to_timestamp",
            "to_timestamp_ntz",
        ),
        *("date_format", "date_trunc", "date_part", "make_date", "make_timestamp"),
        *("year", "month", "day", "timestamp_millis", "timestamp_seconds"),
        *("decimal", "numeric", "char", "varchar"),
    )
)
"""Functions of their arguments alone, and types that take a length."""

WORDS_BEFORE_BRACKETS = frozenset(
    (
        *("and", "or", "not", "in", "is", "between", "like", "rlike", "div"),
        *("case", "when", "then", "else", "distinct", "filter", "where"),
    )
)
"""Words that stand before a bracket without being functions."""

FORBIDDEN_WORDS = frozenset(
    ("select", "from", "table", "values", "over", "with", "map", "reduce", "lateral")
)
"""Words of subqueries, windows and scripts."""

PARTS = re.compile(
    r"(?P<text>'(?:[^'\\]|\\.)*')|(?P<quoted>`(?:[^`]|``)*`)"
    r"|(?P<comment>--|/\*)|(?P<odd>[\";{}?:\\]|->|\b[rR](?='))"
    r"|(?P<word>[^\W\d]\w*)(?P<call>\s*\()?",
    re.DOTALL,
)


def expression_of_cluster(
    label: str,
    columns: Mapping[str, str],
    text: str,
    type_of: TypeOf,
    aggregates: frozenset[str] = frozenset(),
) -> tuple[str, str]:
    r"""Return an expression in brackets and its type, once the engine has parsed it.

    Before that, words and signs are looked at: no subquery, window or comment, and no
    function that reads anything but its arguments.

    Parameters
    ----------
    label : str
        How a sentence begins.
    columns : mapping of str to str
        Columns that it may use -> type of the engine.
    text : str
        The expression.
    type_of : callable
        See :data:`TypeOf`.
    aggregates : frozenset of str
        Aggregates that it may use.

    Raises
    ------
    SettingError
        With a sentence.

    Examples
    --------
    >>> expression_of_cluster("Setting x", {}, "upper(a)", lambda *_: "string")
    ('(upper(a)\n)', 'string')
    >>> expression_of_cluster("Setting x", {}, "reflect('a', 'b')", lambda *_: "string")
    Traceback (most recent call last):
    customer_segmentation.errors.SettingError: Setting x uses reflect, which is not ...
    """
    allowed = FUNCTIONS | WORDS_BEFORE_BRACKETS | aggregates
    for part in PARTS.finditer(text):
        word = (part["word"] or "").lower()
        if part["comment"] or part["odd"] or word in FORBIDDEN_WORDS:
            raise SettingError(
                f"{label} has {part.group().strip()}, which an expression on a cluster "
                "may not have; write texts in '', odd names in ``, and neither "
                "subqueries nor comments."
            )
        if part["quoted"] and text[part.end() :].lstrip().startswith("("):
            word, called = part["quoted"], True
        else:
            called = bool(part["call"])
        if called and word not in allowed:
            raise SettingError(
                f"{label} uses {word}, which is not one of the text, number and date "
                "functions that it may use on a cluster."
            )
    try:
        return in_brackets(text), type_of(columns, text)
    except ValueError as error:
        raise SettingError(
            f"{label}, {text}, is not understood by the cluster ({error}); write it in "
            "its SQL, over the columns that are there."
        ) from None


def condition_of_cluster(
    label: str, columns: Mapping[str, str], text: str, type_of: TypeOf
) -> str:
    """Return a condition in brackets, as :func:`expression_of_cluster` takes it.

    Raises
    ------
    SettingError
        With a sentence, also where it is neither true nor false.
    """
    checked, kind = expression_of_cluster(label, columns, text, type_of)
    if kind != "boolean":
        raise SettingError(
            f"{label} is {text}, which is not a condition on a cluster; write one that "
            "is true or false."
        )
    return checked


def check_portable(
    label: str, columns: Mapping[str, str], text: str, type_of: TypeOf
) -> None:
    """Check on a cluster what DuckDB has accepted: that both understand it alike.

    Parameters
    ----------
    label, columns, text, type_of
        As :func:`expression_of_cluster` takes them; types are those of DuckDB.

    Raises
    ------
    SettingError
        With a sentence.
    """
    without_texts = re.sub(r"'(?:[^']|'')*'", "''", text)
    for sign in ("^", "\\"):
        if sign in without_texts or (sign == "\\" and sign in text):
            raise SettingError(
                f"{label} has {sign}, which means another thing on a cluster than on "
                "DuckDB; write it without."
            )
    kinds = {column: _ENGINE_TYPES.get(kind, kind) for column, kind in columns.items()}
    expression_of_cluster(label, kinds, text, type_of, AGGREGATES)


_ENGINE_TYPES = {"VARCHAR": "string", "INTEGER": "int"}
