import numpy as np

from customer_segmentation.fitting.scaling import Scaling
from customer_segmentation.fitting.space import Space
from tests.python.frames import noise


def space(components):
    random = np.random.default_rng(0)
    scaling = Scaling(random.normal(size=18), random.uniform(1, 2, 18))
    return Space(scaling, components and random.normal(size=(components, 18)))


def test_without_components_places_are_scaled_features():
    points = noise(features=18)
    found = space(None)
    for places in (found.apply(points), found.places(points)):
        np.testing.assert_array_equal(places, found.scaling.apply(points))


def test_components_are_a_matrix_product():
    points, found = noise(features=18), space(3)
    expected = found.scaling.apply(points) @ found.loadings.T
    np.testing.assert_array_equal(found.apply(points), expected)
    np.testing.assert_allclose(found.places(points), expected, atol=1e-12)


def test_for_a_score_components_add_up_from_left_to_right_for_one_and_for_many():
    points, found = noise(features=18), space(3)
    places = found.places(points)
    for point, place in zip(points, places, strict=True):
        scaled = found.scaling.apply(point)
        for loadings, at in zip(found.loadings, place, strict=True):
            total = 0.0
            for value, loading in zip(scaled, loadings, strict=True):
                total += value * loading
            assert at == total
        assert (found.places(point[None]) == place).all()
