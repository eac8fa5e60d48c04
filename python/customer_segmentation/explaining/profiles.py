"""Profiles of segments: one row for each, with all that names are made of."""

import pandas as pd

KEY = ["segmentation", "population", "segment_id"]
MEASURES = {"standardised_difference": "difference", "median": "median"}
"""Column of ``seg_segment_features`` -> what its columns here begin with."""


def side_by_side(features: pd.DataFrame) -> pd.DataFrame:
    """Lay the features of each segment side by side.

    Parameters
    ----------
    features : pandas.DataFrame
        The table ``seg_segment_features``: one row per segment and feature.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and segment, with
        ``difference_<feature>``, in standard deviations, and ``median_<feature>``, in
        the unit of the feature, for each; missing where the feature is unknown.

    Examples
    --------
    >>> features = pd.DataFrame({
    ...     "segmentation": "rfm", "population": "all", "segment_id": [1, 2],
    ...     "feature": "recency", "standardised_difference": [-0.5, 0.5],
    ...     "median": [3.0, 90.0],
    ... })
    >>> side_by_side(features)["median_recency"].tolist()
    [3.0, 90.0]
    """
    wide = features.pivot(index=KEY, columns="feature", values=[*MEASURES])
    wide.columns = [f"{MEASURES[measure]}_{name}" for measure, name in wide.columns]
    return wide.reset_index()
