"""The registry of features: what each is made of, and who has it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTRY = Path("seeds/lookups/feature_words.csv")
"""In the folder of the project, which dbt makes the working directory."""

COLUMNS_BESIDE_FEATURES = {
    "income_is_missing": "BOOLEAN",
    "lifecycle_group": "VARCHAR",
    "rfm_segment": "VARCHAR",
    "household": "VARCHAR",
    "education_level": "VARCHAR",
    "recency_score": "INTEGER",
    "frequency_score": "INTEGER",
    "monetary_score": "INTEGER",
    "first_order_date": "DATE",
    "last_order_date": "DATE",
    "registered_date": "DATE",
}
"""What a filter may use besides the features."""


@dataclass(frozen=True)
class Feature:
    """A number that is known of a customer as of a date: a column of ``seg_features``.

    Attributes
    ----------
    name : str
        Name of the column.
    source : str
        ``orders``, or ``customers`` for the customers' input.
    when_null : str
        Why a customer for whom it is null has no segment.
    """

    name: str
    source: str
    when_null: str


@cache
def registered_features() -> dict[str, Feature]:
    """Read the features from the seed that declares them: name -> feature."""
    with REGISTRY.open(newline="", encoding="utf-8") as file:
        return {
            row["feature"]: Feature(row["feature"], row["source"], row["when_null"])
            for row in csv.DictReader(file)
        }


def filter_columns(features: Iterable[str]) -> dict[str, str]:
    """Return the columns that a filter may use, with their types.

    >>> filter_columns(["recency"])["recency"]
    'DOUBLE'
    """
    return dict.fromkeys(features, "DOUBLE") | COLUMNS_BESIDE_FEATURES
