"""Fitted models as tables of numbers, from which SQL scores every customer."""

import hashlib

import numpy as np
import pandas as pd

from customer_segmentation.configuration import Population, populations
from customer_segmentation.kmeans import fit_centres, order_by_value
from customer_segmentation.scaling import Scaling, standard_scaling

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "parameter": "string",
    "segment_id": "Int32",
    "feature": "string",
    "transform": "string",
    "value": "float64",
    "model_version": "string",
    "fitted_as_of": "datetime64[us]",
    "fitted_customers": "Int64",
}


def fit_parameters(
    settings: pd.DataFrame, sample: pd.DataFrame, cluster_counts: pd.DataFrame
) -> pd.DataFrame:
    """Fit the chosen model of every population.

    A customer's segment is that of the nearest centre, in the space of
    ``(transform(feature) - offset) / scale``.

    Parameters
    ----------
    settings, sample : pandas.DataFrame
        The tables ``seg_settings`` and ``seg_fit_sample``.
    cluster_counts : pandas.DataFrame
        The table ``seg_cluster_counts``: how many clusters were chosen.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and parameter, with the columns of
        ``COLUMNS``. ``parameter`` is ``offset``, ``scale`` (one per feature) or
        ``centre`` (one per segment and feature, in scaled units; segments are
        numbered from 1 by the mean spend of their customers, highest first).
    """
    chosen = cluster_counts[cluster_counts["is_chosen"]].set_index(
        ["segmentation", "population"]
    )["clusters"]
    frames = [
        _fit(population, int(chosen[(population.segmentation.name, population.name)]))
        for population in populations(settings, sample)
    ]
    empty = pd.DataFrame(columns=list(COLUMNS))
    return pd.concat([empty, *frames], ignore_index=True)[[*COLUMNS]].astype(COLUMNS)


def _fit(population: Population, clusters: int) -> pd.DataFrame:
    segmentation = population.segmentation
    scaling = standard_scaling(population.points)
    points = scaling.apply(population.points)
    centres = fit_centres(
        points, clusters, starts=segmentation.starts, seed=segmentation.seed
    )
    monetary = population.customers["monetary"].to_numpy(dtype=float)
    rows = _rows(population, scaling, order_by_value(centres, points, monetary))
    return pd.DataFrame(rows).assign(
        model_version=_version(rows),
        fitted_as_of=population.customers["as_of_date"].iloc[0],
        fitted_customers=len(points),
    )


def _rows(population: Population, scaling: Scaling, centres: np.ndarray) -> list[dict]:
    rows = []
    for number, (feature, transform) in enumerate(
        population.segmentation.features.items()
    ):
        key = {**population.key, "feature": feature, "transform": transform}
        for parameter in ("offset", "scale"):
            value = float(getattr(scaling, parameter)[number])
            rows.append({**key, "parameter": parameter, "value": value})
        rows += [
            {**key, "parameter": "centre", "segment_id": segment_id, "value": value}
            for segment_id, value in enumerate(centres[:, number].tolist(), start=1)
        ]
    return rows


def _version(rows: list[dict]) -> str:
    text = repr([sorted(row.items()) for row in rows])
    return hashlib.sha256(text.encode()).hexdigest()[:12]
