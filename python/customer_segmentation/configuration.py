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
        Feature column -> transform (``none`` or ``log1p``), in fitting order.
    clusters : int or None
        Number of clusters, or None when it is to be chosen (``auto``).
    cluster_range : tuple of int
        Smallest and largest number of clusters that are tried.
    smallest_share : float
        Share of the customers below which a segment is too small to choose.
    starts : int
        Random starts of a K-Means fit.
    seed : int
        Seed of the random numbers.
    """

    name: str
    features: dict[str, str]
    clusters: int | None
    cluster_range: tuple[int, int]
    smallest_share: float
    starts: int
    seed: int

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
    ...     '{"features": {"recency": "none"}, "clusters": "auto",'
    ...     ' "cluster_range": [1, 10], "smallest_share": 0.05,'
    ...     ' "starts": 10, "seed": 42}'
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


def _read(name: str, settings: dict) -> Segmentation:
    clusters = settings["clusters"]
    return Segmentation(
        name=name,
        # JSON was written with sorted keys; the order must not depend on YAML.
        features=dict(sorted(settings["features"].items())),
        clusters=None if clusters == "auto" else clusters,
        cluster_range=tuple(settings["cluster_range"]),
        smallest_share=settings["smallest_share"],
        starts=settings["starts"],
        seed=settings["seed"],
    )
