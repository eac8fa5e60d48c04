"""Python models of a cluster: they see tables of DuckDB, as on a target of DuckDB."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import duckdb
from dbt.adapters.base import PythonJobHelper
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from customer_segmentation.sql_text import name
from dbt.adapters.sparksession.connections import SparkSessionCredentials, session_of


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
        self._connection = duckdb.connect()

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._connection, attribute)

    def ref(self, table: str) -> TableOfCluster:
        """Return a table of the cluster by its name in SQL."""
        return TableOfCluster(self._session, self._connection, table)

    def bring(self, schema: str, tables: Iterable[str]) -> None:
        """Copy tables of the cluster, to be read by their names.

        Parameters
        ----------
        schema : str
            Their schema, here and there.
        tables : iterable of str
            Their names; one at a time is in memory twice.
        """
        self._connection.execute(f"create schema if not exists {name(schema)}")
        for table in tables:
            rows = self._session.table(f"{schema}.{table}").toArrow()
            self._connection.register("rows_of_cluster", rows)
            self._connection.execute(
                f"create table {name(schema)}.{name(table)} as from rows_of_cluster"
            )
            self._connection.unregister("rows_of_cluster")

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
        session = ModelSession(self._session)
        code = compile(compiled_code.lstrip(), f"{self._name}.py", "exec")
        exec(code, {"session": session, "__name__": self._name})
