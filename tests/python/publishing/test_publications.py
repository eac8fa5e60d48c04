import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import duckdb
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.publishing import publications
from customer_segmentation.publishing.publications import COLUMNS
from customer_segmentation.publishing.version_folder import read_history, sha256
from customer_segmentation.relations import first_row, relation_of

TABLES = ["customers", "customer_segments", "segment_profiles"]
DELIVERY = {
    "invoice_lines": 7,
    "customer_lines": 0,
    "last_order_date": date(2024, 1, 30),
    "typical_line_value": Decimal("2.50"),
    "is_sample": False,
}


def publish(warehouse, folder, delivery=DELIVERY, **options):
    counts = {
        table: warehouse.sql(f"select count(*) from marts.{table}").fetchone()[0]
        for table in TABLES
    }
    history = read_history(folder)
    after = history[-1]["version"] if history else None
    return publications.publish(
        warehouse, "marts", counts, delivery, folder, after=after, **options
    )


def published_rows(folder, question):
    path = str(folder / "current" / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as published:
        return published.sql(question).fetchall()


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
    assert [*second[-1]] == [*COLUMNS]
    assert len(first) == 1
    assert second[:1] == first
    versions = [entry["version"] for entry in second]
    assert versions == sorted({*versions})
    assert versions[-1] == (tmp_path / "current").resolve().name
    assert second == read_history(tmp_path)
    rows = published_rows(tmp_path, "select version, files from publications")
    assert [version for version, _ in rows] == versions
    assert rows[0][1] == first[0]["files"]
    assert rows[1][1] is None


def test_the_answer_as_a_table_says_when_and_what_was_published(warehouse, tmp_path):
    publish(warehouse, tmp_path)
    found = relation_of(warehouse, publish(warehouse, tmp_path), COLUMNS)
    assert found.columns == [*COLUMNS]
    assert list(map(str, found.types)) == [*COLUMNS.values()]
    day = datetime(2024, 1, 31), 7, 0, datetime(2024, 1, 30), 2.5, False
    rows = found.project(
        "as_of_date, invoice_lines, customer_lines, last_order_date, "
        "typical_line_value, is_sample, rows"
    )
    assert rows.fetchall() == [(*day, 3)] * 2
    now = datetime.now(UTC).replace(tzinfo=None)
    for (published_at,) in found.project("published_at").fetchall():
        assert timedelta(0) <= now - published_at < timedelta(minutes=5)
    for (files,) in found.project("files").fetchall():
        assert {*map(len, json.loads(files).values())} == {64}


def test_the_published_history_has_days_and_numbers(warehouse, tmp_path):
    publish(warehouse, tmp_path)
    path = str(tmp_path / "current" / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as published:
        found = published.table("publications")
        kinds = dict(zip(found.columns, map(str, found.types), strict=True))
        row = first_row(found)
    assert kinds == COLUMNS | {"as_of_date": "DATE", "last_order_date": "DATE"}
    assert row["as_of_date"] == date(2024, 1, 31)
    assert row["last_order_date"] == date(2024, 1, 30)
    assert row["typical_line_value"] == 2.5
    assert row["rows"] == 3
    assert row["is_sample"] is False


def test_the_manifest_has_the_figures_of_the_delivery(warehouse, tmp_path):
    publish(warehouse, tmp_path)
    manifest = json.loads((tmp_path / "current" / "manifest.json").read_text())
    figures = {figure: manifest[figure] for figure in DELIVERY}
    assert figures == DELIVERY | {
        "last_order_date": "2024-01-30",
        "typical_line_value": 2.5,
    }


@pytest.mark.parametrize("keep", [1, 3])
def test_old_versions_go(warehouse, tmp_path, keep):
    (tmp_path / "notes").mkdir()
    versions = [
        publish(warehouse, tmp_path, keep=keep)[-1]["version"] for _ in range(5)
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
    "step", ["write_database", "start_worker", "flush", "switch_to"]
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


def test_a_format_that_cannot_be_written_leaves_the_last_version(
    warehouse, tmp_path, monkeypatch
):
    """The process that writes formats says so, and the sentence is that of others."""
    publish(warehouse, tmp_path)
    before = (tmp_path / "current").resolve()

    def take_place(*arguments):
        (arguments[3].parent / "customers.parquet").mkdir()
        return write(*arguments)

    write = publications.write_database
    with monkeypatch.context() as patch:
        patch.setattr(publications, "write_database", take_place)
        with pytest.raises(BuildError) as raised:
            publish(warehouse, tmp_path)
    said = str(raised.value)
    assert said.startswith(f"Publishing to {tmp_path} failed (")
    assert "is still the current one; free the disk" in said
    assert "\n" not in said
    assert (tmp_path / "current").resolve() == before
    publish(warehouse, tmp_path)
    assert (tmp_path / "current").resolve() != before


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


def test_figures_that_are_not_known_are_null(warehouse, tmp_path):
    unknown = {"last_order_date": None, "typical_line_value": None}
    entry = publish(warehouse, tmp_path, DELIVERY | unknown)[-1]
    assert {figure: entry[figure] for figure in unknown} == unknown
    question = "select last_order_date, typical_line_value from publications"
    assert published_rows(tmp_path, question) == [(None, None)]
    publish(warehouse, tmp_path)
    rows = published_rows(tmp_path, f"{question} order by version")
    assert rows == [(None, None), (date(2024, 1, 30), 2.5)]


def test_formats_are_written_with_the_memory_of_the_warehouse(
    warehouse, tmp_path, monkeypatch
):
    asked = []
    worker = SimpleNamespace(ask=lambda **question: asked.append(question))
    monkeypatch.setattr(publications, "start_worker", lambda: worker)
    warehouse.execute("set memory_limit = '200MiB'")
    publish(warehouse, tmp_path, formats="csv,report")
    monkeypatch.setattr(publications, "FEW_ROWS", 3)
    publish(warehouse, tmp_path)
    few, many = [question["options"] for question in asked]
    assert few["formats"] == ["csv", "report"]
    assert few["tables"] == [*TABLES, "publications"]
    assert few["config"] == {"memory_limit": "200.0 MiB", "threads": 1}
    assert many["config"] == {"memory_limit": "200.0 MiB"}


def test_a_version_that_appeared_meanwhile_is_not_published_over(warehouse, tmp_path):
    first = publish(warehouse, tmp_path)[-1]["version"]
    second = publish(warehouse, tmp_path)[-1]["version"]
    tables = dict.fromkeys(TABLES, 1)
    for after in (None, first):
        with pytest.raises(BuildError, match=f"Another build published {second}"):
            publications.publish(
                warehouse, "marts", tables, DELIVERY, tmp_path, after=after
            )
    assert len(read_history(tmp_path)) == 2
