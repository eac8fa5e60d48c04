"""What the report is made of: questions to the published file, and their answers."""

import duckdb

from customer_segmentation.report.chart import Points
from customer_segmentation.report.numbers import shortened
from customer_segmentation.report.population_view import Feature, PopulationView
from customer_segmentation.report.segments import (
    Segment,
    name_populations,
    number_segments,
)
from customer_segmentation.sql_text import name

MOST_POINTS = 5000
"""Customers in one picture at most."""

FEWEST_POINTS = 50
"""Customers of a small segment that are shown in any case, if it has so many."""


TOTALS = """
    select
        count(*) as customers,
        count(frequency) as buyers,
        sum(monetary) as revenue,
        sum(frequency) as orders,
        max(as_of_date) as as_of_date
    from customers
"""

PROFILES = "from segment_profiles order by segmentation, population, segment_id"

FEATURES = """
    select
        summary.feature,
        summary.minimum,
        summary.median,
        summary.maximum,
        summary.customers,
        words.unit,
        words.is_whole
    from feature_summary as summary
    inner join feature_dictionary as words on summary.feature = words.feature
    where summary.segmentation = ?
        and summary.population = ?
        and summary.stage = 'before'
    order by summary.feature
"""


class Contents:
    """The answers of a published file.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to ``segments.duckdb``.

    Attributes
    ----------
    totals, publication : dict
        Customers, orders and revenue in all, and the version.
    units : dict
        Feature -> its noun and its unit.
    segments : list of Segment
        All segments, those without customers included.
    views : list of PopulationView
        The populations with customers, for their charts.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.totals = self.rows(TOTALS)[0]
        self.publication = self.rows("from publications order by version desc")[0]
        self.units = {
            row["feature"]: (row["noun"], row["unit"])
            for row in self.rows("from feature_dictionary order by feature")
        }
        self.segments = number_segments(self.rows(PROFILES))
        self.views = [
            self._view(segmentation, population, key)
            for (segmentation, population), key in self._keys().items()
        ]

    @property
    def points(self) -> dict[str, Points]:
        """Key of each population -> its customers in pictures."""
        return {view.key: view.points for view in self.views}

    def rows(self, question: str, *values: object) -> list[dict]:
        """Ask the published file; ``?`` in the question stand for the values.

        Rows are mappings; what is null is None, and money a number.
        """
        cursor = self._connection.execute(question, list(values))
        names = [column[0] for column in cursor.description]
        return [
            {
                column: float(value) if hasattr(value, "as_tuple") else value
                for column, value in zip(names, row, strict=True)
            }
            for row in cursor.fetchall()
        ]

    def segments_of(self, segmentation: str) -> list[Segment]:
        """List the segments of a segmentation, those without customers included."""
        return [each for each in self.segments if each.segmentation == segmentation]

    def views_of(self, segmentation: str) -> list[PopulationView]:
        """List the populations of a segmentation that have customers."""
        return [view for view in self.views if view.segmentation == segmentation]

    def heading(self, feature: str) -> str:
        """Return what people call a feature, with its unit where numbers need one."""
        noun, unit = self.units[feature]
        # Shares and ratios need none; a phrase is the default of the setting currency.
        said = unit in noun or unit in ("share", "ratio") or " of " in unit
        return noun if said else f"{noun} ({unit})"

    def _keys(self) -> dict[tuple[str, str], str]:
        """Name the pairs of segmentation and population that have customers."""
        found = [
            (each.segmentation, each.population)
            for each in self.segments
            if each.profile["customers"]
        ]
        return name_populations(dict.fromkeys(found))

    def _view(self, segmentation: str, population: str, key: str) -> PopulationView:
        rows = self.rows(FEATURES, segmentation, population)
        features = [
            Feature(
                row["feature"],
                self.heading(row["feature"]),
                row["unit"],
                row["is_whole"],
                row["minimum"],
                row["median"],
                row["maximum"],
            )
            for row in rows
        ]
        return PopulationView(
            segmentation,
            population,
            key,
            [
                each
                for each in self.segments_of(segmentation)
                if each.population == population and each.profile["customers"]
            ],
            features,
            max((row["customers"] for row in rows), default=0),
            self._points(segmentation, population, features),
            self.rows,
        )

    def _points(
        self, segmentation: str, population: str, features: list[Feature]
    ) -> Points:
        columns = "".join(
            f", customers.{name(each.name)}::double as {name(each.name)}"
            for each in features
        )
        frame = self._connection.execute(
            f"""
            with numbered as (
                select *, row_number() over (
                    partition by segment_id order by md5(customer_id), customer_id
                ) as number_in_segment
                from customer_projection
                where segmentation = ? and population = ?
            ),
            chosen as (
                select * from numbered
                order by
                    number_in_segment > {FEWEST_POINTS}, md5(customer_id), customer_id
                limit {MOST_POINTS}
            )
            select chosen.segment_id, chosen.customer_id,
                chosen.component_1, chosen.component_2, chosen.component_3 {columns}
            from chosen
            inner join customers on chosen.customer_id = customers.customer_id
            order by md5(chosen.customer_id), chosen.customer_id
            """,
            [segmentation, population],
        ).df()
        numbers = frame.drop(columns=["segment_id", "customer_id"])
        known = numbers.columns[numbers.notna().all()]
        return Points(
            frame["segment_id"].tolist(),
            {
                "customer": frame["customer_id"].tolist(),
                **{
                    column: [shortened(value) for value in numbers[column]]
                    for column in known
                },
            },
        )
