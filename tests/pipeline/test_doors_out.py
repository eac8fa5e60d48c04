"""What other tools see in the published files."""

import csv

import duckdb
import openpyxl
import pandas as pd
import pytest
import sqlalchemy as sa

from tests.reliability.versions import publish_number


@pytest.fixture(scope="module")
def book(sample_build):
    return openpyxl.load_workbook(
        sample_build.current / "segments.xlsx", read_only=True
    )


@pytest.mark.parametrize(
    ("sheet", "table"),
    [
        ("segments", "segment_profiles"),
        ("rfm", "rfm_profiles"),
        ("customers", "customers"),
        ("choices", "cluster_count_choice"),
    ],
)
def test_a_sheet_has_the_values_of_its_table(book, sample_build, sheet, table):
    header, *rows = book[sheet].values
    published = sample_build.query(f"from marts.{table}")
    assert len(rows) == len(published)
    for place, column in enumerate(header):
        expected = published[column]
        cells = pd.Series([row[place] for row in rows])
        if pd.api.types.is_numeric_dtype(expected) or column in ("revenue", "monetary"):
            numbers = pd.to_numeric(expected).astype(float)
            assert cells.astype(float).sum() == pytest.approx(numbers.sum()), column
        else:
            assert cells.notna().sum() == expected.notna().sum(), column
    assert set(published.columns) - set(header) == {
        column for column in published.columns if published[column].isna().all()
    }


def test_the_crm_file_has_ids_dates_segments_and_one_action_only(sample_build):
    with (sample_build.current / "crm.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [
        "customer_id",
        "as_of_date",
        "campaign_segment",
        "campaign_action",
        "rfm_cluster_segment",
        "lifecycle_segment",
        "persona_segment",
    ]
    customers = sample_build.rows("select customer_id from marts.customers order by 1")
    assert [(row[0],) for row in rows] == customers
    assert {row[1] for row in rows} == {"2026-01-01"}
    orders = {tuple(row[2:4]) for row in rows}
    assert len(orders) == len({segment for segment, _ in orders}) > 5
    assert [segment for segment, action in orders if not action] == [""]


def test_sqlalchemy_without_a_pool_sees_each_new_version(tmp_path):
    publish_number(tmp_path, 1)
    engine = sa.create_engine(
        f"duckdb:///{tmp_path}/current/segments.duckdb",
        connect_args={"read_only": True},
        poolclass=sa.NullPool,
    )
    assert "customers" in sa.inspect(engine).get_table_names()

    def version():
        with engine.connect() as connection:
            question = sa.text("select max(version) from publications")
            return connection.execute(question).scalar()

    first = version()
    publish_number(tmp_path, 2)
    assert version() > first


def test_parquet_opens_in_pandas_with_exact_money(sample_build):
    customers = pd.read_parquet(sample_build.current / "customers.parquet")
    expected = sample_build.value("select sum(monetary) from marts.customers")
    assert customers["monetary"].dropna().sum() == expected


def test_the_file_is_of_an_older_storage_version(sample_build):
    path = str(sample_build.current / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as published:
        question = (
            "select tags from duckdb_databases() where database_name = 'segments'"
        )
        tags = published.execute(question).fetchone()[0]
    assert "v1.2.0" in str(tags)
