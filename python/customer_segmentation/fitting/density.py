"""Algorithms that find clusters where customers are dense, and leave noise out."""

import numpy as np
from kneed import KneeLocator
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.neighbors import NearestNeighbors

DENSITY = ("dbscan", "hdbscan")
"""Algorithms that are compared only: they find their number of clusters themselves."""

NOISE = -1
"""Label of those who are in no cluster."""


def fit_density(points: np.ndarray, algorithm: str) -> np.ndarray:
    """Find dense clusters.

    DBSCAN asks for twice as many neighbours as there are axes (Sander et al. 1998)
    within the distance at the knee of the k-distance curve; HDBSCAN for clusters of
    at least one customer in a hundred, and five.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes), at least two customers.
    algorithm : {"dbscan", "hdbscan"}
        Which.

    Returns
    -------
    numpy.ndarray
        Labels from 0, -1 for noise, shape (customers,).

    Examples
    --------
    >>> points = np.repeat([[0.0], [9.0]], 50, axis=0) + np.arange(100)[:, None] / 99
    >>> set(fit_density(points, "hdbscan").tolist())
    {0, 1}
    """
    if algorithm == "hdbscan":
        smallest = min(max(5, len(points) // 100), len(points))
        return HDBSCAN(min_cluster_size=smallest, copy=True).fit_predict(points)
    neighbours = min(2 * points.shape[1], len(points) - 1)
    eps = knee_distance(points, neighbours)
    return DBSCAN(eps=eps, min_samples=neighbours).fit_predict(points)


def knee_distance(points: np.ndarray, neighbours: int) -> float:
    """Find the distance within which most points have that many neighbours.

    The distance of each point to its ``neighbours``-th nearest other one, sorted, is
    a curve that rises slowly and then steeply; DBSCAN's ``eps`` is where it bends.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    neighbours : int
        Less than the number of points.

    Returns
    -------
    float
        The distance at the knee; the median of all where the curve has none, and a
        tiny positive number where all points are the same.

    References
    ----------
    Ester, Kriegel, Sander and Xu (1996), *A density-based algorithm for discovering
    clusters in large spatial databases with noise*, section 4.2.
    """
    search = NearestNeighbors(n_neighbors=neighbours + 1).fit(points)
    distances = np.sort(search.kneighbors(points)[0][:, -1])
    knee = None
    if distances[-1] > distances[0]:
        order = np.arange(len(distances))
        knee = KneeLocator(order, distances, curve="convex", direction="increasing")
    at = len(distances) // 2 if knee is None or knee.knee is None else int(knee.knee)
    return max(float(distances[at]), np.finfo(float).tiny)
