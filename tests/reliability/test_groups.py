"""How often planted groups are found, and how often groups are seen where none are."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from customer_segmentation.evidence.cluster_counts import score_cluster_counts
from tests.conftest import real
from tests.python.frames import population_of, settings
from tests.reliability.populations import (
    corners,
    like,
    planted,
    planted_shop,
    without_groups,
)

SIZES = (150, 600)
KINDS = [(name, size) for size in SIZES for name in without_groups(size)]

RFM = """
    select
        date_diff('day', max(InvoiceDate)::date, date '2011-12-10') as recency,
        ln(1 + count(distinct InvoiceNo)) as orders,
        ln(1 + sum(Quantity * UnitPrice)) as spend,
        ln(1 + sum(Quantity)) as units
    from read_parquet(?)
    where CustomerID is not null and Quantity > 0 and UnitPrice > 0
    group by CustomerID order by CustomerID
"""


def chosen(points: np.ndarray, **changes) -> pd.Series:
    """The row of `cluster_count_choice` that is chosen for these customers."""
    population = population_of(points)
    frame = population.customers.assign(segmentation="rfm", population="all")
    features = dict.fromkeys(population.segmentation.features, "none")
    known = {"features": features, "cluster_range": [1, 10], "evidence": "quick"}
    table = settings(**(known | changes))
    scores = score_cluster_counts(table, frame)
    return scores[scores["is_chosen"]].iloc[0]


def draws(soak: bool, short: int) -> list[np.random.RandomState]:
    return [np.random.RandomState(seed) for seed in range(60 if soak else short)]


def test_planted_groups_are_found_in_their_number(soak):
    missed = []
    for random in draws(soak, 8):
        groups, axes = random.randint(2, 9), random.randint(2, 6)
        choice = chosen(planted(random, groups, axes))
        if choice["clusters"] != groups or choice["chosen_by"] != "structure":
            missed.append((groups, axes, choice["clusters"], choice["reason"]))
    assert len(missed) <= 0.05 * len(draws(soak, 8)), missed


def test_planted_groups_of_a_shop_are_found_in_their_number(soak):
    missed = []
    for random in draws(soak, 8):
        groups = random.randint(2, 8)
        choice = chosen(planted_shop(random, groups))
        if choice["clusters"] != groups or choice["chosen_by"] != "structure":
            missed.append((groups, choice["clusters"], choice["reason"]))
    assert len(missed) <= 0.05 * len(draws(soak, 8)), missed


@pytest.mark.parametrize("largest", [10, 20])
def test_the_corners_of_a_cube_are_eight_whatever_the_range(largest):
    choice = chosen(corners(np.random.RandomState(0)), cluster_range=[1, largest])
    assert (choice["clusters"], choice["chosen_by"]) == (8, "structure")


def test_a_group_below_the_smallest_share_is_named_and_may_be_allowed(soak):
    named, found = [], []
    for random in draws(soak, 6):
        points = planted(random, 4, 3, shares=[0.7, 0.2, 0.07, 0.03])
        named.append("lies apart from all others" in chosen(points)["reason"])
        found.append(chosen(points, smallest_share=0.01)["clusters"] == 4)
    assert np.mean(named) >= 0.8
    assert np.mean(found) >= 0.8


@pytest.mark.parametrize(("kind", "size"), KINDS)
def test_customers_without_groups_are_said_to_have_none(kind, size, soak):
    draw = without_groups(size)[kind]
    seen = [chosen(draw(random)) for random in draws(soak, 2)]
    wrong = [choice["reason"] for choice in seen if choice["has_structure"]]
    assert len(wrong) <= 0.05 * len(seen), wrong
    assert all(choice["chosen_by"] != "structure" for choice in seen if not wrong)


@pytest.mark.parametrize("kind", ["permuted", "normal"])
def test_customers_like_those_of_online_retail_have_no_groups(kind, soak):
    path = real("online_retail.parquet")
    points = duckdb.execute(RFM, [path]).df().to_numpy(dtype=float)
    draw = like(points, 800)[kind]
    seen = [chosen(draw(random)) for random in draws(soak, 2)]
    wrong = [choice["reason"] for choice in seen if choice["has_structure"]]
    assert len(wrong) <= 0.05 * len(seen), wrong
