import numpy as np
import pytest

from customer_segmentation.cluster_structure import find_structure
from tests.python.frames import cluster_scores as table


def test_when_no_criterion_finds_structure_it_is_said():
    has_structure, sentence = find_structure(table(), {})
    assert has_structure is False
    assert "There is no structure that any criterion finds" in sentence
    assert "nor the silhouette (at best 0.30)" in sentence


@pytest.mark.parametrize(
    ("columns", "finder"),
    [
        ({"gap_statistic": [0.1, 0.5, 0.4, 0.3, 0.2]}, "the gap statistic"),
        ({"prediction_strength": [1.0, 0.6, 0.8, 0.5, 0.4]}, "prediction strength"),
        ({"silhouette": [np.nan, 0.5, 0.1, 0.1, 0.1]}, "the silhouette"),
    ],
)
def test_one_criterion_is_enough_for_structure(columns, finder):
    assert find_structure(table(**columns), {}) == (
        True,
        f" Structure is found by {finder}.",
    )


def test_all_finders_are_named():
    _, sentence = find_structure(
        table(
            gap_statistic=[0.1, 0.5, 0.4, 0.3, 0.2],
            prediction_strength=[1.0, 0.9, 0.8, 0.5, 0.4],
            silhouette=[np.nan, 0.6, 0.1, 0.1, 0.1],
        ),
        {"silhouette": 0.4, "prediction_strength": 0.7},
    )
    assert sentence.endswith(
        "by the gap statistic, prediction strength and the silhouette."
    )


@pytest.mark.parametrize(
    "noise", [{"silhouette": 0.56}, {"prediction_strength": 0.81}, {"silhouette": 0.9}]
)
def test_what_uniform_points_reach_is_no_structure(noise):
    (criterion,) = noise
    values = {
        "silhouette": [np.nan, 0.6, 0.1, 0.1, 0.1],
        "prediction_strength": [1.0, 0.85, 0.1, 0.1, 0.1],
    }[criterion]
    scores = table(**{criterion: values})
    assert find_structure(scores, {criterion: 0.4})[0] is True
    assert find_structure(scores, noise)[0] is False


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ([0.1, 0.4, 0.7, 1.0, 1.3], True),
        ([0.1, 0.25, 0.2, 0.1, 0.1], False),
        ([0.1, np.nan, np.nan, np.nan, np.nan], False),
    ],
)
def test_the_gap_finds_structure_by_two_errors(gap, expected):
    assert find_structure(table(gap_statistic=gap), {})[0] is expected


def test_a_range_that_does_not_begin_at_one_is_not_judged():
    scores = table().iloc[1:].reset_index(drop=True)
    assert find_structure(scores, {}) == (
        None,
        " Structure is not judged: the range does not begin at 1.",
    )


def test_nothing_is_said_of_evidence_that_was_not_computed():
    unknown = table(prediction_strength=[np.nan] * 5)
    assert find_structure(unknown, {}) == (None, "")
