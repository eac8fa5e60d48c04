"""Rules by which people name segments themselves: the seed ``segment_name_rules``."""

import pandas as pd

from customer_segmentation.errors import BuildError
from customer_segmentation.explaining.claims import HIGH, VERY_HIGH

CONDITIONS = {
    "high": HIGH,
    "very high": VERY_HIGH,
    "low": -HIGH,
    "very low": -VERY_HIGH,
}
"""Condition -> standardised difference from which on it holds of a segment."""

RULE_COLUMNS = ("segmentation", "priority", "segment_name", "description")


def rules_for(
    rules: pd.DataFrame, segmentation: str, features: list[str]
) -> list[dict]:
    """List the rules that may name segments of a segmentation, in their order.

    Those of the segmentation come before those of every one, each by priority. A rule
    applies only if the segmentation uses every feature that it has a condition on:
    other features do not set its segments apart.

    Parameters
    ----------
    rules : pandas.DataFrame
        The seed ``segment_name_rules``: ``segmentation`` (empty = every one),
        ``priority``, ``segment_name``, ``description`` and a column for any feature,
        which holds a condition or is empty; see :func:`holds`.
    segmentation : str
        Its name.
    features : list of str
        The features that it uses.

    Returns
    -------
    list of dict
        Each with ``segment_name``, ``description`` and ``conditions``, feature ->
        condition.

    Examples
    --------
    >>> rules = pd.DataFrame({
    ...     "segmentation": None, "priority": [1, 2], "segment_name": ["Best", "Tall"],
    ...     "description": "", "monetary": ["high", None], "height": [None, "high"],
    ... })
    >>> [rule["segment_name"] for rule in rules_for(rules, "rfm", ["monetary"])]
    ['Best']
    """
    ordered = rules.sort_values(["segmentation", "priority"], na_position="last")
    found = []
    for rule in ordered.to_dict("records"):
        conditions = {
            feature: condition
            for feature, condition in rule.items()
            if feature not in RULE_COLUMNS and pd.notna(condition)
        }
        of_it = pd.isna(rule["segmentation"]) or rule["segmentation"] == segmentation
        if of_it and set(conditions) <= set(features):
            found.append({**rule, "conditions": conditions})
    return found


def rule_holds(rule: dict, profile: dict, margin: float = 0.0) -> bool:
    """Say whether every condition of a rule holds of a segment, or fails by a margin.

    Parameters
    ----------
    rule : dict
        From :func:`rules_for`.
    profile : dict
        Of one segment; see
        :func:`~customer_segmentation.explaining.profiles.side_by_side`.
    margin : float, default 0
        In standard deviations.
    """
    return all(
        holds(condition, profile[f"difference_{feature}"], margin)
        for feature, condition in rule["conditions"].items()
    )


def holds(condition: str, difference: float, margin: float = 0.0) -> bool:
    """Say whether a condition of a rule holds for a standardised difference.

    Parameters
    ----------
    condition : str
        ``high`` (0.5 or more), ``very high`` (2 or more), ``low`` (-0.5 or less),
        ``very low`` (-2 or less), or ``not`` and one of these.
    difference : float
        In standard deviations from the mean; a missing one is neither high nor low.
    margin : float, default 0
        By how much it may fail.

    Examples
    --------
    >>> holds("high", 0.5), holds("not low", -0.4), holds("low", 0.0)
    (True, True, False)
    >>> holds("high", 0.3, margin=0.25), holds("not high", 0.7, margin=0.25)
    (True, True)
    """
    if condition.startswith("not "):
        return not holds(condition.removeprefix("not "), difference, -margin)
    bound = CONDITIONS[condition]
    if bound > 0:
        return bool(difference >= bound - margin)
    return bool(difference <= bound + margin)


def check_rules(profiles: pd.DataFrame, rules: pd.DataFrame) -> None:
    """Refuse rules that cannot be meant.

    Raises
    ------
    BuildError
        If a rule names a feature that no profile has, or a condition that is unknown.
    """
    for feature in rules.columns.difference(RULE_COLUMNS):
        if f"difference_{feature}" not in profiles:
            raise BuildError(
                f"segment_name_rules has a column {feature}, which is no feature; "
                "remove the column or name a feature of the profiles."
            )
        for condition in rules[feature].dropna().unique():
            if condition.removeprefix("not ") not in CONDITIONS:
                raise BuildError(
                    f"segment_name_rules says {condition!r} of {feature}; it takes "
                    f"{', '.join(CONDITIONS)}, one of these after not, or nothing."
                )
