import numpy as np
import pytest
from sklearn.cluster import DBSCAN

from customer_segmentation.fitting.density import NOISE, fit_density, knee_distance
from tests.python.frames import heaps, noise

LONELY = [[30.0, 30.0], [-30.0, 8.0], [9.0, 40.0]]


def test_the_knee_is_between_the_dense_and_the_lonely():
    points = np.vstack([heaps(), LONELY])
    assert 0.05 < knee_distance(points, 4) < 10
    labels = fit_density(points, "dbscan")
    assert (labels[-3:] == NOISE).all()
    assert (labels[:-3] != NOISE).mean() > 0.9


def test_the_knee_is_a_distance_to_a_neighbour_by_hand():
    points = np.array([[0.0], [1.0], [2.0], [3.0], [50.0]])
    assert knee_distance(points, 1) == 1


def test_dbscan_is_that_of_scikit_learn_with_the_distance_at_the_knee():
    points = noise()
    eps = knee_distance(points, 4)
    expected = DBSCAN(eps=eps, min_samples=4).fit_predict(points)
    assert (fit_density(points, "dbscan") == expected).all()


def test_equal_points_are_one_cluster():
    assert knee_distance(np.ones((9, 2)), 4) > 0
    assert (fit_density(np.ones((9, 2)), "dbscan") == 0).all()


@pytest.mark.parametrize(("customers", "smallest"), [(60, 5), (900, 9)])
def test_clusters_of_hdbscan_hold_a_hundredth_and_five(customers, smallest):
    labels = fit_density(noise(customers), "hdbscan")
    sizes = np.bincount(labels[labels != NOISE])
    assert len(sizes) > 0
    assert sizes.min() >= smallest
