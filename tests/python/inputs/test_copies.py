from pathlib import Path

from customer_segmentation.inputs.copies import described, next_copy


def test_every_copy_gets_a_name_of_its_own(tmp_path):
    first = next_copy(tmp_path / "deep" / "copies", ".csv")
    first.touch()
    second = next_copy(tmp_path / "deep" / "copies", ".parquet")
    assert (first.name, second.name) == ("000000.csv", "000001.parquet")


def test_a_copy_is_described_under_the_name_of_what_was_copied():
    answer = described("book.xlsx#May", Path("copies/000000.parquet"), ("a", "b"))
    assert answer == {
        "name": "book.xlsx#May",
        "kind": "parquet",
        "read_from": "copies/000000.parquet",
        "columns": ["a", "b"],
    }
