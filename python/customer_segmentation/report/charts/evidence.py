"""How sure segments are: other algorithms, and other customers."""

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Table,
    axis,
    label,
    labels,
    layout,
    names_axis,
)
from customer_segmentation.report.numbers import percent, readable, shortened
from customer_segmentation.report.palette import COLOURS, colour
from customer_segmentation.report.population_view import PopulationView
from customer_segmentation.report.segments import Segment

ALGORITHMS = """
    from algorithm_comparison
    where segmentation = ? and population = ?
    order by is_chosen desc, algorithm
"""

STABILITY = """
    from segment_stability
    where segmentation = ? and population = ? order by segment_id
"""

MEASURES = {
    "silhouette": ("Silhouette", "diamond"),
    "stability": ("Stability", "circle"),
    "agreement": ("Agreement with the chosen segments", "square"),
}
"""Column of the comparison -> its name and mark."""

STABLE, DISSOLVED = 0.75, 0.5
"""Jaccard from which a segment is stable, below which it dissolves: Hennig (2007)."""


def draw_evidence(view: PopulationView) -> list[Chart]:
    """Draw whether other algorithms and other customers give the same segments.

    Parameters
    ----------
    view : PopulationView
        Whose segments.

    Returns
    -------
    list of Chart
        What was computed of algorithms and stability: none with ``evidence: quick``.
    """
    charts = []
    if algorithms := view.rows(ALGORITHMS):
        charts.append(_algorithms(view.key, algorithms))
    if stabilities := view.rows(STABILITY):
        charts.append(_stability(view.key, view.segments, stabilities))
    return charts


def _algorithms(key: str, rows: list[dict]) -> Chart:
    names = [_words(row) for row in rows]
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": words,
            "x": [row[column] and shortened(row[column]) for row in rows],
            "y": labels(names, 20),
            "marker": {"symbol": symbol, "size": 12, "color": COLOURS[place]},
            "hovertemplate": "%{y}: %{x:.2f}",
        }
        for place, (column, (words, symbol)) in enumerate(MEASURES.items())
    ]
    return Chart(
        f"{key}-algorithms",
        "What other algorithms find",
        "Further right is better. Silhouette (diamond): how tight and far apart the "
        "segments are. Stability (circle): whether other customers give the same "
        "segments. Agreement (square): how close they are to the chosen segments, from "
        "0 (no more than by chance) to 1 (the same).",
        traces,
        layout(
            120 + 40 * len(rows),
            xaxis=axis(range=[-0.3, 1.05]),
            yaxis=names_axis(autorange="reversed"),
        ),
        Table(
            "Algorithms compared",
            [
                "Algorithm",
                "Segments",
                "Noise",
                *(name for name, _ in MEASURES.values()),
            ],
            [
                [
                    Cell(_words(row)),
                    Cell(readable(row["clusters"]), row["clusters"]),
                    Cell(percent(row["noise_share"]), row["noise_share"]),
                    *(Cell(readable(row[each]), row[each]) for each in MEASURES),
                ]
                for row in rows
            ],
        ),
    )


def _words(row: dict) -> str:
    words = row["algorithm"].replace("_", " ")
    return f"{words} (chosen)" if row["is_chosen"] else words


def _stability(key: str, segments: list[Segment], rows: list[dict]) -> Chart:
    by_number = {segment.number: segment for segment in segments}
    rows = [row for row in rows if row["segment_id"] in by_number]
    shown = [by_number[row["segment_id"]] for row in rows]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": label(segment.short_name, 20),
            "y": [label(segment.short_name, 20)],
            "x": [shortened(row["jaccard_mean"])],
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [0],
                "arrayminus": [
                    shortened(row["jaccard_mean"] - row["jaccard_5th_percentile"])
                ],
            },
            "marker": {"color": colour(segment.place)},
            "hovertemplate": "%{x:.2f}",
        }
        for segment, row in zip(shown, rows, strict=True)
    ]
    bootstraps = readable(rows[0]["bootstraps"]) if rows else "0"
    return Chart(
        f"{key}-stability",
        "Would other customers give the same segments?",
        f"{bootstraps} fits on resampled customers: mean overlap (Jaccard) with the "
        "segment, and its 5th percentile. A segment to the right of the dashed line "
        "(0.75) is stable; to the left of the dotted one (0.5) it dissolves.",
        traces,
        layout(
            110 + 44 * len(rows),
            xaxis=axis("overlap", range=[0, 1.02]),
            yaxis=names_axis(autorange="reversed"),
            shapes=[_limit(STABLE, "dash"), _limit(DISSOLVED, "dot")],
        ),
        _stability_table(shown, rows),
    )


def _limit(at: float, dash: str) -> dict:
    """Draw a line from the bottom to the top."""
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"dash": dash, "color": "#333333", "width": 1.5},
    }


def _stability_table(segments: list[Segment], rows: list[dict]) -> Table:
    columns = ("jaccard_mean", "jaccard_5th_percentile", "dissolved")
    return Table(
        "Overlap with the segment in fits on resampled customers",
        ["Segment", "Mean", "5th percentile", "Fits in which it dissolved"],
        [
            [
                segment.short_cell,
                *(Cell(readable(row[column]), row[column]) for column in columns),
            ]
            for segment, row in zip(segments, rows, strict=True)
        ],
    )
