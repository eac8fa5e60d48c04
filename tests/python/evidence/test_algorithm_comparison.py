import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_score,
)
from sklearn.preprocessing import StandardScaler

from customer_segmentation.evidence import algorithm_comparison
from customer_segmentation.evidence.algorithm_comparison import (
    COLUMNS,
    compare_algorithms,
)
from customer_segmentation.fitting.populations import populations
from tests.python.frames import fitted, model_of, sample, settings


def compare(frame, **changes):
    return compare_algorithms(settings(**changes), frame, fitted(frame, **changes))


def test_heaps_are_the_same_to_all():
    found = compare(sample()).set_index("algorithm")
    assert list(found.reset_index().columns) != []
    assert found["is_chosen"].to_dict()["kmeans"]
    assert found["is_chosen"].sum() == 1
    assert (found["clusters"] == 3).all()
    assert found.loc["kmeans", "sizes"] == "50, 50, 50"
    assert (found["agreement"] > 0.85).all()
    assert (found["tree_accuracy"] > 0.9).all()
    assert found.loc["kmeans", "stability"] == pytest.approx(1)


def test_numbers_are_those_of_scikit_learn():
    frame = sample(spread=2.0)
    found = compare(frame, clusters=4).set_index("algorithm").loc["agglomerative"]
    (population,) = populations(settings(), frame)
    points = StandardScaler().fit_transform(population.points)
    labels = AgglomerativeClustering(4).fit_predict(points)
    model = model_of(frame, clusters=4)
    segments = model.score_transformed(population.points).segment_id
    sizes = sorted(np.bincount(labels), reverse=True)
    assert found["sizes"] == ", ".join(map(str, sizes))
    assert found["silhouette"] == pytest.approx(silhouette_score(points, labels))
    assert found["calinski_harabasz"] == pytest.approx(
        calinski_harabasz_score(points, labels)
    )
    assert found["davies_bouldin"] == pytest.approx(
        davies_bouldin_score(points, labels)
    )
    assert found["agreement"] == pytest.approx(adjusted_rand_score(segments, labels))
    assert 0 < found["stability"] < 1
    assert found["scoring_agreement"] < 1


def test_noise_is_counted_and_left_out_of_the_indices():
    found = compare(sample(spread=1.0)).set_index("algorithm").loc["hdbscan"]
    inside = sum(int(size) for size in found["sizes"].split(", "))
    assert found["noise_share"] == pytest.approx(1 - inside / 150)


def test_density_algorithms_are_compared_whatever_is_chosen():
    found = compare(sample(), algorithm="gaussian_mixture", clusters=2)
    assert found["algorithm"].tolist() == [
        *("kmeans", "bisecting_kmeans", "agglomerative", "gaussian_mixture"),
        *("dbscan", "hdbscan"),
    ]
    assert list(found.columns) == list(COLUMNS)
    chosen = found[found["is_chosen"]]
    assert chosen["algorithm"].tolist() == ["gaussian_mixture"]
    assert chosen["clusters"].tolist() == [2]


def test_a_bounded_number_of_customers_is_compared(monkeypatch):
    monkeypatch.setattr(algorithm_comparison, "SAMPLE", 60)
    assert (compare(sample())["customers"] == 60).all()


def test_quick_evidence_has_none():
    assert compare(sample(), evidence="quick").empty


@pytest.mark.parametrize("each", [1, 2])
def test_few_customers_are_no_mistake(each):
    found = compare(sample(each=each))
    assert len(found) == 6
    assert found["customers"].unique().tolist() == [3 * each]
