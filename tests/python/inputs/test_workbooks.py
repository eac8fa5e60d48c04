import datetime as dt
import zipfile

import openpyxl
import pyarrow.parquet as pq
import pytest

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.workbooks import (
    ALL,
    read_sheets,
    write_sheets,
)

HEADER = ["Invoice", "Quantity", "InvoiceDate", "Price"]
NOON = dt.datetime(2011, 12, 9, 12, 50)


def write(path, sheets, hidden=()):
    """Write a workbook: sheet -> rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


@pytest.fixture
def two_years(tmp_path):
    sheets = {
        "Year 2009-2010": [
            HEADER,
            [536365, 6, NOON, 2.55],
            ["C536379", -1, NOON, 27.5],
        ],
        "Year 2010-2011": [HEADER, [536366, 2, NOON, 3]],
        "empty": [],
    }
    return write(tmp_path / "retail.xlsx", sheets)


def test_the_only_sheet_needs_no_name(tmp_path):
    path = write(tmp_path / "book.xlsx", {"a": [HEADER, [1, 2, NOON, 0.5]], "b": []})
    (table,) = read_sheets(path, None).values()
    assert table.to_pylist() == [
        {"Invoice": 1, "Quantity": 2, "InvoiceDate": NOON, "Price": 0.5}
    ]


def test_numbers_among_texts_are_written_with_the_declared_mark(tmp_path):
    rows = [["Price", "Code"], [2.5, "C1"], ["1.234,50", 17850], [1.234, 7], [4, 8.0]]
    path = write(tmp_path / "book.xlsx", {"a": rows})
    (answer,) = write_sheets(path, None, tmp_path / "copies", ",")
    table = pq.read_table(answer["read_from"])
    assert table["Price"].to_pylist() == ["2,5", "1.234,50", "1,234", "4"]
    assert table["Code"].to_pylist() == ["C1", "17850", "7", "8"]


def test_several_sheets_are_never_chosen_from(two_years):
    with pytest.raises(
        InputError, match="has the sheets Year 2009-2010 and Year"
    ) as said:
        read_sheets(two_years, None)
    assert str(said.value).endswith(f"or all of them with {two_years}#*")


def test_a_sheet_is_read_by_name_and_all_by_a_star(two_years):
    (table,) = read_sheets(two_years, "Year 2010-2011").values()
    assert table["Invoice"].to_pylist() == [536366]
    assert [*read_sheets(two_years, ALL)] == ["Year 2009-2010", "Year 2010-2011"]


def test_numbers_beside_texts_are_texts_without_decimals(two_years):
    table = read_sheets(two_years, "Year 2009-2010")["Year 2009-2010"]
    assert table["Invoice"].to_pylist() == ["536365", "C536379"]
    assert table["InvoiceDate"].to_pylist() == [NOON, NOON]


def test_sheets_become_parquet_under_their_names(two_years, tmp_path):
    first, second = write_sheets(two_years, ALL, tmp_path / "copies")
    assert first["name"] == f"{two_years}#Year 2009-2010"
    assert first["columns"] == HEADER
    assert pq.read_table(second["read_from"]).num_rows == 1


def test_titles_above_blank_rows_and_columns_are_no_data(tmp_path):
    rows = [
        ["Sales of May"],
        [],
        [None, *HEADER, None],
        [None, 1, 2, NOON, 3],
        [],
        [None, 2, 2, NOON, 3],
        [],
    ]
    (table,) = read_sheets(write(tmp_path / "b.xlsx", {"a": rows}), None).values()
    assert table.column_names == HEADER
    assert table["Invoice"].to_pylist() == [1, None, 2]


def test_a_column_of_values_without_a_name_gets_one(tmp_path):
    path = write(tmp_path / "c.xlsx", {"a": [["Invoice", None, "Price"], [1, 2, 3]]})
    (table,) = read_sheets(path, None).values()
    assert table.column_names == ["Invoice", "column_2", "Price"]
    path = write(tmp_path / "d.xlsx", {"a": [["a", None, "column_2"], [1, 2, 3]]})
    with pytest.raises(InputError, match="more than one column named"):
        read_sheets(path, None)


def test_hidden_sheets_count_only_by_name(tmp_path):
    sheets = {"a": [HEADER, [1, 2, NOON, 3]], "notes": [["x", "y"], [1, 2]]}
    path = write(tmp_path / "b.xlsx", sheets, hidden=["notes"])
    assert [*read_sheets(path, None)] == ["a"]
    assert [*read_sheets(path, ALL)] == ["a"]
    assert [*read_sheets(path, "notes")] == ["notes"]


@pytest.mark.parametrize(
    ("sheets", "asked", "sentence"),
    [
        ({"a": [HEADER]}, "b", "has no sheet b; it has a"),
        ({"a": []}, None, "has no rows; it needs a row of column names"),
        ({"a": []}, "a", "has no rows; it needs a row of column names"),
        ({"a": [["Price", "price"], [1, 2]]}, None, "has more than one column named"),
        ({"a": [["__x", "price"], [1, 2]]}, None, "has a column named __x, which"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, sheets, asked, sentence):
    path = write(tmp_path / "book.xlsx", sheets)
    with pytest.raises(InputError, match=sentence):
        read_sheets(path, asked)


def test_a_file_that_is_no_workbook_is_said_to_be_none(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"Invoice,Price\n")
    with pytest.raises(InputError, match="is not a readable workbook"):
        read_sheets(path, None)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(InputError, match="is not a readable workbook"):
        read_sheets(path, None)
