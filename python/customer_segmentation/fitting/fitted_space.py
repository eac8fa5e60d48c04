"""The space of a population: its scaling and, if asked for, its components."""

import numpy as np

from customer_segmentation.fitting.populations import Population
from customer_segmentation.fitting.principal_components import fit_components
from customer_segmentation.fitting.scaling import fit_scaling
from customer_segmentation.fitting.space import Space


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
