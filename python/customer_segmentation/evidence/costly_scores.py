"""What costs most to know of a number of clusters: how real and stable they are."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from customer_segmentation.evidence.gap_statistic import gap_statistic
from customer_segmentation.evidence.prediction_strength import prediction_strength
from customer_segmentation.evidence.stability import bootstrap_jaccard
from customer_segmentation.fitting.algorithms import scored_labels
from customer_segmentation.fitting.distances import inertia
from customer_segmentation.fitting.kmeans import distinct_points, kmeans_centres
from customer_segmentation.settings.segmentation import Population, Segmentation

SCORES = ("gap_statistic", "gap_error", "prediction_strength", "stability")

SAMPLE = 5_000
"""Customers that gap statistic and prediction strength look at, at most."""

BOOTSTRAP_SAMPLE = 1_000
"""Customers of a bootstrap, at most: every number of clusters is fitted again."""

BOOTSTRAPS = 10
"""Bootstraps of every number of clusters."""

STARTS = 3
"""Random starts of each fit, at most."""


def costly_scores(
    population: Population,
    points: np.ndarray,
    clusters: list[int],
    pool: ThreadPoolExecutor,
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
    pool : concurrent.futures.ThreadPoolExecutor
        Runs fits side by side.

    Returns
    -------
    dict of str to numpy.ndarray
        For each of ``SCORES`` a value per number of clusters; NaN where the evidence
        is ``quick`` or there are fewer different customers. ``stability`` is the mean
        bootstrap Jaccard of the clusters, NaN for one cluster.
    """
    segmentation = population.segmentation
    scores = {score: np.full(len(clusters), np.nan) for score in SCORES}
    if not segmentation.full_evidence:
        return scores
    seed, starts = segmentation.seed, min(segmentation.starts, STARTS)
    many = points[population.first(SAMPLE)]
    few = points[population.first(BOOTSTRAP_SAMPLE)]

    def fit(points: np.ndarray, clusters: int) -> np.ndarray:
        return kmeans_centres(points, clusters, starts=starts, seed=seed)

    def inertia_of(points: np.ndarray, clusters: int) -> float:
        return inertia(points, fit(points, clusters))

    def strength(clusters: int) -> float:
        return prediction_strength(many, clusters, fit, seed=seed)

    known = [number for number in clusters if number <= distinct_points(many)]
    gaps = pool.submit(gap_statistic, many, known, inertia_of, seed=seed)
    scores["prediction_strength"][: len(known)] = list(pool.map(strength, known))
    for position, number in enumerate(clusters):
        if 1 < number <= distinct_points(few):
            scores["stability"][position] = _stability(few, number, segmentation)
    for score, values in zip(SCORES, gaps.result(), strict=False):
        scores[score][: len(known)] = values
    return scores


def _stability(points: np.ndarray, clusters: int, segmentation: Segmentation) -> float:
    def fit(drawn: np.ndarray) -> np.ndarray:
        return scored_labels(
            drawn,
            segmentation.algorithm,
            clusters,
            starts=min(segmentation.starts, STARTS),
            seed=segmentation.seed,
        )

    jaccard = bootstrap_jaccard(
        points, fit(points), fit, bootstraps=BOOTSTRAPS, seed=segmentation.seed
    )
    return float(np.nanmean(jaccard))
