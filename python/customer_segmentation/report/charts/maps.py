"""Maps of customers: principal components, flat and to turn, and pairs of features."""

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Menu,
    Table,
    axis,
    axis_type,
    label,
    layout,
)
from customer_segmentation.report.contents import MOST_POINTS, Contents, Segment
from customer_segmentation.report.numbers import percent, readable, shortened
from customer_segmentation.report.palette import colour, mark

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


def draw_maps(contents: Contents, segmentation: str, population: str) -> list[Chart]:
    """Draw where the customers of a population sit.

    Parameters
    ----------
    contents : Contents
        The published version.
    segmentation, population : str
        Whose customers.

    Returns
    -------
    list of Chart
        Two principal components, three where there are so many, and pairs of features
        where there are at least two.
    """
    key = contents.key(segmentation, population)
    segments = contents.segments_of(segmentation, population)
    known = contents.points[key].columns
    components = [f"component_{number}" for number in (1, 2, 3)]
    components = [component for component in components if component in known]
    shares = {
        f"component_{row['component']}": row["explained_share"]
        for row in contents.rows(EXPLAINED, segmentation, population)
    }
    titles = {
        component: f"Component {number} ({percent(shares.get(component))})"
        for number, component in enumerate(components, 1)
    }
    centres = contents.rows(CENTRES, segmentation, population)
    table = _table(segments, centres, titles)
    fitted = contents.features_of(segmentation, population)["customers"].max()
    of_all = _how_many(contents, key, int(fitted))
    legend = [segment.short_cell for segment in segments]
    charts = []
    if len(components) >= 2:
        charts.append(
            Chart(
                f"{key}-map",
                "Where customers sit",
                "Each mark is a customer; near ones are alike in all features at once. "
                "The axes are the two directions in which customers differ most, with "
                f"their share of all differences. {of_all}",
                _marks(segments, key, components[:2]),
                layout(
                    440,
                    xaxis=axis(titles["component_1"]),
                    yaxis=axis(titles["component_2"]),
                ),
                table,
                legend=legend,
            )
        )
    if len(components) == 3:
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
        charts.append(
            Chart(
                f"{key}-space",
                "Where customers sit, in three components",
                "Drag to turn, scroll to come nearer. Axes 1, 2 and 3 are the "
                f"components; the third tells another "
                f"{percent(shares.get('component_3'))} of the differences.",
                _marks(segments, key, components, flat=False),
                layout(440, scene=scene, margin={"l": 0, "r": 0, "t": 34, "b": 0}),
                table,
                legend=legend,
            )
        )
    return charts + _pairs(contents, segmentation, population, segments, of_all)


def _marks(
    segments: list[Segment], key: str, columns: list[str], *, flat: bool = True
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
            "text": {"points": key, "column": "customer", "segment": segment.number},
            "hovertemplate": "customer %{text}<br>%{x}, %{y}",
            **{
                letter: {"points": key, "column": column, "segment": segment.number}
                for letter, column in zip("xyz", columns, strict=False)
            },
        }
        for segment in segments
    ]


def _pairs(
    contents: Contents,
    segmentation: str,
    population: str,
    segments: list[Segment],
    of_all: str,
) -> list[Chart]:
    key = contents.key(segmentation, population)
    features = contents.features_of(segmentation, population)
    features = features[features["feature"].isin(contents.points[key].columns)]
    names = features["feature"].tolist()
    if len(names) < 2:
        return []
    first = [names.index(each) for each in PAIR if each in names]
    first = first if len(first) == 2 else [0, 1]
    options = [
        (
            contents.heading(row.feature),
            {
                "column": row.feature,
                "axis": axis(
                    contents.heading(row.feature),
                    type=axis_type(row.minimum, row.median, row.maximum),
                ),
            },
        )
        for row in features.itertuples()
    ]
    across, upwards = (options[place][1]["axis"] for place in first)
    return [
        Chart(
            f"{key}-pairs",
            "One feature against another",
            "Choose the two; a feature that ranges over several sizes has steps of "
            f"equal factors. {of_all}",
            _marks(segments, key, [names[place] for place in first]),
            layout(440, xaxis=across, yaxis=upwards),
            Table(
                "Means of the segments",
                ["Segment", *(text for text, _ in options)],
                [
                    [
                        segment.short_cell,
                        *(
                            _mean(segment.profile[f"mean_{feature}"])
                            for feature in names
                        ),
                    ]
                    for segment in segments
                ],
            ),
            [
                Menu("Across", options, "x", first[0]),
                Menu("Upwards", options, "y", first[1]),
            ],
            [segment.short_cell for segment in segments],
        )
    ]


def _mean(value: float | None) -> Cell:
    return Cell(readable(value), value)


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


def _how_many(contents: Contents, key: str, customers: int) -> str:
    shown = len(contents.points[key].segment)
    if shown == customers and shown < MOST_POINTS:
        return f"All {readable(shown)} customers are shown."
    return (
        f"{readable(shown)} of {readable(customers)} customers are shown, chosen by "
        "chance, and some of every segment."
    )
