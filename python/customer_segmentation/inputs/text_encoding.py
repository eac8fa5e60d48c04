"""How a text file is written, its encoding and line ends, and a plain copy of it."""

import codecs
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from customer_segmentation.errors import InputError

CHUNK = 1 << 20
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DAMAGED = re.compile("[\udc80-\udcff]")
"""What ``surrogateescape`` makes of a byte that is no UTF-8."""

FEW = 3
"""So many damaged bytes are damage, even among few characters."""


@dataclass(frozen=True)
class TextFormat:
    r"""How a file is written.

    Attributes
    ----------
    encoding : str
        ``utf-8``, ``utf-16``, ``utf-16-le``, ``utf-16-be`` or ``cp1252``, which is
        Latin-1 with the characters that Windows adds.
    line_ends : tuple of str
        Those that occur, quoted cells included, of ``\r\n``, ``\n`` and ``\r``.
    """

    encoding: str
    line_ends: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether any reader of UTF-8 reads it line by line."""
        return self.encoding == "utf-8" and self.line_ends in ((), ("\n",), ("\r\n",))


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading, unpacked where its name ends with ``.gz``."""
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")
    return path.open("rb")


def detect_format(path: Path) -> TextFormat:
    """Find out how a text file is written, from all of its bytes.

    A byte order mark decides. Without one, a file whose every other byte is zero is
    UTF-16, and one that is valid UTF-8 is UTF-8. Of the others, one with ten times as
    many damaged as whole characters beyond ASCII is Latin-1; one with at most a tenth
    of them damaged, or a few bytes, stays UTF-8, so that only the lines that hold them
    are lost.

    Parameters
    ----------
    path : pathlib.Path
        The file; ``.gz`` is unpacked.

    Returns
    -------
    TextFormat

    Raises
    ------
    OSError
        If the file cannot be read or unpacked.
    InputError
        If it is written in several encodings.
    """
    with open_bytes(path) as file:
        start = file.read(4096)
    encoding = _encoding_of_start(start) or (
        "utf-8" if _is_utf8(path) else _damaged_utf8_or_latin1(path)
    )
    return TextFormat(encoding, _line_ends(path, encoding))


def decoded(path: Path, encoding: str) -> Iterator[str]:
    """Yield a file in pieces of text, without a byte order mark.

    Bytes that the encoding does not know become U+FFFD in UTF-8 and UTF-16, and the
    control character of Latin-1 in ``cp1252``.
    """
    codecs.register_error("latin-1", _as_latin1)
    errors = "latin-1" if encoding == "cp1252" else "replace"
    if encoding == "utf-8":
        encoding = "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    with open_bytes(path) as file:
        while chunk := file.read(CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def write_plain_copy(source: Path, encoding: str, skip: int, copy: Path) -> None:
    r"""Write a text file again as UTF-8 in which every line ends with ``\n``.

    Parameters
    ----------
    source : pathlib.Path
        The file; it is read once and not changed.
    encoding : str
        See :class:`TextFormat`.
    skip : int
        Lines at the start that are left out.
    copy : pathlib.Path
        The file to write.
    """
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    with copy.open("w", encoding="utf-8", newline="") as file:
        pieces = (newlines.decode(text) for text in decoded(source, encoding))
        for text in _after_lines(pieces, skip):
            file.write(text)
        file.write(newlines.decode("", final=True))


def _after_lines(pieces: Iterator[str], skip: int) -> Iterator[str]:
    for text in pieces:
        while skip and text:
            _, end, text = text.partition("\n")
            skip -= len(end)
        yield text


def _encoding_of_start(start: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            # A mark does not make the rest valid.
            return encoding if encoding != "utf-8" else None
    pairs = len(start) // 2
    if pairs and start[1 : 2 * pairs : 2].count(0) > 0.9 * pairs:
        return "utf-16-le"
    if pairs and start[0 : 2 * pairs : 2].count(0) > 0.9 * pairs:
        return "utf-16-be"
    return None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with open_bytes(path) as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _damaged_utf8_or_latin1(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    damaged = whole = 0
    with open_bytes(path) as file:
        while chunk := file.read(CHUNK):
            text = decoder.decode(chunk)
            found = len(DAMAGED.findall(text))
            damaged += found
            whole += len(re.findall(r"[^\x00-\x7f]", text)) - found
    if damaged <= max(whole / 10, min(whole, FEW)):
        return "utf-8"
    if whole <= damaged / 10:
        return "cp1252"
    raise InputError(
        "contains text in several encodings, including UTF-8; save it again as UTF-8"
    )


def _line_ends(path: Path, encoding: str) -> tuple[str, ...]:
    """Count in bytes where a line end is one byte: several times as fast."""
    counts = {"\r\n": 0, "\n": 0, "\r": 0}
    before = ""
    for text in _pieces(path, encoding):
        # A pair may be cut in two: what came last is looked at with what follows.
        joined = before + text
        before = "\r" if joined.endswith("\r") else ""
        joined = joined.removesuffix("\r")
        pairs = joined.count("\r\n")
        counts["\r\n"] += pairs
        counts["\n"] += joined.count("\n") - pairs
        counts["\r"] += joined.count("\r") - pairs
    counts["\r"] += len(before)
    return tuple(end for end, count in counts.items() if count)


def _pieces(path: Path, encoding: str) -> Iterator[str]:
    if encoding.startswith("utf-16"):
        yield from decoded(path, encoding)
        return
    with open_bytes(path) as file:
        while chunk := file.read(CHUNK):
            yield chunk.decode("latin-1")


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    damaged = error.object[error.start : error.end]
    return damaged.decode("latin-1"), error.end
