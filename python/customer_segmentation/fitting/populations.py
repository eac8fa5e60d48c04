"""Segmentations as configured, read from the table ``seg_settings``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Segmentation:
    """One segmentation as ``dbt_project.yml`` describes it.

    Attributes
    ----------
    name : str
        Name of the segmentation, such as ``rfm``.
    features : dict of str to str
        Feature column -> transform (``none``, ``log1p`` or ``clip``), in fitting
        order. SQL has applied the transforms before Python sees the customers.
    split_by : str or None
        Column whose values are populations.
    filter : str or None
        SQL condition that customers fulfil.
    scaler : str
        ``standard``, ``minmax`` or ``robust``.
    components : int or None
        Principal components in which distances are measured; None for the features
        themselves.
    algorithm : str
        ``kmeans``, ``bisecting_kmeans``, ``agglomerative`` or ``gaussian_mixture``.
    clusters : int or None
        Number of clusters, or None when it is to be chosen (``auto``).
    cluster_range : tuple of int
        Smallest and largest number of clusters that are tried.
    smallest_share : float
        Share of the customers below which a segment is too small to choose.
    starts : int
        Random starts of a fit.
    seed : int
        Seed of the random numbers.
    full_evidence : bool
        Whether to compute what costs time and changes no segment.
    bootstraps : int
        Fits on resampled customers behind a stability.
    """

    name: str
    features: dict[str, str]
    split_by: str | None
    filter: str | None
    scaler: str
    components: int | None
    algorithm: str
    clusters: int | None
    cluster_range: tuple[int, int]
    smallest_share: float
    starts: int
    seed: int
    full_evidence: bool
    bootstraps: int

    @property
    def columns(self) -> list[str]:
        """The columns of ``seg_fit_sample`` that hold the transformed features."""
        return [f"{feature}_transformed" for feature in self.features]


@dataclass(frozen=True)
class Population:
    """The customers that one model is fitted on.

    Attributes
    ----------
    segmentation : Segmentation
        What to fit.
    name : str
        Name of the population; ``all`` when the segmentation is not split.
    customers : pandas.DataFrame
        The rows of ``seg_fit_sample``, ordered by ``customer_id``.
    """

    segmentation: Segmentation
    name: str
    customers: pd.DataFrame

    @property
    def points(self) -> np.ndarray:
        """Transformed features, of shape (customers, features)."""
        return self.customers[self.segmentation.columns].to_numpy(dtype=float)

    @property
    def key(self) -> dict[str, str]:
        """The columns that say in every table which population a row is about."""
        return {"segmentation": self.segmentation.name, "population": self.name}

    def first(self, count: int) -> np.ndarray:
        """Say which customers are the first ``count`` of the sample, as booleans.

        What is quadratic in the number of customers looks at these only.
        """
        return self.customers["sample_rank"].to_numpy() <= count


def read_segmentations(settings: pd.DataFrame) -> list[Segmentation]:
    """Read the segmentations from ``seg_settings``.

    Parameters
    ----------
    settings : pandas.DataFrame
        Columns ``segmentation`` (str) and ``settings`` (JSON text), a row each.

    Returns
    -------
    list of Segmentation
        In order of their names.

    Examples
    --------
    >>> text = (
    ...     '{"features": {"recency": "none"}, "split_by": "none",'
    ...     ' "filter": "none", "scaler": "standard", "pca_components": "none",'
    ...     ' "algorithm": "kmeans", "clusters": "auto",'
    ...     ' "cluster_range": [1, 10], "smallest_share": 0.05, "starts": 10,'
    ...     ' "seed": 42, "evidence": "full", "bootstraps": 50}'
    ... )
    >>> frame = pd.DataFrame({"segmentation": ["rfm"], "settings": [text]})
    >>> read_segmentations(frame)[0].columns
    ['recency_transformed']
    """
    rows = settings.sort_values("segmentation")
    return [
        _read(row.segmentation, json.loads(row.settings)) for row in rows.itertuples()
    ]


def populations(settings: pd.DataFrame, sample: pd.DataFrame) -> Iterator[Population]:
    """Walk through every population of every segmentation, in a fixed order.

    Parameters
    ----------
    settings : pandas.DataFrame
        The table ``seg_settings``.
    sample : pandas.DataFrame
        The table ``seg_fit_sample``.

    Yields
    ------
    Population
        With its customers ordered by id: K-Means depends on the order of the rows,
        and a database promises none.
    """
    for segmentation in read_segmentations(settings):
        rows = sample[sample["segmentation"] == segmentation.name]
        for name, customers in rows.groupby("population", sort=True):
            ordered = customers.sort_values("customer_id", ignore_index=True)
            yield Population(segmentation, name, ordered)


def _unless_none(value: str | int) -> str | int | None:
    return None if value == "none" else value


def _read(name: str, settings: dict) -> Segmentation:
    clusters = settings["clusters"]
    # JSON was written with sorted keys; the order must not depend on YAML.
    transforms = {
        feature: transform if isinstance(transform, str) else "clip"
        for feature, transform in sorted(settings["features"].items())
    }
    return Segmentation(
        name=name,
        features=transforms,
        split_by=_unless_none(settings["split_by"]),
        filter=_unless_none(settings["filter"]),
        scaler=settings["scaler"],
        components=_unless_none(settings["pca_components"]),
        algorithm=settings["algorithm"],
        clusters=None if clusters == "auto" else clusters,
        cluster_range=tuple(settings["cluster_range"]),
        smallest_share=settings["smallest_share"],
        starts=settings["starts"],
        seed=settings["seed"],
        full_evidence=settings["evidence"] == "full",
        bootstraps=settings["bootstraps"],
    )
