"""What a segmentation takes: features, algorithm, number of clusters."""

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
"""Algorithms that segments may be built with."""

Group = Literal["lifecycle_group", "rfm_segment", "household", "education_level"]
"""Columns whose values may split a segmentation into populations."""

WHY_NO_DENSITY = (
    "algorithm_comparison shows it, but it leaves customers without a cluster, takes "
    "no number of clusters and has no centres by which SQL could score everybody"
)


class OwnFeature(Settings):
    """A feature of one's own, from the lines of a customer."""

    expression: Text
    """An aggregate over the clean invoice lines of a customer, such as
    `count(distinct product_code)`."""

    words: Annotated[str, Field(pattern=r"^[^{}]*[^{}\s][^{}]*$")]
    """What people call it, such as `different products`."""

    unit: Text
    """The unit of its values, such as `products`; `money` stands for the currency."""


class SegmentationSettings(Settings):
    """One segmentation; what it does not say is as in the defaults."""

    features: Annotated[dict[str, Transform], Field(min_length=1)]
    """Each feature with its transform: `none`, `log1p` (ln(1 + x)), `clip` (at the 1st
    and 99th percentile) or `{clip: [5, 95]}`."""

    split_by: Literal["none"] | Group = "none"
    """A column; each of its values is a population with a model of its own."""

    filter: Text = "none"
    """A SQL condition on features, groups, dates and scores, such as `frequency > 1`
    or `household = 'alone'`; other customers are left out."""

    scaler: Literal["standard", "minmax", "robust"] = "standard"
    """How features are made comparable: by mean and standard deviation, by minimum and
    range, or by median and interquartile range."""

    pca_components: Literal["none"] | Annotated[int, Field(ge=1, le=20)] = "none"
    """Principal components in which distances are measured, instead of the features."""

    algorithm: Annotated[
        Algorithm,
        Field(
            json_schema_extra={
                "why_not": {"dbscan": WHY_NO_DENSITY, "hdbscan": WHY_NO_DENSITY}
            }
        ),
    ] = "kmeans"
    """What finds the segments; `agglomerative` is Ward's method."""

    clusters: Literal["auto"] | Annotated[int, Field(ge=1, le=MAX_CLUSTERS)] = "auto"
    """The number of segments; `auto` chooses it and says why in
    `cluster_count_choice`. A population with fewer different customers gets fewer."""

    cluster_range: ClusterRange = [1, 10]
    """The smallest and the largest number that are scored, and that `auto` chooses
    from."""

    smallest_share: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)] = 0.05
    """Share of the customers; `auto` takes no number that leaves a smaller segment."""

    starts: Annotated[int, Field(ge=1, le=100)] = 10
    """Random starts of a fit; the best one is kept."""

    seed: Annotated[int, Field(ge=0, le=4294967295)] = 42
    """Seed of the random numbers."""

    enabled: bool = True
    """`false` leaves the segmentation out."""
