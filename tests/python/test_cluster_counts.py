import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from customer_segmentation import cluster_counts
from customer_segmentation.cluster_counts import (
    choose_clusters,
    find_elbow,
    score_cluster_counts,
)
from customer_segmentation.configuration import read_segmentations
from customer_segmentation.errors import BuildError
from customer_segmentation.scaling import standard_scaling
from tests.python.frames import sample, settings


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


def test_three_heaps_are_found_and_told():
    scores = score_cluster_counts(settings(), sample())
    chosen = scores[scores["is_chosen"]]
    assert chosen["clusters"].tolist() == [3]
    assert chosen["reason"].tolist() == ["The elbow of the inertia is at 3 clusters."]
    assert "elbow" in chosen["votes"].item()
    assert "silhouette" in chosen["votes"].item()
    assert scores["clusters"].tolist() == [1, 2, 3, 4, 5, 6]
    assert scores["reason"].notna().sum() == 1


def test_scores_are_those_of_scikit_learn():
    frame = sample(spread=2.0).sort_values("customer_id")
    points = frame[["monetary_transformed", "recency_transformed"]].to_numpy()
    points = standard_scaling(points).apply(points)
    scores = score_cluster_counts(settings(), frame).set_index("clusters")
    for clusters in (2, 4):
        model = KMeans(clusters, n_init=10, random_state=42).fit(points)
        assert scores.loc[clusters, "inertia"] == pytest.approx(model.inertia_)
        assert scores.loc[clusters, "silhouette"] == pytest.approx(
            silhouette_score(points, model.labels_)
        )


def test_the_order_of_rows_changes_nothing():
    first = score_cluster_counts(settings(), sample(spread=2.0))
    again = score_cluster_counts(settings(), sample(spread=2.0).iloc[::-1])
    pd.testing.assert_frame_equal(first, again, check_exact=True)


def test_silhouette_uses_the_first_of_a_large_sample(monkeypatch):
    whole = score_cluster_counts(settings(), sample(spread=2.0))
    monkeypatch.setattr(cluster_counts, "SILHOUETTE_SAMPLE", 60)
    part = score_cluster_counts(settings(), sample(spread=2.0))
    assert (whole["inertia"] == part["inertia"]).all()
    assert (whole["silhouette"].dropna() != part["silhouette"].dropna()).all()


def test_a_number_that_is_set_is_taken_and_shown_beside_the_others():
    scores = score_cluster_counts(settings(clusters=8), sample())
    assert scores["clusters"].tolist() == [1, 2, 3, 4, 5, 6, 8]
    assert scores.loc[scores["is_chosen"], "reason"].item() == "8 clusters were set."


def test_the_range_is_what_is_tried():
    scores = score_cluster_counts(settings(cluster_range=[2, 4]), sample())
    assert scores["clusters"].tolist() == [2, 3, 4]


def test_few_different_customers_shorten_the_range():
    frame = sample(each=1)
    scores = score_cluster_counts(settings(), pd.concat([frame, frame, frame]))
    assert scores["clusters"].tolist() == [1, 2, 3]


def test_more_clusters_than_customers_stop_the_build():
    with pytest.raises(BuildError, match="asks for 5 clusters, and its population all"):
        score_cluster_counts(settings(clusters=5), sample(each=1))


def test_customers_who_are_all_the_same_make_one_segment():
    scores = score_cluster_counts(settings(), sample(centres=((1.0, 1.0),), spread=0))
    assert scores["clusters"].tolist() == [1]
    assert scores["is_chosen"].all()
    assert "too few or too alike" in scores["reason"].item()


def test_two_customers_are_no_segments():
    frame = sample(centres=((1.0, 1.0), (5.0, 5.0)), each=1)
    scores = score_cluster_counts(settings(), frame)
    assert scores["clusters"].tolist() == [1, 2]
    assert scores["is_chosen"].tolist() == [True, False]


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
