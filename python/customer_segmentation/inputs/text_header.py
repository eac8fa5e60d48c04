"""How the table in a text file is laid out: its header and its delimiter."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.text_encoding import TextFormat, decoded

RESERVED = re.compile("__|file_row_number$|file_index$", re.IGNORECASE)
"""Names of columns that the build adds to an input."""

NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
"""Characters of files that are no text."""

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class TextLayout:
    """How the table in a text file is laid out.

    Attributes
    ----------
    delimiter : str
        One of ``DELIMITERS``.
    columns : list of str
        The names in the header; ``column_<n>`` where one is empty.
    lines_before : int
        Lines before the header: empty ones, and Excel's ``sep=;``.
    """

    delimiter: str
    columns: list[str]
    lines_before: int


def read_layout(path: Path, form: TextFormat) -> TextLayout:
    """Read the header of a CSV file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    form : TextFormat
        How it is written.

    Returns
    -------
    TextLayout
        With the delimiter that makes the most columns of the header.

    Raises
    ------
    InputError
        If there is no header, it is no text, or two columns share a name.
    """
    # A header is short, and a file without line ends must not be read whole.
    text = next((piece for piece in decoded(path, form.encoding) if piece), "")
    lines = io.StringIO(text[:100_000], newline=None).read().split("\n")
    before = next((n for n, line in enumerate(lines) if line.strip()), None)
    if before is None:
        raise InputError(
            "is empty; it needs a line of column names and at least one row"
        )
    delimiters = DELIMITERS
    if lines[before].lower().startswith("sep=") and len(lines[before]) == 5:
        delimiters = (lines[before][4],)
        before += 1
    headers = [_cells(lines[before:], delimiter) for delimiter in delimiters]
    header = max(headers, key=len)
    if any(NO_TEXT.search(cell) for cell in header):
        raise InputError("begins with bytes that are not text; save the table as CSV")
    columns = [cell.strip() or f"column_{n}" for n, cell in enumerate(header, start=1)]
    check_names(columns)
    return TextLayout(delimiters[headers.index(header)], columns, before)


def _cells(lines: list[str], delimiter: str) -> list[str]:
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    return next(reader, [])


def check_names(columns: list[str]) -> None:
    """Refuse names of which two are equal but for upper and lower case.

    Names that the reader of the warehouse keeps for itself are refused too.
    """
    reserved = [name for name in columns if RESERVED.match(name)]
    if reserved:
        raise InputError(
            f"has a column named {reserved[0]}, which is reserved for the build; give "
            "it another name"
        )
    plain = [column.lower() for column in columns]
    repeated = [name for name in columns if plain.count(name.lower()) > 1]
    if repeated:
        raise InputError(
            f'has more than one column named "{repeated[0]}" (it has '
            f"{', '.join(columns)}); give each column a name of its own"
        )
