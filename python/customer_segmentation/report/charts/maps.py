"""Maps of customers: principal components, flat and to turn, and pairs of features."""

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Menu,
    Table,
    axis,
    label,
    layout,
)
from customer_segmentation.report.contents import MOST_POINTS
from customer_segmentation.report.numbers import percent, readable, shortened
from customer_segmentation.report.palette import colour, mark
from customer_segmentation.report.population_view import Feature, PopulationView
from customer_segmentation.report.segments import Segment

CENTRES = """
    from segment_centres
    where segmentation = ? and population = ? order by segment_id
"""

EXPLAINED = """
    select component, explained_share from principal_components
    where segmentation = ? and population = ? order by component
"""

PAIR = ("monetary", "quantity")
"""Spend against quantity is shown first, where both are known."""


def draw_maps(view: PopulationView) -> list[Chart]:
    """Draw where the customers of a population are, by what they are like.

    Parameters
    ----------
    view : PopulationView
        Whose customers.

    Returns
    -------
    list of Chart
        Two principal components, three if there are that many, and pairs of features
        if there are at least two.
    """
    shares = {row["component"]: row["explained_share"] for row in view.rows(EXPLAINED)}
    titles = {
        component: f"Component {number} ({percent(shares.get(number))})"
        for number in (1, 2, 3)
        if (component := f"component_{number}") in view.points.columns
    }
    table = _table(view.segments, view.rows(CENTRES), titles)
    charts = []
    if len(titles) >= 2:
        charts.append(_map(view, titles, table))
    if len(titles) == 3:
        charts.append(_space(view, shares.get(3), table))
    if len(_known_features(view)) >= 2:
        charts.append(_pairs(view))
    return charts


def _map(view: PopulationView, titles: dict[str, str], table: Table) -> Chart:
    across, upwards = [*titles][:2]
    return Chart(
        f"{view.key}-map",
        "Map of the customers",
        "Each mark is a customer; marks close together are alike in all features at "
        "once. The axes are the two directions in which customers differ most, each "
        f"with its share of all differences. {_how_many(view)}",
        _marks(view, [across, upwards]),
        layout(440, xaxis=axis(titles[across]), yaxis=axis(titles[upwards])),
        table,
        legend=[segment.short_cell for segment in view.segments],
    )


def _space(view: PopulationView, third_share: float | None, table: Table) -> Chart:
    scene = {
        f"{letter}axis": {
            "title": {"text": str(number), "font": {"size": 12}},
            "tickfont": {"size": 10},
            "nticks": 5,
        }
        for number, letter in enumerate("xyz", 1)
    }
    # Far enough for the axes to be in the picture whole.
    scene["camera"] = {"eye": {"x": 1.7, "y": 1.7, "z": 1.1}}
    return Chart(
        f"{view.key}-space",
        "Map of the customers in three dimensions",
        "Drag to rotate, scroll to zoom. Axes 1, 2 and 3 are the components; the third "
        f"adds another {percent(third_share)} of the differences.",
        _marks(view, [f"component_{number}" for number in (1, 2, 3)], flat=False),
        layout(440, scene=scene, margin={"l": 0, "r": 0, "t": 34, "b": 0}),
        table,
        legend=[segment.short_cell for segment in view.segments],
    )


def _pairs(view: PopulationView) -> Chart:
    features = _known_features(view)
    names = [feature.name for feature in features]
    first = [names.index(each) for each in PAIR if each in names]
    first = first if len(first) == 2 else [0, 1]
    options = [
        (
            feature.heading,
            {
                "column": feature.name,
                "axis": axis(feature.heading, type=feature.axis_type),
            },
        )
        for feature in features
    ]
    across, upwards = (options[place][1]["axis"] for place in first)
    return Chart(
        f"{view.key}-pairs",
        "One feature against another",
        "Choose two features; those with a very wide range are on a logarithmic scale. "
        f"{_how_many(view)}",
        _marks(view, [names[place] for place in first]),
        layout(440, xaxis=across, yaxis=upwards),
        _means(view.segments, features),
        [
            Menu("Across", options, "x", first[0]),
            Menu("Upwards", options, "y", first[1]),
        ],
        [segment.short_cell for segment in view.segments],
    )


def _known_features(view: PopulationView) -> list[Feature]:
    """List the features that are known of every point."""
    return [each for each in view.features if each.name in view.points.columns]


def _marks(
    view: PopulationView, columns: list[str], *, flat: bool = True
) -> list[dict]:
    return [
        {
            "type": "scatter" if flat else "scatter3d",
            "mode": "markers",
            "name": label(segment.short_name, 60),
            "marker": {
                "color": colour(segment.place),
                "symbol": mark(segment.place),
                "size": 6 if flat else 3,
                "opacity": 0.65 if flat else 0.8,
            },
            "text": _points(view, "customer", segment),
            "hovertemplate": "customer %{text}<br>%{x}, %{y}",
            **{
                letter: _points(view, column, segment)
                for letter, column in zip("xyz", columns, strict=False)
            },
        }
        for segment in view.segments
    ]


def _points(view: PopulationView, column: str, segment: Segment) -> dict:
    return {"points": view.key, "column": column, "segment": segment.number}


def _means(segments: list[Segment], features: list[Feature]) -> Table:
    def mean(segment: Segment, feature: Feature) -> Cell:
        value = segment.profile[f"mean_{feature.name}"]
        return Cell(readable(value), value)

    return Table(
        "Means of the segments",
        ["Segment", *(feature.heading for feature in features)],
        [
            [segment.short_cell, *(mean(segment, feature) for feature in features)]
            for segment in segments
        ],
    )


def _table(segments: list[Segment], centres: list[dict], titles: dict) -> Table:
    by_number = {row["segment_id"]: row for row in centres}
    return Table(
        "Centres of the segments",
        ["Segment", *titles.values()],
        [
            [
                segment.short_cell,
                *(
                    Cell(
                        readable(shortened(by_number[segment.number][component])),
                        by_number[segment.number][component],
                    )
                    for component in titles
                ),
            ]
            for segment in segments
            if segment.number in by_number
        ],
    )


def _how_many(view: PopulationView) -> str:
    shown = len(view.points.segment)
    if shown == view.fitted and shown < MOST_POINTS:
        return f"All {readable(shown)} customers are shown."
    return (
        f"{readable(shown)} of {readable(view.fitted)} customers are shown, chosen at "
        "random, with some from every segment."
    )
