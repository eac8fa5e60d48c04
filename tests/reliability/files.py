"""Files of other kinds, with odd names, and tables with types."""

import gzip
import io
import json
from collections.abc import Iterator
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq

from tests.reliability.case import PLACE, ROWS, Case, plain, without
from tests.reliability.shop import (
    DESCRIPTION,
    HEADER,
    QUANTITY,
    changed,
    each,
    text,
)


def parquet(rows: list, **columns) -> bytes:
    """Lines as Parquet, with functions for the columns that are no text."""
    arrays = {}
    for place, name in enumerate(HEADER):
        cells = [row[place] for row in rows]
        arrays[name] = columns[name](cells) if name in columns else pa.array(cells)
    file = io.BytesIO()
    pq.write_table(pa.table(arrays), file)
    return file.getvalue()


def kinds_of_files() -> Iterator:
    whole = parquet(ROWS)
    refused = {"verdict": "refused"}
    yield "an empty file", plain("", **refused, says="which is empty; it needs a line")
    yield (
        "a file of blanks",
        plain(" \n\n \n", **refused, says="which is empty; it needs"),
    )
    yield (
        "parquet by the name of csv",
        plain(
            whole,
            **refused,
            says="which is a Parquet file; give it a name that ends with",
        ),
    )
    yield (
        "csv by the name of parquet",
        Case(
            {"invoices.parquet": text(ROWS).encode()},
            **refused,
            says="which is not a Parquet file, although its name says so",
        ),
    )
    yield (
        "half a parquet file",
        Case(
            {"invoices.parquet": whole[: len(whole) // 2]},
            **refused,
            says="which is an incomplete Parquet file; copy it again",
        ),
    )
    yield (
        "a parquet file with damaged pages",
        Case(
            {"invoices.parquet": whole[:600] + 600 * b"\xa7" + whole[1200:]},
            **refused,
            says="invoices.parquet, which is a damaged Parquet file (",
        ),
    )
    yield (
        "an excel workbook",
        plain(b"PK\x03\x04" + bytes(200), **refused, says="which is an Excel workbook"),
    )
    yield (
        "json",
        plain(
            json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS[:5]]),
            **refused,
            says="which is JSON; save it as CSV or Parquet",
        ),
    )
    yield (
        "a web page",
        plain(
            "<!DOCTYPE html><html></html>", **refused, says="which is a web page or XML"
        ),
    )
    yield (
        "gzip by the name of csv",
        plain(
            gzip.compress(text(ROWS).encode()),
            **refused,
            says="which is packed with gzip",
        ),
    )
    yield (
        "half a gzip file",
        Case(
            {"invoices.csv.gz": gzip.compress(text(ROWS).encode())[:5000]},
            **refused,
            says="invoices.csv.gz cannot be read (Compressed file ended before",
        ),
    )
    yield (
        "no such file",
        Case({}, **refused, says="there is no file or table of that name"),
    )
    yield (
        "a folder",
        Case(
            {"folder/invoices.csv": text(ROWS).encode()},
            **refused,
            says="folder, which is a folder; name its files, such as",
            settings={"invoices": "{folder}/folder"},
        ),
    )
    yield (
        "an address",
        Case(
            {},
            **refused,
            says="but a build does not download files",
            settings={"invoices": "https://example.org/invoices.csv"},
        ),
    )


def names_of_files() -> Iterator:
    content = text(ROWS).encode()
    for name in [
        "my invoices.csv",
        "it's.csv",
        "data[1].csv",
        "what?.csv",
        "stars*.csv",
        "Rechnungen für Köln.csv",
        "'; drop table x; --.csv",
        "INVOICES.CSV",
        "invoices",
        "-v.csv",
    ]:
        yield f"a file named {name}", Case({name: content})
    latin = text(each(ROWS, DESCRIPTION, lambda _: "É")).encode("latin-1")
    yield "latin-1 in a file named {x}'s [1].csv", Case({"{x}'s [1].csv": latin})
    yield (
        "a template in the name of a file",
        Case(
            {"{{ 7 }}.csv": content},
            verdict="refused",
            says="which dbt would take for a template",
        ),
    )
    yield "brackets in the name of parquet", Case({"data[1].parquet": parquet(ROWS)})
    half = len(ROWS) // 2
    parts = {
        "part_1.csv": text(ROWS[:half]).encode(),
        "part_2.csv": text(
            [row[::-1] for row in ROWS[half:]], header=HEADER[::-1], delimiter=";"
        ).encode("utf-16"),
    }
    every = {"invoices": "{folder}/part_*"}
    yield "two files of different forms", Case(parts, settings=every)
    spoiled_parts = {
        "part_1.csv": text(ROWS[:half]).encode(),
        "part_2.csv": text(changed(ROWS[half:], 9, QUANTITY, "x")).encode(),
    }
    yield (
        "a bad line in the second file",
        Case(
            spoiled_parts,
            verdict="warned",
            says="rejected_lines",
            rows=without(half + 9),
            excluded={"unreadable_quantity": 1},
            settings=every,
        ),
    )
    yield (
        "csv and parquet under one pattern",
        Case(
            {
                "part_1.csv": text(ROWS[:half]).encode(),
                "part_2.parquet": parquet(ROWS[half:]),
            },
            verdict="refused",
            says="which matches CSV and other files; name one kind",
            settings=every,
        ),
    )
    yield (
        "a pattern that nothing matches",
        Case(
            {"invoices.csv": content},
            verdict="refused",
            says="there is no file or table of that name",
            settings={"invoices": "{folder}/part_*.csv"},
        ),
    )


def typed_tables() -> Iterator:
    def numbers(kind):
        return lambda cells: pa.array([kind(cell) for cell in cells])

    def moments(zone):
        return lambda cells: pa.array(
            [datetime.fromisoformat(cell) for cell in cells], pa.timestamp("us", zone)
        )

    yield "parquet of text", Case({"invoices.parquet": parquet(ROWS)})
    yield (
        "parquet with types",
        Case(
            {
                "invoices.parquet": parquet(
                    ROWS,
                    Quantity=numbers(int),
                    UnitPrice=numbers(float),
                    InvoiceDate=moments(None),
                    CustomerID=numbers(float),
                )
            }
        ),
    )
    yield (
        "parquet with times in a zone",
        Case({"invoices.parquet": parquet(ROWS, InvoiceDate=moments("UTC"))}),
    )
    yield (
        "parquet with whole ids",
        Case({"invoices.parquet": parquet(ROWS, CustomerID=numbers(int))}),
    )
    yield (
        "parquet with words from a dictionary",
        Case(
            {
                "invoices.parquet": parquet(
                    ROWS, CustomerID=lambda cells: pa.array(cells).dictionary_encode()
                )
            }
        ),
    )
    yield (
        "parquet with ids beyond exact numbers",
        Case(
            {
                "invoices.parquet": parquet(
                    ROWS,
                    CustomerID=lambda cells: pa.array([1e16 + int(x) for x in cells]),
                )
            },
            verdict="refused",
            says="unreadable customer id",
        ),
    )
    nan = float("nan")
    yield (
        "parquet with a price that is no number",
        Case(
            {
                "invoices.parquet": parquet(
                    ROWS,
                    UnitPrice=lambda cells: pa.array(
                        [nan if n == PLACE else float(x) for n, x in enumerate(cells)]
                    ),
                )
            },
            verdict="warned",
            says="rejected_lines",
            rows=without(PLACE),
            excluded={"unreadable_unit_price": 1},
        ),
    )
