"""How a Markdown table and its numbers are written, so that they read well as text."""

from tests.benchmark.figures import ratio
from tests.benchmark.works import BUILD, SCRIPT, SCRIPT_ALONE

NOTHING = "–"


def table(header: list[str], rows: list[list[str]], texts: int = 1) -> str:
    """Write a Markdown table with columns of equal width.

    Parameters
    ----------
    header : list of str
        Names of the columns.
    rows : list of list of str
        The cells.
    texts : int
        How many columns are text, from the left; the others are aligned right.

    Examples
    --------
    >>> print(table(["run", "wall, s"], [["dbt build", "12.5"]]))
    | run       | wall, s |
    |-----------|--------:|
    | dbt build |    12.5 |
    """
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    written = []
    for row in [header, *rows]:
        left = [row[place].ljust(widths[place]) for place in range(texts)]
        right = [row[place].rjust(widths[place]) for place in range(texts, len(row))]
        written.append(f"| {' | '.join([*left, *right])} |")
    rules = ["-" * (width + 2) for width in widths[:texts]]
    rules += ["-" * (width + 1) + ":" for width in widths[texts:]]
    return "\n".join([written[0], f"|{'|'.join(rules)}|", *written[1:]])


def number(value: float | None, digits: int = 1) -> str:
    """Write a number for people; a dash if there is none.

    Examples
    --------
    >>> number(1234.56), number(0.5, 2), number(None)
    ('1,234.6', '0.50', '–')
    """
    return NOTHING if value is None else f"{value:,.{digits}f}"


def cells(median: dict | None) -> list[str]:
    """Wall seconds, CPU seconds and MB of a median; dashes if there is none."""
    if median is None:
        return [NOTHING] * 3
    seconds = [number(median[quantity]) for quantity in ("wall", "cpu")]
    return [*seconds, number(median["memory"], 0)]


def ratios(medians: dict, side: str) -> list[str]:
    """Wall, CPU and memory of a build, divided by the script's."""
    if not side.startswith(BUILD):
        return [NOTHING] * 3
    bases = {"wall": SCRIPT, "cpu": SCRIPT_ALONE, "memory": SCRIPT}
    return [
        number(ratio(medians, side, quantity, base), 2)
        for quantity, base in bases.items()
    ]
