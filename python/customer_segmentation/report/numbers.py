"""Numbers as people read them, the same in tables, charts and texts."""

import math

NOTHING = "\u2013"
"""Stands where there is no number."""


def readable(value: float | int | None) -> str:
    """Write a number with as many digits as tell something.

    Whole numbers, and all from 100 on, have no decimals; others have three digits.

    Examples
    --------
    >>> readable(1370520.46), readable(9.7714), readable(42.06), readable(0.0123)
    ('1,370,520', '9.77', '42.1', '0.012')
    >>> readable(3), readable(float("nan")), readable(-0.0001)
    ('3', '–', '0')
    """
    if value is None or math.isnan(value):
        return NOTHING
    if isinstance(value, int):
        return f"{value:,}"
    size = abs(value)
    if round(size, 3) == 0:
        return "0"
    decimals = 0 if size >= 99.95 else 1 if size >= 9.995 else 2 if size >= 1 else 3
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals == 3 else text


def percent(share: float | None) -> str:
    """Write a share from 0 to 1 as a percentage.

    Examples
    --------
    >>> percent(0.2665), percent(0.0004), percent(None), percent(1.0)
    ('26.7 %', '0.04 %', '–', '100 %')
    """
    if share is None or math.isnan(share):
        return NOTHING
    if share in (0, 1):
        return f"{share:.0%}".replace("%", " %")
    return f"{100 * share:.{1 if share >= 0.001 else 2}f} %"


def plain(value: float | int | None, unit: str) -> str:
    """Write a value where the heading names the unit; shares as percentages.

    Examples
    --------
    >>> plain(174.2, "days"), plain(0.31, "share")
    ('174', '31.0 %')
    """
    return percent(value) if unit == "share" else readable(value)


def shortened(value: float) -> float:
    """Round to four digits, which is what a picture shows.

    Examples
    --------
    >>> shortened(1370520.46), shortened(0.000123456), shortened(0.0)
    (1371000.0, 0.0001235, 0.0)
    """
    return float(f"{value:.4g}")
