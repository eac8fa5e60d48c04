"""What the name of a segment claims of it, feature by feature, and in which words."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from customer_segmentation.errors import BuildError

HIGH = 0.5
"""Standardised difference from which on a segment is high in a feature."""

VERY_HIGH = 2.0
"""The same for very high. Low and very low are their opposites."""

MARGIN = 0.25
"""By how much, in standard deviations, a published claim may fail and yet stay."""

COMPARISONS = {"more": 1, "less": -1}
"""Claims that tell equal names apart -> the direction in which they point."""


@dataclass(frozen=True)
class Claim:
    """One thing that a name says.

    Attributes
    ----------
    feature : str
        The feature it is about; ``rule`` for a name that a rule gives, ``number``
        where no feature tells two segments apart.
    says : str
        ``very high``, ``high``, ``middle``, ``low`` or ``very low`` against the
        population; the upper bound of a band, for a feature that has bands; ``more``
        or ``less`` than segments of the same name; the name or the number itself.
    """

    feature: str
    says: str

    @property
    def compares(self) -> bool:
        """Whether it tells equal names apart, rather than being one."""
        return self.says in COMPARISONS or self.feature == "number"


def write_claims(claims: Iterable[Claim]) -> str:
    """Write claims as JSON, the column ``named_by``.

    >>> write_claims([Claim("monetary", "high"), Claim("recency", "31")])
    '[["monetary", "high"], ["recency", "31"]]'
    """
    return json.dumps([[each.feature, each.says] for each in claims])


def read_claims(text: str | None) -> list[Claim]:
    """Read what :func:`write_claims` wrote; nothing of what is no such text.

    >>> read_claims('[["monetary", "high"]]')
    [Claim(feature='monetary', says='high')]
    >>> read_claims(None)
    []
    """
    try:
        return [Claim(str(each), str(says)) for each, says in json.loads(text)]
    except (TypeError, ValueError):
        return []


@dataclass(frozen=True)
class Vocabulary:
    """The words of features, from ``feat_registry`` and ``feature_bands``.

    Attributes
    ----------
    words : dict of str to dict
        Feature -> its row of ``feat_registry``, in its order.
    bands : dict of str to dict
        Feature -> upper bound, as claims say it -> row of ``feature_bands``, lowest
        first. The last one has no bound (``inf``).
    """

    words: dict[str, dict] = field(default_factory=dict)
    bands: dict[str, dict[str, dict]] = field(default_factory=dict)

    def word(self, feature: str, column: str, default: str | bool) -> str | bool:
        """Look a feature up in the seed; the default stands for an empty cell."""
        word = self.words.get(feature, {}).get(column)
        return default if word is None or pd.isna(word) or word == "" else word

    def place(self, feature: str) -> int:
        """Find a feature in the seed; those that it lacks come last."""
        return [*self.words, feature].index(feature)

    def theme(self, feature: str) -> str:
        """Say what a feature is about, which several may share."""
        return self.word(feature, "theme", feature)

    def claim(self, profile: dict, feature: str) -> Claim:
        """Say what is true of a segment in a feature.

        Parameters
        ----------
        profile : dict
            The profile of a segment, with ``difference_<feature>`` and, for a feature
            with bands, ``median_<feature>``.
        feature : str
            One that is known of the segment.
        """
        if feature in self.bands:
            median = profile[f"median_{feature}"]
            bounds = self.bands[feature]
            return Claim(feature, next(up for up in bounds if median <= float(up)))
        difference = profile[f"difference_{feature}"]
        if abs(difference) < HIGH:
            return Claim(feature, "middle")
        level = "high" if difference > 0 else "low"
        return Claim(feature, "very " * (abs(difference) >= VERY_HIGH) + level)

    def still_holds(self, claim: Claim, profile: dict) -> bool:
        """Say whether a published claim about a feature holds, or fails by little.

        Each level is wider by ``MARGIN`` on both sides. A band holds above its
        ``holds_above`` and up to its ``holds_up_to``, where the words are true.
        """
        difference = profile.get(f"difference_{claim.feature}")
        if difference is None or pd.isna(difference):
            return False
        if claim.feature in self.bands:
            band = self.bands[claim.feature].get(claim.says)
            median = profile[f"median_{claim.feature}"]
            return band is not None and not (
                median <= band["holds_above"] or median > band["holds_up_to"]
            )
        levels = {
            "very high": (VERY_HIGH, math.inf),
            "high": (HIGH, VERY_HIGH),
            "middle": (-HIGH, HIGH),
            "low": (-VERY_HIGH, -HIGH),
            "very low": (-math.inf, -VERY_HIGH),
        }
        low, high = levels.get(claim.says, (math.inf, -math.inf))
        return bool(low - MARGIN <= difference <= high + MARGIN)

    def name(self, claims: Iterable[Claim]) -> str:
        """Say claims as a name: what is relative first, then bands, then comparisons.

        >>> Vocabulary().name([Claim("spend", "high"), Claim("orders", "low")])
        'High spend, low orders'
        >>> Vocabulary().name([])
        'All customers'
        """
        phrases = [self._phrase(each) for each in claims if each.feature != "number"]
        said = ", ".join(phrases) or "all customers"
        numbers = [f" {each.says}" for each in claims if each.feature == "number"]
        return said[0].upper() + said[1:] + "".join(numbers)

    def description(self, claims: Iterable[Claim]) -> str:
        """Say claims as what is known of the customers, one phrase.

        >>> Vocabulary().description([Claim("spend", "high"), Claim("age", "more")])
        'Spend above average; more age than segments like it'
        """
        said = "; ".join(filter(None, map(self._sentence, claims)))
        return said[:1].upper() + said[1:]

    def _phrase(self, claim: Claim) -> str:
        if claim.feature == "rule":
            return claim.says
        if claim.says in self.bands.get(claim.feature, {}):
            return self.bands[claim.feature][claim.says]["words"]
        noun = self.word(claim.feature, "noun", claim.feature.replace("_", " "))
        level = {"middle": "average"}.get(claim.says, claim.says)
        column = claim.says.replace(" ", "_")
        return self.word(claim.feature, column, f"{level} {noun}")

    def _sentence(self, claim: Claim) -> str:
        if claim.feature in ("rule", "number"):
            return ""
        if claim.says in self.bands.get(claim.feature, {}):
            said = self.bands[claim.feature][claim.says]["description"]
            return said[:1].lower() + said[1:]
        if claim.says in COMPARISONS:
            return f"{self._phrase(claim)} than segments like it"
        noun = self.word(claim.feature, "noun", claim.feature.replace("_", " "))
        sides = {"high": "above", "middle": "about", "low": "below"}
        words = [sides.get(word, "well") for word in reversed(claim.says.split())]
        return f"{noun} {' '.join(reversed(words))} average"


def read_vocabulary(words: pd.DataFrame, bands: pd.DataFrame) -> Vocabulary:
    """Read ``feat_registry`` and ``feature_bands``.

    Raises
    ------
    BuildError
        If the bands of a feature leave out the greatest values.

    Examples
    --------
    >>> words = pd.DataFrame({"feature": ["monetary"], "high": ["big spenders"]})
    >>> bands = pd.DataFrame(
    ...     {"feature": "recency", "up_to": [31, None], "words": ["here", "gone"]}
    ... )
    >>> vocabulary = read_vocabulary(words, bands)
    >>> vocabulary.name([Claim("monetary", "high"), Claim("recency", "inf")])
    'Big spenders, gone'
    """
    ordered = bands.assign(up_to=bands["up_to"].astype(float).fillna(math.inf))
    found: dict[str, dict[str, dict]] = {}
    for band in ordered.sort_values(["feature", "up_to"]).to_dict("records"):
        found.setdefault(band["feature"], {})[f"{band['up_to']:.15g}"] = band
    for feature, of_feature in found.items():
        if "inf" not in of_feature:
            raise BuildError(
                f"feature_bands says nothing of {feature} above "
                f"{[*of_feature][-1]}; add a row whose up_to is empty."
            )
    return Vocabulary(words.set_index("feature").to_dict("index"), found)
