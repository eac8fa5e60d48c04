"""How a feature is distributed within each segment."""

from dataclasses import replace

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Menu,
    Table,
    axis,
    axis_type,
    label,
    layout,
    names_axis,
)
from customer_segmentation.report.contents import Contents, Segment
from customer_segmentation.report.numbers import plain, shortened
from customer_segmentation.report.palette import colour, faded

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


def draw_distributions(
    contents: Contents, segmentation: str, population: str
) -> list[Chart]:
    """Draw the distributions of the features, over all customers of each segment.

    Parameters
    ----------
    contents : Contents
        The published version.
    segmentation, population : str
        Whose customers.

    Returns
    -------
    list of Chart
        One (none without features), with a menu of them: boxes from quartile to
        quartile with whiskers at the 5th and 95th percentile, or bars for features of
        0 and 1.
    """
    segments = contents.segments_of(segmentation, population)
    features = contents.features_of(segmentation, population)
    if features.empty:
        return []
    percentiles = {
        (row["segment_id"], row["feature"]): [row[each] for each in PERCENTILES]
        for row in contents.rows(DISTRIBUTIONS, segmentation, population)
    }
    options, rows = [], []
    for row in features.itertuples():
        found = [percentiles[segment.number, row.feature] for segment in segments]
        heading = contents.heading(row.feature)
        if row.unit == "share" and row.is_whole:
            means = [segment.profile[f"mean_{row.feature}"] for segment in segments]
            traces, kind = _bars(segments, means), "linear"
        else:
            kind = axis_type(row.minimum, row.median, row.maximum)
            traces = _boxes(segments, found)
        drawn = _layout(heading, kind, len(segments))
        options.append((heading, {"data": traces, "layout": drawn}))
        rows += [
            [
                replace(segment.short_cell, text=f"{heading}: {segment.short_name}"),
                *(Cell(plain(each, row.unit), each) for each in of_segment),
            ]
            for segment, of_segment in zip(segments, found, strict=True)
        ]
    return [
        Chart(
            f"{contents.key(segmentation, population)}-distributions",
            "How each feature is distributed",
            "Half of a segment's customers lie within its box, whose line is the "
            "median; the whiskers end at the 5th and the 95th percentile.",
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


def _boxes(segments: list[Segment], found: list[list[float]]) -> list[dict]:
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
                for part, value in zip(PERCENTILES.values(), values, strict=True)
            },
        }
        for segment, values in zip(segments, found, strict=True)
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
