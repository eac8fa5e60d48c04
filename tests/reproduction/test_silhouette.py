"""The silhouette of six points, with squared distances: a published value."""

import numpy as np
import pytest

from customer_segmentation.evidence.silhouette import silhouettes


def test_six_points():
    points = [(0, 0.5), (0.5, 0), (10, 11), (10.5, 11.5), (1, 1), (8, 6)]
    labels = np.array([0, 0, 1, 1, 0, 1])
    found = silhouettes(np.array(points), [labels], metric="sqeuclidean")
    assert found == [pytest.approx(0.9079633853684205, abs=1e-15)]
