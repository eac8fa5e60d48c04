"""Stability of segments: how they change when other customers are drawn."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from customer_segmentation.fitting.algorithms import scored_labels_of_sets
from customer_segmentation.fitting.density import NOISE
from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.model import Model, read_models
from customer_segmentation.fitting.populations import Population, populations
from customer_segmentation.fitting.threads import one_thread
from customer_segmentation.tables import stack

SAMPLE = {"agglomerative": 1_000}
"""Customers of a bootstrap where the time of a fit grows faster than their number."""

DEFAULT_SAMPLE = 5_000
"""Customers of a bootstrap elsewhere, at most."""

STARTS = 3
"""Random starts of each fit, at most."""

DISSOLVED = 0.5
"""A segment whose best match has a smaller Jaccard is gone (Hennig 2007)."""

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "segment_id": "Int32",
    "jaccard_mean": "float64",
    "jaccard_5th_percentile": "float64",
    "dissolved": "Int32",
    "bootstraps": "Int32",
    "customers_resampled": "Int64",
}


def measure_stability(
    settings: pd.DataFrame, sample: pd.DataFrame, parameters: pd.DataFrame
) -> pd.DataFrame:
    """Measure how well every segment survives fits on resampled customers.

    Parameters
    ----------
    settings, sample, parameters : pandas.DataFrame
        The tables ``seg_settings``, ``seg_fit_sample`` and ``seg_parameters``.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and segment, with the columns of
        ``COLUMNS``; see :func:`bootstrap_jaccard`. None where the evidence is
        ``quick``.
    """
    models = read_models(parameters.to_dict("records"))
    frames = (
        _measure(population, models[tuple(population.key.values())])
        for population in populations(settings, sample)
        if population.segmentation.full_evidence
    )
    return stack(frames, COLUMNS)


def bootstrap_jaccard(
    points: np.ndarray,
    labels: np.ndarray,
    refit: Callable[[np.ndarray], np.ndarray],
    *,
    bootstraps: int,
    seed: int,
) -> np.ndarray:
    """Compare clusters with those of fits on resampled points.

    As many points are drawn with replacement and clustered again. For each cluster,
    among the points that were drawn, the Jaccard similarity to the new cluster that
    is most like it: customers in both / customers in one or the other.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    labels : numpy.ndarray
        Clusters from 0, without gaps, shape (customers,); -1 for noise.
    refit : callable
        Sets of points, shape (sets, customers, axes) -> a label for each point, -1 for
        noise, shape (sets, customers).
    bootstraps : int
        How many times.
    seed : int
        Seed of the drawing.

    Returns
    -------
    numpy.ndarray
        From 0 to 1, shape (bootstraps, clusters). A mean from 0.75 on is stable,
        below 0.6 the cluster should not be trusted. NaN where none of the cluster
        was drawn.

    Examples
    --------
    >>> points = np.repeat([[0.0], [9.0]], 50, axis=0)
    >>> labels = np.repeat([0, 1], 50)
    >>> found = bootstrap_jaccard(
    ...     points, labels, lambda drawn: (drawn[..., 0] > 5).astype(int),
    ...     bootstraps=3, seed=0,
    ... )
    >>> found.tolist()
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]

    References
    ----------
    Hennig (2007), *Cluster-wise assessment of cluster stability*, Computational
    Statistics & Data Analysis 52.
    """
    clusters = labels.max(initial=NOISE) + 1
    drawn = np.array(
        [
            np.random.RandomState([seed, number]).randint(0, len(points), len(points))
            for number in range(bootstraps)
        ]
    )
    found = []
    with one_thread():
        for chosen, after in zip(drawn, refit(points[drawn]), strict=True):
            once, first = np.unique(chosen, return_index=True)
            found.append(_best_matches(labels[once], after[first], clusters))
    return np.array(found).reshape(bootstraps, clusters)


def _measure(population: Population, model: Model) -> pd.DataFrame:
    segmentation = population.segmentation
    size = SAMPLE.get(segmentation.algorithm, DEFAULT_SAMPLE)
    points = model.space.apply(population.points[population.first(size)])
    clusters = len(model.centres)

    refit = partial(
        scored_labels_of_sets,
        algorithm=segmentation.algorithm,
        clusters=clusters,
        starts=min(segmentation.starts, STARTS),
        seed=segmentation.seed,
    )
    labels = nearest_centre(points, model.centres)
    found = np.full((segmentation.bootstraps, clusters), np.nan)
    found[:, : labels.max() + 1] = bootstrap_jaccard(
        points,
        labels,
        refit,
        bootstraps=segmentation.bootstraps,
        seed=segmentation.seed,
    )
    return pd.DataFrame(
        {
            **population.key,
            "segment_id": model.segment_ids,
            "jaccard_mean": _of_known(np.mean, found),
            "jaccard_5th_percentile": _of_known(lambda c: np.percentile(c, 5), found),
            "dissolved": (found < DISSOLVED).sum(axis=0),
            "bootstraps": segmentation.bootstraps,
            "customers_resampled": len(points),
        }
    )


def _of_known(statistic: Callable, found: np.ndarray) -> list[float]:
    columns = (column[~np.isnan(column)] for column in found.T)
    return [
        round(float(statistic(column)), 6) if len(column) else np.nan
        for column in columns
    ]


def _best_matches(before: np.ndarray, after: np.ndarray, clusters: int) -> np.ndarray:
    """Jaccard of each cluster with the one of the new fit that is most like it."""
    both = np.zeros((clusters, after.max(initial=NOISE) + 1))
    in_both = (before != NOISE) & (after != NOISE)
    np.add.at(both, (before[in_both], after[in_both]), 1)
    sizes = np.bincount(before[before != NOISE], minlength=clusters)
    new_sizes = np.bincount(after[after != NOISE], minlength=both.shape[1])
    either = sizes[:, None] + new_sizes[None, :] - both
    jaccard = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return np.where(sizes > 0, jaccard.max(axis=1, initial=0.0), np.nan)
