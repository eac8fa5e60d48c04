import numpy as np
import pytest

from customer_segmentation.fitting.principal_components import (
    COLUMNS,
    describe_components,
    fit_components,
)
from tests.python.frames import noise, sample, settings


def test_equals_the_eigenvectors_of_the_covariance():
    points = noise(features=4) @ np.random.RandomState(5).uniform(size=(4, 4))
    values, vectors = np.linalg.eigh(np.cov(points.T))
    found = fit_components(points, 4)
    np.testing.assert_allclose(found.variance, values[::-1])
    np.testing.assert_allclose(found.share, values[::-1] / values.sum())
    np.testing.assert_allclose(np.abs(found.loadings), np.abs(vectors.T[::-1]))


def test_the_largest_loading_is_positive():
    for seed in range(5):
        loadings = fit_components(noise(features=3, seed=seed), 3).loadings
        largest = np.abs(loadings).argmax(axis=1)
        assert (loadings[range(3), largest] > 0).all()


@pytest.mark.parametrize("customers", [1, 2])
def test_what_few_customers_do_not_span_is_zero(customers):
    found = fit_components(noise(customers, features=4), 3)
    assert found.loadings.shape == (3, 4)
    assert (found.variance[customers - 1 :] == 0).all()
    assert (found.loadings[customers - 1 :] == 0).all()


def test_the_table_gives_the_coordinates():
    frame = sample(spread=1.0)
    found = describe_components(settings(), frame)
    assert list(found.columns) == list(COLUMNS)
    assert found["component"].unique().tolist() == [1, 2]
    assert found.drop_duplicates("component")["explained_share"].sum() == (
        pytest.approx(1)
    )
    place = np.zeros((len(frame), 2))
    for row in found.itertuples():
        scaled = (frame[f"{row.feature}_transformed"] - row.centre) / row.scale
        place[:, row.component - 1] += scaled * row.loading
    np.testing.assert_allclose(place.mean(axis=0), 0, atol=1e-12)
    variance = found.drop_duplicates("component")["explained_variance"]
    np.testing.assert_allclose(place.var(axis=0, ddof=1), variance)
    assert np.corrcoef(place.T)[0, 1] == pytest.approx(0, abs=1e-12)
