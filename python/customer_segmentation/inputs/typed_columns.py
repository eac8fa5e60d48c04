"""Columns of values of any kind, as columns of the one type that suits them all."""

import datetime
import json
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial

import pyarrow as pa

TYPES = {
    "nothing": pa.string(),
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "moment": pa.timestamp("us"),
    "zoned_moment": pa.timestamp("us", tz="UTC"),
}
"""Kind of a column -> its type."""

LARGEST = 2**53
"""Whole numbers up to here are exact in a number of a spreadsheet."""


def kind_of(values: Iterable[object]) -> str:
    """Tell the kind of a column: a key of ``TYPES``.

    Numbers that are all whole are integers. Decimals stay exact as texts, and so does
    a column of several kinds. Nothing (None, or an empty text) is of every kind.

    Examples
    --------
    >>> kind_of([1.0, None, 2]), kind_of([1.5, 2]), kind_of([1, "C2"]), kind_of([""])
    ('integer', 'number', 'text', 'nothing')
    """
    kinds = {_kind(value) for value in values} - {"nothing"}
    if not kinds:
        return "nothing"
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {"integer", "number"}:
        return "number"
    return "moment" if kinds == {"date", "moment"} else "text"


def as_array(values: Sequence[object], kind: str, decimal: str = ".") -> pa.Array:
    """Return a column as an array of its kind.

    Parameters
    ----------
    values : sequence
        The values; None and an empty text are nothing.
    kind : str
        A key of ``TYPES``, see :func:`kind_of`.
    decimal : str
        See :func:`as_text`.

    Raises
    ------
    TypeError, ValueError
        If a value is not of the kind.

    Examples
    --------
    >>> as_array([536365.0, "C536379", None], "text").to_pylist()
    ['536365', 'C536379', None]
    """
    convert = CONVERSIONS[kind]
    if convert is as_text:
        convert = partial(as_text, decimal=decimal)
    return pa.array(
        (None if value is None or value == "" else convert(value) for value in values),
        type=TYPES[kind],
        size=len(values),
    )


def as_text(value: object, decimal: str = ".") -> str:
    """Write a value as a CSV file would have it.

    Parameters
    ----------
    value : object
        Anything but None.
    decimal : str
        The decimal mark of numbers, that of the setting ``decimal``: in a column of
        numbers and texts, all of them are read by it.

    Examples
    --------
    >>> as_text(17850.0), as_text(Decimal("2.550")), as_text(1e-7), as_text(True)
    ('17850', '2.550', '0.0000001', 'true')
    >>> as_text(2.5, decimal=",")
    '2,5'
    >>> as_text(datetime.datetime(2011, 12, 9, 12, 50)), as_text(b"C1"), as_text([1])
    ('2011-12-09 12:50:00', 'C1', '[1]')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isfinite(value):
        value = int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f").replace(".", decimal)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    return str(value)


def _kind(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "text"
    if isinstance(value, int):
        return "integer" if abs(value) < 2**63 else "text"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) <= LARGEST
        return "integer" if whole else "number"
    if isinstance(value, datetime.datetime):
        return "zoned_moment" if value.tzinfo else "moment"
    return "date" if isinstance(value, datetime.date) else "text"


def _integer(value: object) -> int:
    if isinstance(value, str | bool) or value != int(value):
        raise ValueError(f"{value!r} is no integer")
    return int(value)


def _number(value: object) -> float:
    if isinstance(value, str | bool):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def _date(value: object) -> datetime.date:
    if type(value) is not datetime.date:
        raise ValueError(f"{value!r} is no date")
    return value


def _moment(value: object) -> datetime.datetime:
    if isinstance(value, datetime.datetime):
        if value.tzinfo:
            raise ValueError(f"{value!r} has a time zone")
        return value
    return datetime.datetime.combine(_date(value), datetime.time())


def _zoned_moment(value: object) -> datetime.datetime:
    if not (isinstance(value, datetime.datetime) and value.tzinfo):
        raise ValueError(f"{value!r} has no time zone")
    return value


CONVERSIONS = {
    "nothing": as_text,
    "text": as_text,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "moment": _moment,
    "zoned_moment": _zoned_moment,
}
