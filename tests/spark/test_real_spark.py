"""What only a real Spark shows; `make test-spark` installs one and names it."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.builds import Build, built
from tests.conftest import real
from tests.spark import servers
from tests.spark.builds import build_on_cluster, differences, start_on_cluster

HOME = os.environ.get("SPARK_HOME")

pytestmark = pytest.mark.skipif(
    not HOME, reason="needs a Spark of its own: make test-spark"
)


@pytest.fixture(scope="module")
def spark(tmp_path_factory) -> servers.Server:
    with servers.spark(Path(HOME), tmp_path_factory.mktemp("spark")) as server:
        yield server


def wait_for(file: Path, text: str) -> None:
    """Wait until a build has said something."""
    for _ in range(3000):
        if file.exists() and text in file.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"{text} was not said: {file.read_text()}")


def test_every_published_table_is_that_of_duckdb(tmp_path, spark, inputs, on_duckdb):
    build = build_on_cluster(tmp_path, spark.remote, **inputs)
    assert build.code == 0, build.output
    assert differences(on_duckdb, build) == []


def test_a_build_ends_right_when_an_executor_dies(tmp_path, spark, inputs, on_duckdb):
    process = start_on_cluster(tmp_path, spark.remote, **inputs)
    wait_for(
        tmp_path / "said.txt", "OK created sql table model cleaning.int_line_totals"
    )
    before = spark.executors()
    os.kill(before[0], signal.SIGKILL)
    assert process.wait(timeout=900) == 0, (tmp_path / "said.txt").read_text()
    assert spark.executors() != before
    assert differences(on_duckdb, Build(0, "", tmp_path)) == []


def test_a_build_that_is_killed_leaves_the_old_version_and_its_models(
    tmp_path, spark, inputs, on_duckdb
):
    first = build_on_cluster(tmp_path, spark.remote, **inputs)
    assert first.code == 0, first.output
    version = first.current.resolve()
    process = start_on_cluster(tmp_path, spark.remote, **inputs)
    wait_for(
        tmp_path / "said.txt", "START python table model segmentation.seg_parameters"
    )
    process.kill()
    process.wait()
    assert first.current.resolve() == version
    scored = build_on_cluster(tmp_path, spark.remote, "--exclude", "tag:fit", **inputs)
    assert scored.code == 0, scored.output
    assert first.current.resolve() != version
    assert differences(on_duckdb, scored) == []


@pytest.mark.parametrize("cancellations", ["net", "drop"])
def test_online_retail_is_that_of_duckdb(tmp_path, spark, cancellations):
    settings = {"invoices": real("online_retail.parquet"), "customers": ""}
    settings["cancellations"] = cancellations
    build = build_on_cluster(tmp_path / "spark", spark.remote, **settings)
    assert build.code == 0, build.output
    assert differences(built(tmp_path / "duckdb", **settings), build) == []
