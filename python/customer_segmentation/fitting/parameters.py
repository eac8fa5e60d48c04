"""Fitted models as tables of numbers, from which SQL scores every customer."""

import hashlib
from collections.abc import Iterator

import numpy as np
import pandas as pd

from customer_segmentation.fitting.algorithms import fit_centres, fitted_on
from customer_segmentation.fitting.fit_memory import UNKNOWN, stay_near_the_last
from customer_segmentation.fitting.fitted_space import space_of
from customer_segmentation.fitting.kmeans import order_by_value
from customer_segmentation.fitting.populations import Population, populations
from customer_segmentation.fitting.space import Space
from customer_segmentation.tables import POPULATION, rows_of, stack

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "parameter": "string",
    "segment_id": "Int32",
    "component": "Int32",
    "feature": "string",
    "transform": "string",
    "value": "float64",
    "model_version": "string",
    "fitted_as_of": "datetime64[us]",
    "fitted_customers": "Int64",
    "scoring_agreement": "float64",
}


def fit_parameters(
    settings: pd.DataFrame,
    sample: pd.DataFrame,
    clip_bounds: pd.DataFrame,
    cluster_counts: pd.DataFrame,
    last_members: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Fit the chosen model of every population.

    A customer's segment is that of the nearest centre, in the space of
    ``(transform(feature) - offset) / scale``, or of the components that are sums of
    these times ``loading``.

    Parameters
    ----------
    settings, sample : pandas.DataFrame
        The tables ``seg_settings`` and ``seg_fit_sample``.
    clip_bounds : pandas.DataFrame
        The table ``seg_clip_bounds``: where SQL clipped the features.
    cluster_counts : pandas.DataFrame
        The table ``seg_cluster_counts``: how many clusters were chosen.
    last_members : pandas.DataFrame, optional
        Published segments of these customers, as
        :func:`~customer_segmentation.memory.last_version.last_members` reads them: of
        fits that are equally good, K-Means takes the one that moves the fewest.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and parameter, with the columns of
        ``COLUMNS``. ``parameter`` is ``lower``, ``upper`` (of a clipped feature),
        ``offset``, ``scale`` (of a feature), ``loading`` (of a component and a
        feature) or ``centre`` (of a segment, and a feature or else a component).
        Segments are numbered from 1 by the mean worth of their customers, highest
        first. ``scoring_agreement`` is the share of the fitted customers whom the
        nearest centre gives the cluster of the fit.
    """
    chosen = cluster_counts[cluster_counts["is_chosen"]].set_index(POPULATION)[
        "clusters"
    ]
    bounds = clip_bounds.set_index([*POPULATION, "feature"])
    frames = (
        _fit(
            population,
            int(chosen[tuple(population.key.values())]),
            bounds,
            _last_segments(population, last_members),
        )
        for population in populations(settings, sample)
    )
    return stack(frames, COLUMNS)


def _last_segments(
    population: Population, last_members: pd.DataFrame | None
) -> np.ndarray:
    """Segment of each customer in the last version of a model with these features."""
    if last_members is None:
        return np.full(len(population.customers), UNKNOWN)
    key = {
        **population.key,
        "features": " ".join(sorted(population.segmentation.features)),
    }
    segments = rows_of(last_members, key).set_index("customer_id")["segment_id"]
    found = population.customers["customer_id"].map(segments)
    return found.fillna(UNKNOWN).to_numpy(dtype=int)


def _fit(
    population: Population, clusters: int, bounds: pd.DataFrame, last: np.ndarray
) -> pd.DataFrame:
    segmentation = population.segmentation
    space = space_of(population)
    points = space.apply(population.points)
    fitted = points[fitted_on(population)]
    centres, agreement = fit_centres(
        fitted,
        segmentation.algorithm,
        clusters,
        starts=segmentation.starts,
        seed=segmentation.seed,
    )
    if segmentation.algorithm == "kmeans":
        centres = stay_near_the_last(
            points, centres, last, smallest_share=segmentation.smallest_share
        )
    worth = population.customers["worth"].to_numpy(dtype=float)
    ordered = order_by_value(centres, points, worth)
    rows = [*_space_rows(population, space, bounds), *_centre_rows(population, ordered)]
    return pd.DataFrame([{**population.key, **row} for row in rows]).assign(
        model_version=_version(rows),
        fitted_as_of=population.customers["as_of_date"].iloc[0],
        fitted_customers=len(fitted),
        scoring_agreement=agreement,
    )


def _space_rows(
    population: Population, space: Space, bounds: pd.DataFrame
) -> Iterator[dict]:
    """List what takes a customer to where distances are measured."""
    features = population.segmentation.features.items()
    for position, (feature, transform) in enumerate(features):
        row = {"feature": feature, "transform": transform}
        if transform == "clip":
            clipped = bounds.loc[(*population.key.values(), feature)]
            for bound in ("lower", "upper"):
                yield {**row, "parameter": bound, "value": float(clipped[bound])}
        for parameter in ("offset", "scale"):
            value = float(getattr(space.scaling, parameter)[position])
            yield {**row, "parameter": parameter, "value": value}
        if space.loadings is not None:
            for component, value in enumerate(space.loadings[:, position].tolist(), 1):
                loading = {"parameter": "loading", "component": component}
                yield {**row, **loading, "value": value}


def _centre_rows(population: Population, centres: np.ndarray) -> Iterator[dict]:
    """List where the centres lie, along features or along components."""
    segmentation = population.segmentation
    axes = [
        {"feature": feature, "transform": transform}
        for feature, transform in segmentation.features.items()
    ]
    if segmentation.components is not None:
        axes = [{"component": number} for number in range(1, centres.shape[1] + 1)]
    for axis, coordinates in zip(axes, centres.T.tolist(), strict=True):
        for segment_id, value in enumerate(coordinates, start=1):
            centre = {"parameter": "centre", "segment_id": segment_id}
            yield {**axis, **centre, "value": value}


def _version(rows: list[dict]) -> str:
    text = repr([sorted(row.items()) for row in rows])
    return hashlib.sha256(text.encode()).hexdigest()[:12]
