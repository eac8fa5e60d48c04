"""The space in which distances are measured: scaled features, or their components."""

from dataclasses import dataclass

import numpy as np

from customer_segmentation.fitting.principal_components import fit_components
from customer_segmentation.fitting.scaling import Scaling, fit_scaling
from customer_segmentation.settings.segmentation import Population


@dataclass(frozen=True)
class Space:
    """What takes transformed features to the place of a customer.

    Attributes
    ----------
    scaling : Scaling
        Offset and scale of each feature. With components, the offset is the mean of
        the feature, whatever the scaler: components are centred.
    loadings : numpy.ndarray or None
        Weight of each feature in each component, shape (components, features); None
        where distances are measured between the scaled features themselves.
    """

    scaling: Scaling
    loadings: np.ndarray | None

    def apply(self, points: np.ndarray) -> np.ndarray:
        """Return the places of customers, shape (customers, axes)."""
        scaled = self.scaling.apply(points)
        return scaled if self.loadings is None else scaled @ self.loadings.T


def fit_space(points: np.ndarray, scaler: str, components: int | None) -> Space:
    """Fit the scaling and, if asked for, the principal components.

    Parameters
    ----------
    points : numpy.ndarray
        Transformed features, shape (customers, features).
    scaler : {"standard", "minmax", "robust"}
        See :func:`~customer_segmentation.fitting.scaling.fit_scaling`.
    components : int or None
        Number of principal components, or None to keep the features.

    Returns
    -------
    Space
        ``place = ((x - offset) / scale) @ loadings.T``

    Examples
    --------
    >>> points = np.array([[0.0, 0.0], [1.0, 10.0], [2.0, 20.0]])
    >>> fit_space(points, "minmax", None).apply(points)[2]
    array([1., 1.])
    >>> fit_space(points, "minmax", 1).apply(points).round(6).ravel().tolist()
    [-0.707107, 0.0, 0.707107]
    """
    scaling = fit_scaling(points, scaler)
    if components is None:
        return Space(scaling, None)
    centred = scaling.centred(points)
    return Space(centred, fit_components(centred.apply(points), components).loadings)


def space_of(population: Population) -> Space:
    """Fit the space that a population's segmentation asks for."""
    segmentation = population.segmentation
    return fit_space(population.points, segmentation.scaler, segmentation.components)
