"""Which column or expression of an input is which of our columns."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.fields import FIELDS, InputField, field_of, plain
from customer_segmentation.settings.expressions import scalar_expression
from customer_segmentation.settings.sentences import unknown
from customer_segmentation.sql_text import name

PLAIN_NAME = re.compile(r"[^\W0-9][\w ]*")
"""A text that can only be the name of a column, and so no expression."""

NOTHING = "cast(null as varchar)"


def named_fields(setting: str, mapping: Mapping[str, Any]) -> dict[str, str]:
    """Return what ``invoice_columns`` or ``customer_columns`` says of our columns.

    Parameters
    ----------
    setting : str
        ``invoices`` or ``customers``.
    mapping : mapping
        Our name, or one that is recognised -> header or SQL expression.

    Returns
    -------
    dict of str to str
        Our name -> header or SQL expression.

    Raises
    ------
    SettingError
        At a name that is no column of ours or is there twice, and at two columns of
        which one stands in for the other.

    Examples
    --------
    >>> named_fields("invoices", {"StockCode": "Item"})
    {'product_code': 'Item'}
    """
    fields, columns = FIELDS[setting], columns_setting(setting)
    named = {}
    for key, own in mapping.items():
        field = field_of(fields, key)
        if field is None:
            knows = f"it knows {', '.join(fields)}"
            raise SettingError(unknown(f"Setting {columns} names", key, fields, knows))
        if field in named:
            raise SettingError(f"Setting {columns} names {field} twice; name it once.")
        named[field] = own
    for field in named:
        if fields[field].or_else in named:
            raise SettingError(
                f"Setting {columns} maps both {field} and {fields[field].or_else}; "
                "map only one of them."
            )
    return named


def on_duckdb(label: str, columns: Mapping[str, str], text: str) -> str:
    """Return an expression of one's own for DuckDB, once it was checked.

    One value that it cannot take spoils its line alone.
    """
    return f"try{scalar_expression(label, columns, text)}"


def map_columns(
    setting: str,
    columns: Mapping[str, str],
    named: Mapping[str, str],
    place: str = "",
    checked: Callable[[str, Mapping[str, str], str], str] = on_duckdb,
) -> dict[str, str]:
    """Return the SQL expression for each of our columns.

    Parameters
    ----------
    setting : str
        ``invoices`` or ``customers``.
    columns : mapping of str to str
        The columns of the input -> type.
    named : mapping of str to str
        See :func:`named_fields`; what it does not name is recognised by its header.
    place : str
        Where the columns were found, for sentences.
    checked : callable, default on_duckdb
        Checks an expression and writes it for the engine that evaluates it.

    Raises
    ------
    SettingError
        At a column that is missing or ambiguous, and at an expression that cannot be.

    Examples
    --------
    >>> columns = dict.fromkeys(["id", "Since"], "VARCHAR")
    >>> mapped = map_columns("customers", columns, {"registered_date": "Since"})
    >>> mapped["customer_id"], mapped["registered_date"], mapped["income"]
    ('"id"', '"Since"', 'cast(null as varchar)')
    """
    expressions, missing = {}, []
    for field, rule in FIELDS[setting].items():
        expression = _expression(setting, columns, named, field, place, checked)
        if expression is None:
            missing.append(field + (f" or {rule.or_else}" if rule.or_else else ""))
        else:
            expressions[field] = expression
    if missing:
        first = missing[0].split(" ")[0]
        raise SettingError(
            f"Setting {setting} has no column for {', '.join(missing)}{place}; it has "
            f"{', '.join(columns)}: map what is missing with "
            f"{columns_setting(setting)}, such as {{{first}: your header}}."
        )
    return expressions


def columns_setting(setting: str) -> str:
    """Name the setting that says which column of an input is which.

    >>> columns_setting("invoices")
    'invoice_columns'
    """
    return f"{setting[:-1]}_columns"


def _expression(
    setting: str,
    columns: Mapping[str, str],
    named: Mapping[str, str],
    field: str,
    place: str,
    checked: Callable[[str, Mapping[str, str], str], str],
) -> str | None:
    rule: InputField = FIELDS[setting][field]
    if rule.or_else in named:
        return NOTHING
    own = named.get(field)
    found = _columns_named(columns, own, rule.headers)
    if len(found) > 1:
        raise SettingError(
            f"Setting {setting} has several columns{place} that could be {field}: "
            f"{', '.join(found)}; say which with {columns_setting(setting)}."
        )
    if found:
        return name(found[0])
    if own is None:
        return NOTHING if rule.optional else None
    if PLAIN_NAME.fullmatch(own):
        raise SettingError(
            f"Setting {setting} has no column {own}{place}; it has "
            f"{', '.join(columns)}: name the one that is {field} with "
            f"{columns_setting(setting)}."
        )
    label = f"Setting {columns_setting(setting)}: the expression for {field}"
    return checked(label, columns, own)


def _columns_named(
    columns: Iterable[str], own: str | None, headers: Iterable[str]
) -> list[str]:
    """Find the columns that a name means; without one, those that are recognised."""
    if own is not None:
        exact = [each for each in columns if each.lower() == own.lower()]
        if exact or not PLAIN_NAME.fullmatch(own):
            return exact
        headers = [plain(own)]
    return [each for each in columns if plain(each) in headers]
