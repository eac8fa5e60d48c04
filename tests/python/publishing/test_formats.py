import duckdb
import pytest

from customer_segmentation.publishing import formats
from customer_segmentation.publishing.formats import CSV_TABLES, write_formats


@pytest.fixture
def published():
    with duckdb.connect() as connection:
        for table in CSV_TABLES:
            connection.execute(f"create table {table} as select 1 as a")
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


def test_without_plotly_the_report_is_left_out(
    published, tmp_path, written, monkeypatch
):
    monkeypatch.setattr(formats, "missing_package", lambda package: package)
    write_formats(published, [], ["report"], tmp_path)
    assert written == []
