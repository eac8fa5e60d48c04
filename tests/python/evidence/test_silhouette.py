import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from customer_segmentation.evidence import silhouette
from customer_segmentation.evidence.silhouette import silhouettes


def test_each_equals_scikit_learn():
    random = np.random.default_rng(0)
    points = random.normal(size=(200, 3))
    labelings = [random.integers(clusters, size=200) for clusters in (2, 5, 40)]
    expected = [silhouette_score(points, labels) for labels in labelings]
    assert silhouettes(points, labelings) == pytest.approx(expected, abs=1e-12)


def test_blocks_of_distances_change_nothing(monkeypatch):
    random = np.random.default_rng(1)
    points, labels = random.normal(size=(300, 2)), random.integers(3, size=300)
    whole = silhouettes(points, [labels])
    monkeypatch.setattr(silhouette, "MEGABYTES", 0.01)
    assert silhouettes(points, [labels]) == pytest.approx(whole, abs=1e-12)


def test_noise_is_left_out():
    random = np.random.default_rng(2)
    points, labels = random.normal(size=(90, 2)), random.integers(-1, 3, size=90)
    inside = labels >= 0
    expected = silhouette_score(points[inside], labels[inside])
    assert silhouettes(points, [labels]) == [pytest.approx(expected, abs=1e-12)]


def test_the_only_one_of_a_cluster_counts_nothing():
    points = np.array([[0.0], [0.0], [9.0]])
    assert silhouettes(points, [np.array([7, 7, 3])]) == [pytest.approx(2 / 3)]


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2], [-1, -1, -1]])
def test_undefined_without_two_clusters_or_with_only_singles(labels):
    points = np.arange(3.0)[:, None]
    assert np.isnan(silhouettes(points, [np.array(labels)])).all()


def test_equal_points_in_two_clusters_are_at_no_distance():
    assert silhouettes(np.zeros((4, 2)), [np.array([0, 0, 1, 1])]) == [0]
