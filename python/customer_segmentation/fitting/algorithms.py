"""Clustering algorithms behind one door: points in, a label for each of them out."""

from collections.abc import Callable
from functools import partial
from typing import get_args

import numpy as np
from scipy.cluster.hierarchy import ward
from sklearn.cluster import BisectingKMeans
from sklearn.mixture import GaussianMixture

from customer_segmentation.fitting.density import DENSITY, NOISE, fit_density
from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.kmeans import (
    distinct_points,
    kmeans_centres,
    kmeans_of_sets,
)
from customer_segmentation.fitting.populations import Population
from customer_segmentation.fitting.threads import one_thread
from customer_segmentation.settings.segmentation import Algorithm

CHOOSABLE = get_args(Algorithm)
"""Algorithms that segments may be built with: they take a number of clusters."""

AGGLOMERATIVE_SAMPLE = 10_000
"""Agglomerative clustering holds every pair of customers: it fits at most these."""


def fit_labels(
    points: np.ndarray, algorithm: str, clusters: int, *, starts: int, seed: int
) -> np.ndarray:
    """Fit an algorithm and return the cluster of each point.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes), in a fixed order.
    algorithm : str
        One of ``CHOOSABLE`` or ``DENSITY``.
    clusters : int
        Number of clusters; not used by those of ``DENSITY``.
    starts : int
        Random starts of K-Means, bisecting K-Means (of each bisection) and of the
        Gaussian mixture (at most 3: it begins at a K-Means fit).
    seed : int
        Seed of the random numbers.

    Returns
    -------
    numpy.ndarray
        Whole numbers from 0, without gaps; -1 for noise. Shape (customers,). A mixture
        may leave some of its clusters empty: there are fewer then.

    Raises
    ------
    ValueError
        If the algorithm is unknown.

    Examples
    --------
    >>> points = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> labels = fit_labels(points, "agglomerative", 2, starts=1, seed=0)
    >>> bool(labels[0] == labels[1] != labels[2])
    True
    """
    return labeller(points, algorithm, starts=starts, seed=seed)(clusters)


def labeller(
    points: np.ndarray, algorithm: str, *, starts: int, seed: int
) -> Callable[[int], np.ndarray]:
    """Return a function from a number of clusters to labels, as :func:`fit_labels`.

    For many numbers of clusters over the same points: agglomerative clustering
    merges them once and cuts the same tree each time.
    """
    if len(points) == 1:
        return lambda clusters: np.zeros(1, dtype=int)
    tree = ward(points) if algorithm == "agglomerative" else None

    def fit(clusters: int) -> np.ndarray:
        with one_thread():
            if algorithm == "kmeans":
                centres = kmeans_centres(points, clusters, starts=starts, seed=seed)
                labels = nearest_centre(points, centres)
            elif algorithm == "agglomerative":
                labels = _cut(tree, clusters)
            elif algorithm in DENSITY:
                labels = fit_density(points, algorithm)
            else:
                labels = _model(algorithm, clusters, starts, seed).fit_predict(points)
        return without_gaps(labels)

    return fit


def fit_centres(
    points: np.ndarray, algorithm: str, clusters: int, *, starts: int, seed: int
) -> tuple[np.ndarray, float]:
    """Fit an algorithm and return the centres by which every customer is scored.

    The centre of a cluster is the mean of its customers. K-Means assigns to the
    nearest centre itself; with the others, customers between clusters may be scored
    into the neighbouring one.

    Parameters
    ----------
    points, algorithm, clusters, starts, seed
        See :func:`fit_labels`; ``algorithm`` is one of ``CHOOSABLE``.

    Returns
    -------
    tuple of numpy.ndarray and float
        Centres, shape (clusters, axes), and the share of points whose nearest centre
        is that of their cluster, 0 to 1.
    """
    if algorithm == "kmeans":
        return kmeans_centres(points, clusters, starts=starts, seed=seed), 1.0
    labels = fit_labels(points, algorithm, clusters, starts=starts, seed=seed)
    return centres_of(points, labels), scoring_agreement(points, labels)


def centre_fitter(
    points: np.ndarray, algorithm: str, *, starts: int, seed: int
) -> Callable[[int], np.ndarray]:
    """Return a function from a number of clusters to the centres of a fit.

    They are those of :func:`fit_centres`, for many numbers over the same points.
    """
    if algorithm == "kmeans":
        return partial(kmeans_centres, points, starts=starts, seed=seed)
    label = labeller(points, algorithm, starts=starts, seed=seed)
    return lambda clusters: centres_of(points, label(clusters))


def scored_labels(
    points: np.ndarray, algorithm: str, clusters: int, *, starts: int, seed: int
) -> np.ndarray:
    """Fit centres and return the nearest of them for each point, as SQL scores.

    Parameters as for :func:`fit_centres`; where there are fewer different points than
    clusters, as many clusters as points are fitted.
    """
    clusters = distinct_points(points, most=clusters)
    centres_for = centre_fitter(points, algorithm, starts=starts, seed=seed)
    return nearest_centre(points, centres_for(clusters))


def scored_labels_of_sets(
    sets: np.ndarray, algorithm: str, clusters: int, *, starts: int, seed: int
) -> np.ndarray:
    """Label sets of points, shape (sets, points, axes), each as :func:`scored_labels`.

    K-Means fits all sets at once, unless one has too few different points.
    """
    how = {"starts": starts, "seed": seed}
    if algorithm != "kmeans" or any(
        distinct_points(points, most=clusters) < clusters for points in sets
    ):
        labels = [scored_labels(points, algorithm, clusters, **how) for points in sets]
    else:
        labels = [*map(nearest_centre, sets, kmeans_of_sets(sets, clusters, **how))]
    return np.array(labels)


def scoring_agreement(points: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of points whose nearest cluster mean is that of their cluster.

    Noise agrees with nothing; NaN where all is noise.
    """
    if labels.max() == NOISE:
        return float("nan")
    return float((nearest_centre(points, centres_of(points, labels)) == labels).mean())


def fitted_on(population: Population) -> np.ndarray:
    """Say which customers of a population its algorithm is fitted on, as booleans."""
    if population.segmentation.algorithm == "agglomerative":
        return population.first(AGGLOMERATIVE_SAMPLE)
    return np.ones(len(population.customers), dtype=bool)


def centres_of(points: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the mean of the points of each label from 0, shape (clusters, axes)."""
    found = range(labels.max() + 1)
    return np.array([points[labels == label].mean(axis=0) for label in found])


def without_gaps(labels: np.ndarray) -> np.ndarray:
    """Renumber the clusters that occur from 0; noise stays as it is.

    >>> without_gaps(np.array([2, NOISE, 5])).tolist()
    [0, -1, 1]
    """
    found = np.unique(labels[labels != NOISE])
    return np.where(labels == NOISE, NOISE, np.searchsorted(found, labels))


def _cut(tree: np.ndarray, clusters: int) -> np.ndarray:
    """Replay the first merges of a tree until just so many clusters are left.

    SciPy's ``fcluster`` cuts at a height: fewer, where merges are equally high.
    """
    points = len(tree) + 1
    merges = points - clusters
    parents = np.arange(points + merges)
    for merge, (left, right) in enumerate(tree[:merges, :2].astype(int)):
        parents[[left, right]] = points + merge
    for node in range(points + merges - 1, -1, -1):
        parents[node] = parents[parents[node]]
    return parents[:points]


def _model(algorithm: str, clusters: int, starts: int, seed: int):
    if algorithm == "bisecting_kmeans":
        return BisectingKMeans(clusters, n_init=starts, random_state=seed)
    if algorithm == "gaussian_mixture":
        return GaussianMixture(clusters, n_init=min(starts, 3), random_state=seed)
    raise ValueError(
        f"Clustering got the algorithm {algorithm!r}; it knows "
        f"{', '.join((*CHOOSABLE, *DENSITY))}."
    )
