"""Prediction strength: how well clusters of one half hold in the other half."""

from collections.abc import Callable

import numpy as np

from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.kmeans import distinct_points

SPLITS = 5
"""Random halvings whose strengths are averaged."""

STRONG = 0.8
"""From here on clusters predict well, after the paper."""


def prediction_strength(
    points: np.ndarray,
    clusters: int,
    fit: Callable[[np.ndarray, int], np.ndarray],
    *,
    seed: int,
    splits: int = SPLITS,
) -> float:
    """Measure how well clusters that were fitted on one half predict the other.

    Both halves are clustered. Of each cluster of the second half, take every pair of
    its customers: the share that the centres of the first half keep together is the
    strength of the cluster, and the weakest one counts. Mean over ``splits``.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    clusters : int
        Number of clusters.
    fit : callable
        Sets of points, shape (sets, customers, axes), and a number of clusters ->
        centres of a fit to each, shape (sets, clusters, axes).
    seed : int
        Seed of the halvings.
    splits : int, default 5
        How many halvings.

    Returns
    -------
    float
        From 0 to 1; 1 for one cluster. At least 0.8 means that the clusters are
        real. NaN where a half has too few different customers.

    Examples
    --------
    >>> points = np.repeat([[0.0], [10.0]], 20, axis=0) + np.arange(40)[:, None] / 99
    >>> from customer_segmentation.fitting.kmeans import kmeans_of_sets
    >>> prediction_strength(points, 2, kmeans_of_sets, seed=0)
    1.0

    References
    ----------
    Tibshirani and Walther (2005), *Cluster validation by prediction strength*.
    """
    if clusters == 1:
        return 1.0
    random = np.random.RandomState(seed)
    orders = np.array([random.permutation(len(points)) for _ in range(splits)])
    halves = firsts, seconds = points[orders[:, ::2]], points[orders[:, 1::2]]
    for half in (*firsts, *seconds):
        if distinct_points(half, most=clusters) < clusters:
            return float("nan")
    of_first, own = (fit(half, clusters) for half in halves)
    strengths = [
        _weakest(nearest_centre(second, fitted), nearest_centre(second, predicting))
        for second, fitted, predicting in zip(seconds, own, of_first, strict=True)
    ]
    return float(np.mean(strengths))


def preferred_by_prediction(clusters: list[int], strength: np.ndarray) -> int | None:
    """Return the largest number of clusters with a strength of at least 0.8."""
    strong = [
        number
        for number, value in zip(clusters, strength, strict=True)
        if value >= STRONG
    ]
    return max(strong, default=None)


def _weakest(own: np.ndarray, predicted: np.ndarray) -> float:
    """Least share of pairs of a cluster that stay together; a lone customer does."""
    counts = np.zeros((own.max() + 1, predicted.max() + 1))
    np.add.at(counts, (own, predicted), 1)
    counts = counts[counts.sum(axis=1) > 0]
    sizes = counts.sum(axis=1)
    together = (counts * (counts - 1)).sum(axis=1)
    pairs = sizes * (sizes - 1)
    return float(np.where(pairs > 0, together / np.maximum(pairs, 1), 1.0).min())
