import numpy as np
import pytest

from customer_segmentation.evidence.cluster_choice import choose_clusters
from customer_segmentation.evidence.cluster_structure import Structure
from customer_segmentation.fitting.populations import read_segmentations
from tests.python.frames import cluster_scores, settings

ELBOW_AT_3 = [100.0, 40.0, 12.0, 10.0, 9.0]


def choose(
    silhouette,
    share,
    inertia,
    found=(),
    small_groups=(),
    lone_customers=0,
    scores=None,
    **changes,
):
    numbers = len(inertia)
    crowded = [1.2 if number not in found else 0.03 for number in range(2, numbers + 1)]
    given = {
        "inertia": inertia,
        "silhouette": [np.nan, *silhouette],
        "smallest_share": [1.0, *share],
        "border_density": [np.nan, *crowded],
    }
    others = {
        name: cluster_scores()[name].tolist()[:numbers] for name in cluster_scores()
    }
    scores = cluster_scores(**(others | given | (scores or {})))
    structure = Structure(
        scores["border_density"].to_numpy(),
        scores["border_density"].to_numpy(),
        [*found],
        [*small_groups],
        lone_customers,
    )
    (segmentation,) = read_segmentations(settings(**changes))
    return choose_clusters(scores, segmentation, structure)


def test_where_groups_stand_apart_their_number_is_taken_and_witnesses_are_named():
    choice = choose([0.5, 0.6, 0.8, 0.1], [0.2] * 4, ELBOW_AT_3, found=[2, 4])
    assert (choice.clusters, choice.chosen_by) == (4, "structure")
    assert choice.reason == (
        "4 groups stand apart: there is almost nobody between them (the densest "
        "border has 3% of the density at the centres). The silhouette and the "
        "Davies-Bouldin index agree. The Calinski-Harabasz index says 2 and the elbow "
        "of the inertia says 3."
    )


def test_groups_below_the_smallest_share_are_named_and_no_segment():
    choice = choose(
        [0.5] * 4,
        [0.3, 0.01, 0.01, 0.01],
        ELBOW_AT_3,
        found=[2, 4],
        small_groups=[0.0312, 0.0149],
    )
    assert (choice.clusters, choice.chosen_by) == (2, "structure")
    assert "So do 4, but then a segment holds less than 5.0%" in choice.reason
    assert choice.reason.endswith(
        "Groups of 3.1% and 1.5% of the customers lie apart from all others, but below "
        "smallest_share (5.0%); set it to 0.014 to let such groups be segments."
    )


def test_when_every_group_that_stands_apart_is_too_small_the_elbow_decides():
    choice = choose(
        [0.5] * 4, [0.01, 0.3, 0.2, 0.2], ELBOW_AT_3, found=[2], small_groups=[0.01]
    )
    assert (choice.clusters, choice.chosen_by) == (3, "elbow")
    assert "Groups stand apart at 2 clusters. A group of 1.0%" in choice.reason


def test_without_groups_the_elbow_is_said_to_be_a_choice_of_convenience():
    choice = choose([0.9, 0.1, 0.1, 0.1], [0.3] * 4, ELBOW_AT_3)
    assert (choice.clusters, choice.chosen_by) == (3, "elbow")
    assert choice.reason == (
        "The elbow of the inertia is at 3 clusters. This is a choice of convenience. "
        "No groups stand apart: at every number, some border between two segments is "
        "at least 1.2 times as crowded as their centres."
    )


def test_an_elbow_with_a_tiny_segment_gives_way_to_the_next_lower_number():
    choice = choose([0.1] * 4, [0.3, 0.01, 0.01, 0.01], ELBOW_AT_3)
    assert (choice.clusters, choice.chosen_by) == (2, "smallest_share")
    assert "leaves a segment below 5.0% of the customers" in choice.reason


def test_the_smallest_share_is_a_setting():
    choice = choose([0.1] * 4, [0.3, 0.01, 0.01, 0.01], ELBOW_AT_3, smallest_share=0.01)
    assert choice.clusters == 3


def test_without_an_elbow_the_silhouette_decides_among_large_segments():
    choice = choose([0.2, 0.8, 0.4], [0.3, 0.01, 0.2], [4.0, 3.0, 2.0, 1.0])
    assert (choice.clusters, choice.chosen_by) == (4, "silhouette")
    assert "highest silhouette" in choice.reason


def test_when_nothing_holds_there_is_one_segment():
    choice = choose([0.2, 0.8], [0.01, 0.01], [3.0, 2.0, 1.0])
    assert (choice.clusters, choice.chosen_by) == (1, "smallest")
    assert "No number of clusters" in choice.reason


@pytest.mark.parametrize(
    ("clusters", "said"),
    [
        (1, "The number of clusters is set to 1."),
        (3, "The number of clusters is set to 3."),
    ],
)
def test_a_number_that_was_set_is_taken_and_the_groups_are_said(clusters, said):
    choice = choose([0.2] * 4, [0.4] * 4, ELBOW_AT_3, found=[2, 4], clusters=clusters)
    assert (choice.clusters, choice.chosen_by) == (clusters, "set")
    assert choice.reason == f"{said} Groups stand apart at 2 and 4 clusters."


def test_fewer_different_customers_than_clusters_give_as_many_as_there_are():
    choice = choose([0.2], [0.4], [3.0, 0.0], clusters=5)
    assert (choice.clusters, choice.chosen_by) == (2, "set")
    assert choice.reason.startswith(
        "The number of clusters is set to 5, but the population has only 2 different "
        "combinations of these features."
    )


def test_more_groups_than_numbers_tried_are_said_to_be_possible():
    said = "There may be more groups than that: raise the end of cluster_range."
    choice = choose([0.5, 0.6, 0.7, 0.8], [0.2] * 4, ELBOW_AT_3)
    assert said not in choice.reason
    best_last = {
        "calinski_harabasz": [np.nan, 1.0, 2.0, 3.0, 4.0],
        "davies_bouldin": [np.nan, 0.9, 0.8, 0.7, 0.1],
    }
    choice = choose([0.5, 0.6, 0.7, 0.8], [0.2] * 4, ELBOW_AT_3, scores=best_last)
    assert said in choice.reason


def test_lone_customers_are_counted_in_the_reason():
    choice = choose(
        [0.5] * 4, [0.01, 0.01, 0.01, 0.01], ELBOW_AT_3, found=[5], lone_customers=2
    )
    assert choice.clusters == 1
    assert "Groups stand apart at 5 clusters. 2 customers lie so far" in choice.reason


def test_small_groups_beside_a_crowd_do_not_contradict_the_verdict():
    choice = choose([0.5] * 4, [0.2] * 4, ELBOW_AT_3, small_groups=[0.02])
    assert "No groups of more than the smallest share stand apart" in choice.reason
