"""Dirt of the sample: everything that the cleaning knows, each kind at its rate."""

from dataclasses import dataclass

import numpy as np

from tools.sample.behaviour import (
    CODES,
    DAYS,
    MINUTES_A_DAY,
    Orders,
    Uniforms,
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
    "customers without income": 0.02,
    "customers of implausible age": 0.005,
    "customers of implausible income": 0.003,
}
"""Shares at which each kind of dirt occurs; shares of lines are of all clean lines."""

POSTAGE, BAD_DEBT, NO_CODE = (len(CODES) + extra for extra in range(3))
"""Positions of products that are none, after those of the products."""

PLAIN, CANCELLATION, ADJUSTMENT, NO_INVOICE = range(4)
"""Kinds of invoice numbers."""

LAST_MINUTE = DAYS * MINUTES_A_DAY - 1


@dataclass(frozen=True)
class Lines:
    """Invoice lines as numbers, each attribute of shape (lines,).

    Attributes
    ----------
    invoice, customer, product : numpy.ndarray
        Positions of the invoice, the customer (-1: none) and the product.
    kind : numpy.ndarray
        Kind of the invoice number: ``PLAIN``, ``CANCELLATION``, ...
    minute : numpy.ndarray
        Minutes since the first day.
    quantity : numpy.ndarray
        Units; negative for refunds.
    price : numpy.ndarray
        Price of one unit.
    """

    invoice: np.ndarray
    kind: np.ndarray
    customer: np.ndarray
    product: np.ndarray
    minute: np.ndarray
    quantity: np.ndarray
    price: np.ndarray

    def take(self, rows: np.ndarray, **changes: np.ndarray | float) -> "Lines":
        """Copy rows, some columns changed."""
        taken = {column: values[rows] for column, values in vars(self).items()}
        for column, value in changes.items():
            taken[column] = np.broadcast_to(value, taken[column].shape)
        return Lines(**taken)


def add_dirt(random: Uniforms, clean: Lines, orders: Orders) -> Lines:
    """Add lines of every kind of dirt to clean ones.

    Parameters
    ----------
    random : Uniforms
        Where chance comes from.
    clean : Lines
        Purchases, those of an invoice side by side.
    orders : Orders
        The orders that they belong to.

    Returns
    -------
    Lines
        Clean ones and dirt at the rates of ``RATES``, in the order of time.
    """
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
    return Lines(**joined).take(np.argsort(joined["minute"], kind="stable"))


def _refunds(random: Uniforms, clean: Lines) -> Lines:
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
