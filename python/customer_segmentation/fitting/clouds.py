"""Sets of points side by side, and their distances from many centres at once."""

from collections.abc import Iterator

import numpy as np

NUMBERS = 2**17
"""Distances that are in memory at a time: so many stay close to the processor."""


class Clouds:
    """Sets of equally many points, as the steps need them.

    Parameters
    ----------
    points : numpy.ndarray
        Each set centred on zero, shape (sets, points, axes).
    """

    def __init__(self, points: np.ndarray) -> None:
        ones = np.ones((*points.shape[:2], 1))
        self.rows = np.concatenate([points, ones], axis=2)
        """The points with a column of ones, shape (sets, points, axes + 1)."""
        self.columns = np.ascontiguousarray(self.rows.transpose(0, 2, 1))
        """The same, transposed."""
        self.squares = np.einsum("spa,spa->sp", points, points)
        """Squared distance of each point from zero, shape (sets, points)."""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def points(self) -> np.ndarray:
        """The points themselves, shape (sets, points, axes)."""
        return self.rows[..., :-1]

    def some(self, chosen: np.ndarray) -> "Clouds":
        """Return a selection of the sets."""
        if len(chosen) == len(self):
            return self
        selection = object.__new__(Clouds)
        for name, array in vars(self).items():
            setattr(selection, name, array[chosen])
        return selection

    def distances(self, centres: np.ndarray) -> Iterator[tuple[slice, np.ndarray]]:
        """Walk through blocks of points with their distances from centres.

        Parameters
        ----------
        centres : numpy.ndarray
            Of each set, shape (sets, starts, clusters, axes).

        Yields
        ------
        tuple of slice and numpy.ndarray
            Which points, and squared distances less :attr:`squares`, of shape (sets,
            starts, clusters, points of the block).
        """
        sets, starts, clusters, axes = centres.shape
        products = np.empty((sets, starts, clusters, axes + 1))
        np.multiply(centres, -2, out=products[..., :-1])
        np.einsum("skca,skca->skc", centres, centres, out=products[..., -1])
        products = products.reshape(sets, starts * clusters, axes + 1)
        count = self.rows.shape[1]
        step = max(NUMBERS // (sets * starts * clusters), 1)
        for begin in range(0, count, step):
            block = slice(begin, min(begin + step, count))
            found = products @ self.columns[:, :, block]
            yield block, found.reshape(sets, starts, clusters, block.stop - begin)

    def distances_from(self, chosen: np.ndarray) -> np.ndarray:
        """Squared distances of all points from some of them.

        Parameters
        ----------
        chosen : numpy.ndarray
            Numbers of points of each set, shape (sets, chosen).

        Returns
        -------
        numpy.ndarray
            Shape (sets, chosen, points).
        """
        sets = np.arange(len(self))[:, None]
        centres = self.points[sets, chosen][:, None]
        blocks = [block[:, 0] for _, block in self.distances(centres)]
        found = np.concatenate(blocks, axis=2)
        found += self.squares[:, None]
        np.maximum(found, 0, out=found)
        found[sets, np.arange(chosen.shape[1]), chosen] = 0
        return found
