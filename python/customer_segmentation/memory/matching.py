"""Segments of today, matched with those published last by the customers they share."""

import pandas as pd
from scipy.optimize import linear_sum_assignment

from customer_segmentation.tables import POPULATION, stack

MATCHES = {
    "segmentation": "string",
    "population": "string",
    "segment_id": "Int32",
    "last_segment_id": "Int32",
    "jaccard": "float64",
}
COLUMNS = MATCHES | {"last_named_by": "string"}


def match_segments(overlaps: pd.DataFrame) -> pd.DataFrame:
    """Match two sets of segments one to one, so that they share most customers.

    The pairs are those with the greatest sum of Jaccard indices: customers in both,
    divided by customers in either. Only customers that both sets know count. Where one
    set has more segments, some of it stay without a partner.

    Parameters
    ----------
    overlaps : pandas.DataFrame
        One row per pair of segments that share customers: ``segmentation``,
        ``population``, ``segment_id``, ``last_segment_id`` and ``customers``, how many.

    Returns
    -------
    pandas.DataFrame
        One row per matched segment: ``segmentation``, ``population``, ``segment_id``,
        ``last_segment_id`` and ``jaccard``, above 0 and at most 1.

    Examples
    --------
    >>> overlaps = pd.DataFrame({
    ...     "segmentation": "rfm", "population": "all", "segment_id": [1, 1, 2],
    ...     "last_segment_id": [1, 2, 1], "customers": [10, 30, 60],
    ... })
    >>> match_segments(overlaps)[["segment_id", "last_segment_id", "jaccard"]]
       segment_id  last_segment_id   jaccard
    0           1                2  0.750000
    1           2                1  0.857143

    References
    ----------
    Kuhn (1955), *The Hungarian method for the assignment problem*; Hennig (2007),
    *Cluster-wise assessment of cluster stability*, for Jaccard indices of clusters.
    """
    frames = (
        _best_pairs(of_population).assign(**dict(zip(POPULATION, key, strict=True)))
        for key, of_population in overlaps.groupby(POPULATION, sort=True)
    )
    return stack(frames, MATCHES)


def match_with_last(
    overlaps: pd.DataFrame | None = None, names: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Match the segments of the warehouse with those of a published version.

    Parameters
    ----------
    overlaps, names : pandas.DataFrame, optional
        The answers of :func:`~customer_segmentation.memory.last_version.last_overlaps`;
        without them, every segment stays without a partner.

    Returns
    -------
    pandas.DataFrame
        As :func:`match_segments`, with ``last_named_by``: what the published name
        says, see :func:`~customer_segmentation.explaining.claims.write_claims`.
    """
    if overlaps is None:
        return stack([], COLUMNS)
    matched = match_segments(overlaps).merge(names, on=[*POPULATION, "last_segment_id"])
    return stack([matched.rename(columns={"named_by": "last_named_by"})], COLUMNS)


def _best_pairs(overlaps: pd.DataFrame) -> pd.DataFrame:
    """Pair the segments of one population with those published last."""
    shared = overlaps.pivot_table(
        index="segment_id",
        columns="last_segment_id",
        values="customers",
        fill_value=0,
        aggfunc="sum",
    ).astype(float)
    in_both = shared.to_numpy()
    in_either = in_both.sum(axis=1)[:, None] + in_both.sum(axis=0) - in_both
    jaccard = in_both / in_either
    rows, columns = linear_sum_assignment(jaccard, maximize=True)
    pairs = pd.DataFrame(
        {
            "segment_id": shared.index[rows],
            "last_segment_id": shared.columns[columns],
            "jaccard": jaccard[rows, columns],
        }
    )
    return pairs[pairs["jaccard"] > 0]
