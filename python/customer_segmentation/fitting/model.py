"""Scoring in Python, as the SQL does it: from the table of parameters."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from customer_segmentation.fitting.kmeans import nearest_centre
from customer_segmentation.fitting.scaling import Scaling
from customer_segmentation.fitting.space import Space
from customer_segmentation.settings.segmentation import Population


@dataclass(frozen=True)
class Model:
    """A fitted model.

    Attributes
    ----------
    space : Space
        What takes transformed features to the place of a customer.
    centres : numpy.ndarray
        Shape (segments, axes); segment 1 first.
    """

    space: Space
    centres: np.ndarray

    def segments(self, points: np.ndarray) -> np.ndarray:
        """Return the segment, from 1, of customers given by transformed features."""
        return nearest_centre(self.space.apply(points), self.centres) + 1


def read_model(parameters: pd.DataFrame, population: Population) -> Model:
    """Read the model of a population from ``seg_parameters``.

    Parameters
    ----------
    parameters : pandas.DataFrame
        The table ``seg_parameters``.
    population : Population
        Whose model to read.

    Returns
    -------
    Model
        The one by which SQL scores the population.
    """
    key = population.key
    rows = parameters[
        (parameters["segmentation"] == key["segmentation"])
        & (parameters["population"] == key["population"])
    ]
    features = list(population.segmentation.features)

    def of(parameter: str) -> pd.DataFrame:
        return rows[rows["parameter"] == parameter]

    offset, scale = (
        of(parameter).set_index("feature")["value"].loc[features].to_numpy(dtype=float)
        for parameter in ("offset", "scale")
    )
    loadings, axis, axes = None, "feature", features
    if population.segmentation.components is not None:
        weights = of("loading").pivot_table(
            index="component", columns="feature", values="value"
        )
        loadings = weights[features].to_numpy(dtype=float)
        axis, axes = "component", weights.index
    centres = of("centre").pivot_table(index="segment_id", columns=axis, values="value")
    space = Space(Scaling(offset, scale), loadings)
    return Model(space, centres[axes].to_numpy(dtype=float))
