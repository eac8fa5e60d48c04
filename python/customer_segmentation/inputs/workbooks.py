"""Sheets of workbooks (Excel, OpenDocument) as Parquet files."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.copies import described, next_copy
from customer_segmentation.inputs.text_header import check_names
from customer_segmentation.inputs.typed_columns import as_array, kind_of

ALL = "*"
"""In place of a name: all sheets that can be seen."""


def read_sheets(
    path: Path, asked: str | None, decimal: str = "."
) -> dict[str, pa.Table]:
    """Read sheets of a workbook.

    The first row with two filled cells (or the first one at all) holds the names of
    the columns. A column gets the one type that all its values have; where they have
    several, as invoice numbers with and without a ``C``, it is text.

    Parameters
    ----------
    path : pathlib.Path
        The workbook.
    asked : str or None
        Name of a sheet, ``*`` for all that can be seen and have rows, or None for the
        only one.
    decimal : str
        See :func:`~customer_segmentation.inputs.typed_columns.as_text`.

    Returns
    -------
    dict of str to pyarrow.Table
        Sheet -> its rows, in the order of the workbook.

    Raises
    ------
    InputError
        If the workbook cannot be read, there is no such sheet, or there are several
        and none is named.
    """
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            names = _chosen(book, path, asked)
            tables = {name: _rows(book, name) for name in names}
    except CalamineError as error:
        raise InputError(
            f"is not a readable workbook ({error}); open it, and save it again "
            "without a password"
        ) from None
    if asked == ALL or asked is None:
        tables = {name: rows for name, rows in tables.items() if rows}
    if len(tables) > 1 and asked is None:
        listed = [*tables]
        raise InputError(
            f"has the sheets {' and '.join(listed)}; name one, as {path}#{listed[0]}, "
            f"or all of them with {path}#{ALL}"
        )
    if not any(tables.values()):
        raise InputError("has no rows; it needs a row of column names and one more")
    return {name: _table(rows, decimal) for name, rows in tables.items()}


def write_sheets(
    path: Path, asked: str | None, folder: Path, decimal: str = "."
) -> list[dict]:
    """Write sheets of a workbook as Parquet.

    Parameters
    ----------
    path, asked, decimal
        See :func:`read_sheets`.
    folder : pathlib.Path
        Receives a file for each sheet; made if absent.

    Returns
    -------
    list of dict
        For each sheet ``name`` (``book#sheet``), ``read_from``, ``kind`` and
        ``columns``, see :class:`~customer_segmentation.inputs.catalogue.InputFiles`.
    """
    answers = []
    for sheet, table in read_sheets(path, asked, decimal).items():
        copy = next_copy(folder, ".parquet")
        pq.write_table(table, copy)
        name = f"{path}#{sheet}" if asked else str(path)
        answers.append(described(name, copy, table.column_names))
    return answers


def _chosen(book: CalamineWorkbook, path: Path, asked: str | None) -> list[str]:
    if asked not in (None, ALL):
        if asked not in book.sheet_names:
            raise InputError(
                f"has no sheet {asked}; it has {', '.join(book.sheet_names)}"
            )
        return [asked]
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible
    ]


def _rows(book: CalamineWorkbook, sheet: str) -> list[list]:
    """Read rows, from the names of the columns to the last one with a value."""
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
    filled = [sum(cell != "" for cell in row) for row in rows]
    header = next((n for n, count in enumerate(filled) if count > 1), 0)
    last = max((n for n, count in enumerate(filled) if count), default=-1)
    return rows[header : last + 1]


def _table(rows: list[list], decimal: str) -> pa.Table:
    header, *body = rows
    columns = [*zip(*body, strict=True)] if body else [()] * len(header)
    names = [
        str(cell).strip() or f"column_{place}" for place, cell in enumerate(header, 1)
    ]
    kept = [
        (name, values)
        for name, cell, values in zip(names, header, columns, strict=True)
        if cell != "" or any(value != "" for value in values)
    ]
    check_names([name for name, _ in kept])
    return pa.table(
        {name: as_array(values, kind_of(values), decimal) for name, values in kept}
    )
