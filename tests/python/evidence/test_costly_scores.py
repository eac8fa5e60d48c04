import numpy as np
import pandas as pd
import pytest

from customer_segmentation.evidence.cluster_counts import score_cluster_counts
from customer_segmentation.evidence.costly_scores import (
    COLUMNS,
    SCORES,
    score_at_length,
)
from customer_segmentation.evidence.gap_statistic import preferred_by_gap
from tests.python.frames import cluster_scores, sample, settings


def score(frame, **changes):
    table = settings(**changes)
    counts = score_cluster_counts(table, frame)
    found = score_at_length(table, frame, counts)
    pd.testing.assert_frame_equal(found[["clusters"]], counts[["clusters"]])
    return found


def test_heaps_are_real_and_stable():
    found = score(sample())
    assert list(found) == list(COLUMNS)
    gap, error = (found[name].to_numpy() for name in ("gap_statistic", "gap_error"))
    assert preferred_by_gap(found["clusters"].tolist(), gap, error) == 3
    assert found["prediction_strength"][2] == 1
    assert found["stability"][2] == pytest.approx(1)
    assert np.isnan(found["stability"][0])
    assert found["stability"][4] < 0.9


def test_all_criteria_have_their_vote():
    found = score(sample())
    assert set(found["votes"][2].split(", ")) >= {
        *("elbow", "silhouette", "border_density", "gap_statistic")
    }


def test_the_order_of_rows_changes_nothing():
    frame, table = sample(spread=2.0), settings()
    counts = score_cluster_counts(table, frame)
    first = score_at_length(table, frame, counts)
    again = score_at_length(table, frame.iloc[::-1], counts.iloc[::-1])
    pd.testing.assert_frame_equal(first, again, check_exact=True)


def test_quick_evidence_has_no_costly_scores_and_the_other_votes():
    found = score(sample(), evidence="quick")
    assert found[list(SCORES)].isna().all(axis=None)
    assert found["votes"][2].startswith("elbow, silhouette")


def test_numbers_above_the_customers_are_not_known():
    table, frame = settings(), sample(each=1)
    counts = cluster_scores().assign(segmentation="rfm", population="all")
    found = score_at_length(table, frame, counts)
    assert np.isfinite(found["gap_error"][:2]).all()
    assert found[list(SCORES)][3:].isna().all(axis=None)


def test_the_stability_is_that_of_the_algorithm():
    rough = sample(spread=2.0)
    kmeans, ward = (
        score(rough, algorithm=algorithm) for algorithm in ("kmeans", "agglomerative")
    )
    pd.testing.assert_series_equal(kmeans["gap_statistic"], ward["gap_statistic"])
    assert (kmeans["stability"][1:] != ward["stability"][1:]).any()


def test_a_bounded_number_of_customers_is_looked_at(monkeypatch):
    whole = score(sample(spread=2.0))
    monkeypatch.setattr(f"{score_at_length.__module__}.SAMPLE", 60)
    part = score(sample(spread=2.0))
    for name in ("gap_statistic", "prediction_strength", "stability"):
        assert not whole[name].equals(part[name]), name
