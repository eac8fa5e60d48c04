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
from customer_segmentation.report.numbers import plain, readable
from customer_segmentation.report.palette import DIVERGING, colour, mark
from customer_segmentation.report.population_view import Feature, PopulationView
from customer_segmentation.report.segments import Segment

DIFFERENCES = """
    select feature, segment_id, mean, overall_mean, standardised_difference
    from segment_features
    where segmentation = ? and population = ?
"""

FURTHEST = 2.5
"""Standard deviations at which the colours of the heatmap end."""

Found = dict[tuple[str, int], dict]
"""Feature and segment -> what was found."""


def draw_differences(view: PopulationView) -> list[Chart]:
    """Draw in what the segments of a population differ from all of its customers.

    Parameters
    ----------
    view : PopulationView
        Whose segments.

    Returns
    -------
    list of Chart
        A heatmap with the real means in its cells, and a snake plot; none without
        features.
    """
    found = {(row["feature"], row["segment_id"]): row for row in view.rows(DIFFERENCES)}
    features = [
        feature
        for feature in view.features
        if all((feature.name, segment.number) in found for segment in view.segments)
    ]
    if not features:
        return []
    table = _table(view.segments, features, found)
    return [
        _heatmap(view, features, found, table),
        _snake(view, features, found, table),
    ]


def _heatmap(
    view: PopulationView, features: list[Feature], found: Found, table: Table
) -> Chart:
    return Chart(
        f"{view.key}-differences",
        "What sets each segment apart",
        "The numbers are means of the segment, in the unit of the row. The colour "
        "shows how far a mean is from that of all customers, in standard deviations: "
        "red above, blue below.",
        [_cells(view.segments, features[::-1], found)],
        layout(
            130 + 46 * len(features),
            xaxis=names_axis(
                side="top", showgrid=False, tickangle=0, tickfont={"size": 11}
            ),
            yaxis=names_axis(showgrid=False, tickfont={"size": 11}),
            margin={"l": 60, "r": 10, "t": 70, "b": 10},
        ),
        table,
        width=130 + 78 * len(view.segments),
    )


def _cells(segments: list[Segment], drawn: list[Feature], found: Found) -> dict:
    """Draw a row for each feature, upwards, and a column for each segment."""
    rows = [
        [found[each.name, segment.number] for segment in segments] for each in drawn
    ]
    return {
        "type": "heatmap",
        "z": [[_difference(cell) for cell in row] for row in rows],
        "text": [
            [plain(cell["mean"], feature.unit) for cell in row]
            for feature, row in zip(drawn, rows, strict=True)
        ],
        "x": labels((segment.short_name for segment in segments), 12),
        "y": labels((feature.heading for feature in drawn), 18),
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


def _snake(
    view: PopulationView, features: list[Feature], found: Found, table: Table
) -> Chart:
    headings = labels((feature.heading for feature in features), 22)
    return Chart(
        f"{view.key}-snake",
        "Profiles of the segments (snake plot)",
        "One line per segment, one row per feature. Zero is the mean of all customers; "
        "the scale is in standard deviations. Segments differ where their lines are "
        "far apart.",
        [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": label(segment.short_name, 60),
                "x": [
                    _difference(found[feature.name, segment.number])
                    for feature in features
                ],
                "y": headings,
                "line": {"color": colour(segment.place), "width": 2.5},
                "marker": {"symbol": mark(segment.place), "size": 9},
                "hovertemplate": "%{y}<br>%{x:.2f} standard deviations",
            }
            for segment in view.segments
        ],
        layout(
            120 + 42 * len(features),
            xaxis=axis("standard deviations", zeroline=True),
            yaxis=names_axis(autorange="reversed"),
        ),
        table,
        legend=[segment.short_cell for segment in view.segments],
    )


def _difference(row: dict) -> float | None:
    difference = row["standardised_difference"]
    return None if difference is None else round(difference, 3)


def _table(segments: list[Segment], features: list[Feature], found: Found) -> Table:
    def cells(feature: Feature) -> list[Cell]:
        unit = feature.unit
        rows = [found[feature.name, segment.number] for segment in segments]
        overall = rows[0]["overall_mean"]
        return [
            Cell(feature.heading),
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
        "Means, and their distance from the mean of all customers in standard "
        "deviations (sd)",
        [
            "Feature",
            *(segment.short_name for segment in segments),
            "All",
            *(f"{segment.short_name}, sd" for segment in segments),
        ],
        [cells(feature) for feature in features],
    )
