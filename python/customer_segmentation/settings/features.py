"""The registry of features: what is known of a customer as a number."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.settings.expressions import aggregate_expression
from customer_segmentation.settings.sandbox import is_name
from customer_segmentation.settings.segmentation import OwnFeature
from customer_segmentation.settings.sentences import as_written, mistakes_in_part

REGISTRY = Path("seeds/lookups/features.csv")
"""In the folder of the project, which has to be the working directory."""

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

LINE_COLUMNS = {
    "invoice_number": "VARCHAR",
    "product_code": "VARCHAR",
    "description": "VARCHAR",
    "country": "VARCHAR",
    "quantity": "BIGINT",
    "unit_price": "DECIMAL(18, 6)",
    "amount": "DECIMAL(28, 6)",
    "invoiced_at": "TIMESTAMP",
}
"""The columns of a line that a feature of one's own may use."""

NAME = re.compile("[a-z][a-z0-9_]{0,39}")

TAKEN = re.compile(
    "customer_id|as_of_date|is_current|has_attributes|implausible|campaign_action"
    "|silence|purchase_days|kept_lines|worth|sample_rank|segmentation|population"
    "|customers|revenue|(mean|median|overall_mean|difference|position|deviation)_.*"
    r"|component_\d+|.*_(segment|position|transformed)"
)
"""Names of columns that stand beside features somewhere."""


@dataclass(frozen=True)
class Feature:
    """A number that is known of a customer as of a date: a column of ``seg_features``.

    Attributes
    ----------
    source : str
        ``orders``, or ``customers`` for the customers' input.
    unit : str
        Unit of its values; ``money`` stands for the currency of the invoices.
    when_null : str
        Why a customer for whom it is null has no segment.
    meaning : str
        What it is, with its unit and the meaning of null.
    """

    source: str
    unit: str
    when_null: str
    meaning: str


def registered_features() -> dict[str, Feature]:
    """Read the features from the seed that declares them: name -> feature."""
    return _read(REGISTRY.resolve(), REGISTRY.stat().st_mtime_ns)


@cache
def _read(file: Path, _changed: int) -> dict[str, Feature]:
    with file.open(newline="", encoding="utf-8") as file:
        return {
            row.pop("feature"): Feature(
                *(row[key] for key in ("source", "unit", "when_null", "meaning"))
            )
            for row in csv.DictReader(file)
        }


def all_features(own_features: Mapping[str, Any]) -> dict[str, Feature]:
    """Return the registered features, and those of the setting ``own_features``."""
    own = {}
    for name, settings in own_features.items():
        of = settings if isinstance(settings, dict) else {}
        words, unit = str(of.get("words")), str(of.get("unit"))
        own[name] = Feature("orders", unit, f"unknown_{name}", words)
    return registered_features() | own


def filter_columns(features: Iterable[str]) -> dict[str, str]:
    """Return the columns that a filter may use, with their types.

    >>> filter_columns(["recency"])["recency"]
    'DOUBLE'
    """
    return dict.fromkeys(features, "DOUBLE") | COLUMNS_BESIDE_FEATURES


def mistakes_in_own_features(own_features: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with the setting ``own_features``, a sentence each.

    Examples
    --------
    >>> mistakes_in_own_features({"products": {"expression": "count(x)", "words": "x"}})
    ... # doctest: +ELLIPSIS
    ['Setting unit of own feature products is absent; it takes a text.', 'Setting ...']
    """
    found = []
    for name, settings in own_features.items():
        if not NAME.fullmatch(name) or not is_name(name):
            found.append(
                f"Own feature {name} needs a name of at most 40 lower-case letters, "
                "digits and _ that begins with a letter and is no word of SQL."
            )
        elif name in {*registered_features(), *COLUMNS_BESIDE_FEATURES} or (
            TAKEN.fullmatch(name)
        ):
            found.append(f"Own feature {name} needs another name: {name} is taken.")
        if not isinstance(settings, dict):
            found.append(
                f"Setting own_features gives {name} the value {as_written(settings)}; "
                "it takes a mapping of expression, words and unit."
            )
            continue
        found += _mistakes_in_own_feature(name, settings)
    return found


def _mistakes_in_own_feature(name: str, settings: Mapping[str, Any]) -> list[str]:
    found = mistakes_in_part(OwnFeature, settings, f"own feature {name}")
    expression = settings.get("expression")
    if isinstance(expression, str) and expression.strip():
        label = f"Setting expression of own feature {name}"
        try:
            aggregate_expression(label, LINE_COLUMNS, expression)
        except SettingError as error:
            found.append(str(error))
    return found
