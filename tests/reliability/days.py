"""One day after another of a shop: fitted, scored and named, without a build a day."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np
import pandas as pd

from customer_segmentation.evidence.cluster_counts import score_cluster_counts
from customer_segmentation.explaining.names import name_segments
from customer_segmentation.fitting.model import read_models
from customer_segmentation.fitting.parameters import fit_parameters
from customer_segmentation.fitting.populations import populations
from tests.python.frames import NO_CLIP_BOUNDS, settings
from tests.python.naming import BANDS, NOTHING_PUBLISHED, RULES, WORDS
from tools.sample.behaviour import (
    FIRST_DAY,
    Uniforms,
    make_orders,
)

RFM = {
    **{"recency": "none", "frequency": "log1p", "monetary": "log1p"},
    **{"quantity": "log1p", "basket_value": "log1p"},
}
HABITS = {"recency": "none", "tenure": "none", "frequency": "log1p"}
FEATURES = """
    select
        customer_id,
        date '{day}' - max(ordered_on) as recency,
        date '{day}' - min(ordered_on) as tenure,
        count(*) as frequency,
        sum(money) as monetary,
        sum(units) as quantity,
        monetary / frequency as basket_value
    from orders
    where ordered_on < date '{day}'
    group by customer_id
    order by customer_id
"""


@dataclass(frozen=True)
class Day:
    """What a day says of each customer, in two tables and a number.

    Attributes
    ----------
    segments, names : pandas.Series
        Of each customer: ``segment_id`` and ``segment_name``.
    clusters : int
        How many segments there are.
    """

    segments: pd.Series
    names: pd.Series
    clusters: int


def generated(customers: int, seed: int) -> pd.DataFrame:
    """Orders of a generated shop over two years: who, when, money and units."""
    random = Uniforms(np.random.SeedSequence([seed]))
    orders = make_orders(random, customers)
    units = 1 + random.exponential(orders.units, len(orders.lines)).round()
    price = 0.5 + 14 * random.uniform(len(orders.lines)) ** 2
    return pd.DataFrame(
        {
            "customer_id": [f"c{number:05}" for number in orders.customer],
            "ordered_on": FIRST_DAY + orders.minute.astype("timedelta64[m]"),
            "money": (orders.lines * units * price).round(2),
            "units": orders.lines * units,
        }
    )


def of_online_retail(path: str) -> pd.DataFrame:
    """Orders of Online Retail, cancellations left out."""
    return duckdb.sql(
        f"""
        select
            cast(CustomerID as varchar) as customer_id,
            min(InvoiceDate) as ordered_on,
            sum(Quantity * UnitPrice) as money,
            sum(Quantity) as units
        from (select distinct * from '{path}')
        where CustomerID is not null and Quantity > 0 and UnitPrice > 0
        group by CustomerID, InvoiceNo
        """
    ).df()


def last_days(orders: pd.DataFrame, count: int) -> list[date]:
    """The last as-of dates of a shop, one a day."""
    last = orders["ordered_on"].max().date() + timedelta(days=1)
    return [last - timedelta(days=ago) for ago in reversed(range(count))]


def live(
    orders: pd.DataFrame,
    days: list[date],
    features: dict[str, str],
    clusters,
    refit_after: int = 1,
) -> Iterator[Day]:
    """Score and name each day, with a fit every ``refit_after`` days.

    The day before is the version published last.
    """
    orders = orders.assign(ordered_on=orders["ordered_on"].dt.date)
    table = settings(
        features=features, clusters=clusters, cluster_range=[1, 10], evidence="quick"
    )
    parameters, registry, fitted_on = None, NOTHING_PUBLISHED, None
    for day in days:
        customers = duckdb.sql(FEATURES.format(day=day)).df()
        sample = sample_of(customers, features)
        if fitted_on is None or (day - fitted_on).days >= refit_after:
            fitted_on = day
            counts = score_cluster_counts(table, sample)
            known = registry if len(registry) else None
            arguments = (table, sample, NO_CLIP_BOUNDS, counts, parameters, known)
            parameters = fit_parameters(*arguments).assign(is_current=True)
        population = next(populations(table, sample))
        model = read_models(parameters.to_dict("records"))["rfm", "all"]
        segments = pd.Series(
            model.score_transformed(population.points).segment_id,
            customers["customer_id"],
        )
        seen = sample[[f"{feature}_transformed" for feature in features]]
        profiles = profiled(customers, seen.set_axis([*features], axis=1), segments)
        names = name_segments(profiles, RULES, table, WORDS, BANDS, registry)
        registry = registered(registry, names)
        names = names.set_index("segment_id")["segment_name"]
        yield Day(segments, segments.map(names), len(names))


def sample_of(customers: pd.DataFrame, features: dict[str, str]) -> pd.DataFrame:
    """The table seg_fit_sample with all customers."""
    seen = {
        f"{feature}_transformed": (
            np.log1p(customers[feature])
            if transform == "log1p"
            else customers[feature].astype(float)
        ).round(9)
        for feature, transform in features.items()
    }
    return customers.assign(
        segmentation="rfm",
        population="all",
        as_of_date=pd.Timestamp("2024-01-01"),
        worth=customers["monetary"],
        sample_rank=range(1, len(customers) + 1),
        **seen,
    )


def registered(registry: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """The table segment_registry after a day with these names."""
    gone = registry[
        ~registry.get("segment_id", registry.index).isin(names["segment_id"])
    ]
    return pd.concat([names.assign(status="current"), gone.assign(status="retired")])


def profiled(
    customers: pd.DataFrame, seen: pd.DataFrame, segments: pd.Series
) -> pd.DataFrame:
    """What side_by_side returns, as far as names read it."""
    by_segment = segments.to_numpy()
    standardised = (seen - seen.mean()) / seen.std(ddof=0)
    differences = standardised.groupby(by_segment).mean().add_prefix("difference_")
    medians = customers[seen.columns].groupby(by_segment).median().add_prefix("median_")
    profiles = differences.join(medians).rename_axis("segment_id").reset_index()
    for feature in RULES.columns[3:-1]:
        if f"difference_{feature}" not in profiles:
            profiles[f"difference_{feature}"] = np.nan
    return profiles.assign(segmentation="rfm", population="all")


def churn(labels: list[pd.Series]) -> list[float]:
    """Share of the customers of two days in a row whose label differs."""
    shares = []
    for before, after in itertools.pairwise(labels):
        both = before.index.intersection(after.index)
        shares.append(float((before[both] != after[both]).mean()))
    return shares
