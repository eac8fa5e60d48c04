"""K-Means: its centres, and the order in which they are numbered."""

import numpy as np
from sklearn.cluster import KMeans

from customer_segmentation.fitting.clouds import Clouds
from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.lloyd import best_starts, lloyd
from customer_segmentation.fitting.plus_plus import plus_plus
from customer_segmentation.fitting.threads import one_thread

SMALL = 40_000
"""Points times clusters up to which ``lloyd`` is faster than scikit-learn."""


def kmeans_centres(
    points: np.ndarray, clusters: int, *, starts: int = 10, seed: int = 42
) -> np.ndarray:
    """Fit K-Means and return its centres.

    Lloyd's algorithm from ``starts`` k-means++ beginnings; the fit with the
    lowest inertia is kept. The fit is that of scikit-learn's ``KMeans(clusters,
    n_init=starts, random_state=seed)``; small ones are made by
    :mod:`~customer_segmentation.fitting.lloyd`, which differs from it in the last
    digits only. One thread: the same numbers on every machine.

    Parameters
    ----------
    points : numpy.ndarray
        Scaled features, shape (customers, features), in a fixed order.
    clusters : int
        Number of clusters, from 1 to the number of different points.
    starts : int, default 10
        Random starts.
    seed : int, default 42
        Seed of the random numbers.

    Returns
    -------
    numpy.ndarray
        Centres, shape (clusters, features), in the order of the fit.

    Raises
    ------
    ValueError
        If there are fewer different points than clusters.

    Examples
    --------
    >>> kmeans_centres(np.array([[0.0], [2.0], [10.0], [12.0]]), 1)
    array([[6.]])

    References
    ----------
    Lloyd (1982), *Least squares quantization in PCM*.
    """
    if not 1 <= clusters <= distinct_points(points, most=clusters):
        different = distinct_points(points)
        raise ValueError(
            f"K-Means got {clusters} clusters for {different} different customers; "
            f"give a number from 1 to {different}."
        )
    (centres,) = kmeans_of_sets(points[None], clusters, starts=starts, seed=seed)
    return centres


def kmeans_of_sets(
    sets: np.ndarray, clusters: int, *, starts: int = 10, seed: int = 42
) -> np.ndarray:
    """Fit K-Means to each of many sets of points, as :func:`kmeans_centres` does.

    Parameters
    ----------
    sets : numpy.ndarray
        Shape (sets, customers, features); each has as many different points as
        clusters, at least.
    clusters, starts, seed
        See :func:`kmeans_centres`.

    Returns
    -------
    numpy.ndarray
        Centres, shape (sets, clusters, features).

    Examples
    --------
    >>> points = np.array([[0.0], [2.0], [10.0], [12.0]])
    >>> kmeans_of_sets(np.stack([points, points + 1]), 1).tolist()
    [[[6.0]], [[7.0]]]
    """
    with one_thread():
        if sets.shape[1] * clusters > SMALL:
            model = KMeans(clusters, n_init=starts, random_state=seed)
            return np.array([model.fit(points).cluster_centers_ for points in sets])
        means = sets.mean(axis=1, keepdims=True)
        clouds = Clouds(sets - means)
        beginnings = plus_plus(clouds, clusters, starts=starts, seed=seed)
        return best_starts(clouds, lloyd(clouds, beginnings)) + means


def distinct_points(points: np.ndarray, *, most: int | None = None) -> int:
    """Count the different rows of ``points``: no fit can have more clusters.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    most : int, optional
        Where to stop counting: few customers are looked at to find so many.

    Examples
    --------
    >>> points = np.array([[1.0], [1.0], [2.0], [3.0]])
    >>> distinct_points(points), distinct_points(points, most=2)
    (3, 2)
    """
    rows = len(points) if most is None else 4 * most
    different = len(np.unique(points[:rows], axis=0))
    while rows < len(points) and different < most:
        rows *= 4
        different = len(np.unique(points[:rows], axis=0))
    return different if most is None else min(different, most)


def order_by_value(
    centres: np.ndarray, points: np.ndarray, values: np.ndarray
) -> np.ndarray:
    """Order centres by the mean value of their customers, the highest first.

    K-Means numbers its clusters by chance. By value, segment 1 is always the one
    whose customers are worth most. Ties are broken by the centres themselves.

    Parameters
    ----------
    centres : numpy.ndarray
        Shape (clusters, features).
    points : numpy.ndarray
        Shape (customers, features).
    values : numpy.ndarray
        Worth of each customer, shape (customers,).

    Returns
    -------
    numpy.ndarray
        The centres in their order, shape (clusters, features).
    """
    labels = nearest_centre(points, centres)
    sums = np.bincount(labels, weights=values, minlength=len(centres))
    counts = np.bincount(labels, minlength=len(centres))
    means = sums / np.maximum(counts, 1)
    ties = tuple(centres[:, feature] for feature in reversed(range(centres.shape[1])))
    return centres[np.lexsort((*ties, -means))]
