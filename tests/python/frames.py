"""Small tables as SQL makes them, for tests of the modules that read them."""

import json

import numpy as np
import pandas as pd

from customer_segmentation.evidence.cluster_counts import score_cluster_counts
from customer_segmentation.fitting.model import Model, read_models
from customer_segmentation.fitting.parameters import fit_parameters
from customer_segmentation.fitting.populations import Population, read_segmentations

SETTINGS = {
    "features": {"recency": "none", "monetary": "log1p"},
    "split_by": "none",
    "filter": "none",
    "scaler": "standard",
    "pca_components": "none",
    "algorithm": "kmeans",
    "clusters": "auto",
    "cluster_range": [1, 6],
    "smallest_share": 0.05,
    "starts": 10,
    "seed": 42,
    "enabled": True,
    "evidence": "full",
    "bootstraps": 10,
}

NO_CLIP_BOUNDS = pd.DataFrame(
    columns=["segmentation", "population", "feature", "lower", "upper"]
)
"""The table seg_clip_bounds where no feature is clipped."""


def settings(name: str = "rfm", **changes: object) -> pd.DataFrame:
    """The table seg_settings with one segmentation."""
    text = json.dumps(SETTINGS | changes)
    return pd.DataFrame({"segmentation": [name], "settings": [text]})


def sample(
    centres=((1.0, 8.0), (5.0, 2.0), (9.0, 5.0)),
    each: int = 50,
    spread: float = 0.1,
    name: str = "rfm",
) -> pd.DataFrame:
    """The table seg_fit_sample: customers around centres, in no order."""
    random = np.random.RandomState(0)
    points = np.repeat(np.array(centres), each, axis=0)
    points = points + spread * random.standard_normal(points.shape)
    frame = pd.DataFrame(
        {
            "segmentation": name,
            "population": "all",
            "as_of_date": pd.Timestamp("2024-01-01"),
            "customer_id": [f"c{number:04}" for number in range(len(points))],
            "worth": np.expm1(points[:, 1]),
            "recency": points[:, 0],
            "monetary": np.expm1(points[:, 1]),
            "recency_transformed": points[:, 0],
            "monetary_transformed": points[:, 1],
            "sample_rank": np.arange(1, len(points) + 1),
        }
    )
    return frame.sample(frac=1, random_state=1)


def population_of(points: np.ndarray, **changes: object) -> Population:
    """A population with these transformed features."""
    names = [f"feature_{number}" for number in range(points.shape[1])]
    table = settings(features=dict.fromkeys(names, "none"), **changes)
    customers = pd.DataFrame(points, columns=[f"{name}_transformed" for name in names])
    customers["customer_id"] = [f"c{number:05}" for number in range(len(points))]
    customers["sample_rank"] = np.arange(1, len(points) + 1)
    return Population(read_segmentations(table)[0], "all", customers)


def noise(customers: int = 200, features: int = 2, seed: int = 0) -> np.ndarray:
    """Points without clusters."""
    return np.random.RandomState(seed).uniform(size=(customers, features))


def heaps(each: int = 40, spread: float = 0.1, seed: int = 0) -> np.ndarray:
    """Points in three heaps, one after the other."""
    random = np.random.RandomState(seed)
    centres = np.repeat([[0.0, 0.0], [5.0, 0.0], [0.0, 5.0]], each, axis=0)
    return centres + spread * random.standard_normal(centres.shape)


def fitted(frame: pd.DataFrame, **changes: object) -> pd.DataFrame:
    """The table seg_parameters of a sample."""
    table = settings(**changes)
    counts = score_cluster_counts(table, frame)
    return fit_parameters(table, frame, NO_CLIP_BOUNDS, counts)


def model_of(frame: pd.DataFrame, **changes: object) -> Model:
    """The model of a sample, read from its parameters."""
    (model,) = read_models(fitted(frame, **changes).to_dict("records")).values()
    return model


def cluster_scores(**columns: list) -> pd.DataFrame:
    """Scores of one to five clusters, none of which stand apart."""
    return pd.DataFrame(
        {
            "clusters": [1, 2, 3, 4, 5],
            "inertia": [100.0, 40.0, 12.0, 10.0, 9.0],
            "silhouette": [np.nan, 0.2, 0.3, 0.1, 0.1],
            "calinski_harabasz": [np.nan, 5.0, 4.0, 3.0, 2.0],
            "davies_bouldin": [np.nan, 0.9, 0.8, 0.1, 0.2],
            "border_density": [np.nan, 0.9, 1.0, 1.1, 1.2],
            "stands_apart": [False] * 5,
            "gap_statistic": [0.5, 0.1, 0.1, 0.1, 0.1],
            "gap_error": [0.1] * 5,
            "prediction_strength": [1.0, 0.7, 0.6, 0.5, 0.4],
            "stability": [np.nan, 0.6, 0.5, 0.7, 0.4],
        }
        | columns
    )
