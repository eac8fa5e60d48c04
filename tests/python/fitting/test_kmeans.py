import numpy as np
import pytest

from customer_segmentation.fitting.distances import squared_distances
from customer_segmentation.fitting.kmeans import (
    distinct_points,
    kmeans_centres,
    order_by_value,
)
from tests.python.frames import noise


def test_more_starts_never_fit_worse():
    points = noise(features=3)
    inertia = [
        squared_distances(points, kmeans_centres(points, 8, starts=starts)).min(1).sum()
        for starts in (1, 30)
    ]
    assert inertia[1] < inertia[0]


def test_seeds_decide():
    points = noise(features=3)
    first, again, other = (
        kmeans_centres(points, 8, starts=1, seed=seed) for seed in (1, 1, 2)
    )
    assert (first == again).all()
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("clusters", [0, 4])
def test_more_clusters_than_different_points_are_refused(clusters):
    points = np.array([[1.0], [1.0], [2.0], [3.0]])
    assert distinct_points(points) == 3
    with pytest.raises(ValueError, match=f"{clusters} clusters for 3 different"):
        kmeans_centres(points, clusters)


def test_the_most_valuable_centre_comes_first():
    points = np.array([[0.0], [0.1], [5.0], [9.0]])
    centres = np.array([[0.05], [5.0], [9.0]])
    values = np.array([10.0, 20.0, 1.0, 99.0])
    assert order_by_value(centres, points, values).tolist() == [[9.0], [0.05], [5.0]]


def test_equal_values_are_ordered_by_the_centres_themselves():
    points = np.array([[0.0], [5.0]])
    for centres in ([[0.0], [5.0]], [[5.0], [0.0]]):
        ordered = order_by_value(np.array(centres), points, np.array([1.0, 1.0]))
        assert ordered.tolist() == [[0.0], [5.0]]
