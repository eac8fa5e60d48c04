"""What costs most to know of a number of clusters: how real and stable they are."""

from collections.abc import Callable
from functools import partial

import numpy as np

from customer_segmentation.evidence.gap_statistic import gap_statistic
from customer_segmentation.evidence.prediction_strength import prediction_strength
from customer_segmentation.evidence.stability import bootstrap_jaccard
from customer_segmentation.fitting.algorithms import scored_labels
from customer_segmentation.fitting.distances import inertia
from customer_segmentation.fitting.kmeans import distinct_points, kmeans_centres
from customer_segmentation.fitting.populations import Population, Segmentation

Fit = Callable[[np.ndarray, int], np.ndarray]
"""Points and a number of clusters -> centres."""

SCORES = ("gap_statistic", "gap_error", "prediction_strength", "stability")

SAMPLE = 1_000
"""Customers that are looked at, at most: all are fitted hundreds of times."""

BOOTSTRAPS = 10
"""Bootstraps of every number of clusters."""

STARTS = 3
"""Random starts of each fit, at most."""


def costly_scores(
    population: Population, points: np.ndarray, clusters: list[int]
) -> dict[str, np.ndarray]:
    """Score numbers of clusters by fitting many times.

    Gap statistic and prediction strength ask whether there are clusters, and use
    K-Means whatever the algorithm is; the stability is that of the algorithm.

    Parameters
    ----------
    population : Population
        Whose segmentation says how to fit, and whether to.
    points : numpy.ndarray
        Places of its customers, shape (customers, axes).
    clusters : list of int
        Numbers of clusters, ascending.

    Returns
    -------
    dict of str to numpy.ndarray
        For each of ``SCORES`` a value per number of clusters; NaN where the evidence
        is ``quick`` or there are fewer different customers. ``stability`` is the mean
        bootstrap Jaccard of the clusters, NaN for one cluster.
    """
    segmentation = population.segmentation
    if not segmentation.full_evidence:
        return dict.fromkeys(SCORES, np.full(len(clusters), np.nan))
    points = points[population.first(SAMPLE)]
    most = distinct_points(points, most=max(clusters))
    known = [number for number in clusters if number <= most]
    seed, starts = segmentation.seed, min(segmentation.starts, STARTS)
    fit = partial(kmeans_centres, starts=starts, seed=seed)
    gaps = _gaps(points, known, fit, seed)
    strengths = [prediction_strength(points, k, fit, seed=seed) for k in known]
    stabilities = [_stability(points, number, segmentation) for number in clusters]
    values = (*gaps, strengths, stabilities)
    return {
        score: np.append(found, np.full(len(clusters) - len(found), np.nan))
        for score, found in zip(SCORES, values, strict=True)
    }


def _gaps(
    points: np.ndarray, clusters: list[int], fit: Fit, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    def inertia_of(points: np.ndarray, clusters: int) -> float:
        return inertia(points, fit(points, clusters))

    return gap_statistic(points, clusters, inertia_of, seed=seed)


def _stability(points: np.ndarray, clusters: int, segmentation: Segmentation) -> float:
    if not 1 < clusters <= distinct_points(points, most=clusters):
        return float("nan")
    fit = partial(
        scored_labels,
        algorithm=segmentation.algorithm,
        clusters=clusters,
        starts=min(segmentation.starts, STARTS),
        seed=segmentation.seed,
    )
    jaccard = bootstrap_jaccard(
        points, fit(points), fit, bootstraps=BOOTSTRAPS, seed=segmentation.seed
    )
    return float(np.nanmean(jaccard))
