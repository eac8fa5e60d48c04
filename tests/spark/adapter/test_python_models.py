from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

pytest.importorskip("dbt.adapters.spark", reason="dbt-spark is not installed")

from customer_segmentation.relations import reading_by_name
from dbt.adapters.sparksession import python_models
from dbt.adapters.sparksession.connections import session_of
from dbt.adapters.sparksession.python_models import ModelSession


class Cluster:
    """Stands in for a session of Spark with one table; counts how often it is read."""

    def __init__(self):
        self.reads = 0

    def table(self, name):
        assert name == "marts.customers"
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


@pytest.fixture(scope="module")
def real_cluster(sail):
    session = session_of(sail)
    session.sql("create database if not exists marts").collect()
    for table, rows in (("many", 70_000), ("none", 0)):
        query = f"select id as customer_id, date '2024-01-31' as day from range({rows})"
        session.sql(f"create or replace table marts.{table} using parquet as {query}")
    return session


@pytest.mark.parametrize("rows_at_once", [500_000, 10_000, 1])
def test_tables_are_brought_in_parts_to_be_read_by_name(
    real_cluster, monkeypatch, rows_at_once
):
    monkeypatch.setattr(python_models, "ROWS_AT_ONCE", rows_at_once)
    session = ModelSession(real_cluster)
    cursor = reading_by_name(session, "marts", ["many"])
    assert isinstance(cursor, duckdb.DuckDBPyConnection)
    found = cursor.execute(
        "select count(distinct customer_id), max(day) from marts.many"
    )
    assert found.fetchone() == (70_000, date(2024, 1, 31))


def test_a_table_without_rows_keeps_its_columns(real_cluster):
    cursor = reading_by_name(ModelSession(real_cluster), "marts", ["none"])
    assert cursor.sql("from marts.none").columns == ["customer_id", "day"]


def test_executors_write_a_table(real_cluster, tmp_path):
    folder = tmp_path / "shared" / "many"
    ModelSession(real_cluster).write_files("marts", "many", str(folder))
    assert len(duckdb.read_parquet(f"{folder}/*.parquet")) == 70_000


def test_what_was_brought_is_removed(cluster):
    session = ModelSession(cluster)
    (file,) = session.sql("select path from duckdb_databases() limit 1").fetchone()
    assert Path(file).exists()
    session.close()
    assert not Path(file).parent.exists()
