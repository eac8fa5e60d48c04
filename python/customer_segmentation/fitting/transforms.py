"""The transforms of features, number for number as the SQL does them."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

DIGITS = 1e9
"""Transformed features, distances and margins are rounded to nine decimals."""


@dataclass(frozen=True)
class Transforms:
    """What takes raw features to those that a model sees.

    Attributes
    ----------
    kinds : dict of str to str
        Feature -> ``none``, ``log1p`` or ``clip``, in the order of the names.
    lower, upper : numpy.ndarray
        Where a feature is clipped, shape (features,); infinite where it is not.
    """

    kinds: dict[str, str]
    lower: np.ndarray
    upper: np.ndarray

    def apply(self, values: np.ndarray) -> np.ndarray:
        """Return transformed features, of the shape of ``values``.

        Parameters
        ----------
        values : numpy.ndarray
            Raw features in their units, shape (customers, features).

        Raises
        ------
        ValueError
            If the logarithm of one plus a value is asked for, and it has none.

        Examples
        --------
        >>> transforms = Transforms(
        ...     {"age": "clip", "spend": "log1p"}, np.array([18, -np.inf]),
        ...     np.array([90, np.inf]),
        ... )
        >>> transforms.apply(np.array([[99.0, 0.0], [42.0, 9.0]])).tolist()
        [[90.0, 0.0], [42.0, 2.302585093]]
        """
        seen = np.array(values, dtype=float)
        for position in self._logarithms:
            # That of numpy may differ from that of the SQL in the last bit.
            column = seen[:, position].tolist()
            seen[:, position] = [math.log(1 + value) for value in column]
        seen = rounded(seen)
        if "clip" not in self.kinds.values():
            return seen
        # A bound is taken as it is, and a value is compared before it is rounded.
        seen = np.where(values > self.upper, self.upper, seen)
        return np.where(values < self.lower, self.lower, seen)

    @cached_property
    def _logarithms(self) -> list[int]:
        kinds = enumerate(self.kinds.values())
        return [position for position, kind in kinds if kind == "log1p"]


def rounded(values: np.ndarray) -> np.ndarray:
    """Round to nine decimals, halves away from zero, as DuckDB does.

    Adding a half and cutting would be shorter, and wrong: above 4.5 million the sum
    itself is rounded.

    Examples
    --------
    >>> rounded(np.array([0.1234567895, -2.5e-10, -5e-10])).tolist()
    [0.12345679, -0.0, -1e-09]
    """
    scaled = np.abs(values) * DIGITS
    whole = np.floor(scaled)
    return np.copysign((whole + (scaled - whole >= 0.5)) / DIGITS, values)
