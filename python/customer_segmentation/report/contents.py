"""What the report is made of: questions to the published file, and their answers."""

import duckdb
import pandas as pd

from customer_segmentation.report.chart import Points
from customer_segmentation.report.numbers import shortened
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
        summary.segmentation,
        summary.population,
        summary.feature,
        summary.minimum,
        summary.median,
        summary.maximum,
        summary.customers,
        words.noun,
        words.unit,
        words.is_whole
    from feature_summary as summary
    inner join feature_dictionary as words on summary.feature = words.feature
    where summary.stage = 'before'
    order by summary.segmentation, summary.population, summary.feature
"""


class Contents:
    """The answers of a published file.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to ``segments.duckdb``.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.totals = self.rows(TOTALS)[0]
        self.publication = self.rows("from publications order by version desc")[0]
        self.features = self.frame(FEATURES)
        self.units = {
            row["feature"]: (row["noun"], row["unit"])
            for row in self.rows("from feature_dictionary order by feature")
        }
        self.segments = number_segments(self.rows(PROFILES))
        self._keys = name_populations(self.populations())
        self.points = {
            key: self._points(segmentation, population)
            for (segmentation, population), key in self._keys.items()
        }

    def frame(self, question: str, *values: object) -> pd.DataFrame:
        """Ask the published file; ``?`` in the question stand for the values."""
        return self._connection.execute(question, list(values)).df()

    def rows(self, question: str, *values: object) -> list[dict]:
        """Ask for rows as mappings; what is null is None, and money a number."""
        cursor = self._connection.execute(question, list(values))
        names = [column[0] for column in cursor.description]
        return [
            {
                column: float(value) if hasattr(value, "as_tuple") else value
                for column, value in zip(names, row, strict=True)
            }
            for row in cursor.fetchall()
        ]

    def populations(self) -> list[tuple[str, str]]:
        """List the pairs of segmentation and population that have members."""
        found = [
            (each.segmentation, each.population)
            for each in self.segments
            if each.profile["customers"]
        ]
        return list(dict.fromkeys(found))

    def segments_of(
        self, segmentation: str, population: str | None = None
    ) -> list[Segment]:
        """List the segments of a segmentation, or a population's with members."""
        return [
            each
            for each in self.segments
            if each.segmentation == segmentation
            and (
                population is None
                or (population == each.population and each.profile["customers"])
            )
        ]

    def key(self, segmentation: str, population: str) -> str:
        """Name a population in the page: letters, digits and hyphens, and unique."""
        return self._keys[segmentation, population]

    def features_of(self, segmentation: str, population: str) -> pd.DataFrame:
        """Return the features that a population is segmented by, with words."""
        features = self.features
        chosen = (features["segmentation"] == segmentation) & (
            features["population"] == population
        )
        return features[chosen].reset_index(drop=True)

    def heading(self, feature: str) -> str:
        """Return what people call a feature, with its unit where numbers need one."""
        noun, unit = self.units[feature]
        # Shares and ratios need none; a phrase is the default of the setting currency.
        said = unit in noun or unit in ("share", "ratio") or " of " in unit
        return noun if said else f"{noun} ({unit})"

    def _points(self, segmentation: str, population: str) -> Points:
        features = self.features_of(segmentation, population)["feature"]
        columns = "".join(
            f", customers.{name(feature)}::double as {name(feature)}"
            for feature in features
        )
        frame = self.frame(
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
                component_1, component_2, component_3 {columns}
            from chosen
            inner join customers on chosen.customer_id = customers.customer_id
            order by md5(chosen.customer_id), chosen.customer_id
            """,
            segmentation,
            population,
        )
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
