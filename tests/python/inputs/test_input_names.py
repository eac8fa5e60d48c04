from customer_segmentation.inputs.input_names import (
    is_database,
    is_workbook,
    split_sheet,
)


def test_names_tell_databases():
    assert is_database("env:A_1/b.c")
    assert not any(map(is_database, ("env:A", "env:A/", "env:/b", "env:1/b", "a.csv")))


def test_names_tell_workbooks_and_sheets():
    assert is_workbook("a.XLSB")
    assert not is_workbook("xlsx")
    assert split_sheet("a#b.xlsx#*") == ("a#b.xlsx", "*")
    assert split_sheet("a#b.xlsx") == ("a#b.xlsx", None)
    assert split_sheet("a.XLSX#b#c") == ("a.XLSX", "b#c")
