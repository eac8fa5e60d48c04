import pytest

from customer_segmentation.errors import SettingError
from customer_segmentation.settings.frozen import check_fitted

SETTINGS = {
    "features": {"recency": "none"},
    "split_by": "none",
    "filter": "none",
    "scaler": "standard",
    "pca_components": "none",
    "algorithm": "kmeans",
    "clusters": 3,
}


def check(fitted, **changes):
    segmentations = {"rfm": SETTINGS | changes}
    check_fitted(segmentations, fitted)


def test_a_model_of_the_same_settings_may_score():
    check({"rfm": {**SETTINGS, "seed": 1}, "other": {}}, seed=7)


def test_a_version_that_kept_no_settings_may_score():
    check({"rfm": {}})


@pytest.mark.parametrize(
    ("fitted", "sentence"),
    [
        ({}, "Segmentation rfm was never fitted; run dbt build once with the fit."),
        (
            {"rfm": {**SETTINGS, "own_features": {"a": "sum(x)"}}},
            "was fitted with own_features = {'a': 'sum(x)'}, but the settings say None",
        ),
        (
            {"rfm": {**SETTINGS, "clusters": 4}},
            "was fitted with clusters = 4, but the settings say 3; run dbt build",
        ),
    ],
)
def test_another_one_may_not(fitted, sentence):
    with pytest.raises(SettingError) as raised:
        check(fitted)
    assert sentence in str(raised.value)
