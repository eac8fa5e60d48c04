"""How a feature is distributed within each segment."""

from dataclasses import replace

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Menu,
    Table,
    axis,
    label,
    layout,
    names_axis,
)
from customer_segmentation.report.numbers import plain, shortened
from customer_segmentation.report.palette import colour, faded
from customer_segmentation.report.population_view import Feature, PopulationView
from customer_segmentation.report.segments import Segment

PERCENTILES = {
    "percentile_5": "lowerfence",
    "lower_quartile": "q1",
    "median": "median",
    "upper_quartile": "q3",
    "percentile_95": "upperfence",
}
"""Column of ``segment_features`` -> the part of a box that shows it."""

DISTRIBUTIONS = f"""
    select segment_id, feature, {", ".join(PERCENTILES)}
    from segment_features
    where segmentation = ? and population = ?
"""

Found = dict[tuple[str, int], list[float]]
"""Feature and segment -> its percentiles."""


def draw_distributions(view: PopulationView) -> list[Chart]:
    """Draw the distributions of the features, over all customers of each segment.

    Parameters
    ----------
    view : PopulationView
        Whose customers.

    Returns
    -------
    list of Chart
        One (none without features), with a menu of them: boxes from quartile to
        quartile with whiskers at the 5th and 95th percentile, or bars for features of
        0 and 1.
    """
    if not view.features:
        return []
    found = {
        (row["feature"], row["segment_id"]): [row[each] for each in PERCENTILES]
        for row in view.rows(DISTRIBUTIONS)
    }
    options = [
        (feature.heading, _drawn(view.segments, feature, found))
        for feature in view.features
    ]
    rows = [
        row for feature in view.features for row in _rows(view.segments, feature, found)
    ]
    return [
        Chart(
            f"{view.key}-distributions",
            "How each feature is distributed",
            "Half of a segment's customers are within the box; the line in it is the "
            "median. The whiskers end at the 5th and 95th percentiles.",
            options[0][1]["data"],
            options[0][1]["layout"],
            Table(
                "Percentiles by segment",
                ["Feature and segment", "5th", "25th", "Median", "75th", "95th"],
                rows,
            ),
            [Menu("Feature", options)],
        )
    ]


def _drawn(segments: list[Segment], feature: Feature, found: Found) -> dict:
    if feature.is_zero_or_one:
        means = [segment.profile[f"mean_{feature.name}"] for segment in segments]
        traces, kind = _bars(segments, means), "linear"
    else:
        traces, kind = _boxes(segments, feature, found), feature.axis_type
    return {"data": traces, "layout": _layout(feature.heading, kind, len(segments))}


def _rows(segments: list[Segment], feature: Feature, found: Found) -> list[list[Cell]]:
    return [
        [
            replace(
                segment.short_cell, text=f"{feature.heading}: {segment.short_name}"
            ),
            *(
                Cell(plain(value, feature.unit), value)
                for value in found[feature.name, segment.number]
            ),
        ]
        for segment in segments
    ]


def _boxes(segments: list[Segment], feature: Feature, found: Found) -> list[dict]:
    return [
        {
            "type": "box",
            "orientation": "h",
            "name": label(segment.short_name, 20),
            "y": [label(segment.short_name, 20)],
            "line": {"color": colour(segment.place)},
            "fillcolor": faded(colour(segment.place), 0.35),
            "hoverinfo": "x",
            **{
                part: [shortened(value)]
                for part, value in zip(
                    PERCENTILES.values(),
                    found[feature.name, segment.number],
                    strict=True,
                )
            },
        }
        for segment in segments
    ]


def _bars(segments: list[Segment], means: list[float]) -> list[dict]:
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": label(segment.short_name, 20),
            "y": [label(segment.short_name, 20)],
            "x": [shortened(mean)],
            "marker": {"color": colour(segment.place)},
            "texttemplate": "%{x:.1%}",
            "hoverinfo": "x",
        }
        for segment, mean in zip(segments, means, strict=True)
    ]


def _layout(heading: str, kind: str, segments: int) -> dict:
    return layout(
        110 + 44 * segments,
        xaxis=axis(label(heading, 22), type=kind),
        yaxis=names_axis(autorange="reversed"),
    )
