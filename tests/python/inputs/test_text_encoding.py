import codecs
import gzip

import pytest

from customer_segmentation.errors import InputError
from customer_segmentation.inputs import text_encoding
from customer_segmentation.inputs.text_encoding import (
    TextFormat,
    decoded,
    detect_format,
    write_plain_copy,
)

TEXT = "name,n\nTasse É,1\nTHÉ,2\n"
WRITTEN = {
    "utf-8": TEXT.encode(),
    "utf-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "utf-16 little-endian": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16 big-endian": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "utf-16-le without a mark": TEXT.encode("utf-16-le"),
    "utf-16-be without a mark": TEXT.encode("utf-16-be"),
    "latin-1": TEXT.encode("latin-1"),
}


@pytest.fixture(params=[1 << 20, 7])
def chunk(request, monkeypatch):
    """Files are read in one piece, or cut within characters and line ends."""
    monkeypatch.setattr(text_encoding, "CHUNK", request.param)


@pytest.mark.parametrize("name", WRITTEN)
def test_each_encoding_is_known_and_read(chunk, tmp_path, name):
    path = tmp_path / "file.csv"
    path.write_bytes(WRITTEN[name])
    form = detect_format(path)
    assert "".join(decoded(path, form.encoding)) == TEXT
    assert form.is_plain == name.startswith("utf-8")
    assert not TextFormat("utf-8", ("\r",)).is_plain


def test_gzip_is_unpacked(tmp_path):
    path = tmp_path / "file.csv.gz"
    path.write_bytes(gzip.compress(WRITTEN["latin-1"]))
    assert detect_format(path) == TextFormat("cp1252", ("\n",))
    assert "".join(decoded(path, "cp1252")) == TEXT


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        (b"a\nb\n", ("\n",)),
        (b"a\r\nb\r\n", ("\r\n",)),
        (b"a\rb\r", ("\r",)),
        (b"a\r\nb\n", ("\r\n", "\n")),
        (b"a\n\rb", ("\n", "\r")),
        (b"a\r\r\n", ("\r\n", "\r")),
        (b"a", ()),
        (12 * b"abcdef\r\n", ("\r\n",)),
    ],
)
def test_line_ends_are_found_wherever_the_file_is_cut(chunk, tmp_path, content, ends):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert detect_format(path).line_ends == ends


def test_a_few_damaged_bytes_leave_the_encoding(chunk, tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(3 * TEXT.encode() + b"bad \xff byte,3\n")
    assert detect_format(path).encoding == "utf-8"
    path.write_bytes(TEXT.encode() + b"one \xc9,3\n")
    assert detect_format(path).encoding == "utf-8"


def test_two_encodings_in_one_file_are_refused(chunk, tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(9 * TEXT.encode() + 9 * TEXT.encode("latin-1"))
    with pytest.raises(InputError, match="in several encodings"):
        detect_format(path)


def test_windows_characters_and_bytes_that_windows_does_not_know(tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(b"\x80 \x93a\x94 \xe9 \x81")
    assert "".join(decoded(path, "cp1252")) == "€ “a” é \x81"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_plain_copy_is_utf8_with_one_line_end(chunk, tmp_path, encoding):
    path, copy = tmp_path / "file.csv", tmp_path / "copy.csv"
    mixed = "\r\n\n" + TEXT.replace("1\n", "1\r\n").replace("2\n", "2\r")
    path.write_bytes(mixed.encode(encoding))
    write_plain_copy(path, detect_format(path).encoding, 2, copy)
    assert copy.read_bytes() == TEXT.encode()


def test_lines_to_skip_may_be_cut_too():
    pieces = iter(["sep", "=;", "\n", "", "a;b\n1;2\n"])
    assert "".join(text_encoding._after_lines(pieces, 1)) == "a;b\n1;2\n"
    assert "".join(text_encoding._after_lines(iter(["a\nb\nc"]), 2)) == "c"
