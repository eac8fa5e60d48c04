"""What dbt and macros may ask of Spark."""

import json

from dbt.adapters.base import PythonJobHelper, available
from dbt.adapters.spark.impl import SparkAdapter
from pyspark.errors import PySparkException

from customer_segmentation.plugin.cluster import ClusterFunctions
from dbt.adapters.sparksession.connections import (
    SparkSessionConnectionManager,
    first_line_of,
    session_of,
)
from dbt.adapters.sparksession.engine import SessionEngine
from dbt.adapters.sparksession.memory import write_memory
from dbt.adapters.sparksession.python_models import SessionJob


class SparkSessionAdapter(SparkAdapter):
    """dbt-spark, with Python models and the functions of the package."""

    ConnectionManager = SparkSessionConnectionManager

    @property
    def default_python_submission_method(self) -> str:
        """Name the one way in which Python models run."""
        return "session"

    @property
    def python_submission_helpers(self) -> dict[str, type[PythonJobHelper]]:
        """Name what runs them."""
        return {"session": SessionJob}

    @available
    def describe_input(self, relation: str) -> dict:
        """Return ``columns`` (name -> type) of a relation, or ``problem``."""
        session = session_of(self.config.credentials.remote)
        try:
            fields = session.sql(f"select * from {relation}").schema.fields
        except PySparkException as error:
            return {"problem": first_line_of(error)}
        return {
            "columns": {field.name: field.dataType.simpleString() for field in fields}
        }

    @available
    def write_memory(self, recalled: str) -> None:
        """Write tables of a published version on the cluster; see ``memory.recall``."""
        session = session_of(self.config.credentials.remote)
        write_memory(session, json.loads(recalled))

    @available
    def ask_customer_segmentation(self, function: str, question: str) -> str:
        """Ask a function of ``customer_segmentation.plugin``, in and out as JSON."""
        session = session_of(self.config.credentials.remote)
        return ClusterFunctions(SessionEngine(session)).ask(function, question)
