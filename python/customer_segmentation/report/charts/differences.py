"""What sets segments apart: differences from the average, as a heatmap and as lines."""

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
from customer_segmentation.report.contents import Contents, Segment
from customer_segmentation.report.numbers import plain, readable
from customer_segmentation.report.palette import DIVERGING, colour, mark

DIFFERENCES = """
    select feature, segment_id, mean, overall_mean, standardised_difference
    from segment_features
    where segmentation = ? and population = ?
"""

FURTHEST = 2.5
"""Standard deviations at which the colours of the heatmap end."""


def draw_differences(
    contents: Contents, segmentation: str, population: str
) -> list[Chart]:
    """Draw in what the segments of a population differ from all of its customers.

    Parameters
    ----------
    contents : Contents
        The published version.
    segmentation, population : str
        Whose segments.

    Returns
    -------
    list of Chart
        A heatmap with the real means in its cells, and a snake plot; none without
        features.
    """
    key = contents.key(segmentation, population)
    segments = contents.segments_of(segmentation, population)
    features = contents.features_of(segmentation, population)["feature"].tolist()
    found = {
        (row["feature"], row["segment_id"]): row
        for row in contents.rows(DIFFERENCES, segmentation, population)
    }
    features = [
        feature
        for feature in features
        if all((feature, segment.number) in found for segment in segments)
    ]
    if not features:
        return []
    table = _table(contents, segments, features, found)
    return [
        _heatmap(contents, key, segments, features, found, table),
        _snake(contents, key, segments, features, found, table),
    ]


def _heatmap(
    contents: Contents,
    key: str,
    segments: list[Segment],
    features: list[str],
    found: dict,
    table: Table,
) -> Chart:
    drawn = features[::-1]
    headings = [contents.heading(feature) for feature in drawn]
    differences = [
        [_difference(found[feature, segment.number]) for segment in segments]
        for feature in drawn
    ]
    means = [
        [
            plain(found[feature, segment.number]["mean"], contents.units[feature][1])
            for segment in segments
        ]
        for feature in drawn
    ]
    return Chart(
        f"{key}-differences",
        "What sets each segment apart",
        "The numbers are the means of the segment, in the unit of the row. The "
        "colour is the distance from the mean of all customers in standard deviations: "
        "red above, blue below.",
        [
            {
                "type": "heatmap",
                "z": differences,
                "text": means,
                "x": labels((segment.short_name for segment in segments), 12),
                "y": labels(headings, 18),
                "texttemplate": "%{text}",
                # Without a size, the longest text decides for all.
                "textfont": {"size": 12},
                "hovertemplate": "%{y}<br>%{x}: %{text}<br>"
                "%{z:.2f} standard deviations<extra></extra>",
                "colorscale": DIVERGING,
                "zmin": -FURTHEST,
                "zmax": FURTHEST,
                "xgap": 2,
                "ygap": 2,
                "showscale": False,
            }
        ],
        layout(
            130 + 46 * len(features),
            xaxis=names_axis(
                side="top", showgrid=False, tickangle=0, tickfont={"size": 11}
            ),
            yaxis=names_axis(showgrid=False, tickfont={"size": 11}),
            margin={"l": 60, "r": 10, "t": 70, "b": 10},
        ),
        table,
        width=130 + 78 * len(segments),
    )


def _snake(
    contents: Contents,
    key: str,
    segments: list[Segment],
    features: list[str],
    found: dict,
    table: Table,
) -> Chart:
    headings = labels((contents.heading(feature) for feature in features), 22)
    return Chart(
        f"{key}-snake",
        "Profiles of the segments (snake plot)",
        "One line per segment, one row per feature; the middle is the mean of all "
        "customers, the scale standard deviations. Where lines part, segments differ.",
        [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": label(segment.short_name, 60),
                "x": [
                    _difference(found[feature, segment.number]) for feature in features
                ],
                "y": headings,
                "line": {"color": colour(segment.place), "width": 2.5},
                "marker": {"symbol": mark(segment.place), "size": 9},
                "hovertemplate": "%{y}<br>%{x:.2f} standard deviations",
            }
            for segment in segments
        ],
        layout(
            120 + 42 * len(features),
            xaxis=axis("standard deviations", zeroline=True),
            yaxis=names_axis(autorange="reversed"),
        ),
        table,
        legend=[segment.short_cell for segment in segments],
    )


def _difference(row: dict) -> float | None:
    difference = row["standardised_difference"]
    return None if difference is None else round(difference, 3)


def _table(
    contents: Contents, segments: list[Segment], features: list[str], found: dict
) -> Table:
    def cells(feature: str) -> list[Cell]:
        unit = contents.units[feature][1]
        rows = [found[feature, segment.number] for segment in segments]
        overall = rows[0]["overall_mean"]
        return [
            Cell(contents.heading(feature)),
            *(Cell(plain(row["mean"], unit), row["mean"]) for row in rows),
            Cell(plain(overall, unit), overall),
            *(
                Cell(
                    readable(row["standardised_difference"]),
                    row["standardised_difference"],
                )
                for row in rows
            ),
        ]

    return Table(
        "Means, and their distance from the mean of all in standard deviations (sd)",
        [
            "Feature",
            *(segment.short_name for segment in segments),
            "All",
            *(f"{segment.short_name}, sd" for segment in segments),
        ],
        [cells(feature) for feature in features],
    )
