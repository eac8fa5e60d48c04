"""Quotes in CSV files that make one cell of several lines of the table."""

from pathlib import Path

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.text_encoding import open_bytes

QUOTE = b'"'


def check_quotes(path: Path, delimiter: str, columns: int) -> None:
    """Refuse a CSV file in which a quote swallows lines.

    A quote that opens a cell and is closed by a later one makes a cell of all that
    stands between, and no reader of CSV can see a mistake in it. A text of several
    lines is a cell too: it is told apart by the delimiters in it, which are as many as
    a line has only if lines were swallowed.

    Parameters
    ----------
    path : pathlib.Path
        A file in an encoding in which ASCII is ASCII; ``.gz`` is unpacked.
    delimiter : str
        What stands between two cells.
    columns : int
        Cells of a line.

    Raises
    ------
    InputError
        With the numbers of the lines.
    """
    mark = delimiter.encode()
    opened = swallowed = 0
    with open_bytes(path) as file:
        for number, line in enumerate(file, start=1):
            # Most lines have no quote, or one on each side of every cell.
            if not opened and line.count(QUOTE) in (0, 2 * columns):
                continue
            rest = line.rstrip(b"\r\n")
            if opened:
                head, closed, tail = _close(rest)
                swallowed += head.count(mark)
                if not closed:
                    continue
                # A cell of several lines ends at a delimiter or at the end of a line.
                if swallowed >= columns - 1 or tail[:1] not in (b"", mark):
                    raise InputError(
                        f"has a quote in line {opened} that is only closed in line "
                        f"{number}, so that everything in between is one cell; close "
                        "it where it belongs, or double it if it is part of the text"
                    )
                opened = 0
                # What follows a quote up to the next delimiter opens no cell.
                rest = tail.partition(mark)[2]
            cell = _open_cell(rest, mark)
            if cell is not None:
                opened, swallowed = number, cell.count(mark)
    if opened:
        raise InputError(
            f"has a quote in line {opened} that is never closed, so that everything "
            "after it is one cell; close it, or double it if it is part of the text"
        )


def _close(line: bytes) -> tuple[bytes, bool, bytes]:
    """Split a line that begins in a quoted cell where the cell ends."""
    place = 0
    while True:
        place = line.find(QUOTE, place)
        if place < 0:
            return line, False, b""
        if line[place + 1 : place + 2] != QUOTE:
            return line[:place], True, line[place + 1 :]
        place += 2


def _open_cell(line: bytes, mark: bytes) -> bytes | None:
    """Return what a line holds of a quoted cell that it does not close, if any.

    A quote opens a cell only where the cell begins; within one it is a character.
    """
    while True:
        if line.startswith(QUOTE):
            _, closed, tail = _close(line[1:])
            if not closed:
                return line[1:]
            line = tail
        _, found, line = line.partition(mark)
        if not found:
            return None
