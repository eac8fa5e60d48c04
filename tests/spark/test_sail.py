"""A cluster publishes what DuckDB publishes, and refuses what it cannot do."""

from pathlib import Path

import duckdb
import pytest

from tests.builds import Build
from tests.spark.builds import build_on_cluster, differences, session_of_its_own


@pytest.fixture(scope="module")
def on_sail(tmp_path_factory, sail, inputs) -> Build:
    folder = tmp_path_factory.mktemp("cluster")
    shared = str(folder / "shared")
    Path(shared).mkdir()
    remote = session_of_its_own(sail)
    return build_on_cluster(folder, remote, shared_folder=shared, **inputs)


def test_every_published_table_is_that_of_duckdb(on_sail, on_duckdb):
    assert on_sail.code == 0, on_sail.output
    assert differences(on_duckdb, on_sail) == []


def test_executors_publish_the_tables_of_customers(on_sail):
    (files,) = (on_sail.folder / "shared").glob("*/customer_segments")
    published = str(on_sail.current / "segments.duckdb")
    with duckdb.connect(published, read_only=True) as connection:
        rows = "select count(*) from customer_segments"
        view = "select sql from duckdb_views() where view_name = 'customer_segments'"
        assert str(files) in connection.sql(view).fetchone()[0]
        assert connection.sql(rows).fetchone()[0] > 10_000
    assert (on_sail.current / "customers.parquet").exists()
    assert not (on_sail.current / "customer_segments.parquet").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"row_filter": "reflect('a', 'b')"}, "uses reflect, which is not one of"),
        ({"row_filter": "Quantty > 0"}, "is not understood by the cluster"),
        ({"shared_folder": "shared"}, "its path does not begin with /"),
    ],
)
def test_what_the_cluster_cannot_do_is_said(tmp_path, sail, inputs, settings, said):
    settings = {**inputs, "customers": "", **settings}
    build = build_on_cluster(tmp_path, session_of_its_own(sail), **settings)
    assert build.code != 0
    assert said in build.said
    assert "Traceback" not in build.output


def test_every_test_of_the_data_runs_there(on_sail, on_duckdb):
    passed = [
        sum(" PASS " in line for line in build.output.splitlines())
        for build in (on_duckdb, on_sail)
    ]
    assert passed[0] == passed[1] > 20


def test_without_a_server_a_sentence_says_so(tmp_path, sail):
    build = build_on_cluster(tmp_path, "")
    assert build.code != 0
    assert "set SPARK_REMOTE to one such as sc://localhost:15002" in build.said
    assert "Traceback" not in build.output


def test_a_table_that_is_not_there_is_refused(tmp_path, sail):
    remote = session_of_its_own(sail)
    build = build_on_cluster(tmp_path, remote, invoices="shop.lines", customers="")
    assert build.code != 0
    assert "is shop.lines, which the cluster cannot read" in build.said
    assert "Traceback" not in build.output
    assert not (tmp_path / "published").exists()
