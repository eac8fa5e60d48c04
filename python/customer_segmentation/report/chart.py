"""Charts as data: what the page draws, says in words and tabulates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from textwrap import wrap
from typing import Any

FONT = {"family": "system-ui, Helvetica, Arial, sans-serif", "size": 13}


SIGNS = {
    "circle": "●",
    "diamond": "◆",
    "square": "■",
    "circle-open": "○",
    "diamond-open": "◇",
}
"""Mark of Plotly -> the character that looks like it."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    text : str
        What is shown.
    value : float, int or None, default None
        The number behind it, exactly as published; None for words.
    colour : str or None, default None
        Colour of the segment that the cell names.
    mark : str, default "circle"
        Its mark, a key of ``SIGNS``.
    """

    text: str
    value: float | int | None = None
    colour: str | None = None
    mark: str = "circle"

    @property
    def sign(self) -> str:
        """The mark as a character."""
        return SIGNS[self.mark]


@dataclass(frozen=True)
class Table:
    """A table: its caption, its columns and rows of cells, the first one a heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Menu:
    """A choice above a chart.

    Attributes
    ----------
    label : str
        What is chosen.
    options : list of tuple
        Text of each option and what it shows: ``{"data": ..., "layout": ...}`` in
        place of all that is drawn, or ``{"column": ..., "axis": ...}`` for ``axis``.
    axis : str or None, default None
        ``x`` or ``y``: the axis whose column the menu chooses.
    selected : int, default 0
        The option that is shown first.
    """

    label: str
    options: list[tuple[str, dict]]
    axis: str | None = None
    selected: int = 0


@dataclass(frozen=True)
class Chart:
    """A picture of Plotly with its words.

    Attributes
    ----------
    name : str
        Unique in the page; letters, digits and hyphens.
    title, reading : str
        What it shows, and how to read it.
    data, layout : list of dict, dict
        Traces and layout of Plotly. A coordinate may be
        ``{"points": key, "column": name, "segment": number}``, see ``resolve``.
    table : Table
        The same in numbers, for those who cannot see the picture.
    menus : list of Menu
        Choices above it.
    legend : list of Cell
        What its colours stand for, where the axes do not say it.
    width : int, default 0
        Pixels that it needs at least; on narrower screens it scrolls within its frame.
    """

    name: str
    title: str
    reading: str
    data: list[dict]
    layout: dict
    table: Table
    menus: list[Menu] = field(default_factory=list)
    legend: list[Cell] = field(default_factory=list)
    width: int = 0


@dataclass(frozen=True)
class Points:
    """Customers of a scatter: columns of equal length, and the segment of each."""

    segment: list[int]
    columns: dict[str, list]


def resolve(trace: dict, points: dict[str, Points]) -> dict:
    """Put the coordinates of points in place of references to them.

    Parameters
    ----------
    trace : dict
        A trace of a :class:`Chart`.
    points : dict
        Key -> :class:`Points`.

    Examples
    --------
    >>> points = {"rfm": Points([1, 2, 1], {"recency": [5, 6, 7]})}
    >>> resolve({"x": {"points": "rfm", "column": "recency", "segment": 1}}, points)
    {'x': [5, 7]}
    """
    resolved = dict(trace)
    for key, reference in trace.items():
        if isinstance(reference, dict) and "points" in reference:
            chosen = points[reference["points"]]
            column = chosen.columns[reference["column"]]
            resolved[key] = [
                value
                for value, segment in zip(column, chosen.segment, strict=True)
                if segment == reference["segment"]
            ]
    return resolved


def layout(height: int, **settings: Any) -> dict:
    """Return the layout that all charts share, with settings of one of them.

    >>> layout(300, showlegend=False)["height"]
    300
    """
    return {
        "height": height,
        "font": FONT,
        "margin": {"l": 50, "r": 16, "t": 34, "b": 44},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "showlegend": False,
        "hoverlabel": {"align": "left"},
        **settings,
    }


def axis(title: str = "", **settings: Any) -> dict:
    """Return an axis that makes room for its labels.

    >>> axis("days")["title"]["text"]
    'days'
    """
    if settings.get("type") == "log":
        settings = {"dtick": 1, **settings}
    return {
        "title": {"text": title, "standoff": 8},
        "automargin": True,
        "gridcolor": "#E3E8EE",
        "zerolinecolor": "#B9C2CC",
        **settings,
    }


def names_axis(**settings: Any) -> dict:
    """Return an axis of names, which stay names if they look like numbers.

    >>> names_axis()["type"]
    'category'
    """
    return axis(type="category", **settings)


def axis_type(minimum: float, median: float, maximum: float) -> str:
    """Choose steps of equal factors for what is positive and reaches far.

    >>> axis_type(1, 10, 5000), axis_type(0, 10, 5000)
    ('log', 'linear')
    """
    return "log" if minimum > 0 and maximum > 20 * median else "linear"


def label(text: str, width: int = 18) -> str:
    """Break a text from the data into lines that a chart shows as they are.

    Plotly reads some tags in texts: what looks like one is escaped.

    Examples
    --------
    >>> label("days from registering to the first order")
    'days from<br>registering to the<br>first order'
    >>> label("<b>&")
    '&lt;b&gt;&amp;'
    """
    return "<br>".join(escape(line, quote=False) for line in wrap(text, width) or [""])


def slug(text: str) -> str:
    """Keep what a name in a page or of a file can hold.

    Examples
    --------
    >>> slug("At risk"), slug('a"/b'), slug("Łódź")
    ('at-risk', 'a-b', 'd')
    """
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-") or "x"


def labels(texts: Iterable[str], width: int = 18) -> list[str]:
    """Break each text, see ``label``.

    >>> labels(["a", "b"])
    ['a', 'b']
    """
    return [label(text, width) for text in texts]
