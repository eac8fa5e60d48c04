import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from customer_segmentation.scaling import standard_scaling


def test_equals_scikit_learn():
    points = np.random.default_rng(0).lognormal(size=(500, 4)) * [1, 10, 1e-3, 1e6]
    scaler = StandardScaler().fit(points)
    scaling = standard_scaling(points)
    np.testing.assert_allclose(scaling.offset, scaler.mean_, rtol=1e-12)
    np.testing.assert_allclose(scaling.scale, scaler.scale_, rtol=1e-12)
    np.testing.assert_allclose(
        scaling.apply(points), scaler.transform(points), atol=1e-10
    )


def test_a_constant_feature_is_divided_by_one():
    scaling = standard_scaling(np.array([[0.1, 1.0], [0.1, 3.0], [0.1, 5.0]]))
    assert scaling.scale[0] == 1
    # 0.1 has no exact mean in binary; the rest is smaller than any distance.
    assert scaling.apply(np.array([[0.1, 3.0]])) == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (np.empty((0, 3)), r"shape \(0, 3\)"),
        (np.array([1.0, 2.0]), r"shape \(2,\)"),
        (np.array([[1.0], [np.nan]]), "1 missing or infinite"),
        (np.array([[np.inf], [np.nan]]), "2 missing or infinite"),
    ],
)
def test_points_that_cannot_be_scaled_are_refused(points, sentence):
    with pytest.raises(ValueError, match=sentence):
        standard_scaling(points)
