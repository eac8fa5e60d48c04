"""A day more changes few names: of segments that go on, none that is still true."""

import itertools

import pytest

from tests.conftest import real
from tests.reliability.days import (
    HABITS,
    RFM,
    churn,
    generated,
    last_days,
    live,
    of_online_retail,
)

SHOPS = {"300 customers": (300, 1), "600 customers": (600, 11), "2,000": (2000, 3)}
ON_AVERAGE, AT_WORST = 0.03, 0.08
"""Shares of the customers whose segment has another name a day later."""


def lived(orders, days, clusters, features=RFM):
    """Live some days; returns churn of names and of numbers, without a change of k."""
    found = [*live(orders, last_days(orders, days + 1), features, clusters)]
    # Another number of segments is another question: that of the choice.
    same = [one.clusters == next_.clusters for one, next_ in itertools.pairwise(found)]
    return [
        [share for share, is_same in zip(churn(labels), same, strict=True) if is_same]
        for labels in ([day.names for day in found], [day.segments for day in found])
    ]


def assert_names_stay(orders, days, clusters, features=RFM):
    """Few customers get another name, and none but for changing their segment.

    A fit of few customers can move more of them in a day, with unchanged names.
    """
    named, numbered = lived(orders, days, clusters, features)
    assert sum(named) / len(named) <= ON_AVERAGE
    for share, moved in zip(named, numbered, strict=True):
        assert share <= max(moved, AT_WORST)
    assert sum(named) <= sum(numbered) + AT_WORST


@pytest.mark.parametrize("features", [RFM, HABITS], ids=["rfm", "habits"])
def test_a_week_of_a_generated_shop(features):
    assert_names_stay(generated(300, 1), 7, 3, features)


@pytest.mark.parametrize("shop", SHOPS)
def test_a_month_of_generated_shops(soak, shop):
    if not soak:
        pytest.skip("fits of 30 days: make soak")
    assert_names_stay(generated(*SHOPS[shop]), 30, "auto")


def test_a_month_of_online_retail(soak):
    if not soak:
        pytest.skip("fits of 30 days: make soak")
    orders = of_online_retail(real("online_retail.parquet"))
    assert_names_stay(orders, 30, "auto")
