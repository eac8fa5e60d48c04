import numpy as np
import pytest
from scipy.stats import ks_2samp, lognorm, rankdata

from customer_segmentation.evidence.one_hump import (
    closest_with_one_hump,
    populations_with_one_hump,
)


def drawn(points, **changes):
    (population,) = populations_with_one_hump(points, seed=1, sets=1, **changes)
    return population


def test_a_crowd_with_one_hump_keeps_its_skew_tails_and_correlations():
    random = np.random.RandomState(0)
    normal = random.multivariate_normal([0, 0], [[1, 0.7], [0.7, 1]], 3000)
    points = np.column_stack([np.exp(normal[:, 0]), normal[:, 1]])
    found = drawn(points)
    for feature in range(2):
        assert ks_2samp(points[:, feature], found[:, feature]).statistic < 0.05
    ranks = np.corrcoef(rankdata(found, axis=0).T)[0, 1]
    assert ranks == pytest.approx(
        np.corrcoef(rankdata(points, axis=0).T)[0, 1], abs=0.05
    )
    assert found[:, 0].max() <= points[:, 0].max()


def test_the_space_between_groups_is_filled():
    random = np.random.RandomState(0)
    points = np.concatenate([random.normal(0, 1, 500), random.normal(20, 1, 500)])
    found = drawn(points[:, None])[:, 0]
    counts, _ = np.histogram(found, bins=10, range=(-2, 22))
    assert counts.min() > 20


@pytest.mark.parametrize(
    "values",
    [
        np.random.RandomState(0).normal(size=400),
        lognorm(1).rvs(400, random_state=0),
        np.random.RandomState(0).choice([-5.0, 0.0, 5.0], 400)
        + np.random.RandomState(1).normal(size=400),
    ],
)
def test_a_cumulative_distribution_is_convex_before_the_hump_and_concave_after(values):
    places, cumulative = closest_with_one_hump(values)
    slopes = np.diff(cumulative) / np.diff(places)
    rising = np.diff(slopes) > 1e-9
    falling = np.diff(slopes) < -1e-9
    assert (np.diff(cumulative) >= 0).all()
    assert not falling[: np.flatnonzero(rising).max(initial=0)].any()


def test_a_distribution_that_has_one_hump_is_its_own():
    values = np.sqrt(np.arange(100.0))
    _, cumulative = closest_with_one_hump(values)
    assert cumulative == pytest.approx((np.arange(100) + 0.5) / 100, abs=0.02)


def test_a_constant_feature_stays_constant():
    points = np.column_stack([np.full(50, 3.0), np.arange(50.0)])
    found = drawn(points)
    assert (found[:, 0] == 3.0).all()
    assert len(np.unique(found[:, 1])) == 50


def test_the_seed_decides():
    points = np.random.RandomState(0).normal(size=(60, 2))
    first, second = populations_with_one_hump(points, seed=5, sets=2)
    again = next(populations_with_one_hump(points, seed=5, sets=1))
    assert (first == again).all()
    assert (first != second).any()
