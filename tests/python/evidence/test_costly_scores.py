import numpy as np
import pytest

from customer_segmentation.evidence.costly_scores import SCORES, costly_scores
from customer_segmentation.evidence.gap_statistic import preferred_by_gap
from customer_segmentation.fitting.fitted_space import space_of
from customer_segmentation.fitting.populations import populations
from tests.python.frames import sample, settings

CLUSTERS = [1, 2, 3, 4, 5]


def score(frame, clusters=CLUSTERS, **changes):
    (population,) = populations(settings(**changes), frame)
    points = space_of(population).apply(population.points)
    return costly_scores(population, points, clusters)


def test_heaps_are_real_and_stable():
    found = score(sample())
    assert list(found) == list(SCORES)
    gap = preferred_by_gap(CLUSTERS, found["gap_statistic"], found["gap_error"])
    assert gap == 3
    assert found["prediction_strength"][2] == 1
    assert found["stability"][2] == pytest.approx(1)
    assert np.isnan(found["stability"][0])
    assert found["stability"][4] < 0.9


def test_quick_evidence_is_none():
    for values in score(sample(), evidence="quick").values():
        assert np.isnan(values).all()


def test_numbers_above_the_customers_are_not_known():
    found = score(sample(each=1), clusters=[1, 2, 3, 4])
    assert np.isfinite(found["gap_error"][:2]).all()
    for score_of in SCORES:
        assert np.isnan(found[score_of][3])


def test_the_stability_is_that_of_the_algorithm():
    rough = sample(spread=2.0)
    kmeans, ward = (
        score(rough, algorithm=algorithm) for algorithm in ("kmeans", "agglomerative")
    )
    np.testing.assert_array_equal(kmeans["gap_statistic"], ward["gap_statistic"])
    assert (kmeans["stability"][1:] != ward["stability"][1:]).any()


def test_a_bounded_number_of_customers_is_looked_at(monkeypatch):
    whole = score(sample(spread=2.0))
    monkeypatch.setattr(f"{costly_scores.__module__}.SAMPLE", 60)
    part = score(sample(spread=2.0))
    for name in ("gap_statistic", "prediction_strength", "stability"):
        assert not np.array_equal(whole[name], part[name], equal_nan=True), name
