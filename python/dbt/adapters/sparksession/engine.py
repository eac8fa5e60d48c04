"""What the checks of settings ask of a cluster."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import expr

from customer_segmentation.inputs.cluster import quoted
from dbt.adapters.sparksession.connections import first_line_of


class SessionEngine:
    """A session of Spark Connect, as ``customer_segmentation.plugin.cluster`` asks it.

    Parameters
    ----------
    session : SparkSession
        The session of the run.
    """

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def type_of(self, columns: Mapping[str, str], text: str) -> str:
        """Return the type of an expression over columns (name -> type).

        The server parses it as one expression and analyses it; nothing is computed.

        Raises
        ------
        ValueError
            With the reason why it has none.
        """
        nulls = [
            f"cast(null as {kind}) as {quoted(column)}"
            for column, kind in columns.items()
        ]
        try:
            row = self._session.sql(f"select {', '.join(nulls or ['null'])}")
            (field,) = row.select(expr(f"({text}\n)").alias("value")).schema.fields
        except PySparkException as error:
            raise ValueError(first_line_of(error)) from None
        return field.dataType.simpleString()

    def problem_of_folder(self, folder: str) -> str:
        """Say why executors and this process cannot share a folder; else ''."""
        if not Path(folder).is_absolute():
            return "its path does not begin with /"
        probe = Path(folder) / f".probe-{uuid4().hex}"
        try:
            self._session.range(1).write.parquet(str(probe))
            if not any(probe.glob("*.parquet")):
                return "what executors write there does not arrive here"
            shutil.rmtree(probe)
        except PySparkException as error:
            return first_line_of(error)
        except OSError as error:
            return error.strerror or str(error)
        return ""
