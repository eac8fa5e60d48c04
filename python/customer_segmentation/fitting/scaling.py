"""Scaling of features: an offset and a scale each, so that SQL can repeat it."""

from dataclasses import dataclass

import numpy as np

SCALERS = ("standard", "minmax", "robust")


@dataclass(frozen=True)
class Scaling:
    """What takes a feature to a scale on which features can be compared.

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

    def centred(self, points: np.ndarray) -> "Scaling":
        """Return the scaling with the offset at which the scaled points have mean 0."""
        mean = self.apply(points).mean(axis=0)
        return Scaling(self.offset + mean * self.scale, self.scale)


def fit_scaling(points: np.ndarray, scaler: str = "standard") -> Scaling:
    """Fit a scaling: ``(x - offset) / scale``, feature by feature.

    ========== ======== =============================
    scaler     offset   scale
    ========== ======== =============================
    `standard` mean     population standard deviation
    `minmax`   least    greatest - least
    `robust`   median   upper - lower quartile
    ========== ======== =============================

    As scikit-learn's ``StandardScaler``, ``MinMaxScaler`` and ``RobustScaler``. A
    feature without spread has nothing to divide by: its scale is 1.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (customers, features), at least one customer.
    scaler : {"standard", "minmax", "robust"}, default "standard"
        Which offset and scale to take.

    Returns
    -------
    Scaling
        Offset and scale of each feature.

    Raises
    ------
    ValueError
        If there is no customer, a value is missing or infinite, or the scaler is
        unknown.

    Examples
    --------
    >>> points = np.array([[1.0, 5.0], [3.0, 5.0]])
    >>> scaling = fit_scaling(points)
    >>> scaling.offset, scaling.scale
    (array([2., 5.]), array([1., 1.]))
    >>> fit_scaling(points, "minmax").offset
    array([1., 5.])
    >>> fit_scaling(points, "robust").scale
    array([1., 1.])
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
    offset, scale = _centre_and_spread(points, scaler)
    constant = scale <= 1e-12 * np.maximum(1.0, np.abs(points).max(axis=0))
    return Scaling(offset, np.where(constant, 1.0, scale))


def _centre_and_spread(
    points: np.ndarray, scaler: str
) -> tuple[np.ndarray, np.ndarray]:
    if scaler == "standard":
        return points.mean(axis=0), points.std(axis=0)
    if scaler == "minmax":
        return points.min(axis=0), np.ptp(points, axis=0)
    if scaler == "robust":
        lower, median, upper = np.percentile(points, [25, 50, 75], axis=0)
        return median, upper - lower
    raise ValueError(
        f"Scaling got the scaler {scaler!r}; it knows {', '.join(SCALERS)}."
    )
