"""Which number of clusters: what was set, what stands apart, or the elbow."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from customer_segmentation.evidence.border_density import EMPTY
from customer_segmentation.evidence.cluster_structure import Structure
from customer_segmentation.evidence.cluster_votes import (
    find_elbow,
    preferred_by_indices,
)
from customer_segmentation.fitting.populations import Segmentation

WITNESSES = {
    "silhouette": "the silhouette",
    "calinski_harabasz": "the Calinski-Harabasz index",
    "davies_bouldin": "the Davies-Bouldin index",
    "elbow": "the elbow of the inertia",
}
"""Criteria that cost little, and so may stand in a reason; what people call them."""

INDICES = ("silhouette", "calinski_harabasz", "davies_bouldin")

REASONABLE = 0.5
"""Silhouette from which on Kaufman and Rousseeuw (1990) call a structure reasonable."""


@dataclass(frozen=True)
class Choice:
    """A number of clusters, who chose it, and why.

    Attributes
    ----------
    clusters : int
        The number.
    chosen_by : str
        ``set``: the settings; ``structure``: groups that stand apart; ``elbow``: the
        elbow of the inertia; ``smallest_share``: the next number below the elbow
        whose segments are large enough; ``silhouette``: its highest value, where there
        is no elbow; ``smallest``: the smallest number tried, as no other one holds.
    reason : str
        The same in sentences.
    """

    clusters: int
    chosen_by: str
    reason: str


def choose_clusters(
    scores: pd.DataFrame, segmentation: Segmentation, structure: Structure
) -> Choice:
    """Choose a number of clusters, and say why.

    A number that was set is taken, or the largest possible one where there are fewer
    different customers. Otherwise, where groups stand apart, the largest number at
    which they do and whose segments are all large enough. Where none do, the elbow of
    the inertia, as a choice of convenience; if that leaves a segment below the
    smallest share, the largest number below it that does not; if there is no elbow,
    the number with the highest silhouette among those whose segments are all large
    enough; and the smallest one if there is none.

    Parameters
    ----------
    scores : pandas.DataFrame
        Columns ``smallest_share`` and ``border_density``, and those from which
        :func:`~customer_segmentation.evidence.cluster_votes.preferred_by_indices`
        tells the preferred numbers.
    segmentation : Segmentation
        For its ``clusters`` and ``smallest_share``.
    structure : Structure
        Where groups stand apart.

    Returns
    -------
    Choice
        The number, who chose it and sentences that say why.
    """
    floor = segmentation.smallest_share
    found = structure.clusters
    several = scores[scores["clusters"] > 1]
    large = several[several["smallest_share"] >= floor]
    apart = large[large["clusters"].isin(found)]
    if segmentation.clusters is not None:
        number, reason = _as_set(segmentation.clusters, int(scores["clusters"].max()))
        choice = Choice(number, "set", reason + _verdict(several, structure))
    elif len(apart):
        number = int(apart["clusters"].max())
        choice = Choice(
            number, "structure", _by_structure(scores, number, found, floor)
        )
    else:
        choice = _without_structure(scores, large, floor)
        is_convenient = not found and choice.chosen_by != "smallest"
        convenient = " This is a choice of convenience." * is_convenient
        reason = choice.reason + convenient + _verdict(several, structure)
        choice = replace(choice, reason=reason)
    more = _about_small_groups(structure, floor) + _about_lone_customers(structure)
    return replace(choice, reason=choice.reason + more + _beyond(scores))


def _without_structure(
    scores: pd.DataFrame, large: pd.DataFrame, floor: float
) -> Choice:
    elbow = find_elbow(scores["clusters"].tolist(), scores["inertia"].tolist())
    if elbow in large["clusters"].tolist():
        reason = f"The elbow of the inertia is at {elbow} clusters."
        return Choice(elbow, "elbow", reason)
    below = large[large["clusters"] < elbow] if elbow else large[:0]
    if len(below):
        number = int(below["clusters"].max())
        return Choice(
            number,
            "smallest_share",
            f"The elbow of the inertia is at {elbow} clusters, which leaves a segment "
            f"below {floor:.1%} of the customers; {number} is the next lower number "
            "that does not.",
        )
    known = large.dropna(subset=["silhouette"])
    if len(known):
        number = int(known.loc[known["silhouette"].idxmax(), "clusters"])
        return Choice(
            number,
            "silhouette",
            f"The inertia has no usable elbow; {number} clusters have the highest "
            f"silhouette of those that leave every segment {floor:.1%} of the "
            "customers.",
        )
    smallest = int(scores["clusters"].min())
    if scores["clusters"].max() == 1 or len(large):
        reason = "The customers are too few or too alike for more segments."
        return Choice(smallest, "smallest", reason)
    return Choice(
        smallest,
        "smallest",
        f"No number of clusters above 1 leaves each segment {floor:.1%} of the "
        f"customers; {smallest} is the smallest number tried.",
    )


def _by_structure(
    scores: pd.DataFrame, number: int, found: list[int], floor: float
) -> str:
    """Say at which number groups stand apart, and what the other criteria prefer."""
    density = scores.loc[scores["clusters"] == number, "border_density"].item()
    reason = (
        f"{number} groups stand apart: there is almost nobody between them (the "
        f"densest border has {density:.0%} of the density at the centres)."
    )
    if number < max(found):
        reason += (
            f" So do {max(found)}, but then a segment holds less than {floor:.1%} of "
            "the customers."
        )
    preferred = preferred_by_indices(scores)
    witnesses = {
        name: preferred[criterion]
        for criterion, name in WITNESSES.items()
        if criterion in preferred
    }
    agree = [name for name, vote in witnesses.items() if vote == number]
    differ = [
        f"{name} says {vote}" for name, vote in witnesses.items() if vote != number
    ]
    if agree:
        reason += f" {_listed(agree)} agree{'s' * (len(agree) == 1)}."
    if differ:
        reason += f" {_listed(differ)}."
    return reason


def _verdict(several: pd.DataFrame, structure: Structure) -> str:
    """Say of a number that was not found in the data what is found there."""
    found = structure.clusters
    if found:
        numbers = _listed([str(number) for number in found])
        return f" Groups stand apart at {numbers} clusters."
    if several["border_density"].isna().all():
        return ""
    emptiest = several["border_density"].min()
    if emptiest < EMPTY:
        why = "their borders are no emptier than those of customers with one hump"
    else:
        why = (
            "at every number, some border between two segments is at least "
            f"{emptiest:.1f} times as crowded as their centres"
        )
    which = "groups"
    if structure.small_groups:
        which += " of more than the smallest share"
    return f" No {which} stand apart: {why}."


def _about_small_groups(structure: Structure, floor: float) -> str:
    shares = structure.small_groups
    if not shares:
        return ""
    named = _listed([f"{share:.1%}" for share in shares])
    group = "A group" if len(shares) == 1 else "Groups"
    lies = "lies" if len(shares) == 1 else "lie"
    enough = math.floor(shares[-1] * 1000) / 1000
    return (
        f" {group} of {named} of the customers {lies} apart from all others, but below "
        f"smallest_share ({floor:.1%}); set it to {enough:g} to let such groups be "
        "segments."
    )


def _about_lone_customers(structure: Structure) -> str:
    lone = structure.lone_customers
    if not lone:
        return ""
    return (
        f" {lone} customer{'s lie' if lone > 1 else ' lies'} so far from all others "
        "that they take up clusters; the transform clip brings them closer."
    )


def _beyond(scores: pd.DataFrame) -> str:
    """Say that there may be more groups than numbers that were tried."""
    best = scores.nlargest(1, "clusters")
    preferred = preferred_by_indices(scores)
    agree = {preferred.get(index) for index in INDICES} == {best["clusters"].item()}
    if len(scores) < 3 or not agree or best["silhouette"].item() < REASONABLE:
        return ""
    return " There may be more groups than that: raise the end of cluster_range."


def _listed(words: list[str]) -> str:
    """Join words to one phrase that may begin a sentence."""
    *others, last = words
    phrase = f"{', '.join(others)} and {last}" if others else last
    return phrase[0].upper() + phrase[1:]


def _as_set(clusters: int, most: int) -> tuple[int, str]:
    if clusters <= most:
        return (
            clusters,
            f"The number of clusters is set to {clusters}.",
        )
    return most, (
        f"The number of clusters is set to {clusters}, but the population has only "
        f"{most} different combination{'s' * (most > 1)} of these features."
    )
