"""What the page shows, section by section."""

from dataclasses import dataclass

import duckdb

from customer_segmentation.report.chart import Cell, Chart, Table
from customer_segmentation.report.choice import draw_choice
from customer_segmentation.report.contents import Contents, Segment
from customer_segmentation.report.differences import draw_differences
from customer_segmentation.report.distributions import draw_distributions
from customer_segmentation.report.evidence import draw_evidence
from customer_segmentation.report.grid import draw_grid, tabulate_rfm
from customer_segmentation.report.history import draw_history
from customer_segmentation.report.ledger import draw_ledger
from customer_segmentation.report.maps import draw_maps
from customer_segmentation.report.numbers import percent, plain, readable

KEY_MEANS = 5
"""Features whose means stand in the table of segments, at most."""

CHECKS = """
    select replace(check_name, '_', ' ') as check_name, verdict, sentence
    from build_checks
    order by verdict not in ('warned', 'allowed'), check_name
"""

RULES = "from segment_rules where segmentation = ?"

SEGMENTATIONS = """
    select distinct segmentation from segmentation_coverage
    order by segmentation != 'rfm', segmentation
"""

COVERAGE = """
    select outcome, sum(customers)::bigint as customers
    from segmentation_coverage
    where segmentation = ? and outcome != 'segmented'
    group by outcome order by customers desc, outcome
"""


@dataclass(frozen=True)
class Part:
    """A segmentation in the page.

    Attributes
    ----------
    name : str
        Its name, and the target of links to it.
    segments : list of Segment
        Its segments, empty where nobody has one.
    without : str
        Who has no segment and why; empty where everyone has one.
    table : Table
        Sizes, values, means and actions.
    rules : dict
        Population and segment -> its rule in words.
    history : list of Chart
        Charts of the segmentation as a whole.
    populations : list of tuple
        Heading (empty where there is one population) and charts of each population.
    """

    name: str
    segments: list[Segment]
    without: str
    table: Table
    rules: dict
    history: list[Chart]
    populations: list[tuple[str, list[Chart]]]

    @property
    def title(self) -> str:
        """Its name as a heading."""
        return "RFM" if self.name == "rfm" else self.name.replace("_", " ").capitalize()

    @property
    def charts(self) -> list[Chart]:
        """All charts of the segmentation."""
        return [*self.history, *(c for _, charts in self.populations for c in charts)]


@dataclass(frozen=True)
class Page:
    """Everything that the page shows.

    Attributes
    ----------
    contents : Contents
        The published version.
    rfm : Table or None
        Segments of the RFM grid and what to do; None without orders.
    grid, ledger : list of Chart
        The RFM grid, and where the lines went.
    parts : list of Part
        The segmentations.
    checks : list of dict
        What was checked, and with which verdict.
    """

    contents: Contents
    rfm: Table | None
    grid: list[Chart]
    parts: list[Part]
    ledger: list[Chart]
    checks: list[dict]

    @property
    def charts(self) -> list[Chart]:
        """All charts, in the order of the page."""
        of_parts = [chart for part in self.parts for chart in part.charts]
        return [*self.grid, *of_parts, *self.ledger]

    @property
    def figures(self) -> list[tuple[str, Cell]]:
        """The figures at the top."""
        totals, money = self.contents.totals, self.contents.units["monetary"][1]
        return [
            (words, Cell(readable(totals[column]), totals[column]))
            for words, column in (
                ("customers", "customers"),
                ("of them with orders", "buyers"),
                ("orders", "orders"),
                (f"revenue ({money})", "revenue"),
            )
            if totals[column]
        ]


def draw_page(connection: duckdb.DuckDBPyConnection) -> Page:
    """Draw all that the page shows.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to the published file.
    """
    contents = Contents(connection)
    segmentations = contents.rows(SEGMENTATIONS)
    rfm = tabulate_rfm(contents)
    return Page(
        contents,
        rfm,
        [draw_grid(contents)] if rfm else [],
        [_part(contents, row["segmentation"]) for row in segmentations],
        draw_ledger(contents),
        contents.rows(CHECKS),
    )


def _part(contents: Contents, segmentation: str) -> Part:
    segments = contents.segments_of(segmentation)
    populations = [
        population
        for name, population in contents.populations()
        if name == segmentation
    ]
    return Part(
        segmentation,
        segments,
        ", ".join(
            f"{readable(row['customers'])} ({row['outcome'].replace('_', ' ')})"
            for row in contents.rows(COVERAGE, segmentation)
        ),
        _table(contents, segmentation, segments),
        {
            (row["population"], row["segment_id"]): row["rule"]
            for row in contents.rows(RULES, segmentation)
        },
        draw_history(contents, segmentation),
        [
            (
                population.replace("_", " ") if len(populations) > 1 else "",
                [
                    chart
                    for draw in (
                        draw_differences,
                        draw_maps,
                        draw_distributions,
                        draw_choice,
                        draw_evidence,
                    )
                    for chart in draw(contents, segmentation, population)
                ],
            )
            for population in populations
        ],
    )


def _table(contents: Contents, segmentation: str, segments: list[Segment]) -> Table:
    features = _key_features(contents, segmentation)
    return Table(
        f"Segments of {segmentation}; the middle columns are means",
        [
            "Segment",
            "Customers",
            "Share",
            f"Revenue ({contents.units['monetary'][1]})",
            "Share of revenue",
            *(_capital(contents.heading(feature)) for feature in features),
            "What to do",
        ],
        [
            [
                segment.cell,
                Cell(readable(row["customers"]), row["customers"]),
                Cell(percent(row["customer_share"]), row["customer_share"]),
                Cell(readable(row["revenue"]), row["revenue"]),
                Cell(percent(row["revenue_share"]), row["revenue_share"]),
                *(
                    Cell(
                        plain(row[f"mean_{feature}"], contents.units[feature][1]),
                        row[f"mean_{feature}"],
                    )
                    for feature in features
                ),
                Cell(row["action"] or ""),
            ]
            for segment in segments
            for row in [segment.profile]
        ],
    )


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
