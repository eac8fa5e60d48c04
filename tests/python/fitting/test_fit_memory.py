import numpy as np
import pytest

from customer_segmentation.fitting.distances import inertia, nearest_centre
from customer_segmentation.fitting.fit_memory import UNKNOWN, stay_near_the_last
from customer_segmentation.fitting.kmeans import kmeans_centres
from tests.python.frames import heaps, noise

SQUARE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
ACROSS, ALONG = np.array([[0.5, 0.0], [0.5, 1.0]]), np.array([[0.0, 0.5], [1.0, 0.5]])


def test_of_equally_good_fits_the_one_that_goes_on_is_taken():
    found = stay_near_the_last(SQUARE, ACROSS, np.array([7, 7, 3, 3]))
    assert sorted(map(tuple, found)) == sorted(map(tuple, ALONG))


def test_a_clearly_better_fit_moves_whom_it_must():
    points = SQUARE * [1.0, 1.1]
    better = np.array([[0.5, 0.0], [0.5, 1.1]])
    found = stay_near_the_last(points, better, np.array([1, 1, 2, 2]))
    assert found is better


@pytest.mark.parametrize("last", [[1, 1, 1, 1], [1, 2, 3, 3], [UNKNOWN] * 4])
def test_another_number_of_segments_is_nothing_to_go_on_with(last):
    assert stay_near_the_last(SQUARE, ACROSS, np.array(last)) is ACROSS


def test_a_fit_that_keeps_everybody_stays_to_the_last_bit():
    points = heaps()
    centres = kmeans_centres(points, 3)
    last = nearest_centre(points, centres) + 1
    assert stay_near_the_last(points, centres, last) is centres


@pytest.mark.parametrize("seed", range(5))
def test_never_much_worse_and_never_fewer_who_stay(seed):
    points = noise(300, 2, seed)
    centres = kmeans_centres(points, 4, starts=1, seed=seed)
    last = nearest_centre(points, kmeans_centres(points, 4, starts=1, seed=seed + 50))
    last[::7] = UNKNOWN
    found = stay_near_the_last(points, centres, last)
    assert inertia(points, found) <= 1.01 * inertia(points, centres)


def test_customers_who_are_new_do_not_count():
    last = np.array([1, UNKNOWN, 2, UNKNOWN])
    found = stay_near_the_last(SQUARE, ACROSS, last)
    assert sorted(map(tuple, found)) == sorted(map(tuple, ALONG))
