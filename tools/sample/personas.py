"""Who the customers of the sample are: attributes under well-known headers."""

import numpy as np
import pyarrow as pa

from tools.sample.behaviour import Uniforms
from tools.sample.dirt import RATES

SCHEMA = pa.schema(
    {
        "Year_Birth": pa.int32(),
        "Education": pa.string(),
        "Marital_Status": pa.string(),
        "Income": pa.int32(),
        "Kidhome": pa.int32(),
        "Teenhome": pa.int32(),
        "Recency": pa.int32(),
        "MntWines": pa.int32(),
        "MntFruits": pa.int32(),
        "MntMeatProducts": pa.int32(),
        "MntFishProducts": pa.int32(),
        "MntSweetProducts": pa.int32(),
        "MntGoldProds": pa.int32(),
        "NumDealsPurchases": pa.int32(),
        "NumWebPurchases": pa.int32(),
        "NumCatalogPurchases": pa.int32(),
        "NumStorePurchases": pa.int32(),
        "NumWebVisitsMonth": pa.int32(),
        "Complain": pa.int32(),
        "Response": pa.int32(),
    }
)
"""The columns of *Customer Personality Analysis* that the pipeline reads."""

AFFLUENT = 0.42
"""Share of customers who earn and spend much; the others live on a budget."""

SPREAD = 0.7
"""By how much who bought most is likelier to be affluent than who bought least."""

_EDUCATIONS = ("Graduation", "PhD", "Master", "2n Cycle", "Basic")
_EDUCATION_BOUNDS = (0.50, 0.72, 0.89, 0.98)
_STATUSES = ("Married", "Together", "Single", "Divorced", "Widow")
_STATUS_BOUNDS = (0.40, 0.65, 0.86, 0.96)


def make_personas(random: Uniforms, bought: np.ndarray) -> pa.Table:
    """Draw attributes: two levels of wealth, with and without a partner.

    Parameters
    ----------
    random : Uniforms
        Where chance comes from.
    bought : numpy.ndarray
        Money that each customer paid, shape (customers,): who bought more is more
        often affluent.

    Returns
    -------
    pyarrow.Table
        One row per customer, with the columns of ``SCHEMA``. Some incomes are
        missing, and some ages and incomes cannot be true, at the rates of ``RATES``.
    """
    customers = len(bought)
    rank = np.argsort(np.argsort(bought, kind="stable")) / max(customers - 1, 1)
    is_affluent = random.chance(AFFLUENT + SPREAD * (rank - 0.5), customers)

    def level(affluent: float, budget: float) -> np.ndarray:
        return np.where(is_affluent, affluent, budget)

    def bell() -> np.ndarray:
        """Numbers around 0 with a standard deviation of 1, from -3.5 to 3.5."""
        return sum(random.uniform(customers) for _ in range(4)) * np.sqrt(3) - 2 * (
            np.sqrt(3)
        )

    def pick(values: tuple[str, ...], bounds: tuple[float, ...]) -> np.ndarray:
        chosen = np.searchsorted(bounds, random.uniform(customers), side="right")
        return np.array(values)[chosen]

    def count(affluent: float, budget: float, most: int) -> np.ndarray:
        return random.count(level(affluent, budget), customers, most)

    income = (level(71_000, 37_000) + level(10_000, 9_000) * bell()).astype(np.int32)
    rich = random.chance(RATES["customers of implausible income"], customers)
    old = random.chance(RATES["customers of implausible age"], customers)
    born = (1968 + 11 * bell() + level(0, 3)).astype(np.int32)
    columns = {
        "Year_Birth": np.where(old, 1895, born),
        "Education": pick(_EDUCATIONS, _EDUCATION_BOUNDS),
        "Marital_Status": pick(_STATUSES, _STATUS_BOUNDS),
        "Income": pa.array(
            np.where(rich, 666_666, income).astype(np.int32),
            mask=random.chance(RATES["customers without income"], customers),
        ),
        "Kidhome": random.uniform(customers) < level(0.08, 0.65),
        "Teenhome": random.uniform(customers) < level(0.45, 0.50),
        "Recency": (random.uniform(customers) * 100).astype(np.int32),
        "MntWines": count(560, 90, 1_500),
        "MntFruits": count(50, 6, 200),
        "MntMeatProducts": count(330, 35, 1_700),
        "MntFishProducts": count(70, 8, 260),
        "MntSweetProducts": count(50, 6, 260),
        "MntGoldProds": count(70, 20, 360),
        "NumDealsPurchases": 1 + count(0.7, 1.4, 15),
        "NumWebPurchases": 1 + count(4.5, 1.5, 27),
        "NumCatalogPurchases": count(4.8, 0.6, 28),
        "NumStorePurchases": 2 + count(6.0, 1.2, 13),
        "NumWebVisitsMonth": np.maximum(0, level(3.6, 6.6) + 1.6 * bell()),
        "Complain": random.chance(0.01, customers),
        "Response": random.uniform(customers) < level(0.25, 0.09),
    }
    return pa.table(
        {
            name: values if isinstance(values, pa.Array) else pa.array(values)
            for name, values in columns.items()
        }
    ).cast(SCHEMA, safe=False)
