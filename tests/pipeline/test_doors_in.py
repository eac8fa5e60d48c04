"""Invoices from workbooks and databases are the invoices of the same CSV file."""

import sqlite3
from decimal import Decimal

import duckdb
import pytest
import xlsxwriter

from tests.builds import ROOT, dbt_build

SAMPLE = ROOT / "seeds" / "sample" / "invoices.csv"
LINES = (
    "select * exclude (line_id, source_file, source_line, unreadable_text) "
    "from staging.stg_invoice_lines order by all"
)


@pytest.fixture(scope="module")
def rows():
    """The sample without its last line, which is cut off: header, then texts."""
    read = f"read_csv('{SAMPLE}', all_varchar = true, ignore_errors = true)"
    relation = duckdb.sql(f"from {read}")
    return [tuple(relation.columns), *relation.fetchall()]


def staged(folder, **settings):
    build = dbt_build(folder, "--select", "+stg_invoice_lines", **settings)
    assert build.code == 0, build.output
    return build


@pytest.fixture(scope="module")
def from_csv(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("csv")
    copy = folder / "invoices.parquet"
    duckdb.sql(
        f"copy (from read_csv('{SAMPLE}', all_varchar = true, ignore_errors = true)) "
        f"to '{copy}'"
    )
    return staged(folder, invoices=str(copy), customers="", latest_date="2100-01-01")


def write_workbook(path, sheets):
    """Write sheets as a person has them: numbers are numbers where they look so."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(
                    number, 0, ["" if cell is None else cell for cell in row]
                )


def test_a_workbook_has_the_lines_of_its_sheets(rows, from_csv, tmp_path):
    header, *lines = rows
    half = len(lines) // 2
    path = tmp_path / "invoices.xlsx"
    write_workbook(
        path, {"2024": [header, *lines[:half]], "2025": [header, *lines[half:]]}
    )
    asked = {"customers": "", "latest_date": "2100-01-01"}
    build = staged(tmp_path / "build", invoices=f"{path}#*", **asked)
    assert build.rows(LINES) == from_csv.rows(LINES)
    files = "select distinct source_file from staging.stg_invoice_lines order by 1"
    assert [name for (name,) in build.rows(files)] == [f"{path}#2024", f"{path}#2025"]
    # A few prices are texts with a comma: with that mark, they are read beside numbers.
    german = staged(
        tmp_path / "german", invoices=f"{path}#*", decimal=",", thousands=".", **asked
    )
    priced = "select unit_price, count(*) from staging.stg_invoice_lines group by 1"
    prices, others = dict(german.rows(priced)), dict(from_csv.rows(priced))
    assert prices.pop(Decimal("1.99")) == others.pop(Decimal("1.99"), 0) + others.pop(
        None
    ) - prices.pop(None, 0)
    assert prices == others
    refused = dbt_build(tmp_path / "refused", invoices=str(path), **asked)
    assert refused.code == 1
    assert "which has the sheets 2024 and 2025; name one" in refused.said


def test_a_table_of_a_database_has_its_lines(rows, from_csv, tmp_path):
    header, *lines = rows
    connection = sqlite3.connect(tmp_path / "shop.db")
    columns = ", ".join(f'"{name}"' for name in header)
    connection.execute(f"create table invoices ({columns})")
    marks = ", ".join("?" * len(header))
    connection.executemany(f"insert into invoices values ({marks})", lines)
    connection.commit()
    connection.close()
    build = staged(
        tmp_path / "build",
        invoices="env:SHOP_URL/invoices",
        customers="",
        latest_date="2100-01-01",
        environment={"SHOP_URL": f"sqlite:///{tmp_path}/shop.db"},
    )
    assert build.rows(LINES) == from_csv.rows(LINES)


@pytest.mark.parametrize(
    ("invoices", "sentence"),
    [
        (
            "env:NO_SHOP_URL/invoices",
            "Setting invoices names env:NO_SHOP_URL/invoices, which needs the "
            "environment variable NO_SHOP_URL, which is not set; set it to the URL of",
        ),
        (
            "postgresql://alice:s3cret@shop/orders",
            "Setting invoices is a URL (postgresql), but a build does not download ",
        ),
        (
            "absent.xlsx#May",
            "invoices is absent.xlsx#May, and there is no file or",
        ),
    ],
)
def test_what_is_not_there_is_said_without_secrets(tmp_path, invoices, sentence):
    build = dbt_build(tmp_path, invoices=invoices, customers="")
    assert build.code == 1
    assert sentence in build.said
    assert "s3cret" not in build.output
