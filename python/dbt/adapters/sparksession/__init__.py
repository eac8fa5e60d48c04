"""Apache Spark through Spark Connect, as an adapter of dbt.

It is dbt-spark with a session of our own: SQL runs on the server, Python models run in
the process of dbt, and macros may ask the functions of ``customer_segmentation``.
"""

from dbt.adapters.base import AdapterPlugin
from dbt_common.exceptions import DbtRuntimeError

try:
    import dbt.adapters.spark  # noqa: F401 - whether it is there
    import pyspark  # noqa: F401
except ImportError as error:
    raise DbtRuntimeError(
        f"A target of Spark needs {error.name}, which is not installed; pip install "
        '"customer-segmentation[spark]".'
    ) from None

from dbt.adapters.sparksession.adapter import SparkSessionAdapter
from dbt.adapters.sparksession.connections import SparkSessionCredentials
from dbt.include import sparksession

Plugin = AdapterPlugin(
    adapter=SparkSessionAdapter,
    credentials=SparkSessionCredentials,
    include_path=sparksession.PACKAGE_PATH,
    dependencies=["spark"],
)
