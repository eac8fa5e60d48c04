"""Python models of a cluster: they see tables of DuckDB, as on a target of DuckDB."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
from dbt.adapters.base import PythonJobHelper
from pyspark.sql.connect.dataframe import DataFrame
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from customer_segmentation.sql_text import name
from dbt.adapters.sparksession.connections import SparkSessionCredentials, session_of

ROWS_AT_ONCE = 500_000
"""How many rows of a table are in memory at once, about."""


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

        They come in parts, so that memory does not grow with them.

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
            frame = self._session.table(f"{schema}.{table}")
            begin = f"create table {copy} as"
            for rows in _parts(frame):
                self._connection.register("rows_of_cluster", rows)
                self._connection.execute(f"{begin} from rows_of_cluster")
                self._connection.unregister("rows_of_cluster")
                begin = f"insert into {copy}"

    def write_files(self, schema: str, table: str, folder: str) -> None:
        """Let the executors write a table as Parquet.

        Parameters
        ----------
        schema, table : str
            Its name.
        folder : str
            Receives the files; both executors and this process reach it.
        """
        frame = self._session.table(f"{schema}.{table}")
        frame.write.option("compression", "zstd").parquet(folder)

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


def _parts(frame: DataFrame) -> Iterator[pa.Table]:
    """Return the rows of a query as they arrive, in tables of bounded size.

    This is how ``DataFrame.toLocalIterator`` reads, without a Python object for each
    value. A table without rows is one part.
    """
    client = frame.sparkSession.client
    query = frame._plan.to_proto(client)
    parts = client.to_table_as_iterator(query, frame._plan.observations)
    waiting, rows, arrived = [], 0, False
    for part in parts:
        if not isinstance(part, pa.Table):
            continue
        waiting.append(part)
        rows += part.num_rows
        if rows >= ROWS_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting, rows = [], 0
            arrived = True
    if waiting or not arrived:
        yield pa.concat_tables(waiting or [frame.limit(0).toArrow()])


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
