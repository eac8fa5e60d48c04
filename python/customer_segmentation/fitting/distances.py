"""Distances of customers to centres, summed in the order of the SQL."""

import numpy as np


def squared_distances(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return squared Euclidean distances, shape (customers, clusters).

    Summed axis by axis, as the scoring SQL does, rather than by the faster
    ``x² - 2xc + c²``, which loses digits where a customer sits on a centre.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    centres : numpy.ndarray
        Shape (clusters, axes).

    Examples
    --------
    >>> squared_distances(np.array([[3.0, 4.0]]), np.array([[0.0, 0.0], [3.0, 0.0]]))
    array([[25., 16.]])
    """
    distances = np.zeros((len(points), len(centres)))
    for axis in range(points.shape[1]):
        step = points[:, axis, None] - centres[None, :, axis]
        distances += step * step
    return distances


def nearest(points: np.ndarray, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the position of the nearest centre of each point, and how far it is.

    Returns
    -------
    tuple of numpy.ndarray
        Positions, of which the first wins a tie, and squared distances, both of shape
        (customers,).

    Examples
    --------
    >>> nearest(np.array([[1.0], [5.0]]), np.array([[0.0], [2.0]]))
    (array([0, 1]), array([1., 9.]))
    """
    squared = squared_distances(points, centres)
    positions = squared.argmin(axis=1)
    return positions, squared[np.arange(len(points)), positions]


def nearest_centre(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Return the position of the nearest centre of each point; ties go to the first."""
    positions, _ = nearest(points, centres)
    return positions


def inertia(points: np.ndarray, centres: np.ndarray) -> float:
    """Return the sum of squared distances to the nearest centre."""
    _, squared = nearest(points, centres)
    return float(squared.sum())
