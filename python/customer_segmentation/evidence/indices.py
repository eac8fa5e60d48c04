"""Indices of a clustering: how compact its clusters are, and how far apart."""

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score

from customer_segmentation.evidence.silhouette import silhouettes


def clustering_indices(
    points: np.ndarray, labelings: Sequence[np.ndarray], first: np.ndarray
) -> list[dict[str, float]]:
    """Compute silhouette, Calinski-Harabasz and Davies-Bouldin index of clusterings.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    labelings : sequence of numpy.ndarray
        For each clustering the cluster of each customer, shape (customers,); noise,
        below 0, is left out.
    first : numpy.ndarray
        Which of them the silhouette looks at, as booleans of shape (customers,).

    Returns
    -------
    list of dict of str to float
        For each clustering ``silhouette`` (-1 to 1, high is good),
        ``calinski_harabasz`` (from 0, high is good) and ``davies_bouldin`` (from 0, low
        is good); NaN with fewer than two clusters or with every customer in a cluster
        of their own.

    Examples
    --------
    >>> points = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> every, labels = np.ones(4, dtype=bool), np.array([0, 0, 1, 1])
    >>> clustering_indices(points, [labels], every)[0]["calinski_harabasz"]
    200.0
    """
    widths = silhouettes(points[first], [labels[first] for labels in labelings])
    return [
        {"silhouette": width, **_ratios(points[labels >= 0], labels[labels >= 0])}
        for width, labels in zip(widths, labelings, strict=True)
    ]


def _ratios(points: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    known = 1 < len(np.unique(labels)) < len(labels)
    indices = {
        "calinski_harabasz": calinski_harabasz_score,
        "davies_bouldin": davies_bouldin_score,
    }
    return {
        name: float(score(points, labels)) if known else float("nan")
        for name, score in indices.items()
    }
