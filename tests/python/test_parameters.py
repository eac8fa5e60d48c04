import numpy as np
import pandas as pd
import pytest

from customer_segmentation.cluster_counts import score_cluster_counts
from customer_segmentation.parameters import COLUMNS, fit_parameters
from tests.python.frames import sample, settings


def fit(frame, **changes):
    table = settings(**changes)
    return fit_parameters(table, frame, score_cluster_counts(table, frame))


def test_parameters_are_all_that_scoring_needs():
    found = fit(sample())
    assert list(found.columns) == list(COLUMNS)
    counts = found.groupby("parameter").size()
    assert counts.to_dict() == {"centre": 6, "offset": 2, "scale": 2}
    transforms = found.groupby("feature")["transform"].first()
    assert transforms.to_dict() == {"monetary": "log1p", "recency": "none"}
    assert found["fitted_customers"].unique().tolist() == [150]
    assert found["value"].notna().all()


def test_centres_lie_where_the_customers_are_and_the_richest_is_first():
    found = fit(sample())
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
    first, again = fit(sample()), fit(sample().iloc[::-1])
    pd.testing.assert_frame_equal(first, again, check_exact=True)
    other = fit(sample(), clusters=2)
    (version,), (another,) = (
        table["model_version"].unique() for table in (first, other)
    )
    assert version != another
    assert len(version) == 12


def test_the_seed_and_the_starts_are_used():
    noise = sample(spread=3.0)
    values = {
        fit(noise, clusters=6, starts=1, seed=seed)["model_version"].iloc[0]
        for seed in range(4)
    }
    assert len(values) > 1
    once, often = (
        fit(noise, clusters=6, starts=starts, seed=3)["model_version"].iloc[0]
        for starts in (1, 30)
    )
    assert once != often


def test_no_customers_make_an_empty_table():
    empty = sample().iloc[:0]
    found = fit_parameters(settings(), empty, score_cluster_counts(settings(), empty))
    assert len(found) == 0
    assert list(found.columns) == list(COLUMNS)


def test_a_population_without_a_choice_is_a_mistake_of_the_caller():
    counts = score_cluster_counts(settings(), sample())
    with pytest.raises(KeyError):
        fit_parameters(settings("other"), sample(name="other"), counts)
