"""Python models of a cluster: they see tables of DuckDB, as on a target of DuckDB."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
from dbt.adapters.base import PythonJobHelper
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from customer_segmentation.sql_text import name
from dbt.adapters.sparksession.connections import SparkSessionCredentials, session_of

ROWS_AT_ONCE = 500_000
"""How many rows of a table of customers are in memory at once, about."""


class TableOfCluster:
    """A table of the cluster that becomes one of DuckDB when it is first looked at.

    Parameters
    ----------
    session : SparkSession
        Where it is.
    connection : duckdb.DuckDBPyConnection
        Where it is read.
    table : str
        Its name in SQL.
    """

    def __init__(
        self, session: SparkSession, connection: duckdb.DuckDBPyConnection, table: str
    ) -> None:
        self._session = session
        self._connection = connection
        self._table = table

    @cached_property
    def _relation(self) -> duckdb.DuckDBPyRelation:
        return self._connection.from_arrow(self._session.table(self._table).toArrow())

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._relation, attribute)


class ModelSession:
    """What a Python model is given as its session: a connection to DuckDB, and more.

    Parameters
    ----------
    session : SparkSession
        The session of the run.
    """

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        # In a file, so that a large table need not be held in memory.
        self._folder = TemporaryDirectory(prefix="customer_segmentation_")
        self._connection = duckdb.connect(Path(self._folder.name) / "tables.duckdb")

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._connection, attribute)

    def ref(self, table: str) -> TableOfCluster:
        """Return a table of the cluster by its name in SQL."""
        return TableOfCluster(self._session, self._connection, table)

    def bring(self, schema: str, tables: Iterable[str]) -> None:
        """Copy tables of the cluster, to be read by their names.

        Tables of customers come in parts, so that memory does not grow with them.

        Parameters
        ----------
        schema : str
            Their schema, here and there.
        tables : iterable of str
            Their names.
        """
        self._connection.execute(f"create schema if not exists {name(schema)}")
        for table in tables:
            copy = f"{name(schema)}.{name(table)}"
            for number, part in enumerate(self._parts(f"{schema}.{table}")):
                begin = f"insert into {copy}" if number else f"create table {copy} as"
                self._connection.register("rows_of_cluster", part)
                self._connection.execute(f"{begin} from rows_of_cluster")
                self._connection.unregister("rows_of_cluster")

    def _parts(self, table: str) -> Iterator[pa.Table]:
        frame = self._session.table(table)
        parts = 1
        if "customer_id" in frame.columns:
            parts += frame.count() // ROWS_AT_ONCE
        for part in range(parts):
            condition = f"pmod(hash(customer_id), {parts}) = {part}"
            yield (frame.where(condition) if parts > 1 else frame).toArrow()

    def close(self) -> None:
        """Remove what was brought."""
        self._connection.close()
        self._folder.cleanup()

    def write(
        self, answer: duckdb.DuckDBPyRelation, table: str, file_format: str
    ) -> None:
        """Write the answer of a model as a table of the cluster.

        Parameters
        ----------
        answer : duckdb.DuckDBPyRelation
            Its rows.
        table : str
            The name of the table in SQL.
        file_format : str
            The format of its files, such as ``parquet``.
        """
        rows = answer.to_arrow_table()
        frame = self._session.createDataFrame(rows, from_arrow_schema(rows.schema))
        frame.write.mode("overwrite").format(file_format).saveAsTable(table)


class SessionJob(PythonJobHelper):
    """Runs a Python model in the process of dbt.

    Parameters
    ----------
    model : dict
        The node.
    credentials : SparkSessionCredentials
        Where the server is.
    """

    def __init__(self, model: dict, credentials: SparkSessionCredentials) -> None:
        self._name = model["name"]
        self._session = session_of(credentials.remote)

    def submit(self, compiled_code: str) -> None:
        """Run code that dbt compiled."""
        code = compile(compiled_code.lstrip(), f"{self._name}.py", "exec")
        session = ModelSession(self._session)
        try:
            exec(code, {"session": session, "__name__": self._name})
        finally:
            session.close()
