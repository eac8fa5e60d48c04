"""Fitted models as tables of numbers, from which SQL scores every customer."""

import hashlib
from collections.abc import Iterator

import numpy as np
import pandas as pd

from customer_segmentation.fitting.algorithms import fit_centres, fitted_on
from customer_segmentation.fitting.distances import nearest_centre
from customer_segmentation.fitting.fit_memory import UNKNOWN, stay_near_the_last
from customer_segmentation.fitting.fitted_space import space_of
from customer_segmentation.fitting.identity import lasting_numbers
from customer_segmentation.fitting.kmeans import order_by_value
from customer_segmentation.fitting.model import Model, read_models
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
    last_parameters: pd.DataFrame | None = None,
    registry: pd.DataFrame | None = None,
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
    last_parameters : pandas.DataFrame, optional
        The published table ``segment_model_parameters``. Where the current model of a
        population has the same features, transforms and components, segments continue
        those of that model; see
        :func:`~customer_segmentation.fitting.identity.lasting_numbers`. Of fits that
        are equally good, K-Means takes the one that moves the fewest customers.
    registry : pandas.DataFrame, optional
        The published table ``segment_registry``: the numbers that were used.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and parameter, with the columns of
        ``COLUMNS``. ``parameter`` is ``lower``, ``upper`` (of a clipped feature),
        ``offset``, ``scale`` (of a feature), ``loading`` (of a component and a
        feature) or ``centre`` (of a segment, and a feature or else a component).
        New segments are numbered by the mean worth of their customers, highest first.
        ``scoring_agreement`` is the share of the fitted customers whom the
        nearest centre gives the cluster of the fit.
    """
    chosen = cluster_counts[cluster_counts["is_chosen"]].set_index(POPULATION)[
        "clusters"
    ]
    bounds = clip_bounds.set_index([*POPULATION, "feature"])
    last_models = _current_models(last_parameters)
    frames = (
        _fit(
            population,
            int(chosen[tuple(population.key.values())]),
            bounds,
            _last_segments(population, last_models),
            _greatest_number(population, registry),
        )
        for population in populations(settings, sample)
    )
    return stack(frames, COLUMNS)


def _current_models(parameters: pd.DataFrame | None) -> dict[tuple[str, str], Model]:
    if parameters is None:
        return {}
    # A version that kept no other models did not say that these are current.
    current = parameters[parameters["is_current"].fillna(True).astype(bool)]
    return read_models(current.to_dict("records"))


def _last_segments(
    population: Population, models: dict[tuple[str, str], Model]
) -> np.ndarray:
    """Segment of each customer by the last model of these features."""
    model = models.get(tuple(population.key.values()))
    segmentation = population.segmentation
    if (
        model is None
        or model.transforms.kinds != dict(sorted(segmentation.features.items()))
        or (0 if model.space.loadings is None else len(model.space.loadings))
        != (segmentation.components or 0)
    ):
        return np.full(len(population.customers), UNKNOWN)
    values = population.customers[model.features].to_numpy(dtype=float)
    return model.score(values).segment_id


def _greatest_number(population: Population, registry: pd.DataFrame | None) -> int:
    if registry is None:
        return 0
    return max(rows_of(registry, population.key)["segment_id"].tolist(), default=0)


def _fit(
    population: Population,
    clusters: int,
    bounds: pd.DataFrame,
    last: np.ndarray,
    greatest: int,
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
    numbers = greatest + 1 + np.arange(len(ordered))
    if UNKNOWN not in last:
        numbers = lasting_numbers(last, nearest_centre(points, ordered), greatest)
    in_order = numbers.argsort()
    rows = [
        *_space_rows(population, space, bounds),
        *_centre_rows(population, ordered[in_order], numbers[in_order].tolist()),
    ]
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


def _centre_rows(
    population: Population, centres: np.ndarray, numbers: list[int]
) -> Iterator[dict]:
    """List where the centres lie, along features or along components."""
    segmentation = population.segmentation
    axes = [
        {"feature": feature, "transform": transform}
        for feature, transform in segmentation.features.items()
    ]
    if segmentation.components is not None:
        axes = [{"component": number} for number in range(1, centres.shape[1] + 1)]
    for axis, coordinates in zip(axes, centres.T.tolist(), strict=True):
        for segment_id, value in zip(numbers, coordinates, strict=True):
            centre = {"parameter": "centre", "segment_id": segment_id}
            yield {**axis, **centre, "value": value}


def _version(rows: list[dict]) -> str:
    text = repr([sorted(row.items()) for row in rows])
    return hashlib.sha256(text.encode()).hexdigest()[:12]
