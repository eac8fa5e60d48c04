"""Where K-Means begins: at points that are far from each other."""

import numpy as np

from customer_segmentation.fitting.clouds import NUMBERS, Clouds


def plus_plus(clouds: Clouds, clusters: int, *, starts: int, seed: int) -> np.ndarray:
    """Choose beginnings by greedy k-means++.

    The first centre is any point. For each further one, a few points are drawn with a
    chance in proportion to their squared distance from the centres so far, and the one
    that leaves the least such distance in total is taken. Each set is drawn from with
    the same random numbers.

    Parameters
    ----------
    clouds : Clouds
        Each with as many different points as clusters, at least.
    clusters, starts, seed
        As for :func:`~customer_segmentation.fitting.kmeans.kmeans_centres`.

    Returns
    -------
    numpy.ndarray
        Points of the clouds, shape (sets, starts, clusters, axes).

    References
    ----------
    Arthur and Vassilvitskii (2007), *k-means++: the advantages of careful seeding*.
    """
    random = np.random.RandomState(seed)
    trials = 2 + int(np.log(clusters))
    draws = random.random_sample((starts, 1 + (clusters - 1) * trials))
    together = max(8 * NUMBERS // (trials * clouds.squares.size), 1)
    groups = (draws[begin : begin + together] for begin in range(0, starts, together))
    return np.concatenate([_chosen(clouds, group, trials) for group in groups], axis=1)


def _chosen(clouds: Clouds, draws: np.ndarray, trials: int) -> np.ndarray:
    """Choose the beginnings of some starts, from numbers between 0 and 1."""
    sets, count = clouds.squares.shape
    starts = len(draws)
    even = np.full(count, 1 / count).cumsum()
    first = (even / even[-1]).searchsorted(draws[:, 0], side="right")
    chosen = [np.broadcast_to(first, (sets, starts))]
    closest = clouds.distances_from(chosen[0])
    for begin in range(1, draws.shape[1], trials):
        places = draws[:, begin : begin + trials] * closest.sum(axis=2)[..., None]
        sums = closest.cumsum(axis=2).reshape(-1, count)
        tried = [
            of_start.searchsorted(place)
            for of_start, place in zip(sums, places.reshape(-1, trials), strict=True)
        ]
        tried = np.minimum(tried, count - 1).reshape(sets, starts * trials)
        closer = clouds.distances_from(tried).reshape(sets, starts, trials, count)
        np.minimum(closer, closest[:, :, None], out=closer)
        best = closer.sum(axis=3).argmin(axis=2)[..., None]
        closest = np.take_along_axis(closer, best[..., None], axis=2)[:, :, 0]
        tried = tried.reshape(sets, starts, trials)
        chosen.append(np.take_along_axis(tried, best, axis=2)[..., 0])
    return clouds.points[np.arange(sets)[:, None, None], np.stack(chosen, axis=2)]
