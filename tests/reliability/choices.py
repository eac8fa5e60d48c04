"""What a setting decides: how numbers are written, and which lines count."""

from collections.abc import Iterator
from decimal import Decimal

from tests.reliability.case import PLACE, ROWS, plain, without
from tests.reliability.shop import (
    CUSTOMER,
    HEADER,
    INVOICE,
    PRICE,
    QUANTITY,
    changed,
    each,
    text,
)


def written(decimal: str, thousands: str) -> str:
    """The shop a thousand times as dear, with numbers as a program writes them."""

    def write(cell: str) -> str:
        marks = str.maketrans(",.", "td")
        number = f"{1000 * Decimal(cell):,.2f}".translate(marks)
        return number.replace("t", thousands).replace("d", decimal)

    return text(each(ROWS, PRICE, write), delimiter=";")


def marks() -> Iterator:
    dear = each(ROWS, PRICE, lambda cell: f"{1000 * Decimal(cell):.2f}")
    for name, decimal, thousands, mark in [
        ("as in Germany", ",", ".", "."),
        ("as in Switzerland", ".", "'", "'"),
        ("as in Switzerland, curved", ".", "'", "\u2019"),
        ("as in Sweden", ",", " ", " "),
        ("as in Sweden, with a hard blank", ",", " ", "\u00a0"),
        ("as in France", ",", " ", "\u202f"),
        ("as in Britain", ".", ",", ","),
        ("as in a program", ".", "_", "_"),
        ("with a comma alone", ",", "", ""),
    ]:
        content = written(decimal, mark)
        yield (
            f"numbers {name}",
            plain(
                content,
                rows=dear,
                settings={"decimal": decimal, "thousands": thousands},
            ),
        )
    yield (
        "numbers as in Britain, declared as in Germany",
        plain(
            written(".", ","),
            verdict="refused",
            says="No order is left in",
            settings={"decimal": ",", "thousands": "."},
        ),
    )
    yield (
        "plain numbers, declared as in Germany",
        plain(
            text(ROWS),
            verdict="refused",
            says="No order is left in",
            settings={"decimal": ",", "thousands": "."},
        ),
    )


def amounts() -> Iterator:
    def with_amounts(price: str) -> str:
        rows = [
            [*row[:PRICE], price, *row[PRICE + 1 :], f"{_money(row)}"] for row in ROWS
        ]
        return text(rows, header=[*HEADER, "Total"])

    named = {"invoice_columns": {"amount": "Total"}}
    for name, price in {"no price": "", "a price that does not count": "99"}.items():
        yield f"amounts with {name}", plain(with_amounts(price), settings=named)
    bad = with_amounts("").replace(f",{_money(ROWS[PLACE])}\n", ",dear\n", 1)
    place = bad.splitlines().index(next(x for x in bad.splitlines() if "dear" in x))
    yield (
        "an amount that is none",
        plain(
            bad,
            verdict="warned",
            says="rejected_lines",
            rows=without(place - 1),
            excluded={"unreadable_amount": 1},
            settings=named,
        ),
    )


def _money(row: list[str]) -> Decimal:
    return int(row[QUANTITY]) * Decimal(row[PRICE])


def lines() -> Iterator:
    gift = ["900000", "24999", "SAMPLE", "1", "2024-03-01 10:00:00", "0.00", "99", "UK"]
    yield (
        "a customer of a sample",
        plain(
            text([*ROWS, gift]),
            verdict="warned",
            says="customers_of_free_lines",
            excluded={"price_not_positive": 1},
        ),
    )
    kept = {"free_lines": "keep"}
    yield (
        "a customer of a sample, kept",
        plain(text([*ROWS, gift]), rows=[*ROWS, gift], settings=kept),
    )
    below = [*gift[:PRICE], "-1.00", *gift[PRICE + 1 :]]
    yield (
        "a negative price is not free",
        plain(text([*ROWS, below]), excluded={"price_not_positive": 1}, settings=kept),
    )
    plain_numbers = text(each(ROWS, INVOICE, lambda cell: cell.lstrip("C")))
    refunds = sum(row[INVOICE].startswith("C") for row in ROWS)
    yield (
        "refunds on ordinary numbers",
        plain(
            plain_numbers,
            verdict="warned",
            says="negative_quantities",
            rows=[row for row in ROWS if not row[INVOICE].startswith("C")],
            excluded={"quantity_not_positive": refunds},
        ),
    )
    by_quantity = {"refunds": "negative_quantity"}
    yield (
        "refunds on ordinary numbers, declared",
        plain(plain_numbers, settings=by_quantity),
    )
    yield (
        "a trace of negative quantities",
        plain(
            text(changed(ROWS, PLACE, QUANTITY, "-1")),
            rows=without(PLACE),
            excluded={"quantity_not_positive": 1},
        ),
    )
    twins = [row for row in ROWS[:200] if not row[INVOICE].startswith("C")][::20]
    yield (
        "equal lines, kept",
        plain(
            text([*ROWS, *twins]),
            rows=[*ROWS, *twins],
            settings={"duplicate_lines": "keep"},
        ),
    )
    yield (
        "everything twice, kept",
        plain(
            text([*ROWS, *ROWS]),
            verdict="refused",
            says="if they are copies, set duplicate_lines to drop",
            settings={"duplicate_lines": "keep"},
        ),
    )
    numbered = [[*row, str(place)] for place, row in enumerate([*ROWS, *twins])]
    numbers = {"invoice_columns": {"line_number": "Line"}}
    for name, content, settings in [
        ("told apart by their numbers", numbered, numbers),
        ("with numbers that nobody named", numbered, {}),
        ("of equal numbers", [[*row[:-1], "1"] for row in numbered], numbers),
    ]:
        apart = "told" in name
        yield (
            f"equal lines {name}",
            plain(
                text(content, header=[*HEADER, "Line"]),
                verdict="right" if apart else "warned",
                says="" if apart else "duplicate_lines",
                rows=[*ROWS, *twins] if apart else ROWS,
                excluded={} if apart else {"exact_duplicate": len(twins)},
                settings=settings,
            ),
        )
    drafts = [[*row, "draft"] for row in ROWS[:90]]
    sales = [[*row, "sale"] for row in ROWS]
    totals = [["Total", *6 * [""], "", None]]
    marked = text([*drafts, *sales, *totals], header=[*HEADER, "Type"])
    for name, condition in {
        "by a word": "Type = 'sale'",
        "by a function": "starts_with(lower(\"Type\"), 's')",
        "by a number of some": "Type <> 'draft' and try_cast(Quantity as int) != 0",
    }.items():
        yield (
            f"drafts and totals left out {name}",
            plain(
                marked,
                excluded={"filtered_out": 91},
                settings={"row_filter": condition},
            ),
        )
    yield (
        "a row filter that nothing passes",
        plain(
            marked,
            verdict="refused",
            says=f"{len(sales) + 91} are filtered_out",
            settings={"row_filter": "Type = 'Sale'"},
        ),
    )
    early = ["535000", "20999", "FIRST", "2", "2021-03-04 09:00:00", "4.00", "99", "UK"]
    for name, days in {"switched off": "none", "of three years": 1100}.items():
        yield (
            f"a first order of old, with a limit {name}",
            plain(
                text([early, *ROWS]),
                rows=[early, *ROWS],
                settings={"max_days_apart": days},
            ),
        )
    assert early[CUSTOMER] == gift[CUSTOMER]
