"""Silhouettes of many clusterings of the same points, in one walk through distances."""

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import pairwise_distances_chunked

MEGABYTES = 16
"""Of distances that are in memory at a time."""


def silhouettes(
    points: np.ndarray, labelings: Sequence[np.ndarray], *, metric: str = "euclidean"
) -> list[float]:
    """Compute the mean silhouette of each clustering.

    For each customer, ``a`` is the mean distance to the others of its cluster, ``b``
    the smallest mean distance to another cluster, and its silhouette is
    ``(b - a) / max(a, b)``; 0 for the only one of a cluster. The sums over the clusters
    of all clusterings are one matrix product, and distances are never held at once;
    scikit-learn's function, which each equals, computes them anew for every clustering.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    labelings : sequence of numpy.ndarray
        For each clustering the cluster of each customer, whole numbers from 0, shape
        (customers,); noise, below 0, is left out.
    metric : str, default "euclidean"
        How distances are measured, in a word of scikit-learn.

    Returns
    -------
    list of float
        From -1 to 1, high is good; NaN with fewer than two clusters or with every
        customer in a cluster of their own.

    Examples
    --------
    >>> points = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> found = silhouettes(points, [np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])])
    >>> [round(value, 6) for value in found]
    [0.899749, -0.45]

    References
    ----------
    Rousseeuw (1987), *Silhouettes: a graphical aid to the interpretation and
    validation of cluster analysis*.
    """
    members = [_members(labels) for labels in labelings]
    if not members or not len(points):
        return [float("nan")] * len(members)
    blocks = pairwise_distances_chunked(
        points,
        reduce_func=lambda block, _: block @ np.hstack(members),
        metric=metric,
        working_memory=MEGABYTES,
    )
    ends = np.cumsum([each.shape[1] for each in members])[:-1]
    sums = np.split(np.vstack([*blocks]), ends, axis=1)
    return [_mean(*pair) for pair in zip(sums, members, strict=True)]


def _members(labels: np.ndarray) -> np.ndarray:
    """Who is in which cluster: 1 and 0, shape (customers, clusters that occur)."""
    found = np.unique(labels[labels >= 0])
    return (labels[:, None] == found).astype(float)


def _mean(sums: np.ndarray, members: np.ndarray) -> float:
    """Mean silhouette from the sums of distances to the members of each cluster."""
    inside = members.any(axis=1)
    sums, members = sums[inside], members[inside].astype(bool)
    sizes = members.sum(axis=0)
    if not 1 < len(sizes) < len(sums):
        return float("nan")
    own = members @ sizes
    within = sums[members] / np.maximum(own - 1, 1)
    between = np.where(members, np.inf, sums / sizes).min(axis=1)
    largest = np.maximum(within, between)
    scores = np.divide(
        between - within, largest, out=np.zeros(len(sums)), where=largest > 0
    )
    return float(np.where(own > 1, scores, 0.0).mean())
