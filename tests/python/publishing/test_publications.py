import json

import duckdb
import pandas as pd
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.publishing import publications
from customer_segmentation.publishing.publications import COLUMNS
from customer_segmentation.publishing.version_folder import read_history, sha256

TABLES = ["customers", "customer_segments", "segment_profiles"]
DELIVERY = pd.DataFrame(
    {
        "invoice_lines": [7],
        "customer_lines": [0],
        "last_order_date": [pd.Timestamp("2024-01-30")],
        "typical_line_value": [2.5],
        "is_sample": [False],
    }
)


def publish(warehouse, folder, keep=3):
    counts = [
        warehouse.sql(f"select count(*) from marts.{table}").fetchone()[0]
        for table in TABLES
    ]
    tables = pd.DataFrame({"table_name": TABLES, "row_count": counts})
    history = read_history(folder)
    after = history[-1]["version"] if history else None
    return publications.publish(
        warehouse, "marts", tables, DELIVERY, folder, after=after, keep=keep
    )


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        for table in TABLES:
            connection.execute(
                f"create table marts.{table} as "
                "select 'c1' as customer_id, date '2024-01-31' as as_of_date"
            )
        yield connection


def test_a_version_holds_every_format_and_its_manifest_every_hash(warehouse, tmp_path):
    publish(warehouse, tmp_path)
    current = tmp_path / "current"
    expected = {"segments.duckdb", "manifest.json", "publications.parquet"}
    expected |= {f"{table}.{kind}" for table in TABLES for kind in ("csv", "parquet")}
    assert {file.name for file in current.iterdir()} == expected
    manifest = json.loads((current / "manifest.json").read_text())
    assert manifest["files"] == {
        file: sha256(current / file) for file in expected - {"manifest.json"}
    }
    assert manifest["tables"] == dict.fromkeys(TABLES, 1)
    assert manifest["as_of_date"] == "2024-01-31"


def test_the_answer_is_the_history(warehouse, tmp_path):
    first = publish(warehouse, tmp_path)
    second = publish(warehouse, tmp_path)
    assert list(second.columns) == list(COLUMNS)
    assert len(first) == 1
    pd.testing.assert_frame_equal(second.iloc[:1], first)
    assert second["version"].is_monotonic_increasing
    assert second["version"].iloc[-1] == (tmp_path / "current").resolve().name
    with duckdb.connect(str(tmp_path / "current" / "segments.duckdb")) as published:
        rows = published.sql("select version, files from publications").fetchall()
    assert [version for version, _ in rows] == second["version"].tolist()
    assert rows[0][1] is not None
    assert rows[1][1] is None


@pytest.mark.parametrize("keep", [1, 3])
def test_old_versions_go(warehouse, tmp_path, keep):
    (tmp_path / "notes").mkdir()
    versions = [
        publish(warehouse, tmp_path, keep=keep)["version"].iloc[-1] for _ in range(5)
    ]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        [*versions[-keep:], "current", "notes"]
    )
    assert len(read_history(tmp_path)) == 5


def test_published_files_cannot_be_written(warehouse, tmp_path):
    publish(warehouse, tmp_path)
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "current").iterdir()}
    assert modes == {0o444}


def test_an_open_reader_keeps_its_version(warehouse, tmp_path):
    publish(warehouse, tmp_path, keep=1)
    path = str(tmp_path / "current" / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as reader:
        warehouse.execute("insert into marts.customers values ('c2', '2024-02-01')")
        publish(warehouse, tmp_path, keep=1)
        assert reader.sql("select count(*) from customers").fetchone() == (1,)
    with duckdb.connect(path, read_only=True) as reader:
        assert reader.sql("select count(*) from customers").fetchone() == (2,)


@pytest.mark.parametrize(
    "step", ["write_database", "write_formats", "flush", "switch_to"]
)
def test_a_failure_at_any_step_leaves_the_last_version(
    warehouse, tmp_path, monkeypatch, step
):
    publish(warehouse, tmp_path)
    before = (tmp_path / "current").resolve()

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(publications, step, fail)
        with pytest.raises(BuildError, match="No space left on device"):
            publish(warehouse, tmp_path)
    assert (tmp_path / "current").resolve() == before
    assert (before / "manifest.json").exists()
    publish(warehouse, tmp_path)
    assert (tmp_path / "current").resolve() != before
    assert not [*tmp_path.glob(".*")]


def test_a_copy_that_lost_rows_is_not_published(warehouse, tmp_path, monkeypatch):
    def count_one_more(*arguments):
        return dict.fromkeys(write(*arguments), 2)

    write = publications.write_database
    monkeypatch.setattr(publications, "write_database", count_one_more)
    with pytest.raises(BuildError, match="holds 2 rows of customers where"):
        publish(warehouse, tmp_path)
    assert not (tmp_path / "current").exists()


def test_a_folder_that_is_a_file_is_named(warehouse, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(BuildError, match=f"Publishing to {taken} failed"):
        publish(warehouse, taken)


def test_figures_that_are_not_known_are_null(warehouse, tmp_path, monkeypatch):
    unknown = DELIVERY.assign(last_order_date=pd.NaT, typical_line_value=float("nan"))
    monkeypatch.setattr("tests.python.publishing.test_publications.DELIVERY", unknown)
    row = publish(warehouse, tmp_path).iloc[-1]
    assert row[["last_order_date", "typical_line_value"]].isna().all()


def test_a_version_that_appeared_meanwhile_is_not_published_over(warehouse, tmp_path):
    first = publish(warehouse, tmp_path)["version"].iloc[-1]
    second = publish(warehouse, tmp_path)["version"].iloc[-1]
    tables = pd.DataFrame({"table_name": TABLES, "row_count": 1})
    for after in (None, first):
        with pytest.raises(BuildError, match=f"Another build published {second}"):
            publications.publish(
                warehouse, "marts", tables, DELIVERY, tmp_path, after=after
            )
    assert len(read_history(tmp_path)) == 2
