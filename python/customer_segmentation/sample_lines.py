"""Invoice lines of the sample, clean ones first, then the dirt."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from customer_segmentation.sample_behaviour import (
    CODES,
    COUNTRIES,
    DAYS,
    DESCRIPTIONS,
    FIRST_DAY,
    MINUTES_A_DAY,
    PRICES,
    Orders,
    Uniforms,
    make_orders,
)

RATES = {
    "orders without customer": 0.05,
    "lines repeated exactly": 0.01,
    "lines refunded later": 0.03,
    "of these in part": 0.30,
    "of these for more units than were bought": 0.05,
    "of these for a product never bought": 0.05,
    "orders with postage": 0.04,
    "orders with an adjustment": 0.001,
    "lines with negative quantity": 0.001,
    "lines without price": 0.002,
    "cancellations without quantity": 0.0002,
    "lines with unreadable quantity": 0.0005,
    "lines with unreadable price": 0.0005,
    "lines with unreadable date": 0.0005,
    "lines without invoice number": 0.0002,
    "lines without product code": 0.0002,
    "lines cut off, in CSV": 0.0002,
    "customers without registration": 0.02,
    "customers registered after their first order": 0.06,
    "customers without order": 0.03,
}
"""Shares at which each kind of dirt occurs; shares of lines are of all clean lines."""

SCHEMA = pa.schema(
    {
        "InvoiceNo": pa.string(),
        "StockCode": pa.string(),
        "Description": pa.string(),
        "Quantity": pa.int32(),
        "InvoiceDate": pa.timestamp("us"),
        "UnitPrice": pa.float64(),
        "CustomerID": pa.string(),
        "Country": pa.string(),
    }
)

CUSTOMER_SCHEMA = pa.schema(
    {"CustomerID": pa.string(), "RegistrationDate": pa.date32()}
)

FIRST_INVOICE = 500_000
INVOICES_PER_BATCH = 2_000_000
FIRST_CUSTOMER = 10_001
CUSTOMERS_PER_BATCH = 100_000

POSTAGE, BAD_DEBT, NO_CODE = (len(CODES) + extra for extra in range(3))
ALL_CODES = pa.array([*CODES, "POST", "B", None])
ALL_DESCRIPTIONS = pa.array([*DESCRIPTIONS, "POSTAGE", "Adjust bad debt", None])
PLAIN, CANCELLATION, ADJUSTMENT, NO_INVOICE = range(4)
NOBODY = -1
LAST_MINUTE = DAYS * MINUTES_A_DAY - 1


@dataclass(frozen=True)
class Batch:
    """Customers and their invoice lines.

    Attributes
    ----------
    lines : pyarrow.Table
        One row per invoice line, under the headers of UCI *Online Retail*; what
        cannot be read is null.
    customers : pyarrow.Table
        One row per registered customer: ``CustomerID``, ``RegistrationDate``.
    """

    lines: pa.Table
    customers: pa.Table

    def first_lines(self, count: int) -> "Batch":
        """Keep the first ``count`` lines."""
        return replace(self, lines=self.lines.slice(0, count))


@dataclass(frozen=True)
class _Lines:
    """Lines as numbers: positions of invoice, customer and product, and the rest."""

    invoice: np.ndarray
    kind: np.ndarray
    customer: np.ndarray
    product: np.ndarray
    minute: np.ndarray
    quantity: np.ndarray
    price: np.ndarray

    def take(self, rows: np.ndarray, **changes: np.ndarray | float) -> "_Lines":
        """Copy rows, some columns changed."""
        taken = {column: values[rows] for column, values in vars(self).items()}
        for column, value in changes.items():
            taken[column] = np.broadcast_to(value, taken[column].shape)
        return _Lines(**taken)


def make_batch(sequence: np.random.SeedSequence, number: int, customers: int) -> Batch:
    """Make customers and all their invoice lines, in the order of time.

    Parameters
    ----------
    sequence : numpy.random.SeedSequence
        What the batch follows from.
    number : int
        Number of the batch, from 0: keeps invoice numbers and customers apart.
    customers : int
        How many customers, at most ``CUSTOMERS_PER_BATCH``.

    Returns
    -------
    Batch
        With dirt at the rates of ``RATES``.
    """
    random = Uniforms(sequence)
    orders = make_orders(random, customers)
    clean = _clean_lines(random, orders)
    lines = _with_dirt(random, clean, orders)
    people = _registrations(random, orders, number, customers)
    return Batch(_as_table(random, lines, number, customers), people)


def _clean_lines(random: Uniforms, orders: Orders) -> _Lines:
    invoice = np.repeat(np.arange(len(orders.lines), dtype=np.int32), orders.lines)
    # Few products sell much, many sell little.
    product = (random.uniform(len(invoice)) ** 2 * len(CODES)).astype(np.int32)
    is_guest = random.chance(RATES["orders without customer"], len(orders.lines))
    return _Lines(
        invoice=invoice,
        kind=np.full(len(invoice), PLAIN, dtype=np.int8),
        customer=np.where(is_guest, NOBODY, orders.customer)[invoice],
        product=product,
        minute=orders.minute[invoice],
        quantity=1 + random.count(orders.units[invoice], len(invoice), 2_000),
        price=PRICES[product],
    )


def _with_dirt(random: Uniforms, clean: _Lines, orders: Orders) -> _Lines:
    every = len(clean.invoice)

    def some(what: str) -> np.ndarray:
        return np.flatnonzero(random.chance(RATES[what], every))

    first_lines = np.flatnonzero(np.diff(clean.invoice, prepend=-1))
    postage = first_lines[random.chance(RATES["orders with postage"], len(first_lines))]
    debts = first_lines[
        random.chance(RATES["orders with an adjustment"], len(first_lines))
    ]
    parts = [
        clean,
        clean.take(postage, product=POSTAGE, quantity=1, price=18.0),
        clean.take(debts, product=BAD_DEBT, quantity=1, price=-50.0, kind=ADJUSTMENT),
        _refunds(random, clean),
        clean.take(some("lines with negative quantity"), quantity=-1),
        clean.take(some("lines without price"), price=0.0),
        clean.take(
            some("cancellations without quantity"), kind=CANCELLATION, quantity=0
        ),
        clean.take(some("lines without invoice number"), kind=NO_INVOICE),
        clean.take(some("lines without product code"), product=NO_CODE),
        clean.take(some("lines repeated exactly")),
    ]
    joined = {
        column: np.concatenate([getattr(part, column) for part in parts])
        for column in vars(clean)
    }
    # Adjustments and refunds are invoices of their own.
    special = np.flatnonzero(joined["kind"] > PLAIN)
    joined["invoice"][special] = len(orders.lines) + np.arange(len(special))
    return _Lines(**joined).take(np.argsort(joined["minute"], kind="stable"))


def _refunds(random: Uniforms, clean: _Lines) -> _Lines:
    rate = RATES["lines refunded later"]
    rows = np.flatnonzero(random.chance(rate, len(clean.invoice)))
    bought = clean.quantity[rows]
    in_part = random.chance(RATES["of these in part"], len(rows))
    too_many = random.chance(
        RATES["of these for more units than were bought"], len(rows)
    )
    strange = random.chance(RATES["of these for a product never bought"], len(rows))
    part = np.ceil(bought * random.uniform(len(rows)))
    units = np.where(in_part, part, np.where(too_many, 2 * bought, bought))
    lag = 5 + random.exponential(12.0 * MINUTES_A_DAY, len(rows))
    other = (clean.product[rows] + len(CODES) // 2) % len(CODES)
    return clean.take(
        rows,
        kind=CANCELLATION,
        quantity=-np.maximum(units, 1).astype(np.int32),
        product=np.where(strange, other, clean.product[rows]),
        minute=np.minimum(clean.minute[rows] + lag.astype(np.int32), LAST_MINUTE),
    )


def _as_table(random: Uniforms, lines: _Lines, number: int, customers: int) -> pa.Table:
    """Turn numbers into the columns of an invoice file; the unreadable become null."""
    size = len(lines.invoice)
    invoices = _invoice_numbers(lines, number)
    names = pc.cast(pa.array(_customer_numbers(number, customers)), pa.string())
    country = np.minimum(
        (lines.customer % 16) // 2 * (lines.customer % 3 == 0), len(COUNTRIES) - 1
    )
    minutes = FIRST_DAY + lines.minute.astype("timedelta64[m]")

    def unreadable(field: str) -> np.ndarray:
        return random.chance(RATES[f"lines with unreadable {field}"], size)

    columns = pa.table(
        {
            "InvoiceNo": pa.DictionaryArray.from_arrays(lines.invoice, invoices),
            "StockCode": pa.DictionaryArray.from_arrays(lines.product, ALL_CODES),
            "Description": pa.DictionaryArray.from_arrays(
                lines.product, ALL_DESCRIPTIONS
            ),
            "Quantity": pa.array(
                lines.quantity.astype(np.int32), mask=unreadable("quantity")
            ),
            "InvoiceDate": pa.array(
                minutes.astype("datetime64[us]"), mask=unreadable("date")
            ),
            "UnitPrice": pa.array(lines.price, mask=unreadable("price")),
            "CustomerID": pa.DictionaryArray.from_arrays(
                pa.array(lines.customer, mask=lines.customer == NOBODY), names
            ),
            "Country": pa.DictionaryArray.from_arrays(
                country.astype(np.int32), pa.array(COUNTRIES)
            ),
        }
    )
    return columns.cast(SCHEMA)


def _invoice_numbers(lines: _Lines, number: int) -> pa.Array:
    """Text of each invoice number: C for cancellations, A for adjustments."""
    count = int(lines.invoice.max()) + 1
    kind = np.zeros(count, dtype=np.int8)
    kind[lines.invoice] = lines.kind
    first = FIRST_INVOICE + number * INVOICES_PER_BATCH
    digits = pc.cast(pa.array(np.arange(first, first + count)), pa.string())
    prefixes = pa.array(["", "C", "A", None]).take(pa.array(kind))
    return pc.binary_join_element_wise(prefixes, digits, "")


def _customer_numbers(number: int, customers: int) -> np.ndarray:
    first = FIRST_CUSTOMER + number * CUSTOMERS_PER_BATCH
    return np.arange(first, first + customers)


def _registrations(
    random: Uniforms, orders: Orders, number: int, customers: int
) -> pa.Table:
    """Registration dates: mostly some weeks before the first order."""
    first_order = np.full(customers, LAST_MINUTE)
    np.minimum.at(first_order, orders.customer, orders.minute)
    idle = int(customers * RATES["customers without order"])
    lag = random.exponential(40.0, customers + idle)
    late = random.chance(
        RATES["customers registered after their first order"], customers + idle
    )
    known = ~random.chance(RATES["customers without registration"], customers + idle)
    day = np.r_[first_order, np.full(idle, LAST_MINUTE)] // MINUTES_A_DAY
    day = day + np.where(late, 1 + lag, -lag).astype(np.int64)
    dates = FIRST_DAY.astype("datetime64[D]") + day.astype("timedelta64[D]")
    ids = pc.cast(pa.array(_customer_numbers(number, customers + idle)), pa.string())
    people = pa.table({"CustomerID": ids, "RegistrationDate": dates})
    return people.filter(pa.array(known)).cast(CUSTOMER_SCHEMA)
