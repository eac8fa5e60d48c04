"""The workbook: segments, customers and choices for people with a spreadsheet."""

import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import xlsxwriter
from xlsxwriter.format import Format

from customer_segmentation.sql_text import name

MOST_CUSTOMERS = 50_000
"""Most rows in the sheet of customers: those with the highest net spend."""

SHEETS = {
    "segments": "from segment_profiles order by segmentation, population, segment_id",
    "rfm": "from rfm_profiles order by revenue desc, rfm_segment",
    "customers": f"""
        from customers order by monetary desc nulls last, customer_id
        limit {MOST_CUSTOMERS}
    """,
    "choices": "from cluster_count_choice order by segmentation, population, clusters",
}
"""Sheet -> its contents."""

MOST_UNITS = 32_767
"""Longest text that fits into a cell, in units of UTF-16: one or two a character."""

WIDEST, NARROWEST = 60, 9
"""Width of columns, in characters."""


def write_workbook(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the workbook of a published file.

    Each sheet has a header that stays in view, filters, and formats for money, shares,
    counts and dates. Columns without a single value are left out. Texts, including
    ids, stay texts: nothing becomes a formula, a link or a number. The customer or
    segment, what to do and the other segments come first. If there are more than
    ``MOST_CUSTOMERS`` customers, the name of their sheet says so.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to ``segments.duckdb``.
    path : pathlib.Path
        The workbook, ``segments.xlsx``.
    """
    as_of_date, customers = connection.execute(
        "select max(as_of_date), count(*) from customers"
    ).fetchone()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(str(path), options) as workbook:
        # Equal data give equal files, whenever they are written.
        midnight = datetime.datetime.combine(as_of_date, datetime.time())
        workbook.set_properties({"title": "Customer segments", "created": midnight})
        for sheet, question in SHEETS.items():
            title = sheet
            if sheet == "customers" and customers > MOST_CUSTOMERS:
                title = f"{sheet} (top {MOST_CUSTOMERS:,} by spend)"
            _write_sheet(connection, workbook, title, question)


def _write_sheet(
    connection: duckdb.DuckDBPyConnection,
    workbook: xlsxwriter.Workbook,
    title: str,
    question: str,
) -> None:
    known = _columns_with_values(connection, question)
    selected = ", ".join(name(column) for column in known)
    rows = connection.execute(f"select {selected} from ({question})").fetchall()
    sheet = workbook.add_worksheet(title)
    header = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
    formats = [
        workbook.add_format({"num_format": number_format(column, kind)})
        for column, kind in known.items()
    ]
    for place, column in enumerate(known):
        longest = max((len(str(row[place])) for row in rows[:200]), default=0)
        width = min(max(len(column) + 3, longest, NARROWEST), WIDEST)
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column, header)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats[place])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(known) - 1)


def _columns_with_values(
    connection: duckdb.DuckDBPyConnection, question: str
) -> dict[str, str]:
    columns = connection.execute(f"describe {question}").fetchall()
    counts = ", ".join(f"count({name(column)})" for column, *_ in columns)
    found = connection.execute(f"select {counts} from ({question})").fetchone()
    kinds = {column: kind for column, kind, *_ in columns}
    kept = [column for column, count in zip(kinds, found, strict=True) if count]
    return {column: kinds[column] for column in sorted(kept or kinds, key=_rank)}


def _rank(column: str) -> int:
    """Order columns for people: who, what to do, other segments, then the rest."""
    if column in ("customer_id", "segment_name"):
        return 0
    if column in ("campaign_segment", "campaign_action"):
        return 1
    return 2 if column.endswith(("_segment", "action")) else 3


def number_format(column: str, kind: str) -> str:
    """Return the number format of a column in the notation of spreadsheets.

    Examples
    --------
    >>> number_format("revenue", "DECIMAL(28,6)"), number_format("customers", "BIGINT")
    ('#,##0.00', '#,##0')
    >>> number_format("revenue_share", "DOUBLE"), number_format("segment", "VARCHAR")
    ('0.0%', '@')
    """
    if kind == "VARCHAR":
        return "@"
    if kind == "BOOLEAN":
        return "General"
    if kind == "DATE":
        return "yyyy-mm-dd"
    if column.endswith("_share") or column == "return_rate":
        return "0.0%"
    if kind.endswith("INT") or kind == "INTEGER":
        return "#,##0"
    return "#,##0.00"


def cut_to_cell(text: str) -> str:
    """Return a text that a cell can hold; one that was cut says so at its end.

    Examples
    --------
    >>> cut_to_cell("12346"), cut_to_cell(40_000 * "x")[-25:]
    ('12346', 'xxx … (40,000 characters)')
    """
    if len(text.encode("utf-16-le", "replace")) <= 2 * MOST_UNITS:
        return text
    return f"{text[: MOST_UNITS // 2 - 30]} … ({len(text):,} characters)"


def _write(sheet: object, row: int, column: int, value: object, form: Format) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, cut_to_cell(value), form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, form)
    else:
        number = float(value) if isinstance(value, Decimal) else value
        sheet.write_number(row, column, number, form)
