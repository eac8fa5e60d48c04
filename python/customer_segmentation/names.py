"""Names of segments, by rules that people can edit, from what a profile says."""

import pandas as pd

from customer_segmentation.configuration import read_segmentations
from customer_segmentation.errors import BuildError
from customer_segmentation.tables import stack

CONDITIONS = {"high": 0.5, "very high": 2.0, "low": -0.5, "very low": -2.0}
"""Condition -> standardised difference from which on it holds of a segment."""

RULE_COLUMNS = ("segmentation", "priority", "segment_name", "description")
KEY = ["segmentation", "population"]
COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "segment_id": "Int32",
    "segment_name": "string",
    "description": "string",
}


def name_segments(
    profiles: pd.DataFrame,
    rules: pd.DataFrame,
    settings: pd.DataFrame,
    words: pd.DataFrame,
) -> pd.DataFrame:
    """Name every segment from its profile, never from its number.

    The first rule that holds gives the name: first the rules of the segmentation,
    then those of every one, each by priority. Segments of a population to which the
    same rule gives its name are told apart by the feature, of those that the
    segmentation uses, in which they differ most: "Loyal customers, higher basket
    value".

    Parameters
    ----------
    profiles : pandas.DataFrame
        The table ``seg_profiles``: one row per segmentation, population and segment,
        with a column ``difference_<feature>`` for each feature.
    rules : pandas.DataFrame
        The seed ``segment_name_rules``: ``segmentation`` (empty = every one),
        ``priority``, ``segment_name``, ``description`` and a column for any feature,
        which holds a condition or is empty; see :func:`holds`.
    settings : pandas.DataFrame
        The table ``seg_settings``: which features a segmentation uses.
    words : pandas.DataFrame
        The seed ``feature_words``: what people call a feature.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and segment, with ``COLUMNS``.

    Raises
    ------
    BuildError
        If a rule names a feature that no profile has or a condition that is unknown,
        or if no rule holds for a segment.

    Examples
    --------
    >>> profiles = pd.DataFrame({
    ...     "segmentation": "rfm", "population": "all", "segment_id": [1, 2],
    ...     "difference_monetary": [1.2, -0.8],
    ... })
    >>> rules = pd.DataFrame({
    ...     "segmentation": None, "priority": [1, 2], "segment_name": ["Best", "Rest"],
    ...     "monetary": ["high", None], "description": "",
    ... })
    >>> none = pd.DataFrame(columns=["segmentation", "settings"])
    >>> words = pd.DataFrame({"feature": ["monetary"], "noun": ["spend"]})
    >>> name_segments(profiles, rules, none, words)["segment_name"].tolist()
    ['Best', 'Rest']
    """
    features = [column for column in rules.columns if column not in RULE_COLUMNS]
    _check_rules(profiles, rules, features)
    ordered = rules.sort_values(["segmentation", "priority"], na_position="last")
    rows = [
        _matching_rule(profile, ordered.to_dict("records"), features)
        for profile in profiles.to_dict("records")
    ]
    found = pd.DataFrame(rows, index=profiles.index, columns=[*COLUMNS][3:])
    named = pd.concat([profiles, found], axis=1)
    nouns = words.set_index("feature")["noun"].to_dict()
    used = {each.name: list(each.features) for each in read_segmentations(settings)}
    for (segmentation, *_), alike in named.groupby([*KEY, "segment_name"], sort=True):
        if len(alike) > 1:
            told_apart = _told_apart(alike, used.get(segmentation, features), nouns)
            named.loc[alike.index, "segment_name"] = told_apart
    return stack([named.sort_values([*KEY, "segment_id"])], COLUMNS)


def holds(condition: str, difference: float) -> bool:
    """Say whether a condition of a rule holds for a standardised difference.

    Parameters
    ----------
    condition : str
        ``high`` (0.5 or more), ``very high`` (2 or more), ``low`` (-0.5 or less),
        ``very low`` (-2 or less), or ``not`` and one of these.
    difference : float
        In standard deviations from the mean; a missing one is neither high nor low.

    Examples
    --------
    >>> holds("high", 0.5), holds("not low", -0.4), holds("low", 0.0)
    (True, True, False)
    """
    if condition.startswith("not "):
        return not holds(condition.removeprefix("not "), difference)
    bound = CONDITIONS[condition]
    return bool(difference >= bound if bound > 0 else difference <= bound)


def _check_rules(profiles: pd.DataFrame, rules: pd.DataFrame, features: list) -> None:
    for feature in features:
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


def _matching_rule(profile: dict, rules: list[dict], features: list[str]) -> dict:
    for rule in rules:
        if pd.notna(rule["segmentation"]) and (
            rule["segmentation"] != profile["segmentation"]
        ):
            continue
        conditions = ((feature, rule[feature]) for feature in features)
        if all(
            pd.isna(condition) or holds(condition, profile[f"difference_{feature}"])
            for feature, condition in conditions
        ):
            return rule
    raise BuildError(
        f"No rule of segment_name_rules holds for segment {profile['segment_id']} of "
        f"{profile['segmentation']}; end the rules with one that has no condition."
    )


def _told_apart(
    alike: pd.DataFrame, features: list[str], nouns: dict[str, str]
) -> list[str]:
    """Qualify equal names by rank in the feature that separates the segments best."""
    differences = alike[[f"difference_{feature}" for feature in features]]
    differences = differences.dropna(axis=1)
    # The separation is the smallest gap between neighbours: with it, all differ.
    gaps = {
        column: values.sort_values().diff().min()
        for column, values in differences.items()
    }
    if max(gaps.values(), default=0) <= 0:
        numbered = enumerate(alike["segment_name"], start=1)
        return [f"{name} {number}" for number, name in numbered]
    widest = max(sorted(gaps), key=lambda column: gaps[column])
    feature = widest.removeprefix("difference_")
    noun = nouns.get(feature, feature.replace("_", " "))
    ranks = differences[widest].rank(method="first").astype(int)
    return [
        f"{name}, {_rank_word(rank, len(alike))} {noun}"
        for name, rank in zip(alike["segment_name"], ranks, strict=True)
    ]


def _rank_word(rank: int, ranks: int) -> str:
    if ranks == 2:
        return ("lower", "higher")[rank - 1]
    if ranks == 3:
        return ("low", "medium", "high")[rank - 1]
    if rank in (1, ranks):
        return "lowest" if rank == 1 else "highest"
    return f"{rank}{ {2: 'nd', 3: 'rd'}.get(rank, 'th') } lowest"
