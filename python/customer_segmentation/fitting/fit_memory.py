"""Of fits that are equally good, the one that moves the fewest customers."""

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans

from customer_segmentation.fitting.distances import inertia, nearest_centre
from customer_segmentation.fitting.threads import one_thread

AS_GOOD = 0.01
"""By this share the inertia of a fit may exceed that of the best one."""

UNKNOWN = -1
"""Segment of a customer who had none."""


def stay_near_the_last(
    points: np.ndarray,
    centres: np.ndarray,
    last: np.ndarray,
    *,
    smallest_share: float = 0.0,
) -> np.ndarray:
    """Choose between a fit and the one that continues the last segments.

    K-Means has many optima that are almost equally good, and a day more of data can
    make another one the best: many customers would move for nothing. So K-Means also
    begins at the means of the last segments. That fit is taken if its inertia is at
    most ``AS_GOOD`` above that of the given one and more customers keep their
    segment.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    centres : numpy.ndarray
        Of the given fit, shape (clusters, axes).
    last : numpy.ndarray
        Segment of each customer in the last version, ``UNKNOWN`` for those who had
        none, shape (customers,).
    smallest_share : float, default 0
        A fit that leaves a segment smaller than this, and than the given one does, is
        not taken.

    Returns
    -------
    numpy.ndarray
        Centres of the one or the other; the given ones where there were no segments,
        or another number of them.

    Examples
    --------
    >>> points = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> across, along = np.array([[0.5, 0], [0.5, 1]]), np.array([0, 0, 1, 1])
    >>> stay_near_the_last(points, across, last=along).tolist()
    [[0.0, 0.5], [1.0, 0.5]]
    """
    segments = np.unique(last[last != UNKNOWN])
    if len(segments) != len(centres):
        return centres
    means = np.array([points[last == segment].mean(axis=0) for segment in segments])
    with one_thread():
        continued = (
            KMeans(len(means), init=means, n_init=1).fit(points).cluster_centers_
        )
    if inertia(points, continued) > (1 + AS_GOOD) * inertia(points, centres):
        return centres
    least = min(smallest_share, _smallest(points, centres))
    if _smallest(points, continued) < least:
        return centres
    if _who_stay(points, continued, last) > _who_stay(points, centres, last):
        return continued
    return centres


def _smallest(points: np.ndarray, centres: np.ndarray) -> float:
    sizes = np.bincount(nearest_centre(points, centres), minlength=len(centres))
    return sizes.min() / len(points)


def _who_stay(points: np.ndarray, centres: np.ndarray, last: np.ndarray) -> int:
    """Count who stay in their segment, when segments continue where most stay."""
    known = last != UNKNOWN
    _, before = np.unique(last[known], return_inverse=True)
    after = nearest_centre(points[known], centres)
    shared = np.zeros((before.max() + 1, len(centres)), dtype=int)
    np.add.at(shared, (before, after), 1)
    return int(shared[linear_sum_assignment(shared, maximize=True)].sum())
