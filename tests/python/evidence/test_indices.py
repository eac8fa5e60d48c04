import numpy as np
import pytest
from sklearn.metrics import (
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_score,
)

from customer_segmentation.evidence.indices import clustering_indices
from tests.python.frames import noise


def test_they_are_those_of_scikit_learn_and_the_silhouette_of_a_part():
    points = noise()
    labels = (points[:, 0] * 4).astype(int)
    first = np.arange(200) % 3 > 0
    (found,) = clustering_indices(points, [labels], first)
    expected = {
        "silhouette": silhouette_score(points[first], labels[first]),
        "calinski_harabasz": calinski_harabasz_score(points, labels),
        "davies_bouldin": davies_bouldin_score(points, labels),
    }
    assert found == pytest.approx(expected)


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2], []])
def test_without_two_clusters_there_are_none(labels):
    points = noise(len(labels)) if labels else np.empty((0, 2))
    every = np.ones(len(labels), dtype=bool)
    (found,) = clustering_indices(points, [np.array(labels, dtype=int)], every)
    assert np.isnan(list(found.values())).all()
