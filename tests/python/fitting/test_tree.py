import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from customer_segmentation.fitting.tree import Condition, fit_tree
from tests.python.frames import heaps, noise


def test_the_accuracy_is_that_of_a_tree_of_depth_three():
    points = noise(features=3)
    labels = (points.sum(axis=1) * 3).astype(int)
    model = DecisionTreeClassifier(max_depth=3, random_state=0).fit(points, labels)
    found = fit_tree(points, labels, ["a", "b", "c"])
    assert found.accuracy == pytest.approx(model.score(points, labels))
    assert max(len(path) for path, _ in found.nodes) == 3


def test_every_node_holds_those_who_fulfil_its_conditions():
    points = heaps(spread=1.5)
    found = fit_tree(points, np.repeat([0, 1, 2], 40), ["a", "b"])
    assert found.nodes[0][0] == []
    assert found.nodes[0][1].all()
    for path, inside in found.nodes:
        fulfilled = np.ones(len(points), dtype=bool)
        for condition in path:
            values = points[:, "ab".index(condition.feature)]
            fulfilled &= condition.holds(values)
        assert (fulfilled == inside).all()


def test_one_label_needs_no_question():
    found = fit_tree(noise(), np.zeros(200), ["a", "b"])
    assert len(found.nodes) == 1
    assert found.accuracy == 1


def test_a_threshold_belongs_below():
    values = np.array([1.0, 2.0, 3.0])
    assert Condition("a", True, 2.0).holds(values).tolist() == [False, False, True]
    assert Condition("a", False, 2.0).holds(values).tolist() == [True, True, False]
