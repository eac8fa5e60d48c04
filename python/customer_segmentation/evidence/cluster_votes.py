"""Which number of clusters each criterion prefers."""

import pandas as pd
from kneed import KneeLocator

from customer_segmentation.evidence.gap_statistic import preferred_by_gap
from customer_segmentation.evidence.prediction_strength import preferred_by_prediction


def find_elbow(clusters: list[int], inertia: list[float]) -> int | None:
    """Find the number of clusters after which more of them gain little.

    The point of the falling, convex inertia curve that is farthest below the line
    between its ends: kneed's *Kneedle* with sensitivity 1.

    Parameters
    ----------
    clusters : list of int
        Numbers of clusters, ascending. The answer depends on this range: begin at 1.
    inertia : list of float
        Sum of squared distances to the nearest centre for each of them.

    Returns
    -------
    int or None
        None where the curve has no knee, as when it is flat or too short.

    Examples
    --------
    >>> find_elbow([1, 2, 3, 4, 5], [100.0, 40.0, 12.0, 10.0, 9.0])
    3
    >>> find_elbow([1, 2], [100.0, 40.0]) is None
    True

    References
    ----------
    Satopää, Albrecht, Irwin and Raghavan (2011), *Finding a "Kneedle" in a haystack*.
    """
    if len(clusters) < 3 or not inertia[0] > inertia[-1]:
        return None
    elbow = KneeLocator(clusters, inertia, curve="convex", direction="decreasing").elbow
    return None if elbow is None else int(elbow)


def preferred_by_indices(scores: pd.DataFrame) -> dict[str, int]:
    """Find the number of clusters that each criterion which costs little prefers.

    Parameters
    ----------
    scores : pandas.DataFrame
        Columns ``clusters``, ``inertia``, ``silhouette``, ``calinski_harabasz`` and
        ``davies_bouldin``.

    Returns
    -------
    dict of str to int
        Criterion -> number: ``elbow``, the highest ``silhouette`` and
        ``calinski_harabasz``, the lowest ``davies_bouldin``. Those without an opinion
        are left out.
    """
    elbow = find_elbow(scores["clusters"].tolist(), scores["inertia"].tolist())
    return ({} if elbow is None else {"elbow": elbow}) | _extreme(
        scores,
        silhouette="idxmax",
        calinski_harabasz="idxmax",
        davies_bouldin="idxmin",
    )


def preferred_numbers(scores: pd.DataFrame) -> dict[str, int]:
    """Find the number of clusters that each criterion prefers.

    Parameters
    ----------
    scores : pandas.DataFrame
        Those that :func:`preferred_by_indices` reads, ``stands_apart``, ``stability``,
        ``gap_statistic``, ``gap_error`` and ``prediction_strength``.

    Returns
    -------
    dict of str to int
        Criterion -> number: those of :func:`preferred_by_indices`, the highest
        ``stability``, the largest number at which groups stand apart
        (``border_density``), the first number whose ``gap_statistic`` the next one does
        not beat, and the largest one with a ``prediction_strength`` of at least 0.8.
        Those without an opinion are left out, as is the gap statistic of a range that
        does not begin at 1.
    """
    clusters = scores["clusters"].tolist()
    found = preferred_by_indices(scores) | _extreme(scores, stability="idxmax")
    found["border_density"] = scores.loc[scores["stands_apart"], "clusters"].max()
    if clusters[0] == 1:
        found["gap_statistic"] = preferred_by_gap(
            clusters, scores["gap_statistic"].to_numpy(), scores["gap_error"].to_numpy()
        )
    found["prediction_strength"] = preferred_by_prediction(
        clusters, scores["prediction_strength"].to_numpy()
    )
    return {name: int(number) for name, number in found.items() if pd.notna(number)}


def _extreme(scores: pd.DataFrame, **best: str) -> dict[str, int]:
    """Find where each column is highest (idxmax) or lowest (idxmin), if it is known."""
    return {
        criterion: int(scores.loc[getattr(scores[criterion], which)(), "clusters"])
        for criterion, which in best.items()
        if scores[criterion].notna().any()
    }


def votes(scores: pd.DataFrame) -> list[str | None]:
    """Name for each number of clusters the criteria that prefer it."""
    winners = preferred_numbers(scores)
    return [
        ", ".join(name for name, winner in winners.items() if winner == clusters)
        or None
        for clusters in scores["clusters"]
    ]
