from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

pytest.importorskip("dbt.adapters.spark", reason="dbt-spark is not installed")

from customer_segmentation.relations import reading_by_name
from dbt.adapters.sparksession import python_models
from dbt.adapters.sparksession.python_models import ModelSession


class Cluster:
    """Stands in for a session of Spark with one table; counts how often it is read."""

    def __init__(self):
        self.reads = 0
        self.written = None

        self.columns = ["customer_id"]
        self.conditions = []

    def table(self, name):
        assert name == "marts.customers"
        return self

    def count(self):
        return 2

    def where(self, condition):
        self.conditions.append(condition)
        return self

    def toArrow(self):  # noqa: N802
        self.reads += 1
        return pa.table({"customer_id": ["1", "2"]})


@pytest.fixture
def cluster():
    return Cluster()


def test_a_table_is_read_when_a_model_looks_at_it(cluster):
    table = ModelSession(cluster).ref("marts.customers")
    assert cluster.reads == 0
    assert table.fetchall() == [("1",), ("2",)]
    assert table.columns == ["customer_id"]
    assert cluster.reads == 1


def test_tables_are_brought_to_be_read_by_name(cluster):
    session = ModelSession(cluster)
    cursor = reading_by_name(session, "marts", ["customers"])
    assert isinstance(cursor, duckdb.DuckDBPyConnection)
    assert cursor.execute("select count(*) from marts.customers").fetchone() == (2,)


def test_a_large_table_comes_in_parts(cluster, monkeypatch):
    monkeypatch.setattr(python_models, "ROWS_AT_ONCE", 1)
    session = ModelSession(cluster)
    session.bring("marts", ["customers"])
    assert cluster.conditions == [
        f"pmod(hash(customer_id), 3) = {part}" for part in range(3)
    ]
    assert session.sql("select count(*) from marts.customers").fetchone() == (6,)


def test_what_was_brought_is_removed(cluster):
    session = ModelSession(cluster)
    (file,) = session.sql("select path from duckdb_databases() limit 1").fetchone()
    assert Path(file).exists()
    session.close()
    assert not Path(file).parent.exists()
