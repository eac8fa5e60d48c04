import numpy as np
import pytest
from scipy.stats import norm

from customer_segmentation.evidence.border_density import (
    border_densities,
    densest_border,
    spread_ties,
)
from customer_segmentation.fitting.distances import nearest_centre


def borders(points, centres):
    """The density of the densest border of each cluster of the nearest centres."""
    return border_densities(points, nearest_centre(points, centres), centres)


def pair(distance, each=200_000):
    """Two normal groups, their centres so many standard deviations apart."""
    random = np.random.RandomState(0)
    return np.concatenate(
        [random.standard_normal(each), distance + random.standard_normal(each)]
    )[:, None]


@pytest.mark.parametrize("distance", [4, 5, 6])
def test_between_normal_groups_it_is_the_ratio_of_their_distribution(distance):
    found = borders(pair(distance), np.array([[0.0], [float(distance)]]))
    inner, outer = distance * 3 / 8, distance * 5 / 8
    between = 2 * (norm.cdf(outer) - norm.cdf(inner))
    centre = norm.cdf(distance / 8) - norm.cdf(-distance / 8)
    assert found == pytest.approx([between / centre] * 2, rel=0.05)


def test_a_normal_crowd_cut_in_half_is_denser_at_the_cut():
    points = np.random.RandomState(0).standard_normal((100_000, 1))
    half = np.sqrt(2 / np.pi)
    expected = norm.pdf(0) / norm.pdf(half)
    found = borders(points, np.array([[-half], [half]]))
    assert found == pytest.approx([expected] * 2, rel=0.05)


def test_directions_in_which_clusters_do_not_differ_have_no_influence():
    points = pair(6, each=1000)
    noise = 50 * np.random.RandomState(1).standard_normal((2000, 3))
    centres = np.array([[0.0], [6.0]])
    wide = np.hstack([centres, np.zeros((2, 3))])
    # The nearest centre stays the same, as the centres differ in one direction only.
    assert borders(np.hstack([points, noise]), wide) == pytest.approx(
        borders(points, centres)
    )


def test_each_cluster_has_its_densest_border():
    points = np.concatenate([np.linspace(0, 4, 400), np.linspace(20, 22, 200)])[:, None]
    found = borders(points, np.array([[1.0], [3.0], [21.0]]))
    assert (found[:2] > 0.9).all()
    assert found[2] < 0.05


def test_few_customers_cannot_be_apart():
    points = np.repeat([[0.0], [9.0]], 4, axis=0)[1:]
    assert np.isnan(borders(points, np.array([[0.0], [9.0]]))).all()


def test_one_cluster_has_no_border():
    assert np.isnan(borders(np.zeros((5, 2)), np.zeros((1, 2)))).all()


def test_whole_numbers_become_a_crowd_and_groups_stay_apart():
    orders = np.random.RandomState(0).geometric(0.5, 2000).astype(float)[:, None]
    centres = np.array([[1.0], [2.0]])
    assert borders(orders, centres).max() < 0.25
    assert borders(spread_ties(orders, seed=1), centres).max() > 0.7
    groups = np.concatenate([orders, orders + 40])
    spread = spread_ties(groups, seed=1)
    assert borders(spread, np.array([[2.0], [42.0]])).max() < 0.01
    assert abs(spread - groups).max() <= 0.5


def test_spreading_ties_changes_no_table_of_the_caller():
    points = np.array([[1.0], [1.0], [2.0]])
    spread_ties(points, seed=0)
    assert points.ravel().tolist() == [1.0, 1.0, 2.0]


def test_a_constant_feature_stays_as_it_is():
    assert (spread_ties(np.ones((4, 1)), seed=0) == 1).all()


def test_lone_customers_have_no_border():
    points = np.concatenate([np.zeros(50), np.full(50, 8.0), [900.0, 901.0, 902.0]])
    found = borders(points[:, None], np.array([[0.0], [8.0], [901.0]]))
    assert found[:2] == pytest.approx([1 / 51] * 2)
    assert np.isnan(found[2])
    assert densest_border(points[:, None], np.array([[4.0], [901.0]])) != 0
