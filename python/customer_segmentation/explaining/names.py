"""Names of segments: what sets each apart, in words that people can edit."""

import pandas as pd

from customer_segmentation.explaining.claims import (
    Claim,
    Vocabulary,
    read_claims,
    read_vocabulary,
    write_claims,
)
from customer_segmentation.explaining.comparisons import tell_apart
from customer_segmentation.explaining.composition import compose
from customer_segmentation.explaining.name_memory import remembered
from customer_segmentation.explaining.name_rules import (
    check_rules,
    rule_holds,
    rules_for,
)
from customer_segmentation.explaining.profiles import side_by_side
from customer_segmentation.fitting.populations import read_segmentations
from customer_segmentation.tables import POPULATION, rows_of, stack

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "segment_id": "Int32",
    "segment_name": "string",
    "description": "string",
    "named_by": "string",
}


def name_segments(
    profiles: pd.DataFrame,
    rules: pd.DataFrame,
    settings: pd.DataFrame,
    words: pd.DataFrame,
    bands: pd.DataFrame,
    registry: pd.DataFrame,
) -> pd.DataFrame:
    """Name every segment from its profile, never from its number.

    Only features that the segmentation uses speak. The first rule that holds gives the
    name; without one, the two features in which the segment differs most from its
    population do: "High spend, ordered in the last month"; see
    :func:`~customer_segmentation.explaining.composition.compose`. Equal
    names are told apart by what separates the segments best: "..., more orders". A
    segment that is alone in its population is "All customers". A segment that continues
    a published one keeps its name until that fails by a margin; see
    :func:`~customer_segmentation.explaining.name_memory.remembered`.

    Parameters
    ----------
    profiles : pandas.DataFrame
        One row per segmentation, population and segment; see
        :func:`~customer_segmentation.explaining.profiles.side_by_side`.
    rules : pandas.DataFrame
        The seed ``segment_name_rules``; see
        :func:`~customer_segmentation.explaining.name_rules.rules_for`.
    settings : pandas.DataFrame
        The table ``seg_settings``: which features a segmentation uses.
    words, bands : pandas.DataFrame
        The tables ``feat_registry`` and ``feature_bands``.
    registry : pandas.DataFrame
        The published table ``segment_registry``: what the names of segments said.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and segment, with ``COLUMNS``;
        ``named_by`` is what the name says, as JSON.

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
    >>> none = pd.DataFrame(columns=["segmentation", "population"])
    >>> found = name_segments(profiles, rules, settings, words, bands, none)
    >>> found["segment_name"].tolist()
    ['High spend', 'Low spend']
    """
    if profiles.empty:
        return stack([], COLUMNS)
    check_rules(profiles, rules)
    vocabulary = read_vocabulary(words, bands)
    used = {each.name: list(each.features) for each in read_segmentations(settings)}
    frames = []
    for key, population in profiles.groupby(POPULATION, sort=True):
        segmentation, _ = key
        features = used[segmentation]
        named = _name_population(
            population.sort_values("segment_id").to_dict("records"),
            features,
            rules_for(rules, segmentation, features),
            vocabulary,
            _published(
                rows_of(registry, dict(zip(POPULATION, key, strict=True))),
                set(population["segment_id"]),
            ),
        )
        frames.append(pd.DataFrame(named))
    return stack(frames, COLUMNS)


def name_by_features(features: pd.DataFrame, *tables: pd.DataFrame) -> pd.DataFrame:
    """Name every segment, as :func:`name_segments`, from ``seg_segment_features``.

    Parameters
    ----------
    features : pandas.DataFrame
        One row per segment and feature.
    *tables : pandas.DataFrame
        The other arguments of :func:`name_segments`.
    """
    return name_segments(side_by_side(features), *tables)


def _name_population(
    profiles: list[dict],
    features: list[str],
    rules: list[dict],
    vocabulary: Vocabulary,
    published: dict[int, list[Claim]],
) -> list[dict]:
    if len(profiles) == 1:
        claims = {profiles[0]["segment_id"]: []}
    else:
        fresh = {
            profile["segment_id"]: _claims_of(profile, features, rules, vocabulary)
            for profile in profiles
        }
        kept = remembered(published, fresh, profiles, features, rules, vocabulary)
        claims = tell_apart(fresh, profiles, features, vocabulary, kept)
    descriptions = {rule["segment_name"]: rule["description"] for rule in rules}
    return [
        {
            **profile,
            "segment_name": vocabulary.name(said),
            "description": _description(said, descriptions, vocabulary),
            "named_by": write_claims(said),
        }
        for profile, said in zip(profiles, claims.values(), strict=True)
    ]


def _published(registry: pd.DataFrame, segments: set[int]) -> dict[int, list[Claim]]:
    """Read what the last names said of the segments of a population that go on."""
    return {
        int(row["segment_id"]): read_claims(row["named_by"])
        for row in registry.to_dict("records")
        if row["status"] == "current" and row["segment_id"] in segments
    }


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
