"""Algorithms side by side: what each of them finds among the same customers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from customer_segmentation.evidence.indices import clustering_indices
from customer_segmentation.evidence.stability import bootstrap_jaccard
from customer_segmentation.fitting.algorithms import (
    CHOOSABLE,
    fit_labels,
    scoring_agreement,
    without_gaps,
)
from customer_segmentation.fitting.density import DENSITY, NOISE
from customer_segmentation.fitting.kmeans import distinct_points
from customer_segmentation.fitting.model import Model, read_models
from customer_segmentation.fitting.populations import (
    Population,
    Segmentation,
    populations,
)
from customer_segmentation.fitting.threads import one_thread
from customer_segmentation.fitting.tree import fit_tree
from customer_segmentation.tables import stack

SAMPLE = 2_500
"""Customers that are compared: the time of some fits grows with their square."""

BOOTSTRAP_SAMPLE = 1_000
"""Customers of a bootstrap: six algorithms are fitted again and again."""

MOST_BOOTSTRAPS = 5
"""Bootstraps of each algorithm, at most."""

STARTS = 3
"""Random starts of each fit, at most; the mixture begins at a K-Means fit, once."""

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "algorithm": "string",
    "is_chosen": "bool",
    "clusters": "Int32",
    "sizes": "string",
    "noise_share": "float64",
    "silhouette": "float64",
    "calinski_harabasz": "float64",
    "davies_bouldin": "float64",
    "stability": "float64",
    "agreement": "float64",
    "tree_accuracy": "float64",
    "scoring_agreement": "float64",
    "customers": "Int64",
}


@dataclass(frozen=True)
class _Compared:
    """The customers of a population on whom algorithms are compared.

    Attributes
    ----------
    points : numpy.ndarray
        Their places, shape (customers, axes).
    few : numpy.ndarray
        Which of them are drawn for bootstraps, as booleans of shape (customers,).
    segments : numpy.ndarray
        The segment of each, shape (customers,).
    known : pandas.DataFrame
        Their features before any transform.
    """

    points: np.ndarray
    few: np.ndarray
    segments: np.ndarray
    known: pd.DataFrame


def compare_algorithms(
    settings: pd.DataFrame, sample: pd.DataFrame, parameters: pd.DataFrame
) -> pd.DataFrame:
    """Fit every algorithm on every population and measure what it finds.

    K-Means, bisecting K-Means, agglomerative clustering and the Gaussian mixture look
    for as many clusters as the model has; DBSCAN and HDBSCAN find their own number.

    Parameters
    ----------
    settings, sample, parameters : pandas.DataFrame
        The tables ``seg_settings``, ``seg_fit_sample`` and ``seg_parameters``.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and algorithm, with the columns of
        ``COLUMNS``, on the first ``SAMPLE`` customers. Indices leave noise out.
        ``stability`` is the mean bootstrap Jaccard of the clusters, ``agreement`` the
        adjusted Rand index with the segments, ``tree_accuracy`` the share of labels
        that a tree of depth 3 reproduces. None where the evidence is ``quick``.
    """
    models = read_models(parameters.to_dict("records"))
    frames = (
        _compare(population, models[tuple(population.key.values())])
        for population in populations(settings, sample)
        if population.segmentation.full_evidence
    )
    with one_thread():
        return stack(frames, COLUMNS)


def _compare(population: Population, model: Model) -> pd.DataFrame:
    first = population.first(SAMPLE)
    seen, features = population.points[first], population.segmentation.features
    compared = _Compared(
        model.space.apply(seen),
        population.first(BOOTSTRAP_SAMPLE)[first],
        model.score_transformed(seen).segment_id,
        population.customers.loc[first, [*features]].astype(float),
    )
    fits = {
        algorithm: _fitter(algorithm, len(model.centres), population.segmentation)
        for algorithm in (*CHOOSABLE, *DENSITY)
    }
    labelings = [fit(compared.points) for fit in fits.values()]
    every = np.ones(len(compared.points), dtype=bool)
    indices = clustering_indices(compared.points, labelings, every)
    rows = [
        {
            **population.key,
            "algorithm": algorithm,
            "is_chosen": algorithm == population.segmentation.algorithm,
            **_sizes(labels),
            **of_labels,
            **_trust(algorithm, labels, compared, population.segmentation, fit),
            "customers": len(every),
        }
        for (algorithm, fit), labels, of_labels in zip(
            fits.items(), labelings, indices, strict=True
        )
    ]
    return pd.DataFrame(rows)


def _fitter(
    algorithm: str, clusters: int, segmentation: Segmentation
) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function from points to labels, of few starts: it runs many times."""
    starts = 1 if algorithm == "gaussian_mixture" else min(segmentation.starts, STARTS)

    def fit(points: np.ndarray) -> np.ndarray:
        return fit_labels(
            points,
            algorithm,
            distinct_points(points, most=clusters),
            starts=starts,
            seed=segmentation.seed,
        )

    return fit


def _trust(
    algorithm: str,
    labels: np.ndarray,
    compared: _Compared,
    segmentation: Segmentation,
    fit: Callable[[np.ndarray], np.ndarray],
) -> dict:
    """How well clusters hold, agree with the segments, and can be told and scored."""
    jaccard = bootstrap_jaccard(
        compared.points[compared.few],
        without_gaps(labels[compared.few]),
        lambda sets: [*map(fit, sets)],
        bootstraps=min(segmentation.bootstraps, MOST_BOOTSTRAPS),
        seed=segmentation.seed,
    )
    scored = 1.0  # K-Means assigns to the nearest centre itself.
    if algorithm != "kmeans":
        scored = scoring_agreement(compared.points, labels)
    return {
        "stability": float(np.nanmean(jaccard)) if jaccard.size else np.nan,
        "agreement": adjusted_rand_score(compared.segments, labels),
        "tree_accuracy": _tree_accuracy(compared.known, labels),
        "scoring_agreement": scored,
    }


def _sizes(labels: np.ndarray) -> dict:
    sizes = sorted(np.bincount(labels[labels != NOISE]).tolist(), reverse=True)
    return {
        "clusters": len(sizes),
        "sizes": ", ".join(map(str, sizes)) or None,
        "noise_share": float((labels == NOISE).mean()),
    }


def _tree_accuracy(known: pd.DataFrame, labels: np.ndarray) -> float:
    """How well a tree tells the clusters; one cluster leaves nothing to tell."""
    if len(np.unique(labels)) < 2:
        return np.nan
    return fit_tree(known.to_numpy(), labels, [*known]).accuracy
