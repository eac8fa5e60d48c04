"""What the page shows, section by section."""

from dataclasses import dataclass

import duckdb

from customer_segmentation.report.chart import Cell, Chart, Table
from customer_segmentation.report.charts.choice import draw_choice
from customer_segmentation.report.charts.differences import draw_differences
from customer_segmentation.report.charts.distributions import draw_distributions
from customer_segmentation.report.charts.evidence import draw_evidence
from customer_segmentation.report.charts.grid import (
    draw_grid,
    explain_campaigns,
    tabulate_rfm,
)
from customer_segmentation.report.charts.history import draw_history
from customer_segmentation.report.charts.ledger import draw_ledger
from customer_segmentation.report.charts.maps import draw_maps
from customer_segmentation.report.contents import Contents
from customer_segmentation.report.numbers import readable
from customer_segmentation.report.segment_table import tabulate_segments
from customer_segmentation.report.segments import Segment

CHECKS = """
    select replace(check_name, '_', ' ') as check_name, verdict, sentence
    from build_checks
    order by verdict not in ('warned', 'allowed'), check_name
"""

CHOSEN_BY = """
    select distinct chosen_by from cluster_count_choice
    where segmentation = ? and is_chosen
"""

FOUND = {
    "set": "Their number is fixed by a setting.",
    "structure": "They are groups that stand apart.",
}
"""Who chose the number -> what it says of the segments."""

CONVENIENT = (
    "The number is a choice of convenience: no groups of that size stand apart."
)

RULES = "from segment_rules where segmentation = ?"

SEGMENTATIONS = """
    select distinct segmentation from segmentation_coverage
    order by segmentation != 'rfm', segmentation
"""

COVERAGE = """
    from segmentation_coverage
    where segmentation = ? and outcome != 'segmented'
    order by customers desc, outcome, population
"""

OF_A_POPULATION = (
    draw_differences,
    draw_maps,
    draw_distributions,
    draw_choice,
    draw_evidence,
)
"""What is drawn of each population, in the order of the page."""


@dataclass(frozen=True)
class Part:
    """A segmentation in the page.

    Attributes
    ----------
    name : str
        Its name, and the target of links to it.
    segments : list of Segment
        Its segments, empty where nobody has one.
    introduction : str
        What is found here, in sentences.
    without : str
        Who has no segment and why; empty where everyone has one.
    table : Table
        Sizes, values, means and campaign segments.
    rules : dict
        Population and segment -> its rule in words.
    history : list of Chart
        Charts of the segmentation as a whole.
    populations : list of tuple
        Heading (empty where there is one population) and charts of each population.
    """

    name: str
    segments: list[Segment]
    introduction: str
    without: str
    table: Table
    rules: dict
    history: list[Chart]
    populations: list[tuple[str, list[Chart]]]

    @property
    def title(self) -> str:
        """Its name as a heading."""
        return (
            "RFM clusters"
            if self.name == "rfm"
            else self.name.replace("_", " ").capitalize()
        )

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
        Campaign segments and what to do; None without orders.
    rule : str
        How customers get one; empty without orders.
    grid, ledger : list of Chart
        The RFM grid, and where the lines went.
    parts : list of Part
        The segmentations.
    checks : list of dict
        What was checked, and with which verdict.
    """

    contents: Contents
    rfm: Table | None
    rule: str
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
    def empty(self) -> list[Part]:
        """Segmentations in which nobody has a segment."""
        return [part for part in self.parts if not part.segments]

    @property
    def figures(self) -> list[tuple[str, Cell]]:
        """The figures at the top."""
        totals, money = self.contents.totals, self.contents.units["monetary"][1]
        return [
            (words, Cell(readable(totals[column]), totals[column]))
            for words, column in (
                ("customers", "customers"),
                ("with orders", "buyers"),
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
        explain_campaigns(contents) if rfm else "",
        [draw_grid(contents)] if rfm else [],
        [_part(contents, row["segmentation"]) for row in segmentations],
        draw_ledger(contents),
        contents.rows(CHECKS),
    )


def _part(contents: Contents, segmentation: str) -> Part:
    segments = contents.segments_of(segmentation)
    views = contents.views_of(segmentation)
    return Part(
        segmentation,
        segments,
        _introduction(contents, segmentation, segments),
        ", ".join(map(_without, contents.rows(COVERAGE, segmentation))),
        tabulate_segments(contents, segmentation),
        {
            (row["population"], row["segment_id"]): row["rule"]
            for row in contents.rows(RULES, segmentation)
        },
        draw_history(contents, segmentation),
        [
            (
                view.population.replace("_", " ") if len(views) > 1 else "",
                [chart for draw in OF_A_POPULATION for chart in draw(view)],
            )
            for view in views
        ],
    )


def _without(row: dict) -> str:
    """Say how many customers have no segment, and why; of a population, of which."""
    reason = row["outcome"].replace("_", " ")
    of = f": {row['population']}" if row["population"] else ""
    return f"{readable(row['customers'])} ({reason}{of})"


def _introduction(
    contents: Contents, segmentation: str, segments: list[Segment]
) -> str:
    """Say how many segments there are, and what a reader may take them for."""
    chosen_by = [row["chosen_by"] for row in contents.rows(CHOSEN_BY, segmentation)]
    said = [f"{len(segments)} segment{'s' * (len(segments) != 1)}."]
    if len({FOUND.get(each) for each in chosen_by}) == 1:
        said.append(FOUND.get(chosen_by[0], CONVENIENT))
    populations = {segment.population for segment in segments}
    if contents.totals["revenue"] is not None:
        said.append(
            "They describe customers who are alike. What to do with a customer depends "
            "only on the campaign segment."
        )
    if len(populations) > 1:
        said.append("Shares are of the group named before the colon.")
    if "pre_registration" in populations:
        said.append("Pre registration: customers who ordered before they registered.")
    return " ".join(said)
