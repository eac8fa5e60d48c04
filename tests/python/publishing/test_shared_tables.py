import json

import duckdb
import pytest

from customer_segmentation.publishing import shared_tables
from customer_segmentation.publishing.publications import publish
from customer_segmentation.publishing.shared_tables import SharedTables
from customer_segmentation.publishing.version_folder import sha256
from tests.python.publishing.test_publications import DELIVERY, published_rows

ROWS = {"customers": 3, "customer_segments": 1, "segment_profiles": 1}


class Cluster:
    """Stands in for a session whose executors write files."""

    def __init__(self, connection):
        self._connection = connection

    def write_files(self, schema, table, folder):
        path = duckdb.sql(f"select '{folder}/part-0.parquet'").fetchone()[0]
        shared_tables.Path(folder).mkdir(parents=True)
        self._connection.execute(f"copy {schema}.{table} to '{path}' (format parquet)")


@pytest.fixture
def warehouse(monkeypatch):
    monkeypatch.setattr(shared_tables, "ROWS_OF_AGGREGATES", 2)
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        for table, rows in ROWS.items():
            connection.execute(
                f"create table marts.{table} as select 'c' || i as customer_id, "
                f"date '2024-01-31' as as_of_date from range({rows}) as numbers(i)"
            )
        yield connection


def publish_shared(warehouse, folder, after=None, keep=3):
    shared = SharedTables(str(folder / "shared"))
    shared.write(Cluster(warehouse), "marts", ROWS)
    (folder / "shared").mkdir(exist_ok=True)
    warehouse.execute("alter table marts.customers rename to hidden")
    try:
        return publish(
            *(warehouse, "marts", ROWS, DELIVERY, folder / "published"),
            after=after,
            keep=keep,
            shared=shared,
        )[-1]["version"]
    finally:
        warehouse.execute("alter table marts.hidden rename to customers")


def test_a_large_table_is_a_view_over_what_executors_wrote(warehouse, tmp_path):
    publish_shared(warehouse, tmp_path)
    published = tmp_path / "published"
    kinds = "select table_name, table_type from information_schema.tables"
    assert ("customers", "VIEW") in published_rows(published, kinds)
    assert ("segment_profiles", "BASE TABLE") in published_rows(published, kinds)
    rows = published_rows(published, "select customer_id from customers order by all")
    assert rows == [("c0",), ("c1",), ("c2",)]
    assert not (published / "current" / "customers.parquet").exists()
    assert (published / "current" / "customers.csv").read_text().count("\n") == 4


def test_the_manifest_has_their_hashes(warehouse, tmp_path):
    publish_shared(warehouse, tmp_path)
    current = tmp_path / "published" / "current"
    files = json.loads((current / "manifest.json").read_text())["files"]
    (path,) = (tmp_path / "shared").glob("*/customers/*.parquet")
    assert files[str(path)] == sha256(path)


def test_they_go_with_the_versions_that_show_them(warehouse, tmp_path):
    after = None
    left = tmp_path / "shared" / "20200101T000000000000Z"
    left.mkdir(parents=True)
    (tmp_path / "shared" / "of somebody else").mkdir()
    for _ in range(3):
        after = publish_shared(warehouse, tmp_path, after, keep=2)
    names = [path.name for path in (tmp_path / "shared").iterdir()]
    assert len(names) == 3
    assert "of somebody else" in names
    assert left.name not in names
    assert len(published_rows(tmp_path / "published", "from customers")) == 3


def test_without_a_folder_and_on_duckdb_nothing_is_shared(warehouse, tmp_path):
    assert SharedTables("").write(Cluster(warehouse), "marts", ROWS) == {}
    assert SharedTables(str(tmp_path)).write(warehouse, "marts", ROWS) == {}
