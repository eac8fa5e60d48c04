"""Indices of a clustering: how compact its clusters are, and how far apart."""

import numpy as np
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score

from customer_segmentation.evidence.silhouette import silhouette


def clustering_indices(
    points: np.ndarray, labels: np.ndarray, first: np.ndarray, distances: np.ndarray
) -> dict[str, float]:
    """Compute silhouette, Calinski-Harabasz and Davies-Bouldin index.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    labels : numpy.ndarray
        Cluster of each, shape (customers,).
    first : numpy.ndarray
        Which of them the silhouette looks at, as booleans of shape (customers,).
    distances : numpy.ndarray
        Between every two of these.

    Returns
    -------
    dict of str to float
        ``silhouette`` (-1 to 1, high is good), ``calinski_harabasz`` (from 0, high is
        good) and ``davies_bouldin`` (from 0, low is good); NaN with fewer than two
        clusters or with every customer in a cluster of their own.

    Examples
    --------
    >>> points = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> distances = np.abs(points - points.T)
    >>> every, labels = np.ones(4, dtype=bool), np.array([0, 0, 1, 1])
    >>> clustering_indices(points, labels, every, distances)["calinski_harabasz"]
    200.0
    """
    indices = {
        "silhouette": silhouette(distances, labels[first]),
        "calinski_harabasz": np.nan,
        "davies_bouldin": np.nan,
    }
    if 1 < len(np.unique(labels)) < len(labels):
        indices["calinski_harabasz"] = float(calinski_harabasz_score(points, labels))
        indices["davies_bouldin"] = float(davies_bouldin_score(points, labels))
    return indices
