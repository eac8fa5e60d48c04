"""Colours and marks of segments, told apart by colour-blind readers too."""

COLOURS = (
    "#0072B2",
    "#D55E00",
    "#88CCEE",
    "#882255",
    "#CC79A7",
    "#DDCC77",
    "#332288",
    "#000000",
)
"""Eight colours of Okabe & Ito (2008) and Tol (2021) that stay apart without red, green
or blue cones: at least 22 units of CIELAB between any two."""

MARKS = ("circle", "diamond", "square", "circle-open", "diamond-open")
"""Marks that flat and turning pictures draw alike, on any machine."""

DIVERGING = ((0.0, "#2166AC"), (0.5, "#F7F7F7"), (1.0, "#B2182B"))
"""Below, at and above the mean: blue and red, which no colour blindness confuses."""

SEQUENTIAL = ((0.0, "#F4F7FB"), (1.0, "#8DB4DE"))
"""Little to much; dark text can be read on all of it."""

NEUTRAL = "#8A94A0"
"""What is no segment: other algorithms, customers without one."""

DISPOSITIONS = {"clean": "#0072B2", "excluded": "#DDCC77", "rejected": "#882255"}
"""What became of a line of the input."""


def colour(index: int) -> str:
    """Return the colour of a segment by its place, from 0, in its segmentation.

    >>> colour(0), colour(8) == colour(0)
    ('#0072B2', True)
    """
    return COLOURS[index % len(COLOURS)]


def mark(index: int) -> str:
    """Return the mark of a segment; it changes where the colours begin again.

    >>> mark(0), mark(1), mark(8) == mark(0)
    ('circle', 'diamond', False)
    """
    return MARKS[(index + index // len(COLOURS)) % len(MARKS)]


def faded(hexadecimal: str, opacity: float) -> str:
    """Return a colour as ``rgba(...)`` that lets what lies below shine through.

    >>> faded("#0072B2", 0.5)
    'rgba(0,114,178,0.5)'
    """
    red, green, blue = (int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
