"""Builds from tables of real servers: PostgreSQL and MariaDB, as Debian ships them."""

import decimal

import duckdb
import pytest
import sqlalchemy as sa

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.databases import write_table
from tests.builds import ROOT, built, dbt_build
from tests.conftest import real
from tests.databases.servers import PASSWORD, mariadb, postgresql

LEDGER = "from marts.invoice_line_ledger order by all"
LABELS = (
    "select as_of_date, segmentation, customer_id, segment_id, distance "
    "from marts.customer_segments order by all"
)


@pytest.fixture(scope="module", params=[postgresql, mariadb])
def url(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture
def environment(url, monkeypatch):
    # As people write it, without the driver.
    plain = url.set(drivername=url.get_backend_name())
    monkeypatch.setenv("SHOP_URL", plain.render_as_string(hide_password=False))
    return url


def load(url: sa.URL, table: str, path: str, types: dict) -> None:
    """Fill a table with a file."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    rows = duckdb.sql(f"from '{path}'").df()
    rows = rows.astype(object).where(rows.notna(), None)
    rows.to_sql(
        table, engine, index=False, if_exists="replace", dtype=types, chunksize=5000
    )


def test_online_retail_from_a_server_is_online_retail(environment, tmp_path):
    path = real("online_retail.parquet")
    types = {
        "InvoiceNo": sa.String(20),
        "StockCode": sa.String(20),
        "Description": sa.Text(),
        "Quantity": sa.Integer(),
        "InvoiceDate": sa.DateTime(),
        "UnitPrice": sa.Numeric(12, 3),
        "CustomerID": sa.Integer(),
        "Country": sa.String(50),
    }
    load(environment, "invoices", path, types)
    served = built(tmp_path / "served", invoices="env:SHOP_URL/invoices")
    from_file = built(tmp_path / "file", invoices=path)
    assert served.rows(LEDGER) == from_file.rows(LEDGER)
    assert len(served.rows(LABELS)) > 36_000
    assert served.rows(LABELS) == from_file.rows(LABELS)
    for written in (served.folder / "target", served.folder / "logs"):
        for file in written.rglob("*"):
            if file.is_file():
                assert PASSWORD.encode() not in file.read_bytes(), file
    assert PASSWORD not in served.output


def test_invoices_and_customers_of_a_schema_are_found(environment, tmp_path):
    for table in ("invoices", "customers"):
        copy = tmp_path / f"{table}.parquet"
        read = f"read_csv('{ROOT}/seeds/sample/{table}.csv', all_varchar = true"
        # The last line of the sample is cut off: no database holds such a one.
        duckdb.sql(f"copy (from {read}, ignore_errors = true)) to '{copy}'")
        texts = dict.fromkeys(duckdb.sql(f"from '{copy}'").columns, sa.Text())
        load(environment, f"sample_{table}", str(copy), texts)
    schema = "public" if environment.get_backend_name() == "postgresql" else "shop"
    build = built(
        tmp_path / "build",
        invoices=f"env:SHOP_URL/{schema}.sample_invoices",
        customers=f"env:SHOP_URL/{schema}.sample_customers",
        latest_date="2100-01-01",
    )
    assert build.value("select count(*) from marts.customers") == 824
    segmented = "select count(persona_segment) from marts.customers"
    assert build.value(segmented) == 798


def test_exact_decimals_and_texts_of_all_alphabets_arrive(environment, tmp_path):
    engine = sa.create_engine(environment, poolclass=sa.NullPool)
    table = sa.Table(
        "exact",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("price", sa.Numeric(18, 6)),
        sa.Column("name", sa.Text),
    )
    table.drop(engine, checkfirst=True)
    table.create(engine)
    rows = [
        {"id": 2, "price": decimal.Decimal("0.100001"), "name": "Łódź 日本 🎁"},
        {"id": 1, "price": decimal.Decimal("123456789012.123456"), "name": None},
    ]
    with engine.begin() as connection:
        connection.execute(sa.insert(table), rows)
    copy = write_table("env:SHOP_URL/exact", tmp_path)["read_from"]
    assert duckdb.sql(f"from '{copy}'").fetchall() == [
        (1, "123456789012.123456", None),
        (2, "0.100001", "Łódź 日本 🎁"),
    ]


def test_a_wrong_password_is_refused_without_being_said(
    environment, tmp_path, monkeypatch
):
    wrong = environment.set(password="wr0ng-passw0rd")
    monkeypatch.setenv("SHOP_URL", wrong.render_as_string(hide_password=False))
    with pytest.raises(
        InputError, match="cannot be read from the database of SHOP_URL"
    ):
        write_table("env:SHOP_URL/invoices", tmp_path)
    build = dbt_build(tmp_path / "build", invoices="env:SHOP_URL/invoices")
    assert build.code == 1
    assert "cannot be read from the database of SHOP_URL" in build.said
    assert "wr0ng-passw0rd" not in build.output
