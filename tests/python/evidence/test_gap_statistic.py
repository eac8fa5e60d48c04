import numpy as np
import pytest

from customer_segmentation.evidence.gap_statistic import gap_statistic, preferred_by_gap
from customer_segmentation.fitting.distances import squared_distances
from customer_segmentation.fitting.kmeans import kmeans_centres
from tests.python.frames import heaps, noise

CLUSTERS = [1, 2, 3, 4, 5]


def inertia(sets, clusters):
    fits = [kmeans_centres(points, clusters, starts=5, seed=0) for points in sets]
    return [
        squared_distances(points, centres).min(axis=1).sum()
        for points, centres in zip(sets, fits, strict=True)
    ]


def preferred(points):
    return preferred_by_gap(CLUSTERS, *gap_statistic(points, CLUSTERS, inertia, seed=0))


def test_three_heaps_are_three_clusters():
    assert preferred(heaps()) == 3


@pytest.mark.parametrize("features", [1, 2, 4])
def test_uniform_noise_is_one_cluster(features):
    assert preferred(noise(features=features)) == 1


def test_a_long_thin_cloud_is_one_cluster():
    """The box lies along the principal axes: a slanting cloud has no corners."""
    along = np.random.RandomState(3).uniform(size=300)
    across = np.random.RandomState(4).uniform(size=300) / 20
    assert preferred(np.column_stack([along + across, along - across])) == 1


def test_the_formula_by_hand():
    """With one cluster, the inertia of uniform points on a line is n * width² / 12."""
    points = np.array([[0.0], [1.0]] * 500)
    gap, error = gap_statistic(points, [1], inertia, seed=0, references=200)
    assert gap[0] == pytest.approx(np.log(1000 / 12) - np.log(1000 / 4), abs=0.01)
    assert 0 < error[0] < 0.1


def test_an_inertia_of_zero_has_no_gap():
    gap, error = gap_statistic(
        np.array([[0.0], [1.0], [1.0]]), [1, 2], inertia, seed=0, references=3
    )
    assert np.isfinite(gap[0])
    assert np.isnan(gap[1])
    assert np.isnan(error[1])


@pytest.mark.parametrize(
    ("gap", "error", "expected"),
    [
        ([0.1, 0.3, 0.2], [0.0, 0.0, 0.0], 2),
        ([0.1, 0.15, 0.9], [0.0, 0.1, 0.0], 1),
        ([0.1, 0.2, 0.3], [0.0, 0.0, 0.0], None),
        ([0.1, np.nan, 0.3], [0.0, np.nan, 0.0], None),
    ],
)
def test_the_first_number_that_the_next_does_not_beat(gap, error, expected):
    assert preferred_by_gap([1, 2, 3], np.array(gap), np.array(error)) == expected
