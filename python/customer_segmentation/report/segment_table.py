"""The table of the segments of a segmentation: who they are and what they buy."""

from customer_segmentation.report.chart import Cell, Table
from customer_segmentation.report.contents import Contents
from customer_segmentation.report.numbers import percent, plain, readable

KEY_MEANS = 5
"""Features whose means stand in the table of segments, at most."""


def tabulate_segments(contents: Contents, segmentation: str) -> Table:
    """List the segments of a segmentation: size, value, key means and campaigns.

    Parameters
    ----------
    contents : Contents
        The published version.
    segmentation : str
        Which segmentation.

    Returns
    -------
    Table
        Revenue stands in it if there were orders; the means are those of the features
        in which segments differ most. A segment has no action of its own: the last
        column points to the campaign segments of its customers.
    """
    segments = contents.segments_of(segmentation)
    features = _key_features(contents, segmentation)
    has_revenue = contents.totals["revenue"] is not None
    money = contents.units["monetary"][1]
    return Table(
        f"Segments of {segmentation}; the middle columns are means",
        [
            "Segment",
            "Customers",
            "Share",
            *([f"Revenue ({money})", "Share of revenue"] if has_revenue else []),
            *(_capital(contents.heading(feature)) for feature in features),
            "Campaign segments",
        ],
        [
            [
                segment.cell,
                Cell(readable(row["customers"]), row["customers"]),
                Cell(percent(row["customer_share"]), row["customer_share"]),
                *(_revenue(row) if has_revenue else []),
                *(
                    Cell(
                        plain(row[f"mean_{feature}"], contents.units[feature][1]),
                        row[f"mean_{feature}"],
                    )
                    for feature in features
                ),
                Cell(row["action"]),
            ]
            for segment in segments
            for row in [segment.profile]
        ],
    )


def _revenue(row: dict) -> list[Cell]:
    return [
        Cell(readable(row["revenue"]), row["revenue"]),
        Cell(percent(row["revenue_share"]), row["revenue_share"]),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _key_features(contents: Contents, segmentation: str) -> list[str]:
    """List the features in which the segments of a segmentation differ most."""
    rows = contents.rows(
        """
        select features.feature
        from segment_features as features
        inner join feature_summary as summary
            on features.segmentation = summary.segmentation
            and features.population = summary.population
            and features.feature = summary.feature
            and summary.stage = 'before'
        where features.segmentation = ?
        group by features.feature
        order by max(abs(features.standardised_difference)) desc, features.feature
        """,
        segmentation,
    )
    return [row["feature"] for row in rows[:KEY_MEANS]]
