"""The gap statistic: how much better clusters are than those of uniform points."""

from collections.abc import Callable

import numpy as np

REFERENCES = 10
"""Sets of uniform points that the customers are compared with."""


def gap_statistic(
    points: np.ndarray,
    clusters: list[int],
    inertia: Callable[[np.ndarray, int], np.ndarray],
    *,
    seed: int,
    references: int = REFERENCES,
) -> tuple[np.ndarray, np.ndarray]:
    """Compare the inertia of points with that of uniform points around them.

    ``gap(k) = mean(log W*(k)) - log W(k)``, where W is the inertia of the points, and
    W* that of as many points drawn uniformly from the box around the points along
    their principal axes. The error is ``sd(log W*(k)) * sqrt(1 + 1 / references)``.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    clusters : list of int
        Numbers of clusters.
    inertia : callable
        Sets of points, shape (sets, customers, axes), and a number of clusters ->
        inertia of a fit to each, shape (sets,).
    seed : int
        Seed of the uniform points.
    references : int, default 10
        How many sets of them.

    Returns
    -------
    tuple of numpy.ndarray
        Gap and error for each number of clusters; NaN where the inertia is zero.

    Examples
    --------
    >>> points = np.array([[0.0], [0.1], [5.0], [5.1]])
    >>> def inertia(sets, clusters):
    ...     halves = np.split(np.sort(sets, axis=1), clusters, axis=1)
    ...     return sum(half.var(axis=1)[:, 0] * half.shape[1] for half in halves)
    >>> gap, error = gap_statistic(points, [1, 2], inertia, seed=0)
    >>> bool(gap[1] - error[1] > gap[0])
    True

    References
    ----------
    Tibshirani, Walther and Hastie (2001), *Estimating the number of clusters in a
    data set via the gap statistic*.
    """
    uniform = uniform_points(points, seed=seed, sets=references)
    expected = np.array([inertia(uniform, number) for number in clusters]).T
    found = np.array([inertia(points[None], number)[0] for number in clusters])
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(expected)
        gap = logs.mean(axis=0) - np.log(found)
        error = logs.std(axis=0) * np.sqrt(1 + 1 / references)
    usable = np.isfinite(gap)
    return np.where(usable, gap, np.nan), np.where(usable, error, np.nan)


def uniform_points(points: np.ndarray, *, seed: int, sets: int) -> np.ndarray:
    """Draw points without clusters, from the box around points along their axes.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, axes).
    seed : int
        Seed of the drawing.
    sets : int
        How many sets to draw.

    Returns
    -------
    numpy.ndarray
        As many points in each set, along the principal axes of the given ones, centred.
        Shape (sets, customers, axes).
    """
    random = np.random.RandomState(seed)
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    return random.uniform(low, high, (sets, *turned.shape))


def preferred_by_gap(
    clusters: list[int], gap: np.ndarray, error: np.ndarray
) -> int | None:
    """Return the smallest k with ``gap(k) >= gap(k + 1) - error(k + 1)``.

    None where no number fulfils it, or only one was tried.
    """
    for position in range(len(clusters) - 1):
        if gap[position] >= gap[position + 1] - error[position + 1]:
            return clusters[position]
    return None
