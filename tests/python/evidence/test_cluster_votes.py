import numpy as np
import pytest

from customer_segmentation.evidence.cluster_votes import (
    find_elbow,
    preferred_numbers,
    votes,
)
from tests.python.frames import cluster_scores as table


@pytest.mark.parametrize(
    ("clusters", "inertia"),
    [([1, 2], [9.0, 1.0]), ([1, 2, 3], [5.0, 5.0, 5.0]), ([1, 2, 3], [3.0, 2.0, 1.0])],
)
def test_a_curve_without_a_knee_has_no_elbow(clusters, inertia):
    assert find_elbow(clusters, inertia) is None


def test_each_criterion_prefers_its_number():
    assert preferred_numbers(table()) == {
        "elbow": 3,
        "silhouette": 3,
        "calinski_harabasz": 2,
        "davies_bouldin": 4,
        "stability": 4,
        "gap_statistic": 1,
        "prediction_strength": 1,
    }
    assert votes(table()) == [
        "gap_statistic, prediction_strength",
        "calinski_harabasz",
        "elbow, silhouette",
        "davies_bouldin, stability",
        None,
    ]


def test_criteria_that_were_not_computed_have_no_vote():
    unknown = dict.fromkeys(
        ("gap_statistic", "gap_error", "prediction_strength", "stability"),
        [np.nan] * 5,
    )
    found = preferred_numbers(table(**unknown))
    assert list(found) == [
        "elbow",
        "silhouette",
        "calinski_harabasz",
        "davies_bouldin",
    ]


def test_the_largest_number_with_empty_borders_has_their_vote():
    scores = table(stands_apart=[False, True, False, True, False])
    assert preferred_numbers(scores)["border_density"] == 4
    assert "border_density" in votes(scores)[3]


def test_the_gap_of_a_range_that_does_not_begin_at_one_has_no_vote():
    scores = table().iloc[1:].reset_index(drop=True)
    assert "gap_statistic" not in preferred_numbers(scores)
