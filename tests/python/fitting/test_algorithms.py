import numpy as np
import pytest
from sklearn.cluster import (
    HDBSCAN,
    AgglomerativeClustering,
    BisectingKMeans,
    KMeans,
)
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from customer_segmentation.fitting.algorithms import (
    CHOOSABLE,
    centre_fitter,
    centres_of,
    fit_centres,
    fit_labels,
    fitted_on,
    scored_labels,
    scoring_agreement,
    without_gaps,
)
from customer_segmentation.fitting.density import DENSITY, NOISE
from customer_segmentation.fitting.populations import populations
from tests.python.frames import heaps, noise, sample, settings

OPTIONS = {"starts": 3, "seed": 42}


@pytest.mark.parametrize("algorithm", [*CHOOSABLE, *DENSITY])
def test_heaps_are_found_by_all(algorithm):
    labels = fit_labels(heaps(), algorithm, 3, **OPTIONS)
    inside = labels != NOISE
    expected = np.repeat([0, 1, 2], 40)
    assert inside.mean() > 0.8
    assert adjusted_rand_score(expected[inside], labels[inside]) == 1


@pytest.mark.parametrize(
    ("algorithm", "model"),
    [
        ("kmeans", KMeans(4, n_init=3, random_state=42)),
        ("bisecting_kmeans", BisectingKMeans(4, n_init=3, random_state=42)),
        ("agglomerative", AgglomerativeClustering(4)),
        ("gaussian_mixture", GaussianMixture(4, n_init=3, random_state=42)),
        ("hdbscan", HDBSCAN(min_cluster_size=5, copy=True)),
    ],
)
def test_labels_are_those_of_scikit_learn(algorithm, model):
    points = noise()
    expected = model.fit_predict(points)
    found = fit_labels(points, algorithm, 4, **OPTIONS)
    assert adjusted_rand_score(expected, found) == 1
    assert ((expected == NOISE) == (found == NOISE)).all()


def test_a_tree_is_cut_at_every_number():
    points = noise()
    fit = centre_fitter(points, "agglomerative", **OPTIONS)
    for clusters in (1, 2, 7):
        labels = AgglomerativeClustering(clusters).fit_predict(points)
        found = fit(clusters)
        expected = centres_of(points, labels)
        np.testing.assert_allclose(np.sort(found, axis=0), np.sort(expected, axis=0))


def test_centres_are_means_and_the_agreement_is_that_of_the_nearest():
    points = np.array([[0.0], [1.0], [2.0], [3.0], [9.0]])
    centres, agreement = fit_centres(points, "agglomerative", 2, **OPTIONS)
    assert sorted(centres.ravel().tolist()) == [1.5, 9.0]
    assert agreement == 1
    _, agreement = fit_centres(noise(), "gaussian_mixture", 5, **OPTIONS)
    labels = fit_labels(noise(), "gaussian_mixture", 5, **OPTIONS)
    centres = centres_of(noise(), labels)
    squared = ((noise()[:, None] - centres[None]) ** 2).sum(axis=2)
    assert agreement == (squared.argmin(axis=1) == labels).mean() < 1


def test_points_that_are_all_the_same_are_one_cluster():
    points = np.ones((30, 2))
    for algorithm in ("kmeans", "agglomerative", "dbscan"):
        assert (fit_labels(points, algorithm, 1, **OPTIONS) == 0).all()


@pytest.mark.parametrize("algorithm", [*CHOOSABLE, *DENSITY])
@pytest.mark.parametrize("customers", [2, 3, 5])
def test_few_points_are_no_mistake(algorithm, customers):
    labels = fit_labels(noise(customers), algorithm, 2, **OPTIONS)
    assert labels.shape == (customers,)


def test_equally_high_merges_give_as_many_clusters_as_asked():
    grid = np.array([(x, y) for x in range(6) for y in range(6)], dtype=float)
    for clusters in (1, 3, 7, 36):
        labels = fit_labels(grid, "agglomerative", clusters, **OPTIONS)
        assert len(np.unique(labels)) == clusters


@pytest.mark.parametrize("algorithm", [*CHOOSABLE, *DENSITY])
def test_a_lonely_customer_is_a_cluster(algorithm):
    assert fit_labels(np.ones((1, 2)), algorithm, 1, **OPTIONS).tolist() == [0]


def test_labels_have_no_gaps():
    assert without_gaps(np.array([7, NOISE, 3, 7])).tolist() == [1, NOISE, 0, 1]


def test_an_unknown_algorithm_is_refused():
    with pytest.raises(ValueError, match="the algorithm 'magic'; it knows kmeans"):
        fit_labels(noise(), "magic", 2, **OPTIONS)


def test_only_agglomerative_clustering_is_fitted_on_a_part(monkeypatch):
    monkeypatch.setattr(
        "customer_segmentation.fitting.algorithms.AGGLOMERATIVE_SAMPLE", 9
    )
    for algorithm, fitted in (("kmeans", 150), ("agglomerative", 9)):
        (population,) = populations(settings(algorithm=algorithm), sample())
        assert fitted_on(population).sum() == fitted


def test_scored_labels_are_the_nearest_centres_and_never_more_than_points():
    centres, _ = fit_centres(noise(), "gaussian_mixture", 5, **OPTIONS)
    squared = ((noise()[:, None] - centres[None]) ** 2).sum(axis=2)
    found = scored_labels(noise(), "gaussian_mixture", 5, **OPTIONS)
    assert (found == squared.argmin(axis=1)).all()
    few = scored_labels(np.array([[0.0], [0.0], [1.0]]), "kmeans", 5, **OPTIONS)
    assert len(set(few)) == 2


def test_noise_agrees_with_no_centre():
    points = np.array([[0.0], [1.0], [9.0]])
    assert scoring_agreement(points, np.array([0, 0, NOISE])) == pytest.approx(2 / 3)
    assert np.isnan(scoring_agreement(points, np.full(3, NOISE)))
