"""A fitted model, and how it scores customers: number for number as the SQL does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from customer_segmentation.fitting.distances import squared_distances
from customer_segmentation.fitting.scaling import Scaling
from customer_segmentation.fitting.space import Space
from customer_segmentation.fitting.transforms import Transforms, rounded


class Scores(NamedTuple):
    """Where customers belong; each of shape (customers,).

    Attributes
    ----------
    segment_id : numpy.ndarray
        The number of the nearest segment; the lowest wins a tie.
    distance : numpy.ndarray
        Distance to its centre, in standard deviations of the transformed features.
    margin : numpy.ndarray
        Distance to the second nearest centre minus that; NaN with one segment.
    """

    segment_id: np.ndarray
    distance: np.ndarray
    margin: np.ndarray


@dataclass(frozen=True)
class Model:
    """A fitted model.

    Attributes
    ----------
    transforms : Transforms
        What takes raw features to transformed ones.
    space : Space
        What takes these to the place of a customer.
    centres : numpy.ndarray
        Shape (segments, axes).
    segment_ids : numpy.ndarray
        The number of each of these segments, ascending, shape (segments,).
    version : str
        The column ``model_version``.
    """

    transforms: Transforms
    space: Space
    centres: np.ndarray
    segment_ids: np.ndarray
    version: str

    @property
    def features(self) -> list[str]:
        """The features that a customer needs, in the order of their names."""
        return [*self.transforms.kinds]

    def score(self, values: np.ndarray) -> Scores:
        """Score customers given by raw features.

        Parameters
        ----------
        values : numpy.ndarray
            In their units and in the order of ``features``, shape (customers,
            features); above -1 where the logarithm of one plus a value is taken.

        Returns
        -------
        Scores
            As ``customer_segments`` has it for customers with these values.

        Examples
        --------
        >>> row = {"segmentation": "rfm", "population": "all", "component": None,
        ...        "feature": "recency", "transform": "none", "model_version": "v"}
        >>> parameters = [("offset", None, 10.0), ("scale", None, 5.0),
        ...               ("centre", 1, -1.0), ("centre", 2, 2.0)]
        >>> rows = [row | dict(zip(["parameter", "segment_id", "value"], each))
        ...         for each in parameters]
        >>> model = read_models(rows)["rfm", "all"]
        >>> segment, distance, margin = model.score(np.array([[5.0], [20.0]]))
        >>> segment.tolist(), distance.tolist(), margin.tolist()
        ([1, 2], [0.0, 0.0], [3.0, 3.0])
        """
        return self.score_transformed(self.transforms.apply(values))

    def score_transformed(self, points: np.ndarray) -> Scores:
        """Score customers given by transformed features, as :meth:`score` does.

        ``points`` are those of ``seg_fit_sample``, shape (customers, features).
        """
        squared = squared_distances(self.space.places(points), self.centres)
        segments = self.segment_ids[squared.argmin(axis=1)]
        if len(self.centres) == 1:
            distance = np.sqrt(squared[:, 0])
            return Scores(segments, rounded(distance), np.full(len(points), np.nan))
        first, second = np.sqrt(np.partition(squared, 1, axis=1)[:, :2]).T
        return Scores(segments, *rounded(np.array([first, second - first])))


def read_models(rows: Iterable[Mapping]) -> dict[tuple[str, str], Model]:
    """Read the models of all populations.

    Parameters
    ----------
    rows : iterable of mapping
        Those of ``seg_parameters`` or ``segment_model_parameters``, in any order:
        column -> value.

    Returns
    -------
    dict of tuple to Model
        Segmentation and population -> the model by which SQL scores it, in order.
    """
    by_population: dict[tuple[str, str], list[Mapping]] = {}
    for row in rows:
        key = (row["segmentation"], row["population"])
        by_population.setdefault(key, []).append(row)
    return {key: _read(by_population[key]) for key in sorted(by_population)}


def _read(rows: list[Mapping]) -> Model:
    """Read a model; features, components and segments in order, as sums add them up."""
    values = {(row["parameter"], row["feature"]): row["value"] for row in rows}
    kinds = {
        row["feature"]: row["transform"] for row in rows if row["parameter"] == "offset"
    }
    features = sorted(kinds)

    def of(parameter: str) -> np.ndarray:
        return np.array([values[parameter, feature] for feature in features])

    def bound(parameter: str, none: float) -> np.ndarray:
        return np.array([values.get((parameter, each), none) for each in features])

    loadings = _table(rows, "loading", "component")
    return Model(
        Transforms(
            {feature: kinds[feature] for feature in features},
            bound("lower", -np.inf),
            bound("upper", np.inf),
        ),
        Space(Scaling(of("offset"), of("scale")), loadings if len(loadings) else None),
        _table(rows, "centre", "segment_id"),
        np.array(sorted({r["segment_id"] for r in rows if r["parameter"] == "centre"})),
        rows[0]["model_version"],
    )


def _table(rows: list[Mapping], parameter: str, column: str) -> np.ndarray:
    """Lay out a parameter by a column, and by feature or, without one, by component."""
    lines: dict[int, dict[str | int, float]] = {}
    for row in rows:
        if row["parameter"] == parameter:
            named = isinstance(row["feature"], str)
            axis = row["feature"] if named else row["component"]
            lines.setdefault(row[column], {})[axis] = row["value"]
    return np.array(
        [[lines[at][axis] for axis in sorted(lines[at])] for at in sorted(lines)]
    )
