"""What the name of an input says: a table of a database, or a sheet of a workbook."""

import re

DATABASE_TABLE = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)/(.+)")
"""``env:NAME/table``: the variable of the environment that holds the URL, and what to
read: ``table`` or ``schema.table``."""

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

SHEET = re.compile(rf"(.*?(?:{'|'.join(map(re.escape, SUFFIXES))}))#(.+)", re.I | re.S)
"""A workbook, and the name of a sheet behind it, which may hold any character."""


def is_database(name: str) -> bool:
    """Tell the table of a database by the form of its name.

    >>> is_database("env:SHOP_URL/sales.invoices"), is_database("environment.csv")
    (True, False)
    """
    return DATABASE_TABLE.fullmatch(name) is not None


def split_sheet(name: str) -> tuple[str, str | None]:
    """Split ``book.xlsx#sheet`` into the workbook and the sheet that is asked for.

    Examples
    --------
    >>> split_sheet("book.xlsx#Year 2010"), split_sheet("book.xlsx"), split_sheet("a#b")
    (('book.xlsx', 'Year 2010'), ('book.xlsx', None), ('a#b', None))
    """
    named = SHEET.fullmatch(name)
    return (named[1], named[2]) if named else (name, None)


def is_workbook(name: str) -> bool:
    """Tell a workbook by its name.

    >>> is_workbook("Sales.XLSX"), is_workbook("sales.csv")
    (True, False)
    """
    return name.lower().endswith(SUFFIXES)
