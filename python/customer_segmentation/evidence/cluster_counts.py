"""How many clusters: every number that is tried, with its scores."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from customer_segmentation.evidence.cluster_choice import Choice, choose_clusters
from customer_segmentation.evidence.cluster_structure import find_structure
from customer_segmentation.evidence.indices import clustering_indices
from customer_segmentation.fitting.algorithms import centre_fitter, fitted_on
from customer_segmentation.fitting.distances import nearest
from customer_segmentation.fitting.fitted_space import space_of
from customer_segmentation.fitting.kmeans import distinct_points
from customer_segmentation.fitting.populations import (
    Population,
    Segmentation,
    populations,
)
from customer_segmentation.fitting.threads import one_thread
from customer_segmentation.tables import stack

SILHOUETTE_SAMPLE = 5_000
"""Silhouette compares every pair of customers; above this many, a sample is used."""

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "clusters": "Int32",
    "inertia": "float64",
    "silhouette": "float64",
    "calinski_harabasz": "float64",
    "davies_bouldin": "float64",
    "border_density": "float64",
    "border_density_without_groups": "float64",
    "stands_apart": "bool",
    "smallest_share": "float64",
    "is_chosen": "bool",
    "chosen_by": "string",
    "has_structure": "boolean",
    "reason": "string",
}


def score_cluster_counts(settings: pd.DataFrame, sample: pd.DataFrame) -> pd.DataFrame:
    """Score every number of clusters of every population and choose one.

    Parameters
    ----------
    settings, sample : pandas.DataFrame
        The tables ``seg_settings`` and ``seg_fit_sample``.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and number of clusters tried, with the
        columns of ``COLUMNS``; ``is_chosen`` holds for exactly one of each
        population, ``chosen_by`` and ``reason`` say why. Where there are fewer
        different customers than clusters, there are fewer clusters.
    """
    with one_thread(), ThreadPoolExecutor(max_workers=2) as pool:
        frames = [_score(p, pool) for p in populations(settings, sample)]
    return stack(frames, COLUMNS)


def _score(population: Population, pool: ThreadPoolExecutor) -> pd.DataFrame:
    segmentation = population.segmentation
    space = space_of(population)
    points = space.apply(population.points)
    tried = _tried(segmentation, distinct_points(points[fitted_on(population)]))
    first = population.first(SILHOUETTE_SAMPLE)
    fit = centre_fitter(
        points[fitted_on(population)],
        segmentation.algorithm,
        starts=segmentation.starts,
        seed=segmentation.seed,
    )
    fits = dict(zip(tried, pool.map(fit, tried), strict=True))
    structure = find_structure(population, space, fits)
    scores = _scores(points, fits, first).assign(
        border_density=structure.border_density,
        border_density_without_groups=structure.without_groups,
        has_structure=bool(structure.clusters) if tried[-1] > 1 else None,
        stands_apart=[number in structure.clusters for number in tried],
    )
    choice = choose_clusters(scores, segmentation, structure)
    return _with_choice(scores, choice).assign(**population.key)


def _with_choice(scores: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Say which number was chosen, by what and why."""
    is_chosen = scores["clusters"] == choice.clusters
    found = int(scores.loc[is_chosen, "found"].item())
    reason = choice.reason
    if found < choice.clusters:
        reason += f" Only {found} of them have customers."
    return scores.assign(
        is_chosen=is_chosen,
        chosen_by=np.where(is_chosen, choice.chosen_by, None),
        reason=np.where(is_chosen, reason, None),
    )


def _tried(segmentation: Segmentation, most: int) -> list[int]:
    """List the numbers of clusters to try; no fit has more than different customers."""
    first, last = segmentation.cluster_range
    tried = {clusters for clusters in range(first, last + 1) if clusters <= most}
    if segmentation.clusters is not None:
        tried.add(min(segmentation.clusters, most))
    return sorted(tried or {min(first, most)})


def _scores(
    points: np.ndarray, fits: dict[int, np.ndarray], first: np.ndarray
) -> pd.DataFrame:
    """Score the fit of each number of clusters; silhouettes look at ``first`` only."""
    found = [nearest(points, centres) for centres in fits.values()]
    scores = {
        "clusters": [*fits],
        "found": [len(centres) for centres in fits.values()],
        "inertia": [float(squared.sum()) for _, squared in found],
        "smallest_share": [
            np.bincount(labels, minlength=len(centres)).min() / len(points)
            for centres, (labels, _) in zip(fits.values(), found, strict=True)
        ],
    }
    indices = clustering_indices(points, [labels for labels, _ in found], first)
    return pd.DataFrame(scores).join(pd.DataFrame(indices))
