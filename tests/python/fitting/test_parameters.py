import numpy as np
import pandas as pd
import pytest

from customer_segmentation.evidence.cluster_counts import score_cluster_counts
from customer_segmentation.fitting.parameters import COLUMNS, fit_parameters
from tests.python.frames import NO_CLIP_BOUNDS, fitted, sample, settings


def test_parameters_are_all_that_scoring_needs():
    found = fitted(sample())
    assert list(found.columns) == list(COLUMNS)
    counts = found.groupby("parameter").size()
    assert counts.to_dict() == {"centre": 6, "offset": 2, "scale": 2}
    transforms = found.groupby("feature")["transform"].first()
    assert transforms.to_dict() == {"monetary": "log1p", "recency": "none"}
    assert found["fitted_customers"].unique().tolist() == [150]
    assert found["value"].notna().all()


def test_centres_lie_where_the_customers_are_and_the_richest_is_first():
    found = fitted(sample())
    wide = found.pivot_table(
        index=["parameter", "segment_id"],
        columns="feature",
        values="value",
        dropna=False,
    )
    one = found.set_index(["parameter", "feature"])["value"]
    centres = wide.loc["centre"].dropna()
    for feature, expected in {"recency": [1, 9, 5], "monetary": [8, 5, 2]}.items():
        raw = centres[feature] * one["scale", feature] + one["offset", feature]
        np.testing.assert_allclose(raw, expected, atol=0.1)
    assert centres.index.tolist() == [1, 2, 3]


def test_the_version_follows_from_the_numbers():
    first, again = fitted(sample()), fitted(sample().iloc[::-1])
    pd.testing.assert_frame_equal(first, again, check_exact=True)
    other = fitted(sample(), clusters=2)
    (version,), (another,) = (
        table["model_version"].unique() for table in (first, other)
    )
    assert version != another
    assert len(version) == 12


def test_the_seed_and_the_starts_are_used():
    noise = sample(spread=3.0)
    values = {
        fitted(noise, clusters=6, starts=1, seed=seed)["model_version"].iloc[0]
        for seed in range(4)
    }
    assert len(values) > 1
    once, often = (
        fitted(noise, clusters=6, starts=starts, seed=3)["model_version"].iloc[0]
        for starts in (1, 30)
    )
    assert once != often


def test_no_customers_make_an_empty_table():
    empty = sample().iloc[:0]
    counts = score_cluster_counts(settings(), empty)
    found = fit_parameters(settings(), empty, NO_CLIP_BOUNDS, counts)
    assert len(found) == 0
    assert list(found.columns) == list(COLUMNS)


def test_a_population_without_a_choice_is_a_mistake_of_the_caller():
    counts = score_cluster_counts(settings(), sample())
    with pytest.raises(KeyError):
        fit_parameters(settings("other"), sample(name="other"), NO_CLIP_BOUNDS, counts)


def test_components_have_loadings_and_centres_of_their_own():
    found = fitted(sample(), pca_components=1, clusters=3)
    counts = found.groupby("parameter").size()
    assert counts.to_dict() == {"centre": 3, "loading": 2, "offset": 2, "scale": 2}
    centres = found[found["parameter"] == "centre"]
    assert centres["feature"].isna().all()
    assert centres["component"].tolist() == [1, 1, 1]
    loadings = found[found["parameter"] == "loading"]
    assert (loadings["value"] ** 2).sum() == pytest.approx(1)


def test_clipped_features_bring_their_bounds():
    features = {"recency": {"clip": [5, 95]}, "monetary": "none"}
    table = settings(features=features)
    bounds = pd.DataFrame(
        [("rfm", "all", "recency", 1.5, 8.5)], columns=NO_CLIP_BOUNDS.columns
    )
    counts = score_cluster_counts(table, sample())
    found = fit_parameters(table, sample(), bounds, counts)
    of = found.set_index(["parameter", "feature"])
    assert of.loc[("lower", "recency"), "value"] == 1.5
    assert of.loc[("upper", "recency"), "value"] == 8.5
    assert of.loc[("offset", "recency"), "transform"] == "clip"
    assert ("lower", "monetary") not in of.index


@pytest.mark.parametrize(
    "algorithm", ["bisecting_kmeans", "agglomerative", "gaussian_mixture"]
)
def test_the_algorithm_decides_and_says_how_well_it_is_scored(algorithm):
    rough = sample(spread=2.5)
    kmeans = fitted(rough, clusters=4)
    other = fitted(rough, clusters=4, algorithm=algorithm)
    assert (kmeans["scoring_agreement"] == 1).all()
    assert 0.5 < other["scoring_agreement"].iloc[0] < 1
    assert kmeans["model_version"].iloc[0] != other["model_version"].iloc[0]


@pytest.mark.parametrize("scaler", ["minmax", "robust"])
def test_the_scaler_decides(scaler):
    other = fitted(sample(), scaler=scaler).set_index(["parameter", "feature"])
    recency = sample()["recency_transformed"]
    expected = {
        "minmax": (recency.min(), recency.max() - recency.min()),
        "robust": (recency.median(), recency.quantile(0.75) - recency.quantile(0.25)),
    }[scaler]
    found = [other.loc[(name, "recency"), "value"] for name in ("offset", "scale")]
    assert [value.item() for value in found] == pytest.approx(expected)
