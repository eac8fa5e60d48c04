"""Scaling of features: an offset and a scale each, so that SQL can repeat it."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scaling:
    """What takes a feature to the space in which distances are measured.

    Attributes
    ----------
    offset : numpy.ndarray
        Subtracted from each feature; shape (features,).
    scale : numpy.ndarray
        Then divides each feature; shape (features,), never zero.
    """

    offset: np.ndarray
    scale: np.ndarray

    def apply(self, points: np.ndarray) -> np.ndarray:
        """Return ``(points - offset) / scale``, of the shape of ``points``."""
        return (points - self.offset) / self.scale


def standard_scaling(points: np.ndarray) -> Scaling:
    """Fit standard scaling: mean 0 and population standard deviation 1.

    ``z = (x - mean) / sd``, as in scikit-learn's ``StandardScaler``. A feature
    that is the same for everyone has no spread to divide by: its scale is 1.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, features), at least one customer.

    Returns
    -------
    Scaling
        The mean and the standard deviation of each feature.

    Raises
    ------
    ValueError
        If there is no customer, or a value is missing or infinite.

    Examples
    --------
    >>> scaling = standard_scaling(np.array([[1.0, 5.0], [3.0, 5.0]]))
    >>> scaling.offset, scaling.scale
    (array([2., 5.]), array([1., 1.]))
    """
    if points.ndim != 2 or len(points) == 0:
        raise ValueError(
            f"Scaling got points of shape {points.shape}; it needs rows of features."
        )
    if not np.isfinite(points).all():
        raise ValueError(
            f"Scaling got {int((~np.isfinite(points)).sum())} missing or infinite "
            "values; every feature must be a number."
        )
    deviation = points.std(axis=0)
    constant = deviation <= 1e-12 * np.maximum(1.0, np.abs(points).max(axis=0))
    return Scaling(points.mean(axis=0), np.where(constant, 1.0, deviation))
