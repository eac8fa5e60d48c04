import duckdb
import pytest

from customer_segmentation.published_files import DATABASE
from customer_segmentation.publishing import formats
from customer_segmentation.publishing.formats import (
    CSV_TABLES,
    write_all_formats,
    write_formats,
)


def fill(connection):
    for table in CSV_TABLES:
        connection.execute(
            f"create table {table} as select unnest([date '2024-01-31', "
            "date '2023-12-31', date '2024-01-31']) as as_of_date"
        )


@pytest.fixture
def published():
    with duckdb.connect() as connection:
        fill(connection)
        yield connection


@pytest.fixture
def written(monkeypatch):
    """Stands in for the workbook and the report, which have their own tests."""
    calls = []
    monkeypatch.setattr(
        formats, "write_workbook", lambda _, path: calls.append(path.name)
    )
    monkeypatch.setattr(
        "customer_segmentation.report.page.write_report",
        lambda _, path: calls.append(path.name),
    )
    return calls


@pytest.mark.parametrize(
    ("tables", "chosen", "files", "others"),
    [
        (["crm"], ["parquet"], {"crm.parquet"}, []),
        (CSV_TABLES, ["csv"], {f"{table}.csv" for table in CSV_TABLES}, []),
        (["crm", "others"], ["csv"], {"crm.csv"}, []),
        (["crm"], ["workbook", "report"], set(), ["segments.xlsx", "report.html"]),
        (["crm"], [""], set(), []),
    ],
)
def test_what_is_asked_for_is_written(
    published, tmp_path, written, tables, chosen, files, others
):
    folder = tmp_path / "version"
    folder.mkdir()
    write_formats(published, tables, chosen, folder)
    assert {path.name for path in folder.iterdir()} == files
    assert written == others


@pytest.mark.parametrize("table", CSV_TABLES)
def test_a_spreadsheet_is_spared_the_history_of_segments(published, tmp_path, table):
    write_formats(published, [table, "customer_segments"], ["csv", "parquet"], tmp_path)
    rows = (tmp_path / f"{table}.csv").read_text().splitlines()[1:]
    assert len(rows) == (2 if table == "customer_segments" else 3)
    everything = duckdb.read_parquet(str(tmp_path / f"{table}.parquet"))
    assert len(everything.fetchall()) == 3


def test_without_plotly_the_report_is_left_out(
    published, tmp_path, written, monkeypatch
):
    monkeypatch.setattr(formats, "missing_package", lambda package: package)
    write_formats(published, [], ["report"], tmp_path)
    assert written == []


def test_formats_are_written_from_the_published_file(tmp_path):
    folder = tmp_path / "it's"
    folder.mkdir()
    with duckdb.connect(str(folder / DATABASE)) as connection:
        fill(connection)
    config = {"memory_limit": "100MiB", "threads": 1}
    write_all_formats(str(folder), ["crm"], ["parquet"], config)
    assert {path.name for path in folder.iterdir()} == {DATABASE, "crm.parquet"}


def test_the_published_file_is_opened_as_it_is_asked_for(tmp_path, monkeypatch):
    asked = []

    def write(published, tables, formats, folder):
        question = "select current_setting('memory_limit'), current_setting('threads')"
        asked.append(published.execute(question).fetchone())
        asked.append((tables, formats, folder))
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            published.execute("create table a (b int)")

    monkeypatch.setattr(formats, "write_formats", write)
    duckdb.connect(str(tmp_path / DATABASE)).close()
    config = {"memory_limit": "100MiB", "threads": 1}
    write_all_formats(str(tmp_path), ["crm"], ["csv"], config)
    assert asked == [("100.0 MiB", 1), (["crm"], ["csv"], tmp_path)]


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(duckdb.IOException):
        write_all_formats(str(tmp_path), ["crm"], ["csv"], {})
    assert not [*tmp_path.iterdir()]
