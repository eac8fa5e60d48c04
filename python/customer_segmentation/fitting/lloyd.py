"""Lloyd's algorithm from many starts at once, as matrix products over blocks of rows.

It takes the steps of scikit-learn's ``KMeans``, draws the same random numbers and gives
the same centres, in a half to a sixth of the time: hundreds of fits of a thousand
customers spend most of theirs between the calls of a library.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

STEPS = 300
"""Steps of one start, at most."""

TOLERANCE = 1e-4
"""A start ends when its centres move less than this share of the mean variance."""

NUMBERS = 2**18
"""Distances that are in memory at a time: so many stay close to the processor."""


@dataclass(frozen=True)
class Cloud:
    """Points as the steps need them.

    Attributes
    ----------
    points : numpy.ndarray
        Centred on zero, shape (points, axes).
    """

    points: np.ndarray

    @cached_property
    def rows(self) -> np.ndarray:
        """The points with a column of ones, shape (points, axes + 1)."""
        return np.column_stack([self.points, np.ones(len(self.points))])

    @cached_property
    def columns(self) -> np.ndarray:
        """The same, transposed."""
        return np.ascontiguousarray(self.rows.T)

    @cached_property
    def squares(self) -> np.ndarray:
        """Squared distance of each point from zero, shape (points,)."""
        return np.einsum("ij,ij->i", self.points, self.points)

    def blocks(self, centres: np.ndarray) -> Iterator[tuple[slice, np.ndarray]]:
        """Walk through the points with their distances to centres.

        Parameters
        ----------
        centres : numpy.ndarray
            Shape (starts, clusters, axes).

        Yields
        ------
        tuple of slice and numpy.ndarray
            Which points, and squared distances less :attr:`squares`, of shape (starts,
            clusters, points of the block). The next block overwrites them.
        """
        starts, clusters, axes = centres.shape
        products = _for_products(centres.reshape(-1, axes))
        step = max(NUMBERS // len(products), 1)
        distances = np.empty(len(products) * min(step, len(self.points)))
        for begin in range(0, len(self.points), step):
            block = slice(begin, min(begin + step, len(self.points)))
            width = block.stop - begin
            found = distances[: len(products) * width].reshape(len(products), width)
            np.matmul(products, self.columns[:, block], out=found)
            yield block, found.reshape(starts, clusters, width)

    def distances_from(self, chosen: np.ndarray) -> np.ndarray:
        """Squared distances from some of the points to all, shape (chosen, points)."""
        distances = _for_products(self.points[chosen]) @ self.columns
        distances += self.squares
        np.maximum(distances, 0, out=distances)
        distances[np.arange(len(chosen)), chosen] = 0
        return distances


def _for_products(centres: np.ndarray) -> np.ndarray:
    """Return what times a row (point, 1) is the squared distance less point²."""
    products = np.empty((len(centres), centres.shape[1] + 1))
    np.multiply(centres, -2, out=products[:, :-1])
    np.einsum("ij,ij->i", centres, centres, out=products[:, -1])
    return products


def plus_plus(cloud: Cloud, clusters: int, *, starts: int, seed: int) -> np.ndarray:
    """Choose beginnings by greedy k-means++.

    The first centre is any point. For each further one, a few points are drawn with a
    chance in proportion to their squared distance from the centres so far, and the one
    that leaves the least such distance in total is taken.

    Parameters
    ----------
    cloud : Cloud
        With as many different points as clusters, at least.
    clusters, starts, seed
        As for :func:`~customer_segmentation.fitting.kmeans.kmeans_centres`.

    Returns
    -------
    numpy.ndarray
        Points of the cloud, shape (starts, clusters, axes).

    References
    ----------
    Arthur and Vassilvitskii (2007), *k-means++: the advantages of careful seeding*.
    """
    random = np.random.RandomState(seed)
    trials = 2 + int(np.log(clusters))
    draws = random.random_sample((starts, 1 + (clusters - 1) * trials))
    together = max(8 * NUMBERS // (trials * len(cloud.points)), 1)
    groups = (draws[begin : begin + together] for begin in range(0, starts, together))
    return np.concatenate([_chosen(cloud, group, trials) for group in groups])


def _chosen(cloud: Cloud, draws: np.ndarray, trials: int) -> np.ndarray:
    """Choose the beginnings of some starts, from numbers between 0 and 1."""
    every, count = np.arange(len(draws)), len(cloud.points)
    even = np.full(count, 1 / count).cumsum()
    chosen = [(even / even[-1]).searchsorted(draws[:, 0], side="right")]
    closest = cloud.distances_from(chosen[0])
    for begin in range(1, draws.shape[1], trials):
        totals = closest.sum(axis=1, keepdims=True)
        places = draws[:, begin : begin + trials] * totals
        tried = np.array(
            [
                sums.searchsorted(place)
                for sums, place in zip(closest.cumsum(axis=1), places, strict=True)
            ]
        ).clip(max=count - 1)
        closer = cloud.distances_from(tried.ravel()).reshape(*tried.shape, count)
        np.minimum(closer, closest[:, None], out=closer)
        best = closer.sum(axis=2).argmin(axis=1)
        closest = closer[every, best]
        chosen.append(tried[every, best])
    return cloud.points[np.column_stack(chosen)]


def lloyd(cloud: Cloud, centres: np.ndarray) -> np.ndarray:
    """Move centres to the mean of the points that are nearest to them, until they rest.

    Parameters
    ----------
    cloud : Cloud
        The points.
    centres : numpy.ndarray
        Beginnings, shape (starts, clusters, axes).

    Returns
    -------
    numpy.ndarray
        Centres in the end, of the same shape.
    """
    centres = centres.copy()
    limit = TOLERANCE * cloud.points.var(axis=0).mean()
    going = np.arange(len(centres))
    for _ in range(STEPS):
        before = centres[going]
        after = _means(cloud, before)
        centres[going] = after
        moved = (after - before).reshape(len(going), -1)
        going = going[np.einsum("ij,ij->i", moved, moved) > limit]
        if not len(going):
            break
    return centres


def _means(cloud: Cloud, centres: np.ndarray) -> np.ndarray:
    """Return the mean of the points nearest to each centre."""
    totals = np.zeros((*centres.shape[:2], centres.shape[2] + 1))
    for block, distances in cloud.blocks(centres):
        nearest = np.minimum.reduce(distances, axis=1, keepdims=True)
        members = (distances == nearest).astype(float)
        part = members @ cloud.rows[block]
        if np.add.reduce(part[..., -1], axis=None) > nearest.size:
            # As near to one centre as to another: the first has it.
            members[members.cumsum(axis=1) > 1] = 0
            part = members @ cloud.rows[block]
        totals += part
    for start in np.flatnonzero((totals[..., -1] == 0).any(axis=1)):
        _give_a_point_to_the_empty(cloud, centres[start], totals[start])
    return totals[..., :-1] / totals[..., -1:]


def _give_a_point_to_the_empty(
    cloud: Cloud, centres: np.ndarray, totals: np.ndarray
) -> None:
    """Move the points that are farthest from their centres to clusters without any."""
    labels, squared = nearest_in(cloud, centres)
    empty = np.flatnonzero(totals[:, -1] == 0)
    farthest = np.argpartition(squared, -len(empty))[: -len(empty) - 1 : -1]
    for cluster, point in zip(empty, farthest, strict=True):
        totals[labels[point]] -= cloud.rows[point]
        totals[cluster] = cloud.rows[point]


def nearest_in(cloud: Cloud, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the nearest of a start's centres for each point, and its squared distance.

    Parameters
    ----------
    cloud : Cloud
        The points.
    centres : numpy.ndarray
        Shape (clusters, axes).
    """
    labels = np.empty(len(cloud.points), dtype=int)
    squared = cloud.squares.copy()
    for block, (distances,) in cloud.blocks(centres[None]):
        labels[block] = distances.argmin(axis=0)
        squared[block] += distances.min(axis=0)
    return labels, squared


def best_start(cloud: Cloud, centres: np.ndarray) -> np.ndarray:
    """Return the centres of the start with the lowest inertia, shape (clusters, axes).

    Of starts that end in the same clusters, the first: their inertias differ by how
    close they came to the end.
    """
    best, labels, least = None, None, np.inf
    for of_start in centres:
        found, squared = nearest_in(cloud, of_start)
        inertia = squared.sum()
        if inertia < least and (best is None or not _are_same(found, labels)):
            best, labels, least = of_start, found, inertia
    return best


def _are_same(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two clusterings are the same but for the numbers of the clusters."""
    pairs = np.unique(one * (other.max() + 1) + other)
    return len(pairs) == len(np.unique(one)) == len(np.unique(other))
