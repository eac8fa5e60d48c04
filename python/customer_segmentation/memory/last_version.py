"""The version published last, which the next one continues."""

from pathlib import Path

import duckdb
import pandas as pd

from customer_segmentation.published_files import DATABASE
from customer_segmentation.sql_text import literal, name
from customer_segmentation.tables import stack

FEATURES = """
    select
        segmentation,
        population,
        string_agg(feature, ' ' order by feature) filter (parameter = 'offset')
            as features
    from
"""
"""The features of each model, a text, from a table of parameters."""

MEMBERS = {
    "segmentation": "string",
    "population": "string",
    "features": "string",
    "customer_id": "string",
    "segment_id": "Int32",
}
LAST_MEMBERS = """
    with last_models as ({features} last_version.segment_model_parameters group by all)
    select {columns}
    from {sample} as sample
    inner join last_version.customer_segments as last_segments
        using (segmentation, population, customer_id)
    inner join last_models using (segmentation, population)
    where last_segments.as_of_date
        = (select max(as_of_date) from last_version.customer_segments)
    order by all
"""


def continued_version(last: pd.DataFrame, delivery: pd.DataFrame) -> str | None:
    """Name the version that this build continues.

    Parameters
    ----------
    last, delivery : pandas.DataFrame
        The tables ``delivery_last_publication`` and ``delivery_figures``, a row each.

    Returns
    -------
    str or None
        None before the first version, and where that is of another kind: the sample
        is no continuation of own data, nor the other way round.
    """
    was_sample = last["last_is_sample"].item()
    if pd.isna(was_sample) or was_sample != delivery["is_sample"].item():
        return None
    return last["last_version"].item()


def read_last_version(
    connection: duckdb.DuckDBPyConnection,
    folder: str | Path,
    version: str | None,
    *questions: str,
) -> list[pd.DataFrame]:
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
    list of pandas.DataFrame
        An answer each; none at all where the version is absent, unreadable or older
        than what is asked for.
    """
    database = Path(folder) / str(version) / DATABASE
    if version is None or not database.is_file():
        return []
    try:
        connection.execute(f"attach {literal(database)} as last_version (read_only)")
        try:
            return [connection.execute(question).df() for question in questions]
        finally:
            connection.execute("detach last_version")
    except duckdb.Error:
        return []


def last_members(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    folder: str | Path,
    version: str | None,
) -> pd.DataFrame:
    """Read the published segments of the customers that models are fitted on.

    Parameters
    ----------
    connection, folder, version
        See :func:`read_last_version`.
    schema : str
        The schema of ``seg_fit_sample``.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and customer of the sample who had a
        segment: ``features`` (of the published model, ascending, separated by
        blanks), ``customer_id`` and ``segment_id``. Empty where there is no version.
    """
    question = LAST_MEMBERS.format(
        features=FEATURES,
        columns=", ".join(MEMBERS),
        sample=f"{name(schema)}.seg_fit_sample",
    )
    return stack(read_last_version(connection, folder, version, question), MEMBERS)
