import numpy as np
import pytest
from sklearn.metrics import pairwise_distances, silhouette_score

from customer_segmentation.evidence.silhouette import silhouette


@pytest.mark.parametrize("clusters", [2, 5, 40])
def test_equals_scikit_learn(clusters):
    random = np.random.default_rng(clusters)
    points = random.normal(size=(200, 3))
    labels = random.integers(clusters, size=200)
    distances = pairwise_distances(points)
    expected = silhouette_score(points, labels)
    assert silhouette(distances, labels) == pytest.approx(expected, abs=1e-12)


def test_the_only_one_of_a_cluster_counts_nothing():
    points = np.array([[0.0], [0.0], [9.0]])
    labels = np.array([7, 7, 3])
    assert silhouette(pairwise_distances(points), labels) == pytest.approx(2 / 3)


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2]])
def test_undefined_without_two_clusters_or_with_only_singles(labels):
    distances = np.ones((3, 3)) - np.eye(3)
    assert np.isnan(silhouette(distances, np.array(labels)))


def test_equal_points_in_two_clusters_are_at_no_distance():
    assert silhouette(np.zeros((4, 4)), np.array([0, 0, 1, 1])) == 0
