import gzip

import pytest

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.text_quotes import check_quotes

GOOD = [
    "a,b,c\n1,2,3\n",
    '"a","b","c"\n"1","2","3"\n',
    '1,"two\nlines, and\nmore",3\n',
    '1,"doubled ""quotes"", and\n""more""",3\n',
    '1,5" MUG,3\n1,5" MUG,3\n1,6" MUG,3\n',
    '1,"5" MUG,3\n1,2,3\n',
    '1,"",3\n1,"""",3\n',
    '1,2,"three\n"\n"\n1",2,3\n',
    '"1","2\n","3"\n',
]
SWALLOWED = [
    ('1,"MUG,3\n1,2,3\n1,MUG",3\n', 1, 3),
    ('1,2,3\n1,"MUG,3\n1,MUG",3\n', 2, 3),
    ('1,"MUG,3\n"1","2","3"\n', 1, 2),
    ('1,2,"x\n1,2,3\n1,2,x"\n', 1, 3),
]


@pytest.mark.parametrize("content", GOOD)
def test_cells_of_several_lines_are_fine(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_text(content)
    check_quotes(path, ",", 3)
    path.write_text(content.replace(",", ";").replace("\n", "\r\n"), newline="")
    check_quotes(path, ";", 3)


@pytest.mark.parametrize(("content", "first", "last"), SWALLOWED)
def test_a_cell_that_holds_a_line_is_refused(tmp_path, content, first, last):
    path = tmp_path / "file.csv.gz"
    path.write_bytes(gzip.compress(content.encode()))
    sentence = f"quote in line {first} that is only closed in line {last}"
    with pytest.raises(InputError, match=sentence):
        check_quotes(path, ",", 3)


def test_a_quote_that_nothing_closes_is_refused(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text('1,2,3\n1,"MUG,3\n1,2,3\n')
    with pytest.raises(InputError, match="quote in line 2 that is never closed"):
        check_quotes(path, ",", 3)
