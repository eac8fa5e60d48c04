import numpy as np
import pandas as pd
import pytest

from customer_segmentation.cluster_choice import (
    choose_clusters,
    find_elbow,
    preferred_numbers,
    votes,
)
from customer_segmentation.configuration import read_segmentations
from tests.python.frames import cluster_scores as table
from tests.python.frames import settings


def choose(silhouette, share, inertia, **changes):
    scores = pd.DataFrame(
        {
            "clusters": range(1, len(inertia) + 1),
            "inertia": inertia,
            "silhouette": [np.nan, *silhouette],
            "smallest_share": [1.0, *share],
        }
    )
    return choose_clusters(scores, read_segmentations(settings(**changes))[0])


ELBOW_AT_3 = [100.0, 40.0, 12.0, 10.0, 9.0]


def test_the_elbow_wins_when_its_segments_are_large_enough():
    number, reason = choose([0.9, 0.1, 0.1, 0.1], [0.3] * 4, ELBOW_AT_3)
    assert (number, reason) == (3, "The elbow of the inertia is at 3 clusters.")


def test_an_elbow_with_a_tiny_segment_gives_way_to_the_next_lower_number():
    number, reason = choose([0.1] * 4, [0.3, 0.01, 0.01, 0.01], ELBOW_AT_3)
    assert number == 2
    assert "leaves a segment below 5.0% of the customers" in reason


def test_the_smallest_share_is_a_setting():
    number, _ = choose(
        [0.1] * 4, [0.3, 0.01, 0.01, 0.01], ELBOW_AT_3, smallest_share=0.01
    )
    assert number == 3


def test_without_an_elbow_the_silhouette_decides_among_large_segments():
    number, reason = choose([0.2, 0.8, 0.4], [0.3, 0.01, 0.2], [4.0, 3.0, 2.0, 1.0])
    assert number == 4
    assert "highest silhouette" in reason


def test_when_nothing_holds_there_is_one_segment():
    number, reason = choose([0.2, 0.8], [0.01, 0.01], [3.0, 2.0, 1.0])
    assert number == 1
    assert "No number of clusters" in reason


@pytest.mark.parametrize(
    ("clusters", "inertia"),
    [([1, 2], [9.0, 1.0]), ([1, 2, 3], [5.0, 5.0, 5.0]), ([1, 2, 3], [3.0, 2.0, 1.0])],
)
def test_a_curve_without_a_knee_has_no_elbow(clusters, inertia):
    assert find_elbow(clusters, inertia) is None


def test_fewer_different_customers_than_clusters_give_as_many_as_there_are():
    number, reason = choose([0.2], [0.4], [3.0, 0.0], clusters=5)
    assert number == 2
    assert reason == (
        "5 clusters were set, and the population has only 2 different combinations "
        "of these features."
    )


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


def test_the_gap_of_a_range_that_does_not_begin_at_one_has_no_vote():
    scores = table().iloc[1:].reset_index(drop=True)
    assert "gap_statistic" not in preferred_numbers(scores)
