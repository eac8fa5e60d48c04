"""How the customers of the sample behave: hidden types, orders, and what they buy."""

from dataclasses import dataclass

import numpy as np

FIRST_DAY = np.datetime64("2024-01-01", "m")
DAYS = 731
"""The sample covers 2024 and 2025."""

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class Behaviour:
    """A type of customer.

    Attributes
    ----------
    share : float
        Share of all customers, 0 to 1.
    orders : float
        Mean number of orders after the first.
    lines : float
        Mean number of lines of an order after the first.
    units : float
        Mean number of units of a line after the first.
    first : tuple of float
        When the first order comes, as a range of shares of the period.
    stays : tuple of float
        For how long the customer orders, as a range of shares of the period.
    """

    share: float
    orders: float
    lines: float
    units: float
    first: tuple[float, float]
    stays: tuple[float, float]


BEHAVIOURS = {
    "wholesaler": Behaviour(0.05, 12.0, 9.0, 40.0, (0.00, 0.30), (0.60, 1.00)),
    "regular": Behaviour(0.20, 6.5, 6.0, 6.0, (0.00, 0.40), (0.50, 1.00)),
    "gift_buyer": Behaviour(0.15, 1.5, 9.0, 4.0, (0.35, 0.50), (0.45, 0.60)),
    "lapsed": Behaviour(0.20, 3.5, 5.0, 5.0, (0.00, 0.30), (0.05, 0.30)),
    "one_off": Behaviour(0.25, 0.0, 4.0, 3.0, (0.00, 0.95), (0.00, 0.05)),
    "newcomer": Behaviour(0.15, 1.5, 5.0, 5.0, (0.80, 0.97), (0.02, 0.20)),
}

_COLOURS = ("RED", "BLUE", "GREEN", "IVORY", "PINK", "SLATE", "COPPER", "OCHRE")
_MAKES = ("ENAMEL", "WOODEN", "GLASS", "WOVEN", "PAINTED", "FELT", "CERAMIC", "TIN")
_THINGS = (
    *("MUG", "LANTERN", "BASKET", "COASTER SET", "PICTURE FRAME", "CUSHION"),
    *("TEA TOWEL", "CANDLE HOLDER", "PLANT POT", "LUNCH BOX", "DOORSTOP", "BUNTING"),
)

DESCRIPTIONS = [
    f"{colour} {make} {thing}"
    for thing in _THINGS
    for make in _MAKES
    for colour in _COLOURS
]
CODES = [
    f"{20000 + number}{'ABCDEFGH'[number % 8] if number % 3 == 0 else ''}"
    for number in range(len(DESCRIPTIONS))
]
PRICES = np.round(0.25 + 14 * (np.arange(len(CODES)) * 0.6180339887 % 1) ** 2, 2)
"""Price of one unit of each product, from 0.25 to 14.25."""

COUNTRIES = ("United Kingdom", "Germany", "France", "EIRE", "Spain", "Netherlands")


class Uniforms:
    """Random numbers of which only uniform ones are drawn.

    NumPy keeps the stream of uniform numbers; how it makes others of them may
    change from version to version, so they are made here.
    """

    def __init__(self, sequence: np.random.SeedSequence):
        self._generator = np.random.Generator(np.random.PCG64(sequence))

    def uniform(self, size: int) -> np.ndarray:
        """Draw numbers from 0 to 1, 1 excluded."""
        return self._generator.random(size)

    def exponential(self, means: np.ndarray | float, size: int) -> np.ndarray:
        """Draw waiting times with the given means."""
        return -np.log1p(-self.uniform(size)) * means

    def count(self, means: np.ndarray | float, size: int, most: int) -> np.ndarray:
        """Draw whole numbers from 0 to ``most``, many small and few large."""
        drawn = np.floor(self.exponential(means, size) + 0.5)
        return np.minimum(drawn, most).astype(np.int32)

    def between(self, ranges: np.ndarray) -> np.ndarray:
        """Draw a number from each row of ``ranges``, shape (n, 2)."""
        width = ranges[:, 1] - ranges[:, 0]
        return ranges[:, 0] + width * self.uniform(len(ranges))

    def chance(self, rate: float | np.ndarray, size: int) -> np.ndarray:
        """Draw which of ``size`` things happen, each with the chance ``rate``."""
        return self.uniform(size) < rate


@dataclass(frozen=True)
class Orders:
    """Orders, in the order of time.

    Attributes
    ----------
    customer : numpy.ndarray
        Position of the customer within the batch.
    minute : numpy.ndarray
        Minutes since ``FIRST_DAY``.
    lines : numpy.ndarray
        Number of lines.
    units : numpy.ndarray
        Mean units of a line after the first.
    """

    customer: np.ndarray
    minute: np.ndarray
    lines: np.ndarray
    units: np.ndarray


def make_orders(random: Uniforms, customers: int) -> Orders:
    """Draw a behaviour for each customer and the orders that follow from it.

    Parameters
    ----------
    random : Uniforms
        Where chance comes from.
    customers : int
        How many customers.

    Returns
    -------
    Orders
        At least one for every customer.
    """
    types = list(BEHAVIOURS.values())
    bounds = np.cumsum([behaviour.share for behaviour in types])
    kind = np.searchsorted(bounds[:-1], random.uniform(customers), side="right")

    def of(attribute: str) -> np.ndarray:
        return np.array([getattr(behaviour, attribute) for behaviour in types])[kind]

    repeats = random.count(of("orders"), customers, 400)
    first = random.between(of("first"))
    last = np.minimum(first + random.between(of("stays")), 0.999)
    customer = np.repeat(np.arange(customers, dtype=np.int32), repeats + 1)
    is_first = np.r_[True, customer[1:] != customer[:-1]]
    when = random.uniform(len(customer)) * ~is_first
    share = first[customer] + when * (last - first)[customer]
    opening, hours = 8 * 60, 10 * 60
    minute = (share * DAYS).astype(np.int32) * MINUTES_A_DAY + opening
    minute += (random.uniform(len(customer)) * hours).astype(np.int32)
    by_time = np.argsort(minute, kind="stable")
    customer = customer[by_time]
    return Orders(
        customer=customer,
        minute=minute[by_time],
        lines=1 + random.count(of("lines")[customer], len(customer), 200),
        units=of("units")[customer],
    )
