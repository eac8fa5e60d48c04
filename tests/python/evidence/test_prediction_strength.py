from itertools import combinations

import numpy as np
import pytest

from customer_segmentation.evidence.prediction_strength import (
    prediction_strength,
    preferred_by_prediction,
)
from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.kmeans import kmeans_centres
from tests.python.frames import heaps, noise


def fit(sets, clusters):
    return [kmeans_centres(points, clusters, starts=3, seed=0) for points in sets]


def test_heaps_predict_and_noise_does_not():
    found = [prediction_strength(heaps(), k, fit, seed=0) for k in (1, 2, 3, 5)]
    assert found[0] == found[2] == 1
    assert found[3] < 0.8
    assert prediction_strength(noise(), 3, fit, seed=0) < 0.8


def test_equals_the_definition_pair_by_pair():
    points = noise(40)
    order = np.random.RandomState(7).permutation(40)
    first, second = points[order[::2]], points[order[1::2]]
    of_first, of_second = fit([first, second], 3)
    own = nearest_centre(second, of_second)
    predicted = nearest_centre(second, of_first)
    shares = []
    for cluster in range(3):
        pairs = list(combinations(np.flatnonzero(own == cluster), 2))
        together = [predicted[a] == predicted[b] for a, b in pairs]
        shares.append(np.mean(together) if pairs else 1.0)
    found = prediction_strength(points, 3, fit, seed=7, splits=1)
    assert found == pytest.approx(min(shares))


def test_halves_with_too_few_customers_have_no_strength():
    points = np.repeat([[0.0], [1.0], [2.0]], [20, 20, 1], axis=0)
    assert np.isnan(prediction_strength(points, 3, fit, seed=0))


@pytest.mark.parametrize(
    ("strength", "expected"),
    [([1.0, 0.9, 0.8, 0.7], 3), ([1.0, 0.5, np.nan, 0.7], 1), ([np.nan] * 4, None)],
)
def test_the_largest_strong_number_is_preferred(strength, expected):
    assert preferred_by_prediction([1, 2, 3, 4], np.array(strength)) == expected
