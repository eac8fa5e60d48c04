"""The one generator behind the catalogue: a small shop, and what its orders must be."""

import csv
import io
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

HEADER = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
]
INVOICE, PRODUCT, DESCRIPTION, QUANTITY, DATE, PRICE, CUSTOMER, COUNTRY = range(8)
CUSTOMERS = 40
FIRST_DAY = date(2023, 1, 3)


def shop(days: int = 720) -> list[list[str]]:
    """Invoice lines of 40 customers over some days, every 13th order refunded in part.

    A line is text as it stands in a file. Each customer buys in a rhythm of their own,
    so that segments differ; each product is bought once by a customer, so that what a
    refund takes back is known without any rule.
    """
    rows = []
    for number in range(CUSTOMERS):
        rhythm = 20 + 7 * (number % 12)
        for order, day in enumerate(range(number, days, rhythm)):
            invoice = f"{536000 + 50 * number + order}"
            when = FIRST_DAY + timedelta(days=day)
            for line in range(1 + number % 3):
                product = f"{21000 + 3 * order + line}"
                units = 2 + (number * 7 + order) % 23
                price = f"{1 + (number + line) % 9}.{25 * (order % 4):02}"
                name = f"MUG {line}, LARGE" if line else "TEA TOWEL"
                stamp = f"{when} {8 + order % 10:02}:26:00"
                customer = f"{12346 + number}"
                row = [invoice, product, name, str(units), stamp, price, customer, "UK"]
                rows.append(row)
                if order % 13 == 5 and day + 3 < days:
                    back = f"{when + timedelta(days=3)} 09:00:00"
                    rows.append(["C" + invoice, product, name, "-1", back, *row[5:]])
    rows.sort(key=lambda row: (row[DATE], row[INVOICE], row[PRODUCT]))
    return rows


def orders(rows: list[list[str]]) -> dict[tuple[str, str], tuple[str, int, Decimal]]:
    """What is left of each order: (customer, invoice) -> date, units, net money.

    A refund of what was not bought takes nothing back.
    """
    bought = {}
    found = defaultdict(lambda: [None, 0, Decimal(0)])
    for row in rows:
        key = (row[CUSTOMER], row[INVOICE])
        units, price = int(row[QUANTITY]), Decimal(row[PRICE])
        if row[INVOICE].startswith("C"):
            key = bought.get((row[CUSTOMER], row[PRODUCT]))
            if key is None:
                continue
        else:
            bought[row[CUSTOMER], row[PRODUCT]] = key
            found[key][0] = row[DATE][:10]
        found[key][1] += units
        found[key][2] += units * price
    return {key: tuple(value) for key, value in found.items() if value[1] > 0}


def text(
    rows: list[list[str]],
    *,
    header: list[str] | None = HEADER,
    delimiter: str = ",",
    end: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> str:
    """Write lines as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows(rows if header is None else [header, *rows])
    return file.getvalue()


def changed(rows: list[list[str]], place: int, column: int, cell: str) -> list:
    """The same lines with another cell in one of them."""
    line = [*rows[place]]
    line[column] = cell
    return [*rows[:place], line, *rows[place + 1 :]]


def each(rows: list[list[str]], column: int, function) -> list[list[str]]:
    """The same lines with a column written in another way."""
    return [[*row[:column], function(row[column]), *row[column + 1 :]] for row in rows]
