"""Populations of customers of which it is known whether they form groups."""

from collections.abc import Callable

import numpy as np

Draw = Callable[[np.random.RandomState], np.ndarray]

DISTANCE = 8.0
"""Least distance between the centres of planted groups, in standard deviations."""


def planted(
    random: np.random.RandomState,
    groups: int,
    axes: int,
    customers: int = 600,
    shares: list[float] | None = None,
) -> np.ndarray:
    """Normal groups at random places, none nearer to another than `DISTANCE`."""
    centres, width = [], DISTANCE * max(1.2, groups ** (1 / axes))
    while len(centres) < groups:
        centre = random.uniform(0, width, axes)
        if all(np.linalg.norm(centre - other) >= DISTANCE for other in centres):
            centres.append(centre)
        width *= 1.002
    if shares is None:
        shares = random.dirichlet(np.full(groups, 8.0))
    labels = random.choice(groups, customers, p=shares)
    return np.array(centres)[labels] + random.standard_normal((customers, axes))


def planted_shop(
    random: np.random.RandomState, groups: int, customers: int = 700
) -> np.ndarray:
    """Groups of recency in days, log of whole orders and log of the basket value."""
    far = False
    while not far:
        recency = random.uniform(5, 700, groups)
        orders, basket = random.uniform(0, 4.2, groups), random.uniform(2, 7, groups)
        places = np.column_stack([recency / 40, orders / 0.25, basket / 0.25])
        between = np.linalg.norm(places[:, None] - places[None, :], axis=2)
        far = between[~np.eye(groups, dtype=bool)].min() >= DISTANCE
    labels = random.choice(groups, customers, p=random.dirichlet(np.full(groups, 8.0)))
    days = random.normal(recency[labels], 40).clip(1).round()
    number = np.exp(random.normal(orders[labels], 0.2)).round().clip(1)
    value = np.exp(random.normal(basket[labels], 0.25))
    return np.column_stack([days, np.log1p(number), np.log1p(value)])


def corners(random: np.random.RandomState, customers: int = 800) -> np.ndarray:
    """The eight corners of a cube, ten standard deviations apart."""
    places = 10.0 * random.randint(0, 2, (customers, 3))
    return places + random.standard_normal((customers, 3))


def lognormal_shop(random: np.random.RandomState, customers: int) -> np.ndarray:
    """One cloud of recency, whole orders, spend and baskets, skewed as in a shop."""
    orders = np.exp(random.normal(0.7, 0.9, customers)).round().clip(1)
    basket = random.lognormal(3.5, 0.7, customers)
    recency = random.lognormal(4, 1, customers).round().clip(1, 700)
    return np.column_stack(
        [recency, np.log1p(orders), np.log1p(orders * basket), np.log1p(basket)]
    )


def buying_shop(
    random: np.random.RandomState, customers: int, entered: float = 365.0
) -> np.ndarray:
    """A year and a half of a shop whose customers buy and leave as in Pareto/NBD.

    All of them came within the first `entered` days. Returns recency, log orders and
    log spend.
    """
    days = 540.0
    rate = random.gamma(0.8, 1 / 60, customers)
    first = random.uniform(0, entered, customers)
    lives = random.exponential(1 / random.gamma(0.6, 1 / 80, customers).clip(1e-9))
    active = np.minimum(days, first + lives) - first
    repeats = random.poisson(rate * active)
    last = first + active * np.where(
        repeats > 0, random.uniform(size=customers) ** (1 / repeats.clip(1)), 0.0
    )
    basket = random.lognormal(3.5, 0.5, customers)
    return np.column_stack(
        [
            np.ceil(days - last),
            np.log1p(repeats + 1),
            np.log1p((repeats + 1) * basket),
        ]
    )


def without_groups(customers: int) -> dict[str, Draw]:
    """Kinds of populations that form no groups: name -> how to draw one."""

    def student(random: np.random.RandomState) -> np.ndarray:
        normal = random.standard_normal((customers, 3))
        return normal / np.sqrt(random.chisquare(3, (customers, 1)) / 3)

    return {
        "uniform": lambda random: random.uniform(size=(customers, 3)),
        "gaussian": lambda random: random.standard_normal((customers, 3)),
        "student": student,
        "lognormal": lambda random: random.lognormal(size=(customers, 3)),
        "lognormal_shop": lambda random: lognormal_shop(random, customers),
        "buying_shop": lambda random: buying_shop(random, customers),
        "buying_cohort": lambda random: buying_shop(random, customers, entered=90.0),
        "whole_numbers": lambda random: random.geometric(
            [0.5, 0.3, 0.7], (customers, 3)
        ).astype(float),
    }


def like(points: np.ndarray, customers: int) -> dict[str, Draw]:
    """Kinds that form no groups, and have something of real customers."""

    def permuted(random: np.random.RandomState) -> np.ndarray:
        columns = [random.permutation(column)[:customers] for column in points.T]
        return np.column_stack(columns)

    def normal(random: np.random.RandomState) -> np.ndarray:
        mean, covariance = points.mean(axis=0), np.cov(points.T)
        return random.multivariate_normal(mean, covariance, customers)

    return {"permuted": permuted, "normal": normal}
