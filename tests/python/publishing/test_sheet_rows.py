import datetime
import math
import random
import struct
import zipfile

import duckdb
import pytest
import xlsxwriter

from customer_segmentation.publishing.sheet_rows import rows_as_xml


def written(values, kind):
    """Write values below each other in column A, in style 1."""
    with duckdb.connect() as connection:
        connection.execute(f"create table t (value {kind})")
        connection.execute("insert into t select unnest($1)", [values])
        xml = rows_as_xml(connection, "t", {"value": kind}, {"A": "1"})
        return b"".join(xml).decode()


def by_the_library(values, write, tmp_path):
    """Let the library of workbooks write the same."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        form = workbook.add_format({"bold": True})
        for row, value in enumerate(values, 1):
            if value is not None:
                getattr(sheet, write)(row, 0, value, form)
    with zipfile.ZipFile(path) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    return xml.split("<sheetData>")[1].split("</sheetData>")[0]


def numbers():
    chance = random.Random(5)
    drawn = [struct.unpack("d", chance.randbytes(8))[0] for _ in range(2_000)]
    drawn += [round(chance.uniform(-1e6, 1e6), places % 7) for places in range(2_000)]
    return [number for number in [*drawn, 0.0, 1e15, 1e16, 0.1 + 0.2] if number < 1e300]


@pytest.mark.parametrize(
    ("kind", "write", "values"),
    [
        ("DOUBLE", "write_number", [x for x in numbers() if math.isfinite(x)]),
        ("INTEGER", "write_number", [0, -5, 2**31 - 1]),
        ("BIGINT", "write_number", [10**15, -(10**12)]),
        ("DECIMAL(28,6)", "write_number", [12.5, -0.000001, 123456789.123456]),
        ("BOOLEAN", "write_boolean", [True, False]),
        (
            "DATE",
            "write_datetime",
            [
                datetime.date(*day)
                for day in [(1900, 1, 1), (1900, 2, 28), (1900, 3, 1), (2026, 1, 1)]
            ],
        ),
        ("VARCHAR", "write_string", ["", "007", "=1", "a 'b' \"c\"", "é\U0001f600"]),
    ],
)
def test_cells_are_those_of_the_library(kind, write, values, tmp_path):
    assert written(values, kind) == by_the_library(values, write, tmp_path)


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("a & b", "a &amp; b"),
        ("<r>x</r>", "&lt;r&gt;x&lt;/r&gt;"),
        (" a ", " a "),
        ("a\r\nb", "a_x000D_\nb"),
        ("a\x00b\ufffe", "a_x0000_b_xFFFE_"),
        ("_x0041_", "_x005F_x0041_"),
    ],
)
def test_signs_of_xml_are_escaped(text, xml):
    assert f'<t xml:space="preserve">{xml}</t>' in written([text], "VARCHAR")


def test_what_is_null_or_no_number_has_no_cell():
    values = [None, float("nan"), float("inf"), 1.5]
    assert written(values, "DOUBLE") == (
        '<row r="2"></row><row r="3"></row><row r="4"></row>'
        '<row r="5"><c r="A5" s="1"><v>1.5</v></c></row>'
    )


def test_many_rows_stand_in_their_order():
    xml = written(list(range(3_000)), "INTEGER")
    assert [part.split('"')[0] for part in xml.split('<row r="')[1:]] == [
        str(row) for row in range(2, 3_002)
    ]
