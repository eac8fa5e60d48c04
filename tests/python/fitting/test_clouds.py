import numpy as np
import pytest

from customer_segmentation.fitting import clouds
from customer_segmentation.fitting.clouds import Clouds
from customer_segmentation.fitting.distances import squared_distances

POINTS = np.random.RandomState(0).standard_normal((3, 50, 4))


@pytest.mark.parametrize("numbers", [1, 100, 2**17])
def test_distances_are_those_of_each_set_in_blocks(monkeypatch, numbers):
    monkeypatch.setattr(clouds, "NUMBERS", numbers)
    centres = np.random.RandomState(1).standard_normal((3, 2, 5, 4))
    sets = Clouds(POINTS)
    seen = 0
    for block, distances in sets.distances(centres):
        found = distances + sets.squares[:, None, None, block]
        for one, points in enumerate(POINTS):
            for start in range(2):
                expected = squared_distances(points[block], centres[one, start])
                np.testing.assert_allclose(found[one, start].T, expected, atol=1e-12)
        seen += block.stop - block.start
    assert seen == 50


def test_a_point_is_no_distance_from_itself():
    chosen = np.array([[0, 7], [1, 1], [49, 3]])
    found = Clouds(POINTS).distances_from(chosen)
    assert found.shape == (3, 2, 50)
    assert found.min() == 0
    for one, numbers in enumerate(chosen):
        for place, number in enumerate(numbers):
            assert found[one, place, number] == 0
            expected = squared_distances(POINTS[one], POINTS[one, [number]])[:, 0]
            np.testing.assert_allclose(found[one, place], expected, atol=1e-12)


def test_a_selection_has_the_sets_in_their_order():
    some = Clouds(POINTS).some(np.array([2, 0]))
    assert len(some) == 2
    np.testing.assert_array_equal(some.points, POINTS[[2, 0]])
