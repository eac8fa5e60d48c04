import datetime

import duckdb
import openpyxl
import pytest

from customer_segmentation.publishing import segments_workbook
from customer_segmentation.publishing.segments_workbook import (
    number_format,
    write_workbook,
)

TABLES = """
    create table customers as
    select date '2026-01-01' as as_of_date, *
    from (values
        ('007', 12.5::decimal(28, 6), 3, true, null::double, null, 'Best', 'Do'),
        ('=1+1', 99.25, 1, null, null, 0.5, 'Lost', 'Let go'),
        ('@x', null, null, false, null, null, null, null)
    ) as t(customer_id, monetary, frequency, complained, income, return_rate,
        rfm_segment, campaign_action);
    create table segment_profiles as
    select 'rfm' as segmentation, 'all' as population, 1 as segment_id,
        'http://x' as segment_name, 0.25 as customer_share, 2::bigint as customers;
    create table rfm_profiles as
    select 'Lost' as rfm_segment, 1 as customers, 99.25::decimal(28, 6) as revenue;
    create table cluster_count_choice as
    select 'rfm' as segmentation, 'all' as population, range as clusters, 'nan'::double
        as silhouette from range(0);
"""


@pytest.fixture
def published():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        yield connection


@pytest.fixture
def book(published, tmp_path):
    write_workbook(published, tmp_path / "segments.xlsx")
    return openpyxl.load_workbook(tmp_path / "segments.xlsx")


def test_there_is_a_sheet_for_segments_the_grid_customers_and_choices(book):
    assert book.sheetnames == ["segments", "rfm", "customers", "choices"]


def test_customers_come_by_spend_and_ids_stay_texts(book):
    rows = list(book["customers"].values)
    assert rows[0] == (
        "customer_id",
        "campaign_action",
        "rfm_segment",
        "as_of_date",
        "monetary",
        "frequency",
        "complained",
        "return_rate",
    )
    midnight = datetime.datetime(2026, 1, 1)
    assert rows[1] == ("=1+1", "Let go", "Lost", midnight, 99.25, 1, None, 0.5)
    assert rows[2] == ("007", "Do", "Best", midnight, 12.5, 3, True, None)
    assert rows[3] == ("@x", None, None, midnight, None, None, False, None)
    assert {cell.data_type for cell in book["customers"]["A"]} == {"s"}
    assert book["segments"]["A2"].value == "http://x"
    assert book["segments"]["A2"].hyperlink is None


def test_headers_stay_in_view_and_have_filters(book):
    sheet = book["customers"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:H4"
    assert book["choices"].auto_filter.ref is not None


def test_cells_have_the_format_of_their_column(book):
    sheet = book["customers"]
    formats = [cell.number_format for cell in sheet[2]]
    assert formats == [
        "@",
        "@",
        "@",
        "yyyy-mm-dd",
        "#,##0.00",
        "#,##0",
        "General",
        "0.0%",
    ]
    assert number_format("mean_gap", "DOUBLE") == "#,##0.00"
    assert number_format("is_chosen", "BOOLEAN") == "General"


def test_a_part_of_the_customers_is_said_to_be_one(published, tmp_path, monkeypatch):
    monkeypatch.setattr(segments_workbook, "MOST_CUSTOMERS", 2)
    monkeypatch.setitem(segments_workbook.SHEETS, "customers", "from customers limit 2")
    write_workbook(published, tmp_path / "segments.xlsx")
    book = openpyxl.load_workbook(tmp_path / "segments.xlsx")
    assert book.sheetnames[2] == "customers (top 2 by spend)"
    assert book.worksheets[2].max_row == 3


@pytest.mark.parametrize("character", ["x", "é", "\U0001f600"])
def test_no_text_is_cut_without_a_word(published, tmp_path, character):
    whole = 32_767 // (len(character.encode("utf-16-le")) // 2)
    for length, cut in [(whole, False), (whole + 1, True), (40_000, True)]:
        text = length * character
        published.execute(
            "update customers set customer_id = ? where monetary = 12.5", [text]
        )
        write_workbook(published, tmp_path / "segments.xlsx")
        cell = openpyxl.load_workbook(tmp_path / "segments.xlsx")["customers"][
            "A3"
        ].value
        assert (cell != text) is cut
        assert cell.endswith(f"… ({length:,} characters)") is cut
        assert len(cell.encode("utf-16-le")) <= 2 * 32_767
        published.execute(
            "update customers set customer_id = '007' where monetary = 12.5"
        )


def test_equal_data_give_equal_files(published, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(published, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
