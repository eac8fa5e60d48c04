"""Populations with one hump: what customers who form no groups look like."""

from collections.abc import Iterator

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import rankdata

MODES = 21
"""Places that are tried for the hump of a feature."""


def populations_with_one_hump(
    points: np.ndarray, *, seed: int, sets: int
) -> Iterator[np.ndarray]:
    """Draw populations like the one given, with all groups smoothed away.

    Each feature has the distribution with one hump that is closest to its own: with
    its skew, its tails and its range, and no valley. A Gaussian copula gives the
    features the rank correlations that they have. Uniform points are too easy a null:
    a skewed cloud splits well, and again in each half of the data.

    Parameters
    ----------
    points : numpy.ndarray
        Features, shape (customers, features).
    seed : int
        Seed of the drawing.
    sets : int
        How many populations to draw.

    Yields
    ------
    numpy.ndarray
        As many customers, of the same features.

    Examples
    --------
    >>> groups = np.repeat([[0.0], [9.0]], 100, axis=0) + np.arange(200)[:, None] / 99
    >>> (drawn,) = populations_with_one_hump(groups, seed=0, sets=1)
    >>> bool(((drawn > 3) & (drawn < 8)).any()), drawn.shape
    (True, (200, 1))

    References
    ----------
    Liu, Hayes, Nobel and Marron (2008), *Statistical significance of clustering for
    high-dimension, low-sample size data*, for the null of one hump; Hartigan and
    Hartigan (1985), *The dip test of unimodality*, for the closest distribution.
    """
    random = np.random.RandomState(seed)
    customers, features = points.shape
    scores = ndtri((rankdata(points, axis=0) - 0.5) / customers)
    constant = np.ptp(points, axis=0) == 0
    scores[:, constant] = 0.0
    spread = np.where(constant, 1.0, scores.std(axis=0))
    scaled = (scores - scores.mean(axis=0)) / spread
    values, vectors = np.linalg.eigh(scaled.T @ scaled / customers)
    root = vectors * np.sqrt(np.clip(values, 0, None)) @ vectors.T
    margins = [closest_with_one_hump(column) for column in points.T]
    for _ in range(sets):
        shares = ndtr(random.standard_normal((customers, features)) @ root)
        yield np.column_stack(
            [
                np.interp(share, cumulative, places)
                for share, (places, cumulative) in zip(shares.T, margins, strict=True)
            ]
        )


def closest_with_one_hump(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the distribution with one hump that is closest to that of some values.

    Left of the hump a cumulative distribution is convex, right of it concave. For
    each place tried, the closest one is the greatest convex minorant on its left and
    the least concave majorant on its right; the place with the least distance wins.

    Parameters
    ----------
    values : numpy.ndarray
        Shape (customers,).

    Returns
    -------
    tuple of numpy.ndarray
        The values, ascending, and the share of the distribution up to each of them.

    Examples
    --------
    >>> places, cumulative = closest_with_one_hump(np.array([0.0, 1, 2, 8, 9, 10]))
    >>> cumulative.round(2).tolist()
    [0.08, 0.25, 0.42, 0.79, 0.85, 0.92]
    """
    places = np.sort(values)
    empirical = (np.arange(len(places)) + 0.5) / len(places)
    tried = np.unique(np.linspace(0, len(places) - 1, MODES).astype(int))
    fits = [_with_hump_at(place, places, empirical) for place in tried]
    distances = [abs(fit - empirical).max() for fit in fits]
    return places, fits[int(np.argmin(distances))]


def _with_hump_at(hump: int, places: np.ndarray, shares: np.ndarray) -> np.ndarray:
    left = _convex_minorant(places[: hump + 1], shares[: hump + 1])
    right = -_convex_minorant(places[hump:], -shares[hump:])
    return np.concatenate([left[:-1], right])


def _convex_minorant(places: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """Height at each place of the lower hull of the points."""
    corners: list[int] = []
    for new in range(len(places)):
        while len(corners) > 1 and _is_above(places, heights, *corners[-2:], new):
            corners.pop()
        corners.append(new)
    return np.interp(places, places[corners], heights[corners])


def _is_above(places: np.ndarray, heights: np.ndarray, a: int, b: int, c: int) -> bool:
    """Whether the point b lies on or above the line from a to c."""
    rise, run = heights[c] - heights[a], places[c] - places[a]
    return (heights[b] - heights[a]) * run >= rise * (places[b] - places[a])
