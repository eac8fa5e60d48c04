import pytest

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.text_encoding import detect_format
from customer_segmentation.inputs.text_header import read_layout


def layout(path, content):
    path.write_text(content, newline="")
    return read_layout(path, detect_format(path))


@pytest.mark.parametrize(
    ("content", "delimiter", "columns"),
    [
        ("a,b\n1,2\n", ",", ["a", "b"]),
        ("a;b,c;d\n", ";", ["a", "b,c", "d"]),
        ("a\tb\r\n", "\t", ["a", "b"]),
        ('"a|b"|"c ""d"""|e', "|", ["a|b", 'c "d"', "e"]),
        ('"two\nlines",b\n', ",", ["two\nlines", "b"]),
        (" a , b \n", ",", ["a", "b"]),
        ("a,,b,\n", ",", ["a", "column_2", "b", "column_4"]),
        ("one\n1\n", ",", ["one"]),
        ("\ufeffa,b\n", ",", ["a", "b"]),
    ],
)
def test_the_header_is_read_by_the_rules_of_csv(tmp_path, content, delimiter, columns):
    found = layout(tmp_path / "file.csv", content)
    assert (found.delimiter, found.columns) == (delimiter, columns)
    assert found.lines_before == 0


def test_lines_before_the_header(tmp_path):
    assert layout(tmp_path / "a.csv", "\n  \na,b\n").lines_before == 2
    found = layout(tmp_path / "b.csv", "sep=;\r\na,b;c\r\n")
    assert (found.lines_before, found.columns) == (1, ["a,b", "c"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("a,A\n", 'has more than one column named "a" \\(it has a, A\\)'),
    ],
)
def test_a_header_that_is_none_is_refused(tmp_path, content, sentence):
    with pytest.raises(InputError, match=sentence):
        layout(tmp_path / "file.csv", content)
