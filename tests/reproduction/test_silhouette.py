"""The silhouette of six points, with squared distances: a published value."""

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances

from customer_segmentation.evidence.silhouette import silhouette


def test_six_points():
    points = [(0, 0.5), (0.5, 0), (10, 11), (10.5, 11.5), (1, 1), (8, 6)]
    distances = pairwise_distances(points, metric="sqeuclidean")
    found = silhouette(distances, np.array([0, 0, 1, 1, 0, 1]))
    assert found == pytest.approx(0.9079633853684205, abs=1e-15)
