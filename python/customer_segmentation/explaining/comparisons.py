"""Equal names of segments, told apart by what separates the segments best."""

from collections import Counter
from itertools import count

import pandas as pd

from customer_segmentation.explaining.claims import Claim, Vocabulary


def tell_apart(
    claims: dict[int, list[Claim]],
    profiles: list[dict],
    features: list[str],
    vocabulary: Vocabulary,
    kept: dict[int, list[Claim]] | None = None,
) -> dict[int, list[Claim]]:
    """Add comparisons to claims until every segment of a population has its own name.

    Segments of one name are split at the widest gap, in standard deviations, that any
    feature leaves between neighbours: those above it have ``more``, those below it
    ``less``; and again, by another feature, until each is alone. A feature that the
    name speaks of already counts only if no other one tells them apart. What no feature
    tells apart is numbered.

    Parameters
    ----------
    claims : dict of int to list of Claim
        ``segment_id`` -> what its name says.
    profiles : list of dict
        The profiles of the population; see
        :func:`~customer_segmentation.explaining.profiles.side_by_side`.
    features : list of str
        Those that the segmentation uses.
    vocabulary : Vocabulary
        Words; of gaps that are equally wide, the first feature of the seed counts.
    kept : dict of int to list of Claim, optional
        Segments whose names stand, comparisons included; others of that name are told
        from them.

    Returns
    -------
    dict of int to list of Claim
        With the same keys, in their order.

    Examples
    --------
    >>> profiles = [
    ...     {"segment_id": number, "difference_spend": value}
    ...     for number, value in [(1, 2.0), (2, 0.6)]
    ... ]
    >>> claims = dict.fromkeys([1, 2], [Claim("spend", "high")])
    >>> found = tell_apart(claims, profiles, ["spend"], Vocabulary())
    >>> [Vocabulary().name(said) for said in found.values()]
    ['High spend, more spend', 'High spend, less spend']
    """
    kept = kept or {}
    ordered = sorted(features, key=vocabulary.place)
    by_id = {profile["segment_id"]: profile for profile in profiles}
    alike: dict[str, list[int]] = {}
    for segment, said in (claims | kept).items():
        plain = [claim for claim in said if not claim.compares]
        alike.setdefault(vocabulary.name(plain), []).append(segment)
    found = {segment: [*said] for segment, said in (claims | kept).items()}
    for group in alike.values():
        said = {claim.feature for claim in found[group[0]] if not claim.compares}
        for segment, comparisons in _split(group, by_id, ordered, said).items():
            if segment not in kept:
                found[segment] += comparisons
    return _numbered(found, [*kept], vocabulary)


def _split(
    group: list[int], profiles: dict[int, dict], features: list[str], said: set[str]
) -> dict[int, list[Claim]]:
    """Find the comparisons that tell the segments of a group apart."""
    if len(group) == 1:
        return {group[0]: []}
    gaps = {}
    for feature in features:
        values = pd.Series(
            [profiles[segment][f"difference_{feature}"] for segment in group], group
        )
        ordered = values.sort_values(kind="stable")
        gap = ordered.diff().max()
        if ordered.notna().all() and gap > 0:
            place = int(ordered.diff().argmax())
            gaps[feature] = (gap, ordered.index[:place], ordered.index[place:])
    if not gaps:
        return {segment: [] for segment in group}
    feature = max(gaps, key=lambda each: (each not in said, gaps[each][0]))
    rest = [each for each in features if each != feature]
    found = {}
    for says, side in zip(("less", "more"), gaps[feature][1:], strict=True):
        for segment, comparisons in _split([*side], profiles, rest, said).items():
            found[segment] = [Claim(feature, says), *comparisons]
    return found


def _numbered(
    claims: dict[int, list[Claim]], kept: list[int], vocabulary: Vocabulary
) -> dict[int, list[Claim]]:
    """Add numbers to what is still called the same, but for names that stand."""
    names = {segment: vocabulary.name(said) for segment, said in claims.items()}
    counts = Counter(names.values())
    taken = {name for name, segments in counts.items() if segments == 1}
    taken |= {names[segment] for segment in kept}
    found = {}
    for segment, said in claims.items():
        found[segment] = said
        if counts[names[segment]] > 1 and segment not in kept:
            numbered = ([*said, Claim("number", str(each))] for each in count(1))
            found[segment] = next(
                each for each in numbered if vocabulary.name(each) not in taken
            )
            taken.add(vocabulary.name(found[segment]))
    return found
