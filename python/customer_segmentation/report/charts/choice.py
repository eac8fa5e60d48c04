"""Why that many segments: the elbow, the indices and who votes for what."""

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Menu,
    Table,
    axis,
    layout,
)
from customer_segmentation.report.numbers import percent, readable, shortened
from customer_segmentation.report.palette import COLOURS, NEUTRAL
from customer_segmentation.report.population_view import PopulationView

CHOICE = """
    from cluster_count_choice
    where segmentation = ? and population = ? order by clusters
"""

INDICES = {
    "silhouette": ("Silhouette", "1 is best: tight and far apart"),
    "calinski_harabasz": ("Calinski-Harabasz", "high is good"),
    "davies_bouldin": ("Davies-Bouldin", "low is good"),
    "border_density": (
        "Border density",
        "below 0.25 groups stand apart; about 1 if one crowd is divided",
    ),
    "gap_statistic": (
        "Gap statistic",
        "the first that no later one beats by more than its error",
    ),
    "prediction_strength": (
        "Prediction strength",
        "from 0.8, each half of the customers gives the same segments",
    ),
    "stability": ("Stability", "from 0.75, other customers give the same segments"),
    "smallest_share": ("Smallest segment", "share of the customers"),
}
"""Column -> its name and how to read it."""


def draw_choice(view: PopulationView) -> list[Chart]:
    """Draw why a population has the segments that it has.

    Parameters
    ----------
    view : PopulationView
        Whose number of segments.

    Returns
    -------
    list of Chart
        The elbow, and the indices that were computed with a menu of them. The number
        that was chosen is marked.
    """
    rows = view.rows(CHOICE)
    if not rows:
        return []
    table = _table(rows)
    charts = [_elbow(view.key, rows, table)]
    if any(row[index] is not None for row in rows for index in INDICES):
        charts.append(_indices(view.key, rows, table))
    return charts


def _elbow(key: str, rows: list[dict], table: Table) -> Chart:
    chosen = next((row for row in rows if row["is_chosen"]), {})
    reason = f"{chosen.get('reason') or ''} {_at(chosen)}".strip()
    return Chart(
        f"{key}-elbow",
        "Why that many segments: the elbow",
        f"{reason} Inertia, the sum of squared distances from the centres, always "
        "falls as segments are added; look for the bend. The star marks the chosen "
        "number.",
        _line(rows, "inertia"),
        _layout("Inertia"),
        table,
    )


def _indices(key: str, rows: list[dict], table: Table) -> Chart:
    options = [
        (
            f"{words} ({reading})",
            {"data": _line(rows, index), "layout": _layout(words)},
        )
        for index, (words, reading) in INDICES.items()
        if any(row[index] is not None for row in rows)
    ]
    return Chart(
        f"{key}-indices",
        "Why that many segments: the indices",
        "Each index rates the numbers of segments in its own way; the table shows "
        "which number each of them prefers.",
        options[0][1]["data"],
        options[0][1]["layout"],
        table,
        [Menu("Index", options)],
    )


def _at(chosen: dict) -> str:
    """Say what the indices are at the number that was chosen, whatever was voted."""
    said = [
        f"{INDICES[index][0].lower()} {readable(chosen[index])}"
        for index in (
            "silhouette",
            "border_density",
            "prediction_strength",
            "stability",
        )
        if chosen.get(index) is not None
    ]
    return f"At {chosen['clusters']}: {', '.join(said)}." if said else ""


def _line(rows: list[dict], column: str) -> list[dict]:
    drawn = [row for row in rows if row[column] is not None]
    chosen = [row["is_chosen"] for row in drawn]
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [row["clusters"] for row in drawn],
            "y": [shortened(row[column]) for row in drawn],
            "line": {"color": NEUTRAL, "width": 2},
            "marker": {
                "color": [COLOURS[1] if each else NEUTRAL for each in chosen],
                "size": [16 if each else 8 for each in chosen],
                "symbol": ["star" if each else "circle" for each in chosen],
            },
            "hovertemplate": "%{x} segments: %{y}<extra></extra>",
        }
    ]


def _layout(title: str) -> dict:
    return layout(300, xaxis=axis("segments", dtick=1), yaxis=axis(title))


def _table(rows: list[dict]) -> Table:
    known = ["inertia", *INDICES]
    words = {"inertia": "Inertia", **{key: names[0] for key, names in INDICES.items()}}

    def cell(row: dict, column: str) -> Cell:
        value = row[column]
        text = percent(value) if column == "smallest_share" else readable(value)
        return Cell(text, value)

    return Table(
        "Numbers of segments tried",
        ["Segments", *(words[column] for column in known), "Preferred by", "Chosen"],
        [
            [
                Cell(str(row["clusters"]), row["clusters"]),
                *(cell(row, column) for column in known),
                Cell((row["votes"] or "").replace("_", " ")),
                Cell("chosen" if row["is_chosen"] else ""),
            ]
            for row in rows
        ],
    )
