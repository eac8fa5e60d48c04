"""Numbers of segments that last: a new fit continues the segments of the last one."""

import numpy as np
from scipy.optimize import linear_sum_assignment


def lasting_numbers(last: np.ndarray, labels: np.ndarray, greatest: int) -> np.ndarray:
    """Give the clusters of a new fit the numbers of the segments that they continue.

    Clusters and segments are paired one to one, so that the sum of their Jaccard
    indices (customers in both, divided by customers in either) is greatest. Only a
    cluster that holds more than half of a segment, or of which more than half was that
    segment, can continue it: of a segment that is split, the larger part continues it;
    of two that are merged, the larger one goes on. All others get new numbers, in their
    order.

    Parameters
    ----------
    last : numpy.ndarray
        Segment of each customer by the last model, at the same features; any numbers.
    labels : numpy.ndarray
        Cluster of each customer by the new fit, from 0, shape as ``last``.
    greatest : int
        The greatest number that a segment ever had.

    Returns
    -------
    numpy.ndarray
        The number of each cluster, shape (clusters,).

    Examples
    --------
    >>> last = np.array([1, 1, 1, 2, 2, 4, 4, 4, 4])
    >>> labels = np.array([1, 1, 1, 0, 0, 2, 2, 2, 3])
    >>> lasting_numbers(last, labels, greatest=5).tolist()
    [2, 1, 4, 6]

    References
    ----------
    Kuhn (1955), *The Hungarian method for the assignment problem*; Hennig (2007),
    *Cluster-wise assessment of cluster stability*, for Jaccard indices of clusters.
    """
    known, before = np.unique(last, return_inverse=True)
    clusters = labels.max(initial=-1) + 1
    shared = np.zeros((len(known), clusters))
    np.add.at(shared, (before, labels), 1)
    of_last, of_new = shared.sum(axis=1)[:, None], shared.sum(axis=0)
    jaccard = shared / np.maximum(of_last + of_new - shared, 1)
    jaccard[2 * shared <= np.minimum(of_last, of_new)] = 0
    numbers = np.zeros(clusters, dtype=int)
    for segment, cluster in zip(*linear_sum_assignment(jaccard, True), strict=True):
        if jaccard[segment, cluster]:
            numbers[cluster] = known[segment]
    new = numbers == 0
    numbers[new] = greatest + 1 + np.arange(new.sum())
    return numbers
