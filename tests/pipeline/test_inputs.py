"""The same lines, however they come in, give the same ledger."""

import csv

import duckdb
import pytest

from tests.builds import ROOT, WITHOUT_TESTS, built, dbt_build

LEDGER = "from marts.invoice_line_ledger order by all"
LINES = "staging.stg_invoice_lines"
CONTENT = f"select * exclude (line_id, source_file) from {LINES} order by all"


@pytest.fixture(scope="module")
def rows():
    """Read some lines of the sample; cells hold a comma, a quote and a line break."""
    with (ROOT / "seeds" / "sample" / "invoices.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    rows = [row for row in rows[:1500] if len(row) == len(header)]
    rows[0][2], rows[1][2], rows[2][2] = "MUG, RED", '5" PLATE', "TWO\nLINES"
    return [header, *rows]


def write(path, rows, delimiter=",", encoding="utf-8", newline="\n"):
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return path


def build(folder, invoices, **settings):
    selected = ("--select", "+invoice_line_ledger", *WITHOUT_TESTS)
    found = dbt_build(folder, *selected, invoices=str(invoices), **settings)
    assert found.code == 0, found.output
    return found


@pytest.fixture(scope="module")
def expected(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    found = build(folder, write(folder / "invoices.csv", rows))
    assert (
        found.value("select count(*) from staging.stg_invoice_lines") == len(rows) - 1
    )
    return found.query(LEDGER), found.query(CONTENT)


def assert_same(found, expected):
    assert found.query(CONTENT).equals(expected[1])
    assert found.query(LEDGER).equals(expected[0])


def test_typed_parquet_in_several_files(expected, tmp_path):
    typed = tmp_path / "typed"
    typed.mkdir()
    content = expected[1].drop(
        columns=["unreadable_field", "unreadable_text", "source_line"]
    )
    assert len(content) > 1_000
    for part in (0, 1):
        duckdb.sql(
            "copy (select * replace (unit_price::double as unit_price) from content "
            f"where hash(invoice_number) % 2 = {part}) to '{typed}/{part}.parquet'"
        )
    found = build(tmp_path, typed / "*.parquet")
    assert_same(found, expected)
    assert found.query(f"select line_id from {LINES}")["line_id"].is_unique


@pytest.mark.parametrize("name", ["raw.lines", "all_lines", "warehouse.raw.lines"])
def test_a_table_or_view_of_the_warehouse(rows, expected, tmp_path, name):
    path = write(tmp_path / "invoices.csv", rows)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create schema raw")
        connection.execute(
            f"create table raw.lines as from read_csv('{path}', all_varchar = true)"
        )
        connection.execute("create view all_lines as from raw.lines")
    assert_same(build(tmp_path, name), expected)


def test_a_name_that_two_tables_share_is_refused(rows, tmp_path):
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        for schema in ("a", "b"):
            connection.execute(f"create schema {schema}")
            connection.execute(f"create table {schema}.main as select 1 as x")
        connection.execute("create table main.main as select 1 as x")
        connection.execute("create table a.lines as select 1 as x")
    found = dbt_build(tmp_path, invoices="lines")
    assert "there is no file or table of that name" in " ".join(found.output.split())


def test_columns_are_mapped_by_name_and_by_expression(rows, expected, tmp_path):
    header = ["Order", "Item", "Text", "Pieces", "When", "Total", "Buyer", "Land"]
    mapped = [
        [*row[:5], str(round(float(row[5]) * int(row[3]), 4)), *row[6:]]
        if row[3].lstrip("-").isdigit() and row[5].replace(".", "").isdigit()
        else row
        for row in rows[1:]
    ]
    found = build(
        tmp_path,
        write(tmp_path / "own.csv", [header, *mapped]),
        invoice_columns={
            "invoice_number": "Order",
            "StockCode": "item",
            "description": "Text",
            "quantity": "PIECES",
            "invoiced_at": "When",
            "unit_price": "case when try_cast(Pieces as int) != 0 then "
            "round(try_cast(Total as double) / try_cast(Pieces as int), 4) end",
            "customer_id": "Buyer",
            "country": 'upper("Land")',
        },
    )
    question = (
        "select count(*), sum(quantity), count(distinct customer_id), "
        "count(distinct invoice_number) from "
    )
    content = expected[1]
    plain = duckdb.sql(f"{question} content").fetchall()
    assert len(content) > 0
    assert found.query(question + LINES).to_numpy().tolist() == [[*plain[0]]]
    countries = found.query(f"select distinct country from {LINES}")
    assert "GERMANY" in countries["country"].tolist()


def test_description_and_country_may_be_absent(rows, tmp_path):
    few = [[row[0], row[1], *row[3:7]] for row in rows]
    found = build(tmp_path, write(tmp_path / "few.csv", few))
    nothing = found.value(
        "select count(description) + count(country) from staging.stg_invoice_lines"
    )
    assert nothing == 0


def test_lines_that_the_reader_refuses_are_in_the_ledger(rows, tmp_path):
    path = write(tmp_path / "broken.csv", rows[:50])
    with path.open("a") as file:
        file.write("1,2\n1,2,3,4,5,6,7,8,9,10\n")
    found = build(tmp_path, path)
    refused = found.query(
        "select source_line, unreadable_text from staging.stg_invoice_lines "
        "where unreadable_field = 'line' order by line_id"
    )
    assert refused["source_line"].tolist() == [51, 52]
    assert refused["unreadable_text"].tolist() == [
        "1,2 (missing columns)",
        "1,2,3,4,5,6,7,8,9,10 (too many columns)",
    ]
    question = (
        "select lines from marts.invoice_line_ledger where reason = 'unreadable_line'"
    )
    assert found.value(question) == 2


def test_own_customers_bring_registration_dates(rows, tmp_path):
    path = write(tmp_path / "invoices.csv", rows)
    customers = write(
        tmp_path / "customers.csv",
        [["Kunde", "Seit"], ["10017", "2023-05-06"], ["nobody", "2023-05-07"]],
    )
    found = built(
        tmp_path,
        invoices=str(path),
        customers=str(customers),
        customer_columns={"customer_id": "Kunde", "registered_date": "Seit"},
    )
    row = found.query(
        "select frequency, registered_date::varchar as registered, days_to_first_order "
        "from marts.customers where customer_id = '10017'"
    ).iloc[0]
    assert row["registered"] == "2023-05-06"
    assert row["days_to_first_order"] == 240
    stranger = found.query("from marts.customers where customer_id = 'nobody'").iloc[0]
    assert stranger[["frequency", "rfm_segment"]].isna().all()


def test_the_samples_customers_stay_with_the_samples_invoices(rows, tmp_path):
    found = built(
        tmp_path, invoices=str(write(tmp_path / "invoices.csv", rows)), history_months=0
    )
    assert found.value("select count(*) from staging.stg_customers") == 0
    assert found.value("select count(registered_date) from marts.customers") == 0


def test_headers_in_any_script_and_without_a_name(rows, expected, tmp_path):
    header = ["", "订单", "产品", "说明", "数量", "日期", "价格", "客户", "国家", ""]
    numbered = [[str(number), *row, ""] for number, row in enumerate(rows[1:])]
    fields = [
        "invoice_number",
        "product_code",
        "description",
        "quantity",
        "invoiced_at",
        "unit_price",
        "customer_id",
        "country",
    ]
    found = build(
        tmp_path,
        write(tmp_path / "own.csv", [header, *numbered]),
        invoice_columns=dict(zip(fields, header[1:], strict=False)),
    )
    assert_same(found, expected)


@pytest.fixture
def edges(tmp_path):
    """Write values at the edge of their types, and names that the reader uses."""
    path = tmp_path / "edges.parquet"
    duckdb.sql(
        """
        create or replace temp table edges as
        select
            id::varchar as invoice,
            'p' as stockcode,
            quantity::int as quantity,
            timestamp '2024-01-01 08:00' as invoicedate,
            price as unitprice,
            17850.00::decimal(18, 2) as customer_id,
            'x' as source_file,
            7 as line_id
        from (
            values
            (1, 1, 2.5), (2, -2147483648, 1), (3, 2147483647, 1), (4, 5012345, 250000),
            (5, 999999999, 999999999999), (6, 1, 1e30), (7, 1, 'nan'::double),
            (8, -1, 1)
        ) as cells (id, quantity, price)
        """
    )
    duckdb.sql(f"copy edges to '{path}'")
    return path


def test_values_at_the_edge_of_their_types(edges, tmp_path):
    found = build(tmp_path, edges)
    lines = found.query(
        "select invoice_number, label, customer_id, line_id "
        "from cleaning.int_invoice_lines_checked order by 1"
    )
    assert lines["label"].tolist() == [
        "purchase",
        "unreadable_quantity",
        "unreadable_quantity",
        "purchase",
        "unreadable_amount",
        "unreadable_unit_price",
        "unreadable_unit_price",
        "quantity_not_positive",
    ]
    assert set(lines["customer_id"]) == {"17850"}
    assert lines["line_id"].is_unique


def test_an_expression_is_not_taken_for_the_column_it_names(edges, tmp_path):
    path = tmp_path / "few.parquet"
    duckdb.sql(f"copy (from '{edges}' where abs(quantity::bigint) < 10) to '{path}'")
    found = build(tmp_path, path, invoice_columns={"quantity": "-Quantity"})
    assert found.value(f"select quantity from {LINES} where invoice_number = '1'") == -1
    assert found.value(f"select quantity from {LINES} where invoice_number = '8'") == 1


def test_moments_with_a_time_zone_are_taken_in_utc(tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    header = ["invoice", "stockcode", "quantity", "invoicedate", "price", "customer"]
    row = ["1", "p", "1", "2024-01-10T23:30:00+0100", "1", "c"]
    found = build(
        tmp_path,
        write(tmp_path / "zoned.csv", [header, row]),
        date_format="%Y-%m-%dT%H:%M:%S%z",
    )
    moment = found.value(f"select invoiced_at::varchar from {LINES}")
    assert moment == "2024-01-10 22:30:00"
