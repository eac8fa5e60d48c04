"""How many clusters: every count that is tried, its scores, and the choice."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
from kneed import KneeLocator
from sklearn.metrics import (
    calinski_harabasz_score,
    davies_bouldin_score,
    pairwise_distances,
)
from threadpoolctl import threadpool_limits

from customer_segmentation.configuration import Population, Segmentation, populations
from customer_segmentation.errors import BuildError
from customer_segmentation.kmeans import (
    distinct_points,
    fit_centres,
    nearest_centre,
    squared_distances,
)
from customer_segmentation.scaling import standard_scaling
from customer_segmentation.silhouette import silhouette

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
    "smallest_share": "float64",
    "votes": "string",
    "is_chosen": "bool",
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
        population, and ``reason`` says why in a sentence.

    Raises
    ------
    BuildError
        If more clusters are asked for than there are different customers.
    """
    with threadpool_limits(1), ThreadPoolExecutor(max_workers=2) as pool:
        frames = [_score(p, pool) for p in populations(settings, sample)]
    empty = pd.DataFrame(columns=list(COLUMNS))
    return pd.concat([empty, *frames], ignore_index=True)[[*COLUMNS]].astype(COLUMNS)


def find_elbow(clusters: list[int], inertia: list[float]) -> int | None:
    """Find the number of clusters after which more of them gain little.

    The point of the falling, convex inertia curve that is farthest below the line
    between its ends: kneed's *Kneedle* with sensitivity 1.

    Parameters
    ----------
    clusters : list of int
        Numbers of clusters, ascending. The answer depends on this range: begin at 1.
    inertia : list of float
        Sum of squared distances to the nearest centre for each of them.

    Returns
    -------
    int or None
        None where the curve has no knee, as when it is flat or too short.

    Examples
    --------
    >>> find_elbow([1, 2, 3, 4, 5], [100.0, 40.0, 12.0, 10.0, 9.0])
    3
    >>> find_elbow([1, 2], [100.0, 40.0]) is None
    True

    References
    ----------
    Satopää, Albrecht, Irwin and Raghavan (2011), *Finding a "Kneedle" in a haystack*.
    """
    if len(clusters) < 3 or not inertia[0] > inertia[-1]:
        return None
    elbow = KneeLocator(clusters, inertia, curve="convex", direction="decreasing").elbow
    return None if elbow is None else int(elbow)


def choose_clusters(
    scores: pd.DataFrame, segmentation: Segmentation
) -> tuple[int, str]:
    """Choose a number of clusters, and say why.

    A number that was set is taken. Otherwise the elbow of the inertia; if that
    leaves a segment below the smallest share, the largest number below it that
    does not; if there is no elbow, the number with the highest silhouette among
    those whose segments are all large enough; and one cluster if there is none.

    Parameters
    ----------
    scores : pandas.DataFrame
        Columns ``clusters``, ``inertia``, ``silhouette``, ``smallest_share``.
    segmentation : Segmentation
        For its ``clusters`` and ``smallest_share``.

    Returns
    -------
    tuple of int and str
        The number of clusters and a sentence.
    """
    floor = segmentation.smallest_share
    if segmentation.clusters is not None:
        return segmentation.clusters, f"{segmentation.clusters} clusters were set."
    large = scores[(scores["smallest_share"] >= floor) & (scores["clusters"] > 1)]
    elbow = find_elbow(scores["clusters"].tolist(), scores["inertia"].tolist())
    if elbow in large["clusters"].tolist():
        return elbow, f"The elbow of the inertia is at {elbow} clusters."
    below = large[large["clusters"] < elbow] if elbow else large[:0]
    if len(below):
        number = int(below["clusters"].max())
        return number, (
            f"The elbow of the inertia is at {elbow} clusters, which leaves a segment "
            f"below {floor:.1%} of the customers; {number} is the next lower number "
            "that does not."
        )
    large = large.dropna(subset=["silhouette"])
    if len(large):
        number = int(large.loc[large["silhouette"].idxmax(), "clusters"])
        return number, (
            f"The inertia has no usable elbow; {number} clusters have the highest "
            f"silhouette of those whose segments all hold {floor:.1%} of the customers."
        )
    if scores["clusters"].max() == 1:
        return 1, "The customers are too few or too alike for more than one segment."
    return 1, f"No number of clusters leaves each segment {floor:.1%} of customers."


def _score(population: Population, pool: ThreadPoolExecutor) -> pd.DataFrame:
    segmentation = population.segmentation
    points = standard_scaling(population.points).apply(population.points)
    tried = _tried(population, distinct_points(points))
    first = population.customers["sample_rank"].to_numpy() <= SILHOUETTE_SAMPLE
    distances = pairwise_distances(points[first])

    def row(clusters: int) -> dict:
        centres = fit_centres(
            points, clusters, starts=segmentation.starts, seed=segmentation.seed
        )
        return _scores(points, centres, first, distances)

    scores = pd.DataFrame(pool.map(row, tried)).assign(clusters=tried)
    chosen, reason = choose_clusters(scores, segmentation)
    is_chosen = scores["clusters"] == chosen
    return scores.assign(
        **population.key,
        votes=_votes(scores),
        is_chosen=is_chosen,
        reason=np.where(is_chosen, reason, None),
    )


def _tried(population: Population, most: int) -> list[int]:
    """List the numbers of clusters to try; no fit has more than different customers."""
    segmentation = population.segmentation
    first, last = segmentation.cluster_range
    tried = {clusters for clusters in range(first, last + 1) if clusters <= most}
    if segmentation.clusters is not None:
        tried.add(segmentation.clusters)
    if max(tried, default=1) > most:
        raise BuildError(
            f"Segmentation {segmentation.name} asks for {segmentation.clusters} "
            f"clusters, and its population {population.name} has {most} different "
            f"customers; give clusters a number from 1 to {most}, or auto."
        )
    return sorted(tried or {1})


def _scores(
    points: np.ndarray, centres: np.ndarray, first: np.ndarray, distances: np.ndarray
) -> dict:
    """Score one fit; ``distances`` are those between the ``first`` points."""
    labels = nearest_centre(points, centres)
    sizes = np.bincount(labels, minlength=len(centres))
    scores = {
        "inertia": float(squared_distances(points, centres).min(axis=1).sum()),
        "smallest_share": sizes.min() / len(points),
        "silhouette": silhouette(distances, labels[first]),
        "calinski_harabasz": np.nan,
        "davies_bouldin": np.nan,
    }
    if 1 < len(np.unique(labels)) < len(points):
        scores["calinski_harabasz"] = calinski_harabasz_score(points, labels)
        scores["davies_bouldin"] = davies_bouldin_score(points, labels)
    return scores


def _votes(scores: pd.DataFrame) -> list[str | None]:
    """Name for each number of clusters the criteria that prefer it."""
    elbow = find_elbow(scores["clusters"].tolist(), scores["inertia"].tolist())
    winners = {"elbow": elbow}
    for criterion, best in (
        ("silhouette", "idxmax"),
        ("calinski_harabasz", "idxmax"),
        ("davies_bouldin", "idxmin"),
    ):
        column = scores[criterion].dropna()
        if len(column):
            winners[criterion] = scores.loc[getattr(column, best)(), "clusters"]
    return [
        ", ".join(name for name, winner in winners.items() if winner == clusters)
        or None
        for clusters in scores["clusters"]
    ]
