import numpy as np
import pytest
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

from customer_segmentation.fitting.scaling import fit_scaling


@pytest.mark.parametrize(
    ("name", "scaler"),
    [
        ("standard", StandardScaler()),
        ("minmax", MinMaxScaler()),
        ("robust", RobustScaler()),
    ],
)
def test_equals_scikit_learn(name, scaler):
    points = np.random.default_rng(0).lognormal(size=(500, 4)) * [1, 10, 1e-3, 1e6]
    expected = scaler.fit_transform(points)
    np.testing.assert_allclose(
        fit_scaling(points, name).apply(points), expected, atol=1e-10
    )


@pytest.mark.parametrize("name", ["standard", "minmax", "robust"])
def test_a_constant_feature_is_divided_by_one(name):
    scaling = fit_scaling(np.array([[0.1, 1.0], [0.1, 3.0], [0.1, 5.0]]), name)
    assert scaling.scale[0] == 1
    # 0.1 has no exact mean in binary; the rest is smaller than any distance.
    assert scaling.apply(np.array([[0.1, 3.0]]))[0, 0] == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize(
    ("points", "scaler", "sentence"),
    [
        (np.empty((0, 3)), "standard", r"shape \(0, 3\)"),
        (np.array([1.0, 2.0]), "standard", r"shape \(2,\)"),
        (np.array([[1.0], [np.nan]]), "minmax", "1 missing or infinite"),
        (np.array([[np.inf], [np.nan]]), "robust", "2 missing or infinite"),
        (np.array([[1.0], [2.0]]), "huge", "the scaler 'huge'; it knows standard"),
    ],
)
def test_points_that_cannot_be_scaled_are_refused(points, scaler, sentence):
    with pytest.raises(ValueError, match=sentence):
        fit_scaling(points, scaler)


def test_a_centred_scaling_keeps_the_scale_and_gives_mean_zero():
    points = np.random.default_rng(1).lognormal(size=(50, 3))
    scaling = fit_scaling(points, "minmax")
    centred = scaling.centred(points)
    np.testing.assert_array_equal(centred.scale, scaling.scale)
    np.testing.assert_allclose(centred.apply(points).mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(centred.offset, points.mean(axis=0))
