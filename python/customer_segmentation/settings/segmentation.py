"""The options of a segmentation: features, algorithm, number of clusters."""

from typing import Annotated, Literal

from pydantic import Field

from customer_segmentation.settings.kinds import (
    MAX_CLUSTERS,
    ClusterRange,
    Settings,
    Text,
    Transform,
)

Algorithm = Literal["kmeans", "bisecting_kmeans", "agglomerative", "gaussian_mixture"]
"""Algorithms that can build segments."""

Group = Literal["lifecycle_group", "rfm_segment", "household", "education_level"]
"""Columns that can divide a segmentation into populations."""

WHY_NO_DENSITY = (
    "algorithm_comparison shows it, but it leaves customers without a cluster, takes "
    "no number of clusters and has no centres by which SQL could score everybody"
)


class OwnFeature(Settings):
    """A feature of one's own, from the lines of a customer."""

    expression: Text
    """An aggregate over a customer's clean invoice lines, such as
    `count(distinct product_code)`."""

    words: Annotated[str, Field(pattern=r"^[^{}]*[^{}\s][^{}]*$")]
    """What people call it, such as `different products`."""

    unit: Text
    """The unit of its values, such as `products`; `money` stands for the currency."""


class SegmentationSettings(Settings):
    """One segmentation; whatever it leaves out takes its default."""

    features: Annotated[dict[str, Transform], Field(min_length=1)]
    """The features, each with its transform: `none`, `log1p` (ln(1 + x)), `clip` (at
    the 1st and 99th percentile) or `{clip: [5, 95]}`."""

    split_by: Literal["none"] | Group = "none"
    """A column that divides the customers into populations, each with its own model."""

    filter: Text = "none"
    """A SQL condition on features, groups, dates and scores, such as `frequency > 1`
    or `household = 'alone'`; other customers are left out."""

    scaler: Literal["standard", "minmax", "robust"] = "standard"
    """How features are put on the same scale: by mean and standard deviation, by
    minimum and range, or by median and interquartile range."""

    pca_components: Literal["none"] | Annotated[int, Field(ge=1, le=20)] = "none"
    """Number of principal components to measure distances in, instead of the
    features."""

    algorithm: Annotated[
        Algorithm,
        Field(
            json_schema_extra={
                "why_not": {"dbscan": WHY_NO_DENSITY, "hdbscan": WHY_NO_DENSITY}
            }
        ),
    ] = "kmeans"
    """The algorithm that finds the segments; `agglomerative` is Ward's method."""

    clusters: Literal["auto"] | Annotated[int, Field(ge=1, le=MAX_CLUSTERS)] = "auto"
    """The number of segments; `auto` chooses it and explains the choice in
    `cluster_count_choice`. A population with fewer distinct customers gets fewer."""

    cluster_range: ClusterRange = [1, 10]
    """The smallest and the largest number of segments to score, and for `auto` to
    choose from."""

    smallest_share: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)] = 0.05
    """`auto` chooses no number that leaves a segment with less than this share of the
    customers."""

    starts: Annotated[int, Field(ge=1, le=100)] = 10
    """Number of random starts of a fit; the best one is kept."""

    seed: Annotated[int, Field(ge=0, le=4294967295)] = 42
    """Seed for the random numbers."""

    enabled: bool = True
    """`false` switches the segmentation off."""
