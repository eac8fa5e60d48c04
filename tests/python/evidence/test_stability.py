import numpy as np
import pytest

from customer_segmentation.evidence.stability import (
    COLUMNS,
    bootstrap_jaccard,
    measure_stability,
)
from customer_segmentation.fitting.algorithms import NOISE
from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.kmeans import kmeans_centres
from tests.python.frames import fitted, heaps, noise, sample, settings


def jaccard_by_sets(before, after):
    """The definition, with sets of customers."""
    found = []
    for cluster in sorted(set(before) - {NOISE}):
        old = set(np.flatnonzero(before == cluster))
        new = [set(np.flatnonzero(after == c)) for c in set(after) - {NOISE}]
        found.append(max((len(old & n) / len(old | n) for n in new), default=0))
    return found


def test_equals_the_definition_with_sets():
    points = noise(60)
    labels = nearest_centre(points, kmeans_centres(points, 4))
    labels[:5] = NOISE
    seen = []

    def refit(sets):
        for drawn in sets:
            after = nearest_centre(drawn, kmeans_centres(drawn, 3))
            after[drawn[:, 0] > 0.9] = NOISE
            seen.append((drawn, after))
        return [after for _, after in seen]

    found = bootstrap_jaccard(points, labels, refit, bootstraps=4, seed=1)
    expected = []
    for drawn, after in seen:
        once = [np.flatnonzero((drawn == p).all(axis=1)) for p in points]
        inside = np.array([len(rows) > 0 for rows in once])
        again = np.array([after[rows[0]] if len(rows) else NOISE for rows in once])
        expected.append(jaccard_by_sets(labels[inside], again[inside]))
    assert found.round(12).tolist() == np.round(expected, 12).tolist()


def test_a_cluster_that_was_not_drawn_is_not_known():
    labels = np.array([0] * 99 + [1])
    found = bootstrap_jaccard(
        np.arange(100.0)[:, None],
        labels,
        lambda sets: (sets[..., 0] == 99).astype(int),
        bootstraps=20,
        seed=0,
    )
    assert set(found[:, 1][~np.isnan(found[:, 1])]) == {1.0}
    assert 0 < np.isnan(found[:, 1]).sum() < 20


def test_nothing_but_noise_has_no_clusters():
    found = bootstrap_jaccard(
        noise(9),
        np.full(9, NOISE),
        lambda sets: np.zeros(sets.shape[:2], dtype=int),
        bootstraps=3,
        seed=0,
    )
    assert found.shape == (3, 0)


def test_heaps_are_stable_and_noise_is_not():
    firm = measure_stability(settings(), sample(), fitted(sample()))
    assert list(firm.columns) == list(COLUMNS)
    assert firm["jaccard_mean"].tolist() == pytest.approx([1, 1, 1])
    assert firm["dissolved"].tolist() == [0, 0, 0]
    assert (firm["customers_resampled"] == 150).all()
    rough = sample(centres=((0.0, 0.0),), each=150, spread=1.0)
    changes = {"clusters": 6, "bootstraps": 30}
    loose = measure_stability(settings(**changes), rough, fitted(rough, **changes))
    assert loose["segment_id"].tolist() == [1, 2, 3, 4, 5, 6]
    assert loose["jaccard_mean"].min() < 0.7
    assert loose["dissolved"].sum() > 0
    assert (loose["jaccard_5th_percentile"] <= loose["jaccard_mean"]).all()
    assert (loose["bootstraps"] == 30).all()


def test_quick_evidence_has_none():
    quick = settings(evidence="quick")
    assert measure_stability(quick, sample(), fitted(sample())).empty


def test_one_segment_is_always_found_again():
    found = measure_stability(settings(), sample(), fitted(sample(), clusters=1))
    assert found["jaccard_mean"].tolist() == [1]


def test_agglomerative_clustering_is_refitted_on_a_part(monkeypatch):
    monkeypatch.setattr(
        "customer_segmentation.evidence.stability.SAMPLE", {"agglomerative": 100}
    )
    changes = {"algorithm": "agglomerative"}
    parameters = fitted(sample(), **changes)
    found = measure_stability(settings(**changes), sample(), parameters)
    assert (found["customers_resampled"] == 100).all()


def test_the_same_seed_gives_the_same_numbers():
    points, labels = heaps(spread=2.0), np.repeat([0, 1, 2], 40)

    def refit(sets):
        return [nearest_centre(drawn, kmeans_centres(drawn, 3)) for drawn in sets]

    first, again, other = (
        bootstrap_jaccard(points, labels, refit, bootstraps=6, seed=seed)
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
