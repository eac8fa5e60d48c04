"""Scoring one customer for a caller, who is told in a sentence what is not taken."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from customer_segmentation.fitting.model import Model

MOST = 1e15
"""Larger values are no features of customers."""


class ScoringError(ValueError):
    """Raw values that cannot be scored; the message is a sentence for the caller."""


@dataclass(frozen=True)
class Score:
    """Where a customer belongs.

    Attributes
    ----------
    segment_id : int
        The nearest segment; the lowest number wins a tie.
    distance : float
        Distance to its centre, in standard deviations of the transformed features.
    margin : float or None
        Distance to the second nearest centre minus that; None with one segment.
    """

    segment_id: int
    distance: float
    margin: float | None


def score_customer(model: Model, values: Mapping[str, float]) -> Score:
    """Score a customer.

    Parameters
    ----------
    model : Model
        Of the customer's population.
    values : mapping of str to float
        Raw value of each feature, in its unit.

    Returns
    -------
    Score
        As ``customer_segments`` has it for a customer with these values.

    Raises
    ------
    ScoringError
        If a feature is missing or unknown, or has no place in the model.

    Examples
    --------
    >>> from customer_segmentation.fitting.scaling import Scaling
    >>> from customer_segmentation.fitting.space import Space
    >>> from customer_segmentation.fitting.transforms import Transforms
    >>> transforms = Transforms({"recency": "none"}, *np.array([[-np.inf], [np.inf]]))
    >>> space = Space(Scaling(np.array([10.0]), np.array([5.0])), None)
    >>> centres, segment_ids = np.array([[-1.0], [2.0]]), np.array([1, 2])
    >>> model = Model(transforms, space, centres, segment_ids, "v")
    >>> score_customer(model, {"recency": 5})
    Score(segment_id=1, distance=0.0, margin=3.0)
    """
    _check(model.transforms.kinds, values)
    row = np.array([[values[feature] for feature in model.features]], dtype=float)
    segment, distance, margin = (each.item() for each in model.score(row))
    return Score(segment, distance, margin if len(model.centres) > 1 else None)


def _check(kinds: Mapping[str, str], values: Mapping[str, float]) -> None:
    missing = [feature for feature in kinds if feature not in values]
    unknown = [name for name in values if name not in kinds]
    if missing or unknown:
        said = f"lacks {', '.join(missing)}" if missing else ""
        more = f"has {', '.join(unknown[:5])}, which the model does not know"
        said += f"{' and ' if missing else ''}{more}" if unknown else ""
        raise ScoringError(f"features {said}; it takes exactly {', '.join(kinds)}.")
    for feature, value in values.items():
        least = -1 if kinds[feature] == "log1p" else -MOST
        if not least < value <= MOST:
            raise ScoringError(
                f"features.{feature} is {value}; it takes a number above {least:g} "
                f"and up to {MOST:g}."
            )
