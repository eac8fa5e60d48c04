"""Names of segments: what sets each apart, in words that people can edit."""

import pandas as pd

from customer_segmentation.claims import HIGH, Claim, Vocabulary, read_vocabulary
from customer_segmentation.comparisons import tell_apart
from customer_segmentation.configuration import read_segmentations
from customer_segmentation.name_rules import check_rules, rule_holds, rules_for
from customer_segmentation.tables import stack

NEARLY_AS_STRONG = 0.25
"""Within this many standard deviations, the feature named is the seed's first."""

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
    bands: pd.DataFrame,
) -> pd.DataFrame:
    """Name every segment from its profile, never from its number.

    Only features that the segmentation uses speak. The first rule that holds gives the
    name; without one, the two features in which the segment differs most from its
    population do: "High spend, ordered in the last month"; see :func:`compose`. Equal
    names are told apart by what separates the segments best: "..., more orders". A
    segment that is alone in its population is "All customers".

    Parameters
    ----------
    profiles : pandas.DataFrame
        The table ``seg_profiles``: one row per segmentation, population and segment,
        with ``difference_<feature>`` and ``median_<feature>`` for each feature.
    rules : pandas.DataFrame
        The seed ``segment_name_rules``; see
        :func:`~customer_segmentation.name_rules.rules_for`.
    settings : pandas.DataFrame
        The table ``seg_settings``: which features a segmentation uses.
    words, bands : pandas.DataFrame
        The seeds ``feature_words`` and ``feature_bands``.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and segment, with ``COLUMNS``.

    Raises
    ------
    BuildError
        If a rule names a feature that no profile has or a condition that is unknown,
        or the bands of a feature leave out the greatest values.

    Examples
    --------
    >>> profiles = pd.DataFrame({
    ...     "segmentation": "rfm", "population": "all", "segment_id": [1, 2],
    ...     "difference_monetary": [1.2, -0.8],
    ... })
    >>> rules = pd.DataFrame(
    ...     columns=["segmentation", "priority", "segment_name", "description"]
    ... )
    >>> text = (
    ...     '{"features": {"monetary": "none"}, "split_by": "none",'
    ...     ' "filter": "none", "scaler": "standard", "pca_components": "none",'
    ...     ' "algorithm": "kmeans", "clusters": "auto",'
    ...     ' "cluster_range": [1, 10], "smallest_share": 0.05, "starts": 10,'
    ...     ' "seed": 42, "evidence": "full", "bootstraps": 50}'
    ... )
    >>> settings = pd.DataFrame({"segmentation": ["rfm"], "settings": [text]})
    >>> words = pd.DataFrame({"feature": ["monetary"], "noun": ["spend"]})
    >>> bands = pd.DataFrame(columns=["feature", "up_to", "words", "description"])
    >>> found = name_segments(profiles, rules, settings, words, bands)
    >>> found["segment_name"].tolist()
    ['High spend', 'Low spend']
    """
    check_rules(profiles, rules)
    vocabulary = read_vocabulary(words, bands)
    used = {each.name: list(each.features) for each in read_segmentations(settings)}
    frames = []
    for (segmentation, _), population in profiles.groupby(KEY, sort=True):
        features = used[segmentation]
        named = _name_population(
            population.sort_values("segment_id").to_dict("records"),
            features,
            rules_for(rules, segmentation, features),
            vocabulary,
        )
        frames.append(pd.DataFrame(named))
    return stack(frames, COLUMNS)


def compose(profile: dict, features: list[str], vocabulary: Vocabulary) -> list[Claim]:
    """Choose what a name says: the two differences that say most.

    The strongest difference, in standard deviations, speaks first. The second is that
    of another theme, such as buying or absence, for features of one theme rise and
    fall together: the strongest if it is ``HIGH`` or more. Otherwise one of the same
    theme that points the other way ("high spend, few orders"); or else what has bands,
    which is true of itself; or else, beside a first one that does not say high or low,
    the strongest of the others, so that a segment near the mean has an honest name
    ("average spend, ordered in the last 3 months"). What has bands stands last.

    Parameters
    ----------
    profile : dict
        A row of ``seg_profiles``.
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
    for candidates in (others, opposite):
        found = _strongest(candidates, vocabulary)
        if found and abs(differences[found]) >= HIGH:
            return found
    banded = {each: others[each] for each in others if each in vocabulary.bands}
    return _strongest(banded or others, vocabulary)


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


def _name_population(
    profiles: list[dict],
    features: list[str],
    rules: list[dict],
    vocabulary: Vocabulary,
) -> list[dict]:
    if len(profiles) == 1:
        claims = {profiles[0]["segment_id"]: []}
    else:
        claims = {
            profile["segment_id"]: _claims_of(profile, features, rules, vocabulary)
            for profile in profiles
        }
        claims = tell_apart(claims, profiles, features, vocabulary)
    descriptions = {rule["segment_name"]: rule["description"] for rule in rules}
    return [
        {
            **profile,
            "segment_name": vocabulary.name(said),
            "description": _description(said, descriptions, vocabulary),
        }
        for profile, said in zip(profiles, claims.values(), strict=True)
    ]


def _claims_of(
    profile: dict, features: list[str], rules: list[dict], vocabulary: Vocabulary
) -> list[Claim]:
    for rule in rules:
        if rule_holds(rule, profile):
            return [Claim("rule", rule["segment_name"])]
    return compose(profile, features, vocabulary)


def _description(
    claims: list[Claim], descriptions: dict[str, str], vocabulary: Vocabulary
) -> str | None:
    said = [
        descriptions[claim.says]
        for claim in claims
        if claim.feature == "rule" and pd.notna(descriptions[claim.says])
    ]
    rest = vocabulary.description(claims)
    said.append(rest[:1].lower() + rest[1:] if said else rest)
    return "; ".join(filter(None, said)) or None
