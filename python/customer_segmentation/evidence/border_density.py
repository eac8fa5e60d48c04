"""Border density: whether clusters have empty space between them, or cut a crowd."""

from itertools import combinations

import numpy as np

from customer_segmentation.fitting.distances import nearest_centre

BAND = 0.125
"""Half the width of a band, in distances between two centres."""

EMPTY = 0.25
"""Below this density a border runs through empty space."""

FEWEST = 4
"""Clusters of fewer customers are lone customers, with whom no group has a border."""


def border_densities(
    points: np.ndarray, labels: np.ndarray, centres: np.ndarray
) -> np.ndarray:
    """Measure how many points lie between each cluster and the others.

    For two clusters, their points are projected on the line between the centres. The
    density of the border is the number of points in a band around the middle of that
    line, over the number in an equally wide band around the sparser centre, each plus
    one. A crowd with one hump that is cut in two is about as dense at the cut as at
    the new centres, whatever its shape: a projection with one hump is never sparser
    between two places than at the sparser one. Between separate groups there is next
    to nobody. Directions in which the clusters do not differ have no influence.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes). Equal values hide or feign gaps: see
        :func:`spread_ties`.
    labels : numpy.ndarray
        Position of the nearest centre of each, shape (customers,).
    centres : numpy.ndarray
        Shape (clusters, axes).

    Returns
    -------
    numpy.ndarray
        For each cluster, the density of its densest border, from 0; about 1 in a
        crowd. Shape (clusters,); NaN for a cluster of fewer than ``FEWEST`` customers
        and where there is no other one.

    Examples
    --------
    >>> crowd = np.linspace(0, 9, 1000)[:, None]
    >>> halves = (crowd[:, 0] > 4.5).astype(int)
    >>> border_densities(crowd, halves, np.array([[2.25], [6.75]])).round(2).tolist()
    [0.99, 0.99]
    >>> outer = abs(crowd[:, 0] - 4.5) > 1
    >>> centres = np.array([[2.0], [7.0]])
    >>> border_densities(crowd[outer], halves[outer], centres).round(2).tolist()
    [0.01, 0.01]
    """
    members = [points[labels == cluster] for cluster in range(len(centres))]
    groups = [cluster for cluster, of in enumerate(members) if len(of) >= FEWEST]
    densest = np.full(len(centres), np.nan)
    for one, other in combinations(groups, 2):
        line = centres[other] - centres[one]
        # 0 at the one centre, 1 at the other, 0.5 on the border.
        near, far = (
            (members[cluster] - centres[one]) @ line / (line @ line)
            for cluster in (one, other)
        )
        between = np.sum(near > 0.5 - BAND) + np.sum(far < 0.5 + BAND)
        sparser = min(np.sum(abs(near) < BAND), np.sum(abs(far - 1) < BAND))
        density = (between + 1) / (sparser + 1)
        densest[[one, other]] = np.fmax(densest[[one, other]], density)
    return densest


def densest_border(points: np.ndarray, centres: np.ndarray) -> float:
    """Return the highest of :func:`border_densities`; NaN where there is no border."""
    labels = nearest_centre(points, centres)
    return float(np.fmax.reduce(border_densities(points, labels, centres)))


def spread_ties(points: np.ndarray, *, seed: int) -> np.ndarray:
    """Spread equal values of each feature evenly around themselves.

    Numbers of orders are whole: between 1 and 2 there is a gap that means nothing. A
    value that several customers share becomes a uniform one, half way to the nearer
    of its neighbours; what is there once stays.

    Parameters
    ----------
    points : numpy.ndarray
        Features, shape (customers, features).
    seed : int
        Seed of the random numbers.

    Returns
    -------
    numpy.ndarray
        Of the same shape.

    Examples
    --------
    >>> spread = spread_ties(np.array([[1.0], [1.0], [2.0], [7.0]]), seed=0)
    >>> bool((abs(spread[:2, 0] - 1) <= 0.5).all()), spread[2:, 0].tolist()
    (True, [2.0, 7.0])
    """
    random = np.random.RandomState(seed)
    spread = points.astype(float)
    for column in spread.T:
        values, places, counts = np.unique(
            column, return_inverse=True, return_counts=True
        )
        if len(values) == 1:
            continue
        steps = np.diff(values)
        reach = np.minimum(np.append(steps, np.inf), np.insert(steps, 0, np.inf)) / 2
        moved = np.where(counts > 1, reach, 0.0)[places]
        column += moved * random.uniform(-1, 1, len(column))
    return spread
