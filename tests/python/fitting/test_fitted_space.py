import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

from customer_segmentation.fitting.fitted_space import fit_space, space_of
from customer_segmentation.fitting.populations import populations
from tests.python.frames import noise, sample, settings


@pytest.mark.parametrize(
    ("name", "scaler"),
    [
        ("standard", StandardScaler()),
        ("minmax", MinMaxScaler()),
        ("robust", RobustScaler()),
    ],
)
def test_components_are_those_of_a_pipeline_of_scikit_learn(name, scaler):
    points = noise(features=5) * [1, 20, 3, 0.1, 7] + 5
    pipeline = make_pipeline(scaler, PCA(3, svd_solver="full"))
    expected = pipeline.fit_transform(points)
    found = fit_space(points, name, 3).apply(points)
    np.testing.assert_allclose(np.abs(found), np.abs(expected), atol=1e-9)


def test_without_components_places_are_scaled_features():
    points = noise(features=5)
    space = fit_space(points, "standard", None)
    assert space.loadings is None
    np.testing.assert_array_equal(space.apply(points), space.scaling.apply(points))


def test_a_population_has_the_space_of_its_segmentation():
    changes = {"scaler": "minmax", "pca_components": 1}
    (population,) = populations(settings(**changes), sample())
    space = space_of(population)
    assert space.loadings.shape == (1, 2)
    np.testing.assert_allclose(space.scaling.scale, np.ptp(population.points, axis=0))
