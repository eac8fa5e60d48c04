"""The ways in which programs write dates."""

from itertools import product

WITH_ZONES = (
    *("iso", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%z"),
    "%Y-%m-%d %H:%M:%S %z",
)

DATES = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d"),
    *("%Y.%m.%d", "%Y%m%d", "%d %b %Y", "%d-%b-%Y", "%b %d, %Y", "%d/%m/%y"),
    *("%m/%d/%y", "%d.%m.%y", "%d-%m-%y", "%d-%b-%y"),
)

TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")

DATE_FORMATS = [*WITH_ZONES, *(date + time for date, time in product(DATES, TIMES))]
"""Values of the setting ``date_format`` to propose, those that are common first."""
