"""The published version that a build continues, brought to a cluster."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

import duckdb
import pyarrow as pa
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from customer_segmentation.sql_text import literal

SCHEMA = "memory"

ROWS_AT_ONCE = 500_000
"""How many rows of a table are on their way at once, about."""


def write_memory(session: SparkSession, recalled: Mapping[str, Any]) -> None:
    """Write the tables of a published version into the schema ``memory``.

    Parameters
    ----------
    session : SparkSession
        The session of the run.
    recalled : mapping
        The answer of :func:`customer_segmentation.memory.recall.recall`.
    """
    session.sql(f"create database if not exists {SCHEMA}").toArrow()
    with duckdb.connect() as connection:
        if recalled["database"]:
            connection.execute(
                f"attach {literal(recalled['database'])} as last_version (read_only)"
            )
        for table, select in recalled["selects"].items():
            reader = connection.execute(select).to_arrow_reader(ROWS_AT_ONCE)
            parts = (pa.Table.from_batches([batch]) for batch in reader)
            # A table without rows is written with its columns.
            first = next(parts, reader.schema.empty_table())
            for rows in chain([first], parts):
                mode = "overwrite" if rows is first else "append"
                frame = session.createDataFrame(rows, from_arrow_schema(rows.schema))
                frame.write.mode(mode).format("parquet").saveAsTable(
                    f"{SCHEMA}.{table}"
                )
