import numpy as np
import pytest
from sklearn.cluster import kmeans_plusplus

from customer_segmentation.fitting import plus_plus as module
from customer_segmentation.fitting.clouds import Clouds
from customer_segmentation.fitting.plus_plus import plus_plus

POINTS = np.random.RandomState(0).standard_normal((200, 3))


@pytest.mark.parametrize("clusters", [1, 2, 5, 12])
def test_the_first_beginning_is_that_of_scikit_learn(clusters):
    expected, _ = kmeans_plusplus(POINTS, clusters, random_state=7)
    found = plus_plus(Clouds(POINTS[None]), clusters, starts=3, seed=7)
    assert found.shape == (1, 3, clusters, 3)
    np.testing.assert_array_equal(found[0, 0], expected)


def test_fewer_starts_at_a_time_change_nothing(monkeypatch):
    clouds = Clouds(np.stack([POINTS, 2 * POINTS]))
    together = plus_plus(clouds, 6, starts=5, seed=1)
    monkeypatch.setattr(module, "NUMBERS", 1)
    np.testing.assert_array_equal(plus_plus(clouds, 6, starts=5, seed=1), together)


def test_groups_far_apart_are_each_begun_in():
    groups = np.repeat([[0.0], [1e3], [2e3]], 40, axis=0) + POINTS[:120, :1]
    found = plus_plus(Clouds(groups[None] - groups.mean()), 3, starts=4, seed=0)
    assert (np.ptp(found[0, ..., 0], axis=1) > 1_900).all()
