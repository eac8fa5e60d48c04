import numpy as np
import pytest

from tools.sample.behaviour import (
    BEHAVIOURS,
    CODES,
    DAYS,
    DESCRIPTIONS,
    MINUTES_A_DAY,
    PRICES,
    Uniforms,
    make_orders,
)


@pytest.fixture
def orders():
    return make_orders(Uniforms(np.random.SeedSequence(1)), 3_000)


def test_every_customer_orders_within_the_period_and_by_day(orders):
    assert set(orders.customer) == set(range(3_000))
    assert orders.minute.min() >= 0
    assert orders.minute.max() < DAYS * MINUTES_A_DAY
    hour = orders.minute % MINUTES_A_DAY // 60
    assert hour.min() >= 8
    assert hour.max() < 18
    assert (np.diff(orders.minute) >= 0).all()


def test_types_differ_in_how_often_they_order(orders):
    counts = np.bincount(orders.customer)
    means = {name: 1 + behaviour.orders for name, behaviour in BEHAVIOURS.items()}
    expected = sum(BEHAVIOURS[name].share * mean for name, mean in means.items())
    assert counts.mean() == pytest.approx(expected, rel=0.1)
    assert (counts == 1).mean() > BEHAVIOURS["one_off"].share


def test_shares_make_a_whole():
    assert sum(behaviour.share for behaviour in BEHAVIOURS.values()) == pytest.approx(1)


def test_products_are_different_and_cost_something():
    assert len(set(CODES)) == len(set(DESCRIPTIONS)) == len(CODES)
    assert PRICES.min() >= 0.25


def test_random_numbers_have_the_means_that_were_asked_for():
    random = Uniforms(np.random.SeedSequence(1))
    assert random.exponential(7.0, 50_000).mean() == pytest.approx(7, rel=0.02)
    assert random.chance(0.3, 50_000).mean() == pytest.approx(0.3, rel=0.05)
    assert random.count(7.0, 50_000, 9).max() == 9
    between = random.between(np.array([[2.0, 3.0]] * 1_000))
    assert 2 <= between.min() < between.max() < 3
