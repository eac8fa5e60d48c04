"""Odd and bad text files: how they are written, not what is in them."""

import codecs
import csv
import gzip
from collections.abc import Iterator

from tests.reliability.case import PLACE, ROWS, Case, plain, without
from tests.reliability.shop import (
    CUSTOMER,
    DESCRIPTION,
    HEADER,
    changed,
    each,
    text,
)


def encodings() -> Iterator:
    accented = each(ROWS, DESCRIPTION, lambda name: name.replace("MUG", "TASSE É"))
    content = text(accented)
    yield "utf-8 with accents", plain(content)
    yield "utf-8 with a byte order mark", plain(content.encode("utf-8-sig"))
    yield (
        "utf-16 little-endian",
        plain(codecs.BOM_UTF16_LE + content.encode("utf-16-le")),
    )
    yield "utf-16 big-endian", plain(codecs.BOM_UTF16_BE + content.encode("utf-16-be"))
    yield "utf-16 without a mark", plain(content.encode("utf-16-le"))
    yield "latin-1", plain(content.encode("latin-1"))
    euro = content.replace("TEA TOWEL", "TEA TOWEL “€”")
    yield "windows-1252", plain(euro.encode("cp1252"))
    yield (
        "latin-1 with line ends of windows",
        plain(content.replace("\n", "\r\n").encode("latin-1")),
    )
    ids = each(ROWS, CUSTOMER, lambda name: "É" + name)
    yield "latin-1 in identifiers", plain(text(ids).encode("latin-1"), rows=ids)
    bad = text(changed(accented, PLACE, DESCRIPTION, "BAD @@ BYTE")).encode()
    yield (
        "one damaged byte in utf-8",
        plain(
            bad.replace(b"@@", b"\xff"),
            verdict="warned",
            says="rejected_lines",
            rows=without(PLACE),
            excluded={"unreadable_line": 1},
        ),
    )
    yield "gzip", Case({"invoices.csv.gz": gzip.compress(content.encode())})
    yield (
        "gzip of utf-16",
        Case({"invoices.csv.gz": gzip.compress(content.encode("utf-16"))}),
    )
    yield (
        "a zero byte in a description",
        plain(text(changed(ROWS, PLACE, DESCRIPTION, "NUL \0 BYTE"))),
    )


def line_ends() -> Iterator:
    lines = text(ROWS).splitlines()
    half = len(lines) // 2
    yield "lf", plain(text(ROWS))
    yield "crlf", plain(text(ROWS, end="\r\n"))
    yield "cr", plain(text(ROWS, end="\r"))
    yield (
        "lf, then crlf",
        plain("\n".join(lines[:half]) + "\n" + "\r\n".join(lines[half:]) + "\r\n"),
    )
    yield (
        "crlf, then lf",
        plain("\r\n".join(lines[:half]) + "\r\n" + "\n".join(lines[half:]) + "\n"),
    )
    yield (
        "crlf with quoted lf",
        plain(text(changed(ROWS, PLACE, DESCRIPTION, "TWO\nLINES"), end="\r\n")),
    )
    yield "no end of the last line", plain("\n".join(lines))
    yield (
        "blank lines within",
        plain("\n".join([*lines[:half], "", "", *lines[half:]]) + "\n"),
    )
    yield (
        "lines of blanks within",
        plain(
            "\n".join([*lines[:half], "   ", "\t", *lines[half:]]) + "\n",
            excluded={"empty_line": 2},
        ),
    )
    yield "blank lines at the start", plain("\n\n" + text(ROWS))
    yield "blank lines at the end", plain(text(ROWS) + "\n\n\n")
    yield (
        "empty rows of a spreadsheet",
        plain(text(ROWS) + 300 * (",,,,,,," + "\n"), excluded={"empty_line": 300}),
    )
    spoiled_rows = changed(ROWS, PLACE, DESCRIPTION, "TWO\rLINES")
    yield (
        "carriage return in a quoted cell",
        plain(text(spoiled_rows, quoting=csv.QUOTE_ALL)),
    )
    yield (
        "carriage return in a cell without quotes",
        plain(
            text(changed(ROWS, PLACE, DESCRIPTION, "TWO@LINES")).replace("@", "\r"),
            verdict="warned",
            says="rejected_lines",
            rows=without(PLACE),
            excluded={"unreadable_line": 2},
        ),
    )


def layouts() -> Iterator:
    for name, delimiter in {"semicolon": ";", "tab": "\t", "bar": "|"}.items():
        yield name, plain(text(ROWS, delimiter=delimiter))
    yield (
        "excel's line about the delimiter",
        plain("sep=;\r\n" + text(ROWS, delimiter=";", end="\r\n")),
    )
    yield "every cell in quotes", plain(text(ROWS, quoting=csv.QUOTE_ALL))
    yield (
        "a delimiter at the end of each line",
        plain("\n".join(line + "," for line in text(ROWS).splitlines())),
    )
    yield (
        "another order of columns",
        plain(text([row[::-1] for row in ROWS], header=HEADER[::-1])),
    )
    yield (
        "more columns than are known",
        plain(
            text([[*row, "x", ""] for row in ROWS], header=[*HEADER, "Note", "Clerk"])
        ),
    )
    yield (
        "no description and no country",
        plain(
            text(
                [[*row[:2], *row[3:7]] for row in ROWS],
                header=[*HEADER[:2], *HEADER[3:7]],
            )
        ),
    )
    short = text(ROWS).splitlines()
    short[PLACE + 1] = "536365,85123A"
    yield (
        "a line with too few cells",
        plain(
            "\n".join(short),
            verdict="warned",
            says="rejected_lines",
            rows=without(PLACE),
            excluded={"unreadable_line": 1},
        ),
    )
    long = text(ROWS).splitlines()
    long[PLACE + 1] += ",1,2"
    yield (
        "a line with too many cells",
        plain(
            "\n".join(long),
            verdict="warned",
            says="rejected_lines",
            rows=without(PLACE),
            excluded={"unreadable_line": 1},
        ),
    )
    yield (
        "a cut last line",
        plain(
            text(ROWS)[: -len(",12346,UK\n") - 8],
            verdict="warned",
            says="rejected_lines",
            rows=ROWS[:-1],
            excluded={"unreadable_line": 1},
        ),
    )
    yield (
        "a line of totals at the end",
        plain(
            text(ROWS) + "Total,,,99999,,,,\n",
            verdict="warned",
            says="rejected_lines",
            excluded={"unreadable_product_code": 1},
        ),
    )


def quotes() -> Iterator:
    yield (
        "a quoted line break",
        plain(text(changed(ROWS, PLACE, DESCRIPTION, "TWO\nLINES"))),
    )
    yield (
        "a quoted line break of windows",
        plain(text(changed(ROWS, PLACE, DESCRIPTION, "TWO\r\nLINES"))),
    )
    yield "doubled quotes", plain(text(changed(ROWS, PLACE, DESCRIPTION, '5" MUG')))
    lines = text(ROWS).splitlines()

    def with_description(cell: str, place: int = PLACE) -> str:
        row = ROWS[place]
        line = ",".join([*row[:2], cell, *row[3:]])
        return [*lines[: place + 1], line, *lines[place + 2 :]]

    yield "a lone quote within a cell", plain("\n".join(with_description('5" MUG')))
    yield (
        "a cell that goes on after its quote",
        plain(
            "\n".join(with_description('"5" MUG')),
            verdict="warned",
            says="rejected_lines",
            rows=without(PLACE),
            excluded={"unreadable_line": 1},
        ),
    )
    says = f"has a quote in line {PLACE + 2} that"
    yield (
        "a quote that is never closed",
        plain(
            "\n".join(with_description('"MUG')).replace('"MUG 1, LARGE"', "MUG"),
            verdict="refused",
            says=says,
        ),
    )
    yield (
        "a quote that a quoted cell seems to close",
        plain("\n".join(with_description('"MUG')), verdict="refused", says=says),
    )
    simple = text(each(ROWS, DESCRIPTION, lambda _: "MUG")).splitlines()
    first, second = ROWS[PLACE], ROWS[PLACE + 1]
    simple[PLACE + 1] = ",".join([*first[:2], '"MUG', *first[3:]])
    simple[PLACE + 2] = ",".join([*second[:2], 'MUG"', *second[3:]])
    yield (
        "a quote that closes a line later",
        plain(
            "\n".join(simple),
            verdict="refused",
            says=f"quote in line {PLACE + 2} that is only closed in line {PLACE + 3}",
        ),
    )

    noted = [[*row, "", ""] for row in ROWS]
    noted[10][8:] = ["see", "ann"]
    noted[900][8:] = ["see", "ann"]
    swallowing = text(noted, header=[*HEADER, "Note", "Clerk"]).splitlines()
    swallowing[11] = swallowing[11].replace("see,", '"see,')
    swallowing[901] = swallowing[901].replace("see,", 'see",')
    yield (
        "a quote in a column that is not used",
        plain(
            "\n".join(swallowing),
            verdict="refused",
            says="has a quote in line 12 that is only closed",
        ),
    )


def headers() -> Iterator:
    body = text(ROWS, header=None)
    yield (
        "headers in another case and spacing",
        plain(
            "invoice no, STOCK_CODE ,description,quantity,Invoice-Date,unit price,"
            "Customer ID,country\n" + body
        ),
    )
    yield (
        "quoted headers",
        plain(",".join(f'"{name}"' for name in HEADER) + "\n" + body),
    )
    german = ["Rechnung", "Artikel", "Text", "Menge", "Datum", "Preis", "Kunde", "Land"]
    ours = ["invoice_number", "product_code", "description", "quantity"]
    ours += ["invoiced_at", "unit_price", "customer_id", "country"]
    yield (
        "headers that settings name",
        plain(
            text(ROWS, header=german),
            settings={"invoice_columns": dict(zip(ours, german, strict=True))},
        ),
    )
    yield (
        "a header twice",
        plain(
            text(ROWS, header=[*HEADER[:7], "Quantity"]),
            verdict="refused",
            says='has more than one column named "Quantity" (it has InvoiceNo,',
        ),
    )
    yield (
        "no known header",
        plain(
            text(ROWS, header=german),
            verdict="refused",
            says="has no column for invoice_number, product_code, quantity, "
            "invoiced_at, unit_price or amount, customer_id in ",
        ),
    )
    yield (
        "no header at all",
        plain(body, verdict="refused", says="has no column for invoice_number"),
    )
    yield (
        "one column is missing",
        plain(
            text([row[:5] + row[6:] for row in ROWS], header=HEADER[:5] + HEADER[6:]),
            verdict="refused",
            says="has no column for unit_price or amount in ",
        ),
    )
    yield (
        "two columns that could be one",
        plain(
            text([[*row, "1"] for row in ROWS], header=[*HEADER, "Price"]),
            verdict="refused",
            says="that could be unit_price: UnitPrice, Price; say which",
        ),
    )
    yield (
        "a title above the header",
        plain(
            "Export of the shop\n" + text(ROWS),
            verdict="refused",
            says="has no column for invoice_number",
        ),
    )
    yield (
        "the header again within",
        plain(
            text([*ROWS[:PLACE], HEADER, *ROWS[PLACE:]]),
            verdict="warned",
            says="rejected_lines",
            excluded={"unreadable_invoiced_at": 1},
        ),
    )
    yield (
        "a column without a name",
        plain(text([["", *row] for row in ROWS], header=["", *HEADER])),
    )
    yield (
        "a header in braces and quotes",
        plain(
            text(
                [[*row, "1"] for row in ROWS], header=[*HEADER, "{{ 1/0 }}'\"; drop x"]
            )
        ),
    )
    yield (
        "only a header",
        plain(
            ",".join(HEADER) + "\n",
            verdict="refused",
            says="which has column names and no rows",
        ),
    )
