"""Published names that stay: until what they say fails by a margin."""

import math
from collections import Counter

import pandas as pd

from customer_segmentation.explaining.claims import (
    COMPARISONS,
    MARGIN,
    Claim,
    Vocabulary,
)
from customer_segmentation.explaining.composition import compose
from customer_segmentation.explaining.name_rules import rule_holds

Claims = dict[int, list[Claim]]
"""``segment_id`` -> what its name says."""


def remembered(
    published: Claims,
    fresh: Claims,
    profiles: list[dict],
    features: list[str],
    rules: list[dict],
    vocabulary: Vocabulary,
) -> Claims:
    """Choose the segments that keep the name that was published last.

    A name stays while everything that it says holds, or fails by less than a margin:
    its levels and bands (``still_holds`` of
    :class:`~customer_segmentation.explaining.claims.Vocabulary`),
    the conditions of its rule, the comparisons with segments of the same name. It goes
    when a rule that comes before it holds by more than the margin, or when today's name
    would speak of other features even if those of this one were a margin ahead and all
    others a margin behind.

    Parameters
    ----------
    published : dict of int to list of Claim
        What the published names say, of the segments that continue a published one.
    fresh : dict of int to list of Claim
        What the names of all segments would say today, without comparisons.
    profiles : list of dict
        The profiles of the population; see
        :func:`~customer_segmentation.explaining.profiles.side_by_side`.
    features : list of str
        Those that the segmentation uses.
    rules : list of dict
        From :func:`~customer_segmentation.explaining.name_rules.rules_for`.
    vocabulary : Vocabulary
        Words and bands.

    Returns
    -------
    dict of int to list of Claim
        Those of ``published`` that stay, with no two names equal.

    Examples
    --------
    >>> profiles = [
    ...     {"segment_id": 1, "difference_spend": 0.4},
    ...     {"segment_id": 2, "difference_spend": 0.1},
    ... ]
    >>> high, middle = [Claim("spend", "high")], [Claim("spend", "middle")]
    >>> fresh = {1: middle, 2: middle}
    >>> remembered({1: high, 2: high}, fresh, profiles, ["spend"], [], Vocabulary())
    {1: [Claim(feature='spend', says='high')]}
    """
    by_id = {profile["segment_id"]: profile for profile in profiles}
    kept = {
        segment: said
        for segment, said in published.items()
        if said and _stays(said, by_id[segment], features, rules, vocabulary)
    }
    counts = Counter(vocabulary.name(said) for said in kept.values())
    kept = {
        segment: said
        for segment, said in kept.items()
        if counts[vocabulary.name(said)] == 1
    }
    said_today = fresh | kept
    return {
        segment: said
        for segment, said in kept.items()
        if _still_apart(segment, said_today, by_id)
    }


def _stays(
    said: list[Claim],
    profile: dict,
    features: list[str],
    rules: list[dict],
    vocabulary: Vocabulary,
) -> bool:
    """Say whether a name holds, but for comparisons, and none is clearly better."""
    names = [rule["segment_name"] for rule in rules]
    own = [rule for rule in rules if Claim("rule", rule["segment_name"]) in said]
    before = rules[: names.index(own[0]["segment_name"])] if own else rules
    if any(rule_holds(rule, profile, -MARGIN) for rule in before):
        return False
    about, _ = _parts(said)
    if any(claim.feature == "rule" for claim in about):
        return any(rule_holds(rule, profile, MARGIN) for rule in own)
    if not all(vocabulary.still_holds(claim, profile) for claim in about):
        return False
    return _is_chosen(about, profile, features, vocabulary)


def _is_chosen(
    said: list[Claim], profile: dict, features: list[str], vocabulary: Vocabulary
) -> bool:
    """Say whether these features would speak today, were they a margin ahead."""
    named = {claim.feature for claim in said}
    leaning = dict(profile)
    for feature in features:
        difference = profile[f"difference_{feature}"]
        ahead = MARGIN if feature in named else -MARGIN
        size = max(abs(difference) + ahead, 0.0)
        leaning[f"difference_{feature}"] = math.copysign(size, difference)
    chosen = compose(leaning, features, vocabulary)
    return {claim.feature for claim in chosen} == named


def _still_apart(segment: int, claims: Claims, profiles: dict[int, dict]) -> bool:
    """Say whether comparisons hold with every segment of the same name."""
    base, path = _parts(claims[segment])
    for other, said in claims.items():
        other_base, other_path = _parts(said)
        if other == segment or base != other_base:
            continue
        # They were told apart at the first comparison that only one of them has.
        apart = next((each for each in path if each not in other_path), None)
        if apart is None or apart.says not in COMPARISONS:
            continue
        column = f"difference_{apart.feature}"
        gap = profiles[segment].get(column, 0.0) - profiles[other].get(column, 0.0)
        if pd.isna(gap) or gap * COMPARISONS[apart.says] < -MARGIN:
            return False
    return True


def _parts(claims: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Part what a name says from what tells it from an equal one."""
    base = [each for each in claims if not each.compares]
    return base, [each for each in claims if each.compares]
