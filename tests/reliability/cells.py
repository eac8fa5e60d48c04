"""Odd and bad cells: numbers, dates, identifiers, cancellations."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests.reliability.case import PLACE, ROWS, odd, plain, spoiled, without
from tests.reliability.shop import (
    COUNTRY,
    CUSTOMER,
    DATE,
    INVOICE,
    PRICE,
    PRODUCT,
    QUANTITY,
    changed,
    each,
    text,
)


def numbers() -> Iterator:
    for name, cell in {
        "blanks around a number": " {} ",
        "a sign before a number": "+{}",
        "a whole number with decimals": "{}.00",
        "a hard blank around a number": "\u00a0{}\u00a0",
        "a tab around a number": "\t{}",
        "leading zeros of a number": "000{}",
    }.items():
        yield name, odd(QUANTITY, cell.format)
    for cell in [
        "1.5",
        "1.000",
        "1e3",
        "0x1F",
        "1_000",
        "1,000",
        "NaN",
        "Infinity",
        "",
        "ten",
    ]:
        yield f"quantity {cell or 'empty'}", spoiled(QUANTITY, cell, "quantity")
    yield "quantity of ten digits", spoiled(QUANTITY, "9999999999", "quantity")
    yield "quantity with a long minus", spoiled(QUANTITY, "\u22125", "quantity")
    yield "price with six decimals", odd(PRICE, "{}0000".format)
    for cell in ["1,99", "£2.50", "1e3", "nan", "-Infinity", "1_0", "", "0x1p3"]:
        yield f"price {cell or 'empty'}", spoiled(PRICE, cell, "unit_price")
    yield "price of thirteen digits", spoiled(PRICE, "9999999999999", "unit_price")
    absurd = changed(ROWS, PLACE, QUANTITY, "999999999")
    yield (
        "an absurd amount",
        plain(
            text(changed(absurd, PLACE, PRICE, "999999999999")),
            verdict="warned",
            says="rejected_lines",
            rows=without(PLACE),
            excluded={"unreadable_amount": 1},
        ),
    )
    absurd = absurd[PLACE]
    absurd[PRICE] = "999999999999"
    yield (
        "a hundred absurd amounts",
        plain(
            text(ROWS + 12 * [absurd]),
            verdict="warned",
            says="rejected_lines",
            excluded={"unreadable_amount": 12},
        ),
    )
    yield (
        "a price of nothing",
        plain(
            text(changed(ROWS, PLACE, PRICE, "0")),
            rows=without(PLACE),
            excluded={"price_not_positive": 1},
        ),
    )
    yield (
        "decimal commas throughout",
        plain(
            text(each(ROWS, PRICE, lambda cell: cell.replace(".", ","))),
            verdict="refused",
            says="No order is left in",
        ),
    )
    comma = {"unit_price": "replace(UnitPrice, ',', '.')"}
    yield (
        "decimal commas that an expression reads",
        plain(
            text(each(ROWS, PRICE, lambda cell: cell.replace(".", ","))),
            settings={"invoice_columns": comma},
        ),
    )


def dates() -> Iterator:
    def written(pattern: str) -> list:
        return each(
            ROWS, DATE, lambda cell: datetime.fromisoformat(cell).strftime(pattern)
        )

    yield "days without a time", plain(text(written("%Y-%m-%d")))
    yield "a T between day and time", plain(text(written("%Y-%m-%dT%H:%M:%S")))
    yield "fractions of a second", plain(text(written("%Y-%m-%d %H:%M:%S.%f")))
    for pattern in [
        "%d/%m/%Y %H:%M",
        "%m/%d/%Y %H:%M",
        "%d.%m.%Y",
        "%d.%m.%y %H:%M",
        "%Y%m%d",
        "%d-%b-%Y %H:%M:%S",
        "%m/%d/%Y %I:%M %p",
    ]:
        content = text(written(pattern))
        yield (
            f"dates as {pattern}, declared",
            plain(content, settings={"date_format": pattern}),
        )
        yield (
            f"dates as {pattern}, not declared",
            plain(
                content,
                verdict="refused",
                says=f"are written {pattern}; set date_format to that",
            ),
        )
    yield (
        "month first, declared as day first",
        plain(
            text(written("%m/%d/%Y %H:%M")),
            verdict="refused",
            says="are written %m/%d/%Y %H:%M; set date_format to that",
            settings={"date_format": "%d/%m/%Y %H:%M"},
        ),
    )
    yield (
        "iso, declared as day first",
        plain(
            text(ROWS),
            verdict="refused",
            says="are written iso; set date_format to that",
            settings={"date_format": "%d/%m/%Y %H:%M"},
        ),
    )
    yield (
        "times with a zone, declared",
        plain(
            text(written("%Y-%m-%d %H:%M:%S+0000")),
            settings={"date_format": "%Y-%m-%d %H:%M:%S%z"},
        ),
    )
    yield (
        "days since 1900",
        plain(
            text(
                each(
                    ROWS,
                    DATE,
                    lambda cell: str(
                        (datetime.fromisoformat(cell) - datetime(1899, 12, 30)).days
                    ),
                )
            ),
            verdict="refused",
            says="unreadable invoiced at",
        ),
    )
    soon = datetime.now(UTC) + timedelta(days=3)
    for cell in [
        "2023-02-29",
        "2023-13-01",
        "0000-00-00",
        "1900-01-01",
        "1970-01-01 00:00:00",
        "2099-12-31",
        "2024-01-05 25:00:00",
        "2024-01-05 08:26:00+02",
        "yesterday",
        "",
        f"{soon:%Y-%m-%d}",
    ]:
        name = "a date soon to come" if cell[:4] == f"{soon:%Y}" else f"date {cell}"
        yield name, spoiled(DATE, cell, "invoiced_at")
    for name, cell in {
        "a year too late": "2026-06-30",
        "a year of old": "2003-05-05",
    }.items():
        yield (
            name,
            plain(
                text(changed(ROWS, PLACE, DATE, cell)),
                verdict="warned",
                says="rejected_lines",
                rows=without(PLACE),
                excluded={"date_apart_from_all_others": 1},
            ),
        )


def identifiers() -> Iterator:
    customer = ROWS[PLACE][CUSTOMER]
    for name, cell in {
        "blanks around an id": "  {} ",
        "a tab around an id": "\t{}",
        "a hard blank around an id": "\u00a0{}\u202f",
        "an invisible mark before an id": "\ufeff{}\u200b",
        "an id with .0": "{}.0",
        "an id with .00": "{}.00",
    }.items():
        yield name, odd(CUSTOMER, cell.format)
    for name, function in {
        "leading zeros": lambda cell: "000" + cell,
        "twenty digits": lambda cell: "184467440737095" + cell,
        "letters and signs": lambda cell: f"K-{cell}/a, 'b' \"c\"",
        "formulas": lambda cell: f"=1+{cell}",
        "emoji": lambda cell: f"🛒{cell}",
        "statements": lambda cell: f"'; drop table x; --{cell}",
        "templates": lambda cell: "{{ 1/0 }}" + cell,
    }.items():
        rows = each(ROWS, CUSTOMER, function)
        yield f"ids with {name}", plain(text(rows), rows=rows)
    for word in [
        "NULL",
        "nan",
        "None",
        "",
        "   ",
        "N/A",
        "#N/A",
        "<NA>",
        "undefined",
        "\\N",
    ]:
        yield (
            f"the id {word.strip() or repr(word)}",
            plain(
                text(changed(ROWS, PLACE, CUSTOMER, word)),
                verdict="warned",
                says="lines_without_customer",
                rows=without(PLACE),
                excluded={"no_customer": 1},
            ),
        )
    yield (
        "an id that a spreadsheet rounded",
        spoiled(CUSTOMER, "1.23457E+15", "customer_id"),
    )
    yield "an id with a line break", spoiled(CUSTOMER, "123\n46", "customer_id")
    yield "an id with a zero byte", spoiled(CUSTOMER, "123\x0046", "customer_id")
    composed = each(ROWS, CUSTOMER, lambda cell: "É" + cell)
    yield (
        "an accent written in two ways",
        plain(
            text(changed(composed, PLACE, CUSTOMER, "E\u0301" + customer)),
            rows=composed,
        ),
    )
    lettered = each(ROWS, CUSTOMER, lambda cell: "k" + cell)
    other = changed(lettered, PLACE, CUSTOMER, "K" + customer)
    yield (
        "ids that differ by case",
        plain(text(other), verdict="warned", says="ids_by_case", rows=other),
    )
    yield "an invoice without a number", spoiled(INVOICE, "", "invoice_number")
    yield "a product without a code", spoiled(PRODUCT, "NULL", "product_code")
    yield "an odd country", odd(COUNTRY, "Côte d'Ivoire; {}".format)


def cancellations() -> Iterator:
    for name, function in {
        "small c": lambda cell: cell.replace("C", "c"),
        "a blank before C": lambda cell: cell.replace("C", " C"),
        "a hard blank before c": lambda cell: cell.replace("C", "\u00a0c"),
    }.items():
        yield name, plain(text(each(ROWS, INVOICE, function)))
    for letter in "Aa":
        adjustment = [f"{letter}563185", "B", "Adjust bad debt", "1"]
        adjustment += ["2023-05-05 10:00:00", "11062.06", "12346", "UK"]
        yield (
            f"adjustments with {letter}",
            plain(text([*ROWS, adjustment]), excluded={"adjustment": 1}),
        )
    unmatched = ["C999999", "99999", "NEVER BOUGHT", "-5", "2023-05-05 10:00:00"]
    unmatched += ["2.50", "12346", "UK"]
    yield (
        "a refund of what was never bought",
        plain(text([*ROWS, unmatched]), excluded={"cancellation_unmatched": 1}),
    )
    yield (
        "a refund with units",
        plain(
            text([*ROWS, [*unmatched[:3], "5", *unmatched[4:]]]),
            excluded={"refund_without_value": 1},
        ),
    )
    refunds = [row for row in ROWS if row[INVOICE].startswith("C")]
    yield (
        "nothing but refunds",
        plain(text(refunds), verdict="refused", says="No order is left in"),
    )
