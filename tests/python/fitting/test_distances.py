import numpy as np
from sklearn.cluster import KMeans

from customer_segmentation.fitting.distances import (
    inertia,
    nearest,
    nearest_centre,
    squared_distances,
)
from tests.python.frames import noise


def test_squared_distances_by_hand():
    found = squared_distances(
        np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0], [3.0, 0.0]])
    )
    assert found.tolist() == [[0, 9], [25, 16]]


def test_nearest_centre_agrees_with_scikit_learn_and_ties_go_to_the_first():
    points = noise(features=3)
    model = KMeans(6, n_init=1, random_state=0).fit(points)
    assert (
        nearest_centre(points, model.cluster_centers_) == model.predict(points)
    ).all()
    assert nearest_centre(np.array([[1.0]]), np.array([[0.0], [2.0]])).tolist() == [0]


def test_the_inertia_is_that_of_scikit_learn():
    points = noise(features=3)
    model = KMeans(6, n_init=1, random_state=0).fit(points)
    np.testing.assert_allclose(inertia(points, model.cluster_centers_), model.inertia_)


def test_places_and_distances_are_those_of_the_table_of_distances():
    points, centres = noise(features=3), noise(7, features=3, seed=1)
    squared = squared_distances(points, centres)
    places, distances = nearest(points, centres)
    assert (places == squared.argmin(axis=1)).all()
    assert (distances == squared.min(axis=1)).all()
