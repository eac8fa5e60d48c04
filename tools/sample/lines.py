"""Customers and invoice lines of the sample, as tables."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tools.sample.behaviour import (
    CODES,
    COUNTRIES,
    DESCRIPTIONS,
    FIRST_DAY,
    MINUTES_A_DAY,
    PRICES,
    Orders,
    Uniforms,
    make_orders,
)
from tools.sample.dirt import (
    LAST_MINUTE,
    PLAIN,
    RATES,
    Lines,
    add_dirt,
)
from tools.sample.personas import SCHEMA as PERSONA_SCHEMA
from tools.sample.personas import make_personas

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
    {
        "CustomerID": pa.string(),
        "RegistrationDate": pa.date32(),
        **{field.name: field.type for field in PERSONA_SCHEMA},
    }
)

FIRST_INVOICE = 500_000
INVOICES_PER_BATCH = 2_000_000
FIRST_CUSTOMER = 10_001
CUSTOMERS_PER_BATCH = 100_000

ALL_CODES = pa.array([*CODES, "POST", "B", None])
ALL_DESCRIPTIONS = pa.array([*DESCRIPTIONS, "POSTAGE", "Adjust bad debt", None])
NOBODY = -1


@dataclass(frozen=True)
class Batch:
    """Customers and their invoice lines.

    Attributes
    ----------
    lines : pyarrow.Table
        One row per invoice line, under the headers of UCI *Online Retail*; what
        cannot be read is null.
    customers : pyarrow.Table
        One row per customer: ``CustomerID``, ``RegistrationDate`` (null where it is
        not known) and the attributes of a persona.
    """

    lines: pa.Table
    customers: pa.Table

    def first_lines(self, count: int) -> "Batch":
        """Keep the first ``count`` lines."""
        return replace(self, lines=self.lines.slice(0, count))


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
    lines = add_dirt(random, clean, orders)
    people = _registrations(random, orders, number, customers)
    # Random numbers of their own: attributes change no invoice.
    personas = make_personas(
        Uniforms(sequence.spawn(1)[0]), _bought(clean, people.num_rows)
    )
    for name in personas.column_names:
        people = people.append_column(name, personas[name])
    return Batch(_as_table(random, lines, number, customers), people)


def _clean_lines(random: Uniforms, orders: Orders) -> Lines:
    invoice = np.repeat(np.arange(len(orders.lines), dtype=np.int32), orders.lines)
    # Few products sell much, many sell little.
    product = (random.uniform(len(invoice)) ** 2 * len(CODES)).astype(np.int32)
    is_guest = random.chance(RATES["orders without customer"], len(orders.lines))
    return Lines(
        invoice=invoice,
        kind=np.full(len(invoice), PLAIN, dtype=np.int8),
        customer=np.where(is_guest, NOBODY, orders.customer)[invoice],
        product=product,
        minute=orders.minute[invoice],
        quantity=1 + random.count(orders.units[invoice], len(invoice), 2_000),
        price=PRICES[product],
    )


def _bought(lines: Lines, customers: int) -> np.ndarray:
    """Sum what each customer paid; nothing for those without orders."""
    known = lines.customer != NOBODY
    money = lines.quantity[known] * lines.price[known]
    return np.bincount(lines.customer[known], weights=money, minlength=customers)


def _as_table(random: Uniforms, lines: Lines, number: int, customers: int) -> pa.Table:
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


def _invoice_numbers(lines: Lines, number: int) -> pa.Array:
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
    return pa.table(
        {
            "CustomerID": ids,
            "RegistrationDate": pa.array(
                dates.astype("datetime64[D]"), mask=~known, type=pa.date32()
            ),
        }
    )
