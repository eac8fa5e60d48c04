"""The version published last, which the next one continues."""

from pathlib import Path
from uuid import uuid4

import duckdb

from customer_segmentation.published_files import DATABASE
from customer_segmentation.sql_text import literal, name

FEATURES = """
    select
        segmentation,
        population,
        string_agg(feature, ' ' order by feature) filter (parameter = 'offset')
            as features
    from
"""
"""The features of each model, a text, from a table of parameters."""

LAST_MEMBERS = """
    with last_models as ({features} last_version.segment_model_parameters group by all)
    select segmentation, population, features, customer_id, segment_id
    from {sample} as sample
    inner join last_version.customer_segments as last_segments
        using (segmentation, population, customer_id)
    inner join last_models using (segmentation, population)
    where last_segments.as_of_date
        = (select max(as_of_date) from last_version.customer_segments)
    order by all
"""

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


def continued_version(
    last: duckdb.DuckDBPyRelation, delivery: duckdb.DuckDBPyRelation
) -> str | None:
    """Name the version that this build continues.

    Parameters
    ----------
    last, delivery : duckdb.DuckDBPyRelation
        The tables ``delivery_last_publication`` and ``delivery_figures``, a row each.

    Returns
    -------
    str or None
        None before the first version, and where that is of another kind: the sample
        is no continuation of own data, nor the other way round.
    """
    version, was_sample = last.project("last_version, last_is_sample").fetchone()
    (is_sample,) = delivery.project("is_sample").fetchone()
    return version if was_sample == is_sample else None


def read_last_version(
    connection: duckdb.DuckDBPyConnection,
    folder: str | Path,
    version: str | None,
    *questions: str,
) -> list[duckdb.DuckDBPyRelation]:
    """Answer questions about a published version and the warehouse.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to the warehouse, outside any transaction.
    folder : str or pathlib.Path
        The setting ``publish_dir``.
    version : str or None
        Name of the version.
    *questions : str
        Selects, in which the tables of the version are in ``last_version``.

    Returns
    -------
    list of duckdb.DuckDBPyRelation
        An answer each, in a temporary table of the connection; none at all where the
        version is absent, unreadable or older than what is asked for.
    """
    database = Path(folder) / str(version) / DATABASE
    if version is None or not database.is_file():
        return []
    answers = [f"answer_{uuid4().hex}" for _ in questions]
    try:
        connection.execute(f"attach {literal(database)} as last_version (read_only)")
        try:
            for answer, question in zip(answers, questions, strict=True):
                connection.execute(f"create temp table {answer} as {question}")
        finally:
            connection.execute("detach last_version")
    except duckdb.Error:
        return []
    return [connection.table(answer) for answer in answers]


def last_members(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    folder: str | Path,
    version: str | None,
) -> list[duckdb.DuckDBPyRelation]:
    """Read the published segments of the customers that models are fitted on.

    Parameters
    ----------
    connection, folder, version
        See :func:`read_last_version`.
    schema : str
        The schema of ``seg_fit_sample``.

    Returns
    -------
    list of duckdb.DuckDBPyRelation
        A table with one row per segmentation, population and customer of the sample who
        had a segment: ``features`` (of the published model, ascending, separated by
        blanks), ``customer_id`` and ``segment_id``. No table where there is no version.
    """
    question = LAST_MEMBERS.format(
        features=FEATURES, sample=f"{name(schema)}.seg_fit_sample"
    )
    return read_last_version(connection, folder, version, question)


def last_overlaps(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    folder: str | Path,
    version: str | None,
) -> list[duckdb.DuckDBPyRelation]:
    """Count the customers that segments of the warehouse share with published ones.

    Only segmentations with the same features, and populations of the same name, have
    anything to be matched with.

    Parameters
    ----------
    connection, folder, version
        See :func:`read_last_version`.
    schema : str
        The schema of ``seg_assignments`` and ``seg_parameters``.

    Returns
    -------
    list of duckdb.DuckDBPyRelation
        Two tables: ``segmentation``, ``population``, ``segment_id``,
        ``last_segment_id`` and ``customers``, how many are in both; and the same
        ``last_segment_id`` with ``named_by``, what its name says. No table where there
        is no version.
    """
    question = OVERLAPS.format(
        features=FEATURES,
        parameters=f"{name(schema)}.seg_parameters",
        assignments=f"{name(schema)}.seg_assignments",
    )
    return read_last_version(connection, folder, version, question, NAMES)
