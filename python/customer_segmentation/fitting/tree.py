"""A shallow decision tree that explains segments by features as people know them."""

from dataclasses import dataclass

import numpy as np
from sklearn.tree import DecisionTreeClassifier

DEPTH = 3
"""Questions until a segment is told: as many as fit into a sentence."""


@dataclass(frozen=True)
class Condition:
    """One side of a split: ``feature > threshold`` or ``feature <= threshold``."""

    feature: str
    is_above: bool
    threshold: float

    def holds(self, values: np.ndarray) -> np.ndarray:
        """Say of each value of the feature whether it fulfils the condition."""
        return values > self.threshold if self.is_above else values <= self.threshold


@dataclass(frozen=True)
class Tree:
    """A fitted tree.

    Attributes
    ----------
    accuracy : float
        Share of the customers whose label the tree reproduces, 0 to 1.
    nodes : list of tuple
        For every node, the root first: the conditions that lead to it, and which
        customers are in it as booleans of shape (customers,).
    """

    accuracy: float
    nodes: list[tuple[list[Condition], np.ndarray]]


def fit_tree(points: np.ndarray, labels: np.ndarray, features: list[str]) -> Tree:
    """Fit a decision tree of depth 3.

    Parameters
    ----------
    points : numpy.ndarray
        Features as people know them, before any transform, shape (customers,
        features).
    labels : numpy.ndarray
        Cluster of each customer, shape (customers,).
    features : list of str
        Names of the columns of ``points``.

    Returns
    -------
    Tree
        Splits by Gini impurity (CART); ties go to the first feature.

    Examples
    --------
    >>> points = np.array([[1.0], [2.0], [8.0], [9.0]])
    >>> tree = fit_tree(points, np.array([1, 1, 2, 2]), ["recency"])
    >>> tree.accuracy, tree.nodes[2][0]
    (1.0, [Condition(feature='recency', is_above=True, threshold=5.0)])

    References
    ----------
    Breiman, Friedman, Olshen and Stone (1984), *Classification and Regression Trees*.
    """
    model = DecisionTreeClassifier(max_depth=DEPTH, random_state=0)
    model.fit(points, labels)
    inside = model.decision_path(points).toarray().astype(bool)
    found = model.tree_
    paths: dict[int, list[Condition]] = {0: []}
    for node in range(found.node_count):
        if found.children_left[node] == found.children_right[node]:
            continue
        feature = features[found.feature[node]]
        threshold = float(found.threshold[node])
        for child, is_above in (
            (found.children_left[node], False),
            (found.children_right[node], True),
        ):
            condition = Condition(feature, is_above, threshold)
            paths[child] = [*paths[node], condition]
    nodes = [(paths[node], inside[:, node]) for node in range(found.node_count)]
    return Tree(float(model.score(points, labels)), nodes)
