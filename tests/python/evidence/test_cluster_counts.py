import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import silhouette_score

from customer_segmentation.evidence import cluster_counts
from customer_segmentation.evidence.cluster_counts import score_cluster_counts
from customer_segmentation.fitting.scaling import fit_scaling
from tests.python.frames import noise, sample, settings


def test_three_heaps_are_found_and_told():
    scores = score_cluster_counts(settings(), sample())
    chosen = scores[scores["is_chosen"]]
    assert chosen["clusters"].tolist() == [3]
    assert chosen["chosen_by"].item() == "structure"
    assert chosen["reason"].item().startswith("3 groups stand apart")
    assert chosen["has_structure"].item()
    assert chosen["stands_apart"].item()
    assert scores["clusters"].tolist() == [1, 2, 3, 4, 5, 6]
    assert scores["reason"].notna().sum() == 1


def test_scores_are_those_of_scikit_learn():
    frame = sample(spread=2.0).sort_values("customer_id")
    points = frame[["monetary_transformed", "recency_transformed"]].to_numpy()
    points = fit_scaling(points).apply(points)
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
    reason = scores.loc[scores["is_chosen"], "reason"].item()
    assert reason.startswith("The number of clusters is set to 8.")


def test_the_range_is_what_is_tried():
    scores = score_cluster_counts(settings(cluster_range=[2, 4]), sample())
    assert scores["clusters"].tolist() == [2, 3, 4]


def test_few_different_customers_shorten_the_range():
    frame = sample(each=1)
    scores = score_cluster_counts(settings(), pd.concat([frame, frame, frame]))
    assert scores["clusters"].tolist() == [1, 2, 3]


def test_more_clusters_than_customers_are_as_many_as_customers():
    scores = score_cluster_counts(settings(clusters=5), sample(each=1))
    chosen = scores[scores["is_chosen"]]
    assert chosen["clusters"].tolist() == [3]
    assert "only 3 different combinations" in chosen["reason"].item()


def test_a_range_above_the_customers_is_cut():
    scores = score_cluster_counts(settings(cluster_range=[5, 6]), sample(each=1))
    assert scores["clusters"].tolist() == [3]
    assert scores["is_chosen"].all()


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


def test_the_algorithm_that_was_set_is_the_one_that_is_scored():
    frame = sample(spread=2.0)
    scores = score_cluster_counts(settings(algorithm="agglomerative"), frame)
    points = frame.sort_values("customer_id")[
        ["monetary_transformed", "recency_transformed"]
    ].to_numpy()
    points = fit_scaling(points).apply(points)
    labels = AgglomerativeClustering(4).fit_predict(points)
    centres = [points[labels == label].mean(axis=0) for label in range(4)]
    distances = ((points[:, None] - np.array(centres)) ** 2).sum(axis=2)
    expected = distances.min(axis=1).sum()
    found = scores.set_index("clusters").loc[4, "inertia"]
    assert found == pytest.approx(expected)
    kmeans = score_cluster_counts(settings(), frame).set_index("clusters")
    assert found > kmeans.loc[4, "inertia"]


def test_components_are_the_space_that_is_scored():
    frame = sample(spread=2.0)
    one = score_cluster_counts(settings(pca_components=1), frame)
    two = score_cluster_counts(settings(pca_components=2), frame)
    whole = score_cluster_counts(settings(), frame)
    assert one["inertia"].iloc[0] < whole["inertia"].iloc[0]
    # Turning the axes changes no distance.
    assert two["inertia"].iloc[0] == pytest.approx(whole["inertia"].iloc[0])


def test_quick_evidence_chooses_the_same():
    full = score_cluster_counts(settings(), sample(spread=2.0))
    quick = score_cluster_counts(settings(evidence="quick"), sample(spread=2.0))
    pd.testing.assert_frame_equal(full, quick, check_exact=True)


def test_heaps_have_structure():
    assert score_cluster_counts(settings(), sample())["has_structure"].all()


@pytest.mark.parametrize("customers", [60, 200, 800])
@pytest.mark.parametrize("features", [1, 2, 3, 5])
def test_uniform_noise_has_none(customers, features):
    names = [f"feature_{number}" for number in range(features)]
    frame = sample(each=customers).iloc[:customers].reset_index(drop=True)
    frame["sample_rank"] = np.arange(1, customers + 1)
    values = noise(customers, features, seed=1)
    for number, name in enumerate(names):
        frame[f"{name}_transformed"] = values[:, number]
    table = settings(features=dict.fromkeys(names, "none"))
    scores = score_cluster_counts(table, frame)
    assert not scores["has_structure"].any()
    reason = scores.loc[scores["is_chosen"], "reason"].item()
    assert "This is a choice of convenience. No groups stand apart" in reason


def test_two_customers_have_no_structure():
    frame = sample(centres=((1.0, 1.0), (5.0, 5.0)), each=1)
    scores = score_cluster_counts(settings(), frame)
    assert not scores["has_structure"].any()
    assert "too few or too alike" in scores.loc[scores["is_chosen"], "reason"].item()
