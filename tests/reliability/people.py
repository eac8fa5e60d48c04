"""Odd and bad customers beside the invoices of the shop."""

from collections.abc import Iterator

from tests.reliability.case import ROWS, Case
from tests.reliability.shop import CUSTOMER, text

HEADER = ["customer_id", "registered_date", "income", "education"]
PEOPLE = [
    [number, f"2022-{1 + place % 12:02}-01", f"{20000 + 500 * place}", "Master"]
    for place, number in enumerate(sorted({row[CUSTOMER] for row in ROWS}))
]


def case(people: list[list[str]], header: list[str] = HEADER, **more) -> Case:
    files = {
        "invoices.csv": text(ROWS).encode(),
        "customers.csv": text(people, header=header).encode(),
    }
    settings = {"customers": "{folder}/customers.csv", **more.pop("settings", {})}
    return Case(files, settings=settings, **more)


def with_cell(place: int, column: int, cell: str) -> list[list[str]]:
    return [
        [*row[:column], cell, *row[column + 1 :]] if n == place else row
        for n, row in enumerate(PEOPLE)
    ]


def customers() -> Iterator:
    yield "customers", case(PEOPLE)
    yield (
        "customers in latin-1 with a semicolon",
        Case(
            {
                "invoices.csv": text(ROWS).encode(),
                "customers.csv": text(
                    [[*row[:3], "Maîtrise"] for row in PEOPLE],
                    header=HEADER,
                    delimiter=";",
                ).encode("latin-1"),
            },
            settings={"customers": "{folder}/customers.csv"},
        ),
    )
    yield (
        "a customer without an id",
        case(with_cell(3, 0, "NULL"), verdict="warned", says="rejected_customers"),
    )
    yield (
        "three customers without ids",
        case(
            [["", *row[1:]] if n < 3 else row for n, row in enumerate(PEOPLE)],
            verdict="refused",
            says="3 of 40 lines of the customers have no readable customer_id",
        ),
    )
    yield (
        "a customer twice",
        case([*PEOPLE, PEOPLE[0]], verdict="warned", says="repeated_customers"),
    )
    yield (
        "four customers twice",
        case(
            [*PEOPLE, *PEOPLE[:4]],
            verdict="refused",
            says="4 of 44 lines of the customers repeat an earlier customer_id",
        ),
    )
    yield (
        "an income in words",
        case(with_cell(3, 2, "5k"), verdict="warned", says="unreadable_attributes"),
    )
    yield (
        "customers by another case",
        case(
            [*PEOPLE, ["k1", "", "", ""], ["K1", "", "", ""]],
            verdict="warned",
            says="ids_by_case",
        ),
    )
    yield (
        "registrations in another format",
        case(
            [[row[0], "/".join(row[1].split("-")[::-1]), *row[2:]] for row in PEOPLE],
            verdict="refused",
            says="and the dates of",
        ),
    )
    yield (
        "customers without a column of ids",
        case(
            [row[1:] for row in PEOPLE],
            header=HEADER[1:],
            verdict="refused",
            says="Setting customers has no column for customer_id in ",
        ),
    )
    yield (
        "customers with a header alone",
        case(
            [],
            verdict="refused",
            says="customers.csv, which has column names and no rows",
        ),
    )
    yield "empty lines of customers", case([*PEOPLE, ["", "", "", ""]])
    yield (
        "customers of another shop",
        case(
            [["x" + row[0], *row[1:]] for row in PEOPLE],
            verdict="warned",
            says="unmatched_customers",
        ),
    )
    yield (
        "customers that are not there",
        case(
            PEOPLE,
            verdict="refused",
            says="there is no file or table of that name",
            settings={"customers": "{folder}/people.csv"},
        ),
    )
