"""Scoring one customer from raw values, number for number as the SQL does it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MOST = 1e15
"""Larger values are no features of customers."""

DIGITS = 1e9
"""Transformed values and distances are rounded to nine decimals."""


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


@dataclass
class Scorer:
    """The model of one population, read from ``segment_model_parameters``.

    Attributes
    ----------
    transforms : dict
        Feature -> ``none``, ``log1p`` or ``clip``, in the order of the names.
    numbers : dict
        Feature -> its ``offset``, ``scale``, ``lower`` and ``upper``.
    loadings : dict
        Component -> feature -> loading; empty without components.
    centres : dict
        Segment -> axis (a feature, or the number of a component) -> place.
    model_version : str
        As published.
    """

    transforms: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, dict[str, float]] = field(default_factory=dict)
    loadings: dict[int, dict[str, float]] = field(default_factory=dict)
    centres: dict[int, dict[str | int, float]] = field(default_factory=dict)
    model_version: str = ""

    @property
    def features(self) -> list[str]:
        """The features that a customer needs."""
        return [*self.transforms]

    def score(self, values: Mapping[str, float]) -> Score:
        """Score a customer.

        Parameters
        ----------
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
        >>> scorer = read_scorers([
        ...     ("rfm", "all", "offset", None, None, "recency", "none", 10.0, "v"),
        ...     ("rfm", "all", "scale", None, None, "recency", "none", 5.0, "v"),
        ...     ("rfm", "all", "centre", 1, None, "recency", "none", -1.0, "v"),
        ...     ("rfm", "all", "centre", 2, None, "recency", "none", 2.0, "v"),
        ... ])["rfm", "all"]
        >>> scorer.score({"recency": 5})
        Score(segment_id=1, distance=0.0, margin=3.0)
        """
        self._check(values)
        scaled: dict[str | int, float] = {
            feature: (self._transformed(feature, values[feature]) - number["offset"])
            / number["scale"]
            for feature, number in self.numbers.items()
        }
        if self.loadings:
            scaled = {
                component: _sum(scaled[each] * weights[each] for each in weights)
                for component, weights in self.loadings.items()
            }
        squares = {
            segment: _sum(
                (scaled[axis] - at) * (scaled[axis] - at) for axis, at in centre.items()
            )
            for segment, centre in self.centres.items()
        }
        nearest = min(squares, key=lambda segment: (squares[segment], segment))
        distance = math.sqrt(squares.pop(nearest))
        return Score(
            nearest,
            rounded(distance),
            rounded(math.sqrt(min(squares.values())) - distance) if squares else None,
        )

    def _check(self, values: Mapping[str, float]) -> None:
        missing = [feature for feature in self.transforms if feature not in values]
        unknown = [name for name in values if name not in self.transforms]
        if missing or unknown:
            said = f"lacks {', '.join(missing)}" if missing else ""
            more = f"has {', '.join(unknown[:5])}, which the model does not know"
            said += f"{' and ' if missing else ''}{more}" if unknown else ""
            raise ScoringError(
                f"features {said}; it takes exactly {', '.join(self.transforms)}."
            )
        for feature, value in values.items():
            least = -1 if self.transforms[feature] == "log1p" else -MOST
            if not least < value <= MOST:
                raise ScoringError(
                    f"features.{feature} is {value}; it takes a number above {least:g} "
                    f"and up to {MOST:g}."
                )

    def _transformed(self, feature: str, value: float) -> float:
        transform = self.transforms[feature]
        if transform == "log1p":
            # ln(1 + x), as the SQL has it.
            return rounded(math.log(1 + value))
        if transform == "clip":
            number = self.numbers[feature]
            if value < number["lower"]:
                return number["lower"]
            if value > number["upper"]:
                return number["upper"]
        return rounded(value)


def read_scorers(rows: Iterable[tuple]) -> dict[tuple[str, str], Scorer]:
    """Read the models of all populations.

    Parameters
    ----------
    rows : iterable of tuple
        ``segment_model_parameters``: segmentation, population, parameter, segment_id,
        component, feature, transform, value and model_version.

    Returns
    -------
    dict
        Segmentation and population -> :class:`Scorer`. Features, components and
        segments are in order, so that sums add up in the order of the SQL.
    """
    scorers: dict[tuple[str, str], Scorer] = {}
    ordered = sorted(
        rows, key=lambda row: (row[:2], row[3] or 0, row[4] or 0, row[5] or "")
    )
    for row in ordered:
        segmentation, population, parameter, segment, component, feature = row[:6]
        transform, value, version = row[6:]
        scorer = scorers.setdefault((segmentation, population), Scorer())
        scorer.model_version = version
        if parameter == "loading":
            scorer.loadings.setdefault(component, {})[feature] = value
        elif parameter == "centre":
            scorer.centres.setdefault(segment, {})[feature or component] = value
        else:
            scorer.transforms[feature] = transform
            scorer.numbers.setdefault(feature, {})[parameter] = value
    return scorers


def rounded(value: float) -> float:
    """Round to nine decimals, halves away from zero, as DuckDB does.

    Examples
    --------
    >>> rounded(0.1234567895), rounded(-2.5e-10), rounded(-5e-10)
    (0.12345679, -0.0, -1e-09)
    """
    scaled = abs(value) * DIGITS
    return math.copysign(math.floor(scaled + 0.5) / DIGITS, value)


def _sum(terms: Iterable[float]) -> float:
    """Add up from left to right; the sum of Python is more exact than that of SQL."""
    total = None
    for term in terms:
        total = term if total is None else total + term
    return total or 0.0
