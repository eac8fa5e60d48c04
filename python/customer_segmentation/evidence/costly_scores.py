"""What costs most to know of a number of clusters: how real and stable they are."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from customer_segmentation.evidence.cluster_votes import votes
from customer_segmentation.evidence.gap_statistic import gap_statistic
from customer_segmentation.evidence.prediction_strength import prediction_strength
from customer_segmentation.evidence.stability import bootstrap_jaccard
from customer_segmentation.fitting.algorithms import (
    scored_labels,
    scored_labels_of_sets,
)
from customer_segmentation.fitting.distances import inertia
from customer_segmentation.fitting.fitted_space import space_of
from customer_segmentation.fitting.kmeans import distinct_points, kmeans_of_sets
from customer_segmentation.fitting.populations import (
    Population,
    Segmentation,
    populations,
)
from customer_segmentation.fitting.threads import one_thread
from customer_segmentation.tables import rows_of, stack

Fit = Callable[[np.ndarray, int], np.ndarray]
"""Sets of points and a number of clusters -> centres of each."""

SCORES = ("gap_statistic", "gap_error", "prediction_strength", "stability")

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "clusters": "Int32",
    "gap_statistic": "float64",
    "gap_error": "float64",
    "prediction_strength": "float64",
    "stability": "float64",
    "votes": "string",
}

SAMPLE = 1_000
"""Customers that are looked at, at most: all are fitted hundreds of times."""

BOOTSTRAPS = 10
"""Bootstraps of every number of clusters."""

STARTS = 3
"""Random starts of each fit, at most."""


def score_at_length(
    settings: pd.DataFrame, sample: pd.DataFrame, cluster_counts: pd.DataFrame
) -> pd.DataFrame:
    """Score every number of clusters by fitting many times, and count the votes.

    No segment waits for it: the number is chosen by what costs little. Gap statistic
    and prediction strength ask whether there are clusters, and use K-Means whatever the
    algorithm is; the stability is that of the algorithm.

    Parameters
    ----------
    settings, sample, cluster_counts : pandas.DataFrame
        The tables ``seg_settings``, ``seg_fit_sample`` and ``seg_cluster_counts``.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and number of clusters tried, with the
        columns of ``COLUMNS``. Scores are missing values where the evidence is
        ``quick`` or there are fewer different customers. ``stability`` is the mean
        bootstrap Jaccard of the clusters, missing for one cluster.
    """
    with one_thread():
        return stack(
            (
                _score(population, rows_of(cluster_counts, population.key))
                for population in populations(settings, sample)
            ),
            COLUMNS,
        )


def _score(population: Population, scores: pd.DataFrame) -> pd.DataFrame:
    scores = scores.sort_values("clusters", ignore_index=True)
    scores = scores.assign(**_costly(population, scores["clusters"].tolist()))
    return scores.assign(votes=votes(scores))


def _costly(population: Population, clusters: list[int]) -> dict[str, np.ndarray]:
    segmentation = population.segmentation
    if not segmentation.full_evidence:
        return dict.fromkeys(SCORES, np.full(len(clusters), np.nan))
    space = space_of(population)
    points = space.apply(population.points[population.first(SAMPLE)])
    most = distinct_points(points, most=max(clusters))
    known = [number for number in clusters if number <= most]
    seed, starts = segmentation.seed, min(segmentation.starts, STARTS)
    fit = partial(kmeans_of_sets, starts=starts, seed=seed)
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
    def inertia_of(sets: np.ndarray, clusters: int) -> np.ndarray:
        centres = fit(sets, clusters)
        return np.array([*map(inertia, sets, centres)])

    return gap_statistic(points, clusters, inertia_of, seed=seed)


def _stability(points: np.ndarray, clusters: int, segmentation: Segmentation) -> float:
    if not 1 < clusters <= distinct_points(points, most=clusters):
        return float("nan")
    how = {
        "algorithm": segmentation.algorithm,
        "clusters": clusters,
        "starts": min(segmentation.starts, STARTS),
        "seed": segmentation.seed,
    }
    jaccard = bootstrap_jaccard(
        points,
        scored_labels(points, **how),
        partial(scored_labels_of_sets, **how),
        bootstraps=BOOTSTRAPS,
        seed=segmentation.seed,
    )
    return float(np.nanmean(jaccard))
