"""Whether there are separate groups at all, or one crowd that a clustering divides."""

from dataclasses import dataclass

import numpy as np

from customer_segmentation.evidence.border_density import (
    EMPTY,
    FEWEST,
    border_densities,
    densest_border,
    spread_ties,
)
from customer_segmentation.evidence.one_hump import populations_with_one_hump
from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.kmeans import distinct_points, kmeans_centres
from customer_segmentation.fitting.populations import Population
from customer_segmentation.fitting.space import Space

COMPARED = 1_000
"""Customers that populations with one hump are compared with, at most."""

SETS = 20
"""Populations with one hump: that all of them are denser happens once in 21 times."""

STARTS = 3
"""Random starts of a fit to one of them, at most."""


@dataclass(frozen=True)
class Structure:
    """What the borders between clusters say of a population.

    Attributes
    ----------
    border_density : numpy.ndarray
        For each number of clusters tried, the density of its densest border; NaN for
        one cluster.
    without_groups : numpy.ndarray
        The least that populations with one hump reach there; NaN where they were not
        asked, because the border is not empty.
    clusters : list of int
        Numbers of clusters at which there is next to nobody on any border, ascending;
        empty where the customers form one crowd.
    small_groups : list of float
        Shares of the groups that are below the smallest share and have next to nobody
        on their own borders, the largest first.
    lone_customers : int
        Customers in clusters of fewer than ``FEWEST``, at the largest number of
        clusters at which groups stand apart; 0 where none do.
    """

    border_density: np.ndarray
    without_groups: np.ndarray
    clusters: list[int]
    small_groups: list[float]
    lone_customers: int = 0


def find_structure(
    population: Population, space: Space, fits: dict[int, np.ndarray]
) -> Structure:
    """Find the numbers of clusters at which groups stand apart.

    All borders must be empty (density below ``EMPTY``), and emptier than those in
    ``SETS`` populations with one hump that have the features' correlations, skew and
    tails: a level of one in 21. The largest number with empty borders is compared
    first; where it passes, smaller ones count without a comparison of their own.

    Parameters
    ----------
    population : Population
        Whose customers.
    space : Space
        Where distances between them are measured.
    fits : dict of int to numpy.ndarray
        Number of clusters -> centres of its fit, ascending.

    Returns
    -------
    Structure
        What was found.
    """
    segmentation = population.segmentation
    features = spread_ties(population.points, seed=segmentation.seed)
    points = space.apply(features)
    labels = {
        number: nearest_centre(points, centres) for number, centres in fits.items()
    }
    borders = {
        number: border_densities(points, labels[number], centres)
        for number, centres in fits.items()
    }
    density = np.array([np.fmax.reduce(each) for each in borders.values()])
    without = np.full(len(fits), np.nan)
    first = features[population.first(COMPARED)]
    numbers = [*fits]
    empty = [position for position, value in enumerate(density) if value < EMPTY]
    while empty:
        without[empty[-1]] = _least_without_groups(
            first, space, numbers[empty[-1]], density[empty[-1]], segmentation.seed
        )
        if without[empty[-1]] > density[empty[-1]]:
            break
        empty.pop()
    return Structure(
        density,
        without,
        [numbers[position] for position in empty],
        _small_groups(labels, borders, segmentation.smallest_share),
        _lone_customers(labels[numbers[empty[-1]]]) if empty else 0,
    )


def _least_without_groups(
    features: np.ndarray, space: Space, clusters: int, density: float, seed: int
) -> float:
    """Border density that populations with one hump reach, down to the one found.

    NaN, which nothing is below, where none of them has a border to compare with.
    """
    least = np.nan
    for drawn in populations_with_one_hump(features, seed=seed, sets=SETS):
        points = space.apply(drawn)
        if clusters > distinct_points(points, most=clusters):
            return 0.0
        centres = kmeans_centres(points, clusters, starts=STARTS, seed=seed)
        least = np.fmin(least, densest_border(points, centres))
        if least <= density:
            break
    return least


def _small_groups(
    labels: dict[int, np.ndarray],
    borders: dict[int, np.ndarray],
    smallest_share: float,
) -> list[float]:
    """Shares of small groups that stand apart, at the number that shows most."""
    found: list[float] = []
    for number, density in borders.items():
        sizes = np.bincount(labels[number], minlength=len(density))
        shares = sizes / len(labels[number])
        apart = (density < EMPTY) & (shares < smallest_share)
        if apart.sum() > len(found):
            found = sorted(shares[apart].tolist(), reverse=True)
    return found


def _lone_customers(labels: np.ndarray) -> int:
    sizes = np.bincount(labels)
    return int(sizes[sizes < FEWEST].sum())
