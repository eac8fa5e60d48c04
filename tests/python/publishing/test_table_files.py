import csv

import duckdb
import pytest

from customer_segmentation.publishing.table_files import (
    write_csv,
    write_database,
    write_parquet,
)

TEXTS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "\rx",
    "\uff1d1",
    "a,b",
    'a"b',
    "a\nb",
    "007",
    None,
]


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.customers as select unnest($1) as customer_id, "
            "-1.5::decimal(9, 2) as monetary, date '2024-01-31' as as_of_date",
            [TEXTS],
        )
        yield connection


def test_the_file_holds_the_tables_in_the_default_schema(warehouse, tmp_path):
    path = tmp_path / "it's.duckdb"
    assert write_database(warehouse, "marts", ["customers"], path) == {
        "customers": len(TEXTS)
    }
    assert [file.name for file in tmp_path.iterdir()] == ["it's.duckdb"]
    with duckdb.connect(str(path), read_only=True) as published:
        found = published.sql("select customer_id from customers").fetchall()
        assert [text for (text,) in found] == TEXTS


def test_the_file_opens_in_older_clients(warehouse, tmp_path):
    path = tmp_path / "segments.duckdb"
    write_database(warehouse, "marts", ["customers"], path)
    # The storage version stands at byte 12 of the header: 64 to 66 read since 1.2.
    assert 64 <= path.read_bytes()[12] <= 66


def test_the_warehouse_is_detached_even_when_a_table_is_missing(warehouse, tmp_path):
    with pytest.raises(duckdb.CatalogException):
        write_database(warehouse, "marts", ["nothing"], tmp_path / "a.duckdb")
    assert write_database(warehouse, "marts", ["customers"], tmp_path / "b.duckdb")


def test_csv_carries_no_formula_and_every_other_character(warehouse, tmp_path):
    warehouse.execute("set schema = 'marts'")
    write_csv(warehouse, {"customers": "true"}, tmp_path)
    with (tmp_path / "customers.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [row["customer_id"] for row in rows]
    assert found[:7] == ["'" + text for text in TEXTS[:7]]
    assert found[7:] == ["a,b", 'a"b', "a\nb", "007", ""]
    assert {row["monetary"] for row in rows} == {"-1.50"}


def test_csv_has_the_rows_of_its_condition(warehouse, tmp_path):
    warehouse.execute("set schema = 'marts'")
    write_csv(warehouse, {"customers": "customer_id = '007'"}, tmp_path)
    lines = (tmp_path / "customers.csv").read_text().splitlines()
    assert lines == ["customer_id,monetary,as_of_date", "007,-1.50,2024-01-31"]


def test_parquet_keeps_types(warehouse, tmp_path):
    warehouse.execute("set schema = 'marts'")
    write_parquet(warehouse, ["customers"], tmp_path)
    types = duckdb.sql(f"describe from '{tmp_path}/customers.parquet'").fetchall()
    assert [kind for _, kind, *_ in types] == ["VARCHAR", "DECIMAL(9,2)", "DATE"]
