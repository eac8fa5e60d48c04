"""How segments move: their sizes over time, and who went where in the last month."""

from collections.abc import Iterable
from textwrap import shorten

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Table,
    axis,
    label,
    layout,
)
from customer_segmentation.report.contents import Contents
from customer_segmentation.report.numbers import readable
from customer_segmentation.report.palette import NEUTRAL, colour, faded, mark
from customer_segmentation.report.segments import Segment

MOVEMENTS = """
    from segment_movements where segmentation = ?
    order by
        as_of_date, previous_population, previous_segment_id, population, segment_id
"""

NOWHERE = "no segment"
"""Customers who had none before, because they are new, or have none now."""

ROOM = 0.08
"""Share of the customers from which on a node is as high as its name."""

Place = tuple[str | None, int | None]
"""Population and segment, both None for customers without one."""

Ways = dict[tuple[int, int], int]
"""Number of the place before and of the place now -> customers who went this way."""


def draw_history(contents: Contents, segmentation: str) -> list[Chart]:
    """Draw how the segments of a segmentation change from month to month.

    Parameters
    ----------
    contents : Contents
        The published version.
    segmentation : str
        Which segmentation.

    Returns
    -------
    list of Chart
        Sizes over time and the movement of the last month; none for a segmentation
        that is known as of one date only.
    """
    rows = contents.rows(MOVEMENTS, segmentation)
    segments = contents.segments_of(segmentation)
    if not rows or not segments:
        return []
    last = [row for row in rows if row["as_of_date"] == rows[-1]["as_of_date"]]
    return [
        _sizes(segmentation, segments, rows),
        _movement(segmentation, segments, last),
    ]


def _now(row: dict) -> Place:
    return row["population"], row["segment_id"]


def _before(row: dict) -> Place:
    return row["previous_population"], row["previous_segment_id"]


def _sizes(segmentation: str, segments: list[Segment], rows: list[dict]) -> Chart:
    dates = list(dict.fromkeys(row["as_of_date"] for row in rows))
    sizes = {(row["as_of_date"], *_now(row)): row["segment_customers"] for row in rows}
    series = [
        [sizes.get((date, segment.population, segment.number), 0) for date in dates]
        for segment in segments
    ]
    return Chart(
        f"{segmentation}-sizes",
        "Segments over time",
        "Customers in each segment at month ends, all scored with today's model.",
        [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": label(segment.name, 60),
                "x": [date.isoformat() for date in dates],
                "y": counts,
                "line": {"color": colour(segment.place), "width": 2.5},
                "marker": {"symbol": mark(segment.place), "size": 7},
                "hovertemplate": "%{x|%d %b %Y}: %{y:,}",
            }
            for segment, counts in zip(segments, series, strict=True)
        ],
        layout(
            340,
            xaxis=axis(type="date", tickformat="%b<br>%Y"),
            yaxis=axis("customers", rangemode="tozero", tickformat=","),
        ),
        Table(
            "Customers by date",
            ["As of", *(segment.name for segment in segments)],
            [
                [
                    Cell(date.isoformat()),
                    *_counts(counts),
                ]
                for date, *counts in zip(dates, *series, strict=True)
            ],
        ),
        legend=[segment.cell for segment in segments],
    )


def _movement(segmentation: str, segments: list[Segment], rows: list[dict]) -> Chart:
    places: list[Place] = [(each.population, each.number) for each in segments]
    places.append((None, None))
    cells = [segment.cell for segment in segments] + [Cell(NOWHERE, colour=NEUTRAL)]
    ways = {
        (places.index(_before(row)), places.index(_now(row))): row["customers"]
        for row in rows
    }
    before, now = rows[-1]["previous_date"], rows[-1]["as_of_date"]
    moved, compared = rows[-1]["moved_customers"], rows[-1]["compared_customers"]
    return Chart(
        f"{segmentation}-movement",
        f"Who moved since {before}" if before else "Who moved",
        f"From {before or 'nowhere'} (left) to {now} (right): {readable(moved)} of "
        f"{readable(compared)} customers changed segment, including those who had none "
        "before.",
        [_flow(ways, cells)],
        layout(120 + 60 * len(cells), margin={"l": 8, "r": 8, "t": 34, "b": 14}),
        Table(
            f"Customers by segment on {before} (rows) and on {now} (columns)",
            ["From", *(f"to {cell.text}" for cell in cells)],
            [
                [
                    cell,
                    *_counts(
                        ways.get((row, column), 0) for column in range(len(cells))
                    ),
                ]
                for row, cell in enumerate(cells)
            ],
        ),
        legend=cells,
    )


def _flow(ways: Ways, cells: list[Cell]) -> dict:
    """Draw all places on the left, the same ones on the right, and who went where."""
    names = [cell.text for cell in cells]
    colours = [cell.colour for cell in cells]
    return {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": _beside_large(ways, names),
            "customdata": [label(name, 60) for name in names * 2],
            "color": colours * 2,
            "pad": 18,
            "thickness": 18,
            "hovertemplate": "%{customdata}: %{value:,}<extra></extra>",
        },
        "link": {
            "source": [before for before, _ in ways],
            "target": [now + len(cells) for _, now in ways],
            "value": [*ways.values()],
            "color": [faded(colours[before], 0.4) for before, _ in ways],
            "hovertemplate": "%{source.customdata} to %{target.customdata}: %{value:,}"
            "<extra></extra>",
        },
    }


def _counts(numbers: Iterable[int]) -> list[Cell]:
    return [Cell(readable(number), number) for number in numbers]


def _beside_large(ways: Ways, names: list[str]) -> list[str]:
    """Names stand beside nodes that have the room; colours tell the others."""
    sizes = [0] * (2 * len(names))
    for (before, now), customers in ways.items():
        sizes[before] += customers
        sizes[now + len(names)] += customers
    least = ROOM * sum(sizes) / 2
    # On the right only what the left does not say: small screens have room for one.
    said = [size >= least for size in sizes[: len(names)]]
    right = [
        size >= least and not left
        for size, left in zip(sizes[len(names) :], said, strict=True)
    ]
    return [
        label(shorten(name, 24, placeholder="…"), 24) if is_said else ""
        for name, is_said in zip(names * 2, [*said, *right], strict=True)
    ]
