"""Segments of today, matched with those published last by the customers they share."""

from pathlib import Path

import duckdb
import pandas as pd
from scipy.optimize import linear_sum_assignment

from customer_segmentation.memory.last_version import FEATURES, read_last_version
from customer_segmentation.sql_text import name
from customer_segmentation.tables import POPULATION, stack

MATCHES = {
    "segmentation": "string",
    "population": "string",
    "segment_id": "Int32",
    "last_segment_id": "Int32",
    "jaccard": "float64",
}
COLUMNS = MATCHES | {"last_named_by": "string"}

OVERLAPS = """
    with models as (
        {features} {parameters} group by all
    ),
    last_models as (
        {features} last_version.segment_model_parameters group by all
    ),
    last_members as (
        select segmentation, population, customer_id, segment_id as last_segment_id
        from last_version.customer_segments
        where as_of_date = (select max(as_of_date) from last_version.customer_segments)
    )
    select
        segmentation,
        population,
        segment_id,
        last_segment_id,
        count(*) as customers
    from {assignments} as members
    inner join models using (segmentation, population)
    inner join last_models using (segmentation, population, features)
    inner join last_members using (segmentation, population, customer_id)
    where as_of_date = (select max(as_of_date) from {assignments})
    group by all
"""
NAMES = """
    select segmentation, population, segment_id as last_segment_id, named_by
    from last_version.segment_profiles
"""


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
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    folder: str | Path,
    version: str | None,
) -> pd.DataFrame:
    """Match the segments of the warehouse with those of a published version.

    Only segmentations with the same features, and populations of the same name, have
    anything to be matched with. A version that is absent, unreadable or older than what
    is looked for leaves every segment without a partner.

    Parameters
    ----------
    connection, folder, version
        See :func:`~customer_segmentation.memory.last_version.read_last_version`.
    schema : str
        The schema of ``seg_assignments`` and ``seg_parameters``.

    Returns
    -------
    pandas.DataFrame
        As :func:`match_segments`, with ``last_named_by``: what the published name
        says, see :func:`~customer_segmentation.explaining.claims.write_claims`.
    """
    question = OVERLAPS.format(
        features=FEATURES,
        parameters=f"{name(schema)}.seg_parameters",
        assignments=f"{name(schema)}.seg_assignments",
    )
    answers = read_last_version(connection, folder, version, question, NAMES)
    if not answers:
        return stack([], COLUMNS)
    overlaps, names = answers
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
