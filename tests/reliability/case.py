"""One case of the catalogue: an input, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.reliability.shop import changed, shop, text

ROWS = shop()
PLACE = 700
"""The line that is spoiled where one is; it is in the file's line PLACE + 2."""


@dataclass(frozen=True)
class Case:
    """An input, and what must come of it.

    Attributes
    ----------
    files : dict of str to bytes
        Name -> content. The setting invoices names the first, or what settings say.
    verdict : str
        ``right``, ``warned`` (and published) or ``refused``.
    says : str
        The check that warns, or a part of the sentence that refuses.
    rows : list
        The lines that must count; those of the shop unless something is set aside.
    excluded : dict of str to int
        Reasons in the ledger -> lines, beside those of the shop.
    settings : dict
        ``{folder}`` in a path is the folder of the files.
    cell : tuple or None
        If all that is odd is one cell: its column, how it is written from what stands
        there, and the reason why its line is set aside, or None if it is read.
    """

    files: dict[str, bytes]
    verdict: str = "right"
    says: str = ""
    rows: list = field(default_factory=lambda: ROWS)
    excluded: dict[str, int] = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    cell: tuple[int, Callable[[str], str], str | None] | None = None


def plain(content: str | bytes, **more) -> Case:
    """One CSV file."""
    content = content.encode() if isinstance(content, str) else content
    return Case({"invoices.csv": content}, **more)


def without(*places: int) -> list:
    """Lines of the shop but for some."""
    return [row for place, row in enumerate(ROWS) if place not in places]


def spoiled(column: int, cell: str, reason: str) -> Case:
    """One cell cannot be read: its line is set aside, with a word."""
    return plain(
        text(changed(ROWS, PLACE, column, cell)),
        verdict="warned",
        says="rejected_lines",
        rows=without(PLACE),
        excluded={f"unreadable_{reason}": 1},
        cell=(column, lambda _: cell, f"unreadable_{reason}"),
    )


def odd(column: int, write: Callable[[str], str]) -> Case:
    """One cell is written in an odd way that has only one meaning."""
    return plain(
        text(changed(ROWS, PLACE, column, write(ROWS[PLACE][column]))),
        cell=(column, write, None),
    )
