"""The workbook: segments, customers and choices for people with a spreadsheet.

The library of workbooks writes a frame without rows: headers, widths, filters and
formats. SQL writes the rows, many times as fast as calls for each cell.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import xlsxwriter

from customer_segmentation.publishing.sheet_rows import rows_as_xml
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

WIDEST, NARROWEST = 60, 9
"""Width of columns, in characters."""

ROWS_MEASURED = 200
"""Rows whose values say how wide a column is."""

COMPRESSION = 5
"""A quarter faster than 6, the default, for a thirtieth more bytes."""

LAST_ROW = re.compile(
    rb'<row r="\d+">(?:<c r="[A-Z]+\d+" s="\d+"/>)+</row>(?=</sheetData>)'
)
"""The last row of a sheet in the frame: cells without values, in their formats."""

LETTERS_AND_STYLE = re.compile(r'r="([A-Z]+)\d+" s="(\d+)"')


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
    # The temporary tables go with the cursor.
    with connection.cursor() as cursor:
        columns = {sheet: _select_rows(cursor, sheet) for sheet in SHEETS}
        with (
            zipfile.ZipFile(_write_frame(cursor, columns)) as frame,
            zipfile.ZipFile(
                path, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION
            ) as workbook,
        ):
            sheets = {
                f"xl/worksheets/sheet{place}.xml": sheet
                for place, sheet in enumerate(SHEETS, 1)
            }
            for part in frame.namelist():
                xml = frame.read(part)
                with workbook.open(part, "w") as file:
                    if part in sheets:
                        sheet = sheets[part]
                        file.writelines(_fill(cursor, xml, sheet, columns[sheet]))
                    else:
                        file.write(xml)


def _select_rows(cursor: duckdb.DuckDBPyConnection, sheet: str) -> dict[str, str]:
    """Put the rows of a sheet into a temporary table; return its columns and types.

    Columns without a single value are left out.
    """
    table = _table_of(sheet)
    cursor.execute(f"create temp table {name(table)} as {SHEETS[sheet]}")
    described = cursor.execute(f"describe {name(table)}").fetchall()
    kinds = {column: kind for column, kind, *_ in described}
    counts = ", ".join(f"count({name(column)})" for column in kinds)
    found = cursor.execute(f"select {counts} from {name(table)}").fetchone()
    kept = [column for column, count in zip(kinds, found, strict=True) if count]
    return {column: kinds[column] for column in sorted(kept or kinds, key=_rank)}


def _table_of(sheet: str) -> str:
    return f"sheet {sheet}"


def _write_frame(
    cursor: duckdb.DuckDBPyConnection, columns: dict[str, dict[str, str]]
) -> io.BytesIO:
    """Write the workbook with a last row without values in place of the rows."""
    as_of_date, customers = cursor.execute(
        "select max(as_of_date), count(*) from customers"
    ).fetchone()
    frame = io.BytesIO()
    with xlsxwriter.Workbook(frame, {"constant_memory": True}) as workbook:
        # Equal data give equal files, whenever they are written.
        midnight = datetime.datetime.combine(as_of_date, datetime.time())
        workbook.set_properties({"title": "Customer segments", "created": midnight})
        for sheet in SHEETS:
            title = sheet
            if sheet == "customers" and customers > MOST_CUSTOMERS:
                title = f"{sheet} (top {MOST_CUSTOMERS:,} by spend)"
            _add_sheet(cursor, workbook, title, _table_of(sheet), columns[sheet])
    return frame


def _add_sheet(
    cursor: duckdb.DuckDBPyConnection,
    workbook: xlsxwriter.Workbook,
    title: str,
    table: str,
    columns: dict[str, str],
) -> None:
    selected = ", ".join(name(column) for column in columns)
    measured = cursor.execute(
        f"select {selected} from {name(table)} limit {ROWS_MEASURED}"
    ).fetchall()
    rows = cursor.execute(f"select count(*) from {name(table)}").fetchone()[0]
    sheet = workbook.add_worksheet(title)
    header = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
    for place, column in enumerate(columns):
        longest = max((len(str(row[place])) for row in measured), default=0)
        width = min(max(len(column) + 3, longest, NARROWEST), WIDEST)
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column, header)
    if rows:
        for place, (column, kind) in enumerate(columns.items()):
            form = workbook.add_format({"num_format": number_format(column, kind)})
            sheet.write_blank(rows, place, None, form)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)


def _fill(
    cursor: duckdb.DuckDBPyConnection, xml: bytes, sheet: str, columns: dict[str, str]
) -> Iterator[bytes]:
    """Yield a sheet of the frame with the rows in place of the last one."""
    last = LAST_ROW.search(xml)
    if last is None:
        yield xml
        return
    styles = dict(LETTERS_AND_STYLE.findall(last[0].decode()))
    yield xml[: last.start()]
    yield from rows_as_xml(cursor, _table_of(sheet), columns, styles)
    yield xml[last.end() :]


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
