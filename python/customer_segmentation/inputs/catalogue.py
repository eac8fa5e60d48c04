"""What an input file is and how it is to be read, before a line of it is read."""

import glob
import os
import zlib
from pathlib import Path
from typing import Any

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.copies import described, next_copy
from customer_segmentation.inputs.input_names import (
    is_database,
    is_workbook,
    split_sheet,
)
from customer_segmentation.inputs.parquet_files import page_problem, parquet_columns
from customer_segmentation.inputs.text_encoding import (
    TextFormat,
    detect_format,
    open_bytes,
    write_plain_copy,
)
from customer_segmentation.inputs.text_header import TextLayout, read_layout
from customer_segmentation.inputs.text_quotes import check_quotes

Asked = tuple[str, str | None]
"""A file or a table of a database, and the sheet of a workbook that is asked for."""

OTHER_KINDS = {
    b"PK\x03\x04": "an Excel workbook or an archive; name it .xlsx, or unpack it",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook; give it a name that ends with .xls",
    b"\x1f\x8b": "packed with gzip; give it a name that ends with .gz",
    b"\x28\xb5\x2f\xfd": "packed with zstd; unpack it",
    b"PAR1": "a Parquet file; give it a name that ends with .parquet",
    b"{": "JSON; save it as CSV or Parquet",
    b"[": "JSON; save it as CSV or Parquet",
    b"\xff\xfe\x00\x00": "written in UTF-32; save it as UTF-8",
    b"SQLite format 3\x00": "an SQLite database; put its URL, sqlite:///path, into "
    "the environment, such as SHOP_URL, and name a table as env:SHOP_URL/table",
    b"%PDF": "a PDF; save the table as CSV",
    b"<": "a web page or XML; save the table as CSV",
}
"""How files begin that are no CSV, what they are, and what to do."""


class InputFiles:
    r"""The input files of one build: what each is, and whether it is still the same.

    Parameters
    ----------
    folder : pathlib.Path
        Receives a plain copy of each text file that the CSV reader of DuckDB cannot
        read as it is (UTF-16, Latin-1, several line ends, lines before the header), of
        each sheet of a workbook and of each table of a database, and a link to each
        file whose name would be taken for a pattern.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> file = folder / "invoices.csv"
    >>> _ = file.write_text("Invoice;Total price\n1;2\n")
    >>> files = InputFiles(folder / "copies")
    >>> answer = files.describe(str(folder / "*.csv"))
    >>> [(found["delimiter"], found["columns"]) for found in answer["files"]]
    [(';', ['Invoice', 'Total price'])]
    >>> files.changed(str(folder / "*.csv"))
    ''
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Asked, tuple[tuple, list[dict]]] = {}
        self._found: dict[str, list[Asked]] = {}

    def describe(self, pattern: str, decimal: str = ".") -> dict[str, Any]:
        """Say which files a path or pattern means, and how each is to be read.

        Parameters
        ----------
        pattern : str
            A path, or a pattern with ``*``, ``?``, ``[...]`` or ``**``; for workbooks
            perhaps with the sheet (``book.xlsx#sheet``, ``book.xlsx#*``); or the table
            of a database (``env:NAME/table``).
        decimal : str
            The setting ``decimal``, by which copies write numbers among texts; the
            same throughout a build.

        Returns
        -------
        dict
            ``problem`` (what is wrong with one of the files, as the first
            half of a sentence and what to do, or null) and ``files``, in the order of
            their names: ``name``, ``read_from`` (the file, its copy or its link),
            ``kind`` (``csv`` or ``parquet``), ``columns`` and for CSV ``delimiter``
            and ``encoding``. No file is no problem. What was found out of a file is
            kept until it changes, what was read of a database until the build ends.
        """
        self._found[pattern] = matching_inputs(pattern)
        files = []
        for name, sheet in self._found[pattern]:
            try:
                files += self._describe(name, sheet, decimal)
            except (OSError, EOFError, zlib.error) as error:
                reason = getattr(error, "strerror", None) or error
                return {"problem": f"{name} cannot be read ({reason})", "files": []}
            except InputError as error:
                return {"problem": f"{name}, which {error}", "files": []}
        if len({file["kind"] for file in files}) > 1:
            problem = f"{pattern}, which matches CSV and other files; name one kind"
            return {"problem": problem, "files": []}
        return {"problem": None, "files": files}

    def changed(self, pattern: str) -> str:
        """Name a file that is no longer the one that was described; else say ''."""
        for asked in self._found.get(pattern, ()):
            try:
                if self._known[asked][0] != _identity(asked[0]):
                    return asked[0]
            except OSError:
                return asked[0]
        return ""

    def damaged(self, pattern: str) -> str:
        """Say which file of Parquet cannot be read to its end, and why; else say ''.

        All of each file is read: it is asked for after the build failed to read one.
        """
        for asked in self._found.get(pattern, ()):
            for file in self._known[asked][1]:
                problem = file["kind"] == "parquet" and page_problem(file["read_from"])
                if problem:
                    return (
                        f"{file['name']}, which is a damaged Parquet file ({problem}); "
                        "copy it again"
                    )
        return ""

    def _describe(self, name: str, sheet: str | None, decimal: str) -> list[dict]:
        asked = name, sheet
        identity = _identity(name)
        if asked not in self._known or self._known[asked][0] != identity:
            answers = self._look_at(name, sheet, decimal)
            if _identity(name) != identity:
                raise InputError("changed while it was read; build again")
            self._known[asked] = identity, answers
        return self._known[asked][1]

    def _look_at(self, name: str, sheet: str | None, decimal: str) -> list[dict]:
        path = Path(name)
        if is_database(name):
            from customer_segmentation.inputs.databases import write_table

            return [write_table(name, self._folder, decimal)]
        if path.is_dir():
            raise InputError(f"is a folder; name its files, such as {path}/*.csv")
        if not path.is_file():
            # Reading a device or a pipe may never end.
            raise InputError(
                "is not a file but a device, a pipe or a socket; save its content in "
                "a file"
            )
        if is_workbook(name):
            from customer_segmentation.inputs.workbooks import write_sheets

            return write_sheets(path, sheet, self._folder, decimal)
        if path.suffix.lower() in (".parquet", ".pq"):
            readable = self._linked(path)
            return [described(name, readable, parquet_columns(readable))]
        return [{"name": name, **self._look_at_text(path)}]

    def _look_at_text(self, path: Path) -> dict:
        _check_text(path)
        form = detect_format(path)
        layout = read_layout(path, form)
        read_from = self._readable(path, form, layout)
        check_quotes(read_from, layout.delimiter, len(layout.columns))
        return {
            "kind": "csv",
            "read_from": str(read_from),
            "encoding": form.encoding,
            "delimiter": layout.delimiter,
            "columns": layout.columns,
        }

    def _readable(self, path: Path, form: TextFormat, layout: TextLayout) -> Path:
        if form.is_plain and not layout.lines_before:
            return self._linked(path)
        copy = next_copy(self._folder, ".csv")
        write_plain_copy(path, form.encoding, layout.lines_before, copy)
        return copy

    def _linked(self, path: Path) -> Path:
        # Only a small .gz is unpacked.
        if glob.escape(str(path)) == str(path) and path.suffix != ".GZ":
            return path
        link = next_copy(self._folder, "".join(path.suffixes[-2:]).lower())
        link.symlink_to(path.resolve())
        return link


def matching_inputs(pattern: str) -> list[Asked]:
    """List the files that a path or pattern means, by name, each with its sheet.

    A file of exactly that name is meant, even if the name could be a pattern. The
    table of a database stands for itself.
    """
    if is_database(pattern) or os.path.lexists(pattern):
        return [(pattern, None)]
    files, sheet = split_sheet(pattern)
    if os.path.lexists(files):
        return [(files, sheet)]
    found = glob.glob(files, recursive=True)  # noqa: PTH207 - absolute ones too
    return [(name, sheet) for name in sorted(found) if not Path(name).is_dir()]


def _check_text(path: Path) -> None:
    with open_bytes(path) as file:
        start = file.read(8192)
    if start[8:12] == b"DUCK":
        raise InputError(
            "is a DuckDB database; write the table as Parquet, such as with copy "
            "invoices to 'invoices.parquet', or attach the database in the profile"
        )
    for signature, kind in OTHER_KINDS.items():
        if start.lstrip(b"\xef\xbb\xbf").startswith(signature):
            raise InputError(f"is {kind}")
    text = not start.startswith((b"\xff\xfe", b"\xfe\xff")) and start.count(0)
    if text and start.count(0) < 0.4 * len(start) and start.count(0) > 8:
        raise InputError("contains bytes that are not text; save the table as CSV")


def _identity(name: str) -> tuple:
    if is_database(name):
        return ()
    state = Path(name).stat()
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
