"""What the name of a segment says where no rule names it: what sets it apart."""

import pandas as pd

from customer_segmentation.explaining.claims import HIGH, Claim, Vocabulary

NEARLY_AS_STRONG = 0.25
"""Within this many standard deviations, the feature named is the seed's first."""


def compose(profile: dict, features: list[str], vocabulary: Vocabulary) -> list[Claim]:
    """Choose what a name says: the two differences that say most.

    The strongest difference, in standard deviations, speaks first. The second is that
    of another theme, such as buying or absence, for features of one theme rise and
    fall together: the strongest if it is ``HIGH`` or more. Otherwise what has bands,
    which is true of itself; or else one of the same theme that points the other way
    ("high spend, few orders"); or else, beside a first one that does not say high or
    low, the strongest of the others, so that a segment near the mean has an honest name
    ("average spend, average refunds"). What has bands stands last.

    Parameters
    ----------
    profile : dict
        Of one segment; see
        :func:`~customer_segmentation.explaining.profiles.side_by_side`.
    features : list of str
        Those that the segmentation uses.
    vocabulary : Vocabulary
        Themes, bands and words.

    Examples
    --------
    >>> profile = {"difference_spend": 1.4, "difference_orders": -0.2}
    >>> compose(profile, ["spend", "orders"], Vocabulary())
    [Claim(feature='spend', says='high')]
    """
    differences = {
        feature: profile[f"difference_{feature}"]
        for feature in sorted(features, key=vocabulary.place)
        if pd.notna(profile[f"difference_{feature}"])
    }
    if not differences:
        return []
    first = _strongest(differences, vocabulary)
    claims = [vocabulary.claim(profile, first)]
    second = _second(differences, first, vocabulary)
    if second is not None:
        said = vocabulary.claim(profile, second)
        if said.says != "middle" or not claims[0].says.endswith(("high", "low")):
            claims.append(said)
    return sorted(claims, key=lambda claim: claim.feature in vocabulary.bands)


def _second(
    differences: dict[str, float], first: str, vocabulary: Vocabulary
) -> str | None:
    """Choose what a name says beside the first feature."""
    theme = vocabulary.theme(first)
    others = {
        feature: value
        for feature, value in differences.items()
        if vocabulary.theme(feature) != theme
    }
    opposite = {
        feature: value
        for feature, value in differences.items()
        if vocabulary.theme(feature) == theme and value * differences[first] < 0
    }
    banded = {each: others[each] for each in others if each in vocabulary.bands}
    for candidates, least in ((others, HIGH), (banded, 0.0), (opposite, HIGH)):
        found = _strongest(candidates, vocabulary)
        if found and abs(differences[found]) >= least:
            return found
    return _strongest(others, vocabulary)


def _strongest(differences: dict[str, float], vocabulary: Vocabulary) -> str | None:
    """Name the feature that differs most, or a better known one that says the same."""
    if not differences:
        return None
    most = max(differences, key=lambda feature: abs(differences[feature]))
    least = abs(differences[most]) - NEARLY_AS_STRONG

    def says_the_same(feature: str) -> bool:
        if vocabulary.theme(feature) != vocabulary.theme(most):
            return False
        if abs(differences[most]) < HIGH:
            return True
        value = differences[feature]
        return value * differences[most] > 0 and abs(value) >= least

    return next(filter(says_the_same, differences))
