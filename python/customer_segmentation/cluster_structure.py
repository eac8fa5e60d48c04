"""Whether there are clusters at all, or customers who form no groups."""

import numpy as np
import pandas as pd

from customer_segmentation.cluster_evidence import REASONABLE
from customer_segmentation.gap_statistic import preferred_by_gap
from customer_segmentation.prediction_strength import (
    STRONG,
    preferred_by_prediction,
)

NOISE_MARGIN = 0.1
"""By so much a criterion must exceed what it reaches among uniform points."""


def find_structure(
    scores: pd.DataFrame, noise: dict[str, float]
) -> tuple[bool | None, str]:
    """Say whether any criterion finds clusters at all.

    Inertia, Calinski-Harabasz and Davies-Bouldin always prefer some number, even in
    noise. Three criteria can say no: the gap statistic by preferring one cluster, or
    another by less than two errors; prediction strength by staying below 0.8 and the
    silhouette by staying below 0.5, or either by exceeding what uniform points reach
    by no more than ``NOISE_MARGIN``.

    Parameters
    ----------
    scores : pandas.DataFrame
        Columns ``clusters``, ``silhouette``, ``gap_statistic``, ``gap_error`` and
        ``prediction_strength``, a row per number of clusters, ascending.
    noise : dict of str to float
        What uniform points reach: ``silhouette`` and ``prediction_strength`` at the
        number of clusters that the criterion prefers; missing ones count as nothing.

    Returns
    -------
    tuple of bool or None and str
        Whether there is structure and a sentence that follows the reason of the
        choice; None where the evidence was not computed.
    """
    if not scores["prediction_strength"].notna().any():
        return None, ""
    if scores["clusters"].min() > 1:
        return None, " Structure is not judged: the range does not begin at 1."
    silhouette = np.nanmax([*scores["silhouette"], -1.0])
    strength = _strength_of_several(scores)

    def exceeds(value: float, bound: float, criterion: str) -> bool:
        return value >= bound and value > noise.get(criterion, 0.0) + NOISE_MARGIN

    finders = [
        name
        for name, found in (
            ("the gap statistic", _gap_finds(scores)),
            ("prediction strength", exceeds(strength, STRONG, "prediction_strength")),
            ("the silhouette", exceeds(silhouette, REASONABLE, "silhouette")),
        )
        if found
    ]
    if finders:
        *others, last = finders
        said = f"{', '.join(others)} and {last}" if others else last
        return True, f" Structure is found by {said}."
    return False, (
        " There is no structure that any criterion finds: the gap statistic prefers "
        "one cluster, and neither prediction strength nor the silhouette (at best "
        f"{silhouette:.2f}) exceeds that of uniform points; these segments divide "
        "customers who form no groups."
    )


def _gap_finds(scores: pd.DataFrame) -> bool:
    """More than one cluster, by two errors; a gap that only rises prefers the last."""
    gap, error = scores["gap_statistic"], scores["gap_error"]
    clusters = scores["clusters"].tolist()
    preferred = preferred_by_gap(clusters, gap.to_numpy(), error.to_numpy())
    at = clusters.index(preferred) if preferred else len(clusters) - 1
    return bool(gap.iloc[at] - 2 * error.iloc[at] > gap.iloc[0])


def _strength_of_several(scores: pd.DataFrame) -> float:
    """Prediction strength of the number, above 1, that it prefers."""
    several = scores[scores["clusters"] > 1]
    number = preferred_by_prediction(
        several["clusters"].tolist(), several["prediction_strength"].to_numpy()
    )
    of_number = several.loc[several["clusters"] == number, "prediction_strength"]
    return float(of_number.max()) if len(of_number) else 0.0
