"""Lloyd's algorithm for many sets and many starts at once, as matrix products.

It takes the steps of scikit-learn's ``KMeans``, draws the same random numbers and gives
the same centres, in a fraction of the time: hundreds of fits of a thousand customers
spend most of theirs between the calls of a library.
"""

import numpy as np

from customer_segmentation.fitting.clouds import Clouds

STEPS = 300
"""Steps of one start, at most."""

TOLERANCE = 1e-4
"""A start ends when its centres move less than this share of the mean variance."""


def lloyd(clouds: Clouds, centres: np.ndarray) -> np.ndarray:
    """Move centres to the mean of the points that are nearest to them, until they rest.

    Parameters
    ----------
    clouds : Clouds
        The points.
    centres : numpy.ndarray
        Beginnings, shape (sets, starts, clusters, axes).

    Returns
    -------
    numpy.ndarray
        Centres in the end, of the same shape.
    """
    centres = centres.copy()
    limits = TOLERANCE * clouds.points.var(axis=1).mean(axis=1)
    going = np.ones(centres.shape[:2], dtype=bool)
    sets, here = np.arange(len(clouds)), clouds
    for _ in range(STEPS):
        before = centres[sets]
        after = _means(here, before)
        moved = (after - before).reshape(*before.shape[:2], -1)
        steps = np.einsum("skm,skm->sk", moved, moved)
        # A start that rests stays where it is while others of its set go on.
        centres[sets] = np.where(going[sets][..., None, None], after, before)
        going[sets] &= steps > limits[sets, None]
        left = going.any(axis=1).nonzero()[0]
        if not len(left):
            break
        if len(left) < len(sets):
            sets, here = left, clouds.some(left)
    return centres


def _means(clouds: Clouds, centres: np.ndarray) -> np.ndarray:
    """Return the mean of the points nearest to each centre."""
    sets, starts, clusters, axes = centres.shape
    totals = np.zeros((sets, starts, clusters, axes + 1))
    for block, distances in clouds.distances(centres):
        nearest = np.minimum.reduce(distances, axis=2, keepdims=True)
        members = (distances == nearest).astype(float)
        part = _sums(members, clouds.rows[:, block])
        if np.add.reduce(part[..., -1], axis=None) > nearest.size:
            # As near to one centre as to another: the first has it.
            members[members.cumsum(axis=2) > 1] = 0
            part = _sums(members, clouds.rows[:, block])
        totals += part
    for one, start in np.argwhere((totals[..., -1] == 0).any(axis=2)):
        of_set = clouds.some(np.array([one]))
        _give_a_point_to_the_empty(of_set, centres[one, start], totals[one, start])
    return totals[..., :-1] / totals[..., -1:]


def _sums(members: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Add up the rows of the members of each cluster."""
    sets, starts, clusters, count = members.shape
    sums = members.reshape(sets, starts * clusters, count) @ rows
    return sums.reshape(sets, starts, clusters, -1)


def _give_a_point_to_the_empty(
    cloud: Clouds, centres: np.ndarray, totals: np.ndarray
) -> None:
    """Move the points that are farthest from their centres to clusters without any."""
    labels, squared = nearest_in(cloud, centres)
    empty = np.flatnonzero(totals[:, -1] == 0)
    farthest = np.argpartition(squared, -len(empty))[: -len(empty) - 1 : -1]
    for cluster, point in zip(empty, farthest, strict=True):
        totals[labels[point]] -= cloud.rows[0, point]
        totals[cluster] = cloud.rows[0, point]


def nearest_in(cloud: Clouds, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the nearest of a start's centres for each point, and its squared distance.

    Parameters
    ----------
    cloud : Clouds
        One set of points.
    centres : numpy.ndarray
        Shape (clusters, axes).
    """
    (squared,) = cloud.squares.copy()
    labels = np.empty(len(squared), dtype=int)
    for block, distances in cloud.distances(centres[None, None]):
        labels[block] = distances[0, 0].argmin(axis=0)
        squared[block] += distances[0, 0].min(axis=0)
    return labels, squared


def best_starts(clouds: Clouds, centres: np.ndarray) -> np.ndarray:
    """Return the centres of the start with the lowest inertia of each set.

    Of starts that end in the same clusters, the first: their inertias differ by how
    close they came to the end.

    Parameters
    ----------
    clouds : Clouds
        The points.
    centres : numpy.ndarray
        Shape (sets, starts, clusters, axes).

    Returns
    -------
    numpy.ndarray
        Shape (sets, clusters, axes).
    """
    inertias = np.zeros(centres.shape[:2])
    for _, distances in clouds.distances(centres):
        inertias += np.minimum.reduce(distances, axis=2).sum(axis=2)
    best = [
        _best_start(clouds.some(np.array([one])), of_set, inertias[one])
        for one, of_set in enumerate(centres)
    ]
    return centres[np.arange(len(clouds)), best]


def _best_start(cloud: Clouds, centres: np.ndarray, inertias: np.ndarray) -> int:
    best = 0
    for start in range(1, len(centres)):
        if inertias[start] < inertias[best]:
            labels, before = (
                nearest_in(cloud, centres[each])[0] for each in (start, best)
            )
            if not _are_same(labels, before):
                best = start
    return best


def _are_same(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two clusterings are the same but for the numbers of the clusters."""
    pairs = np.bincount(one * (other.max() + 1) + other)
    found = np.count_nonzero(pairs)
    return found == np.count_nonzero(np.bincount(one)) == len(np.unique(other))
