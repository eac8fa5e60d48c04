import numpy as np
import pytest
from sklearn.cluster import KMeans

from customer_segmentation.fitting import lloyd
from customer_segmentation.fitting.kmeans import kmeans_centres
from customer_segmentation.fitting.lloyd import Cloud, best_start, nearest_in

KINDS = {
    "crowd": lambda random, shape: random.standard_normal(shape),
    "skewed": lambda random, shape: random.lognormal(size=shape),
    "groups": lambda random, shape: (
        random.standard_normal(shape) + 9 * random.randint(4, size=(shape[0], 1))
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("clusters", [1, 2, 3, 7, 10])
@pytest.mark.parametrize("customers", [60, 900])
@pytest.mark.parametrize("starts", [1, 4])
def test_centres_are_those_of_scikit_learn(kind, clusters, customers, starts):
    random = np.random.RandomState(clusters)
    points = KINDS[kind](random, (customers, 4))
    theirs = KMeans(clusters, n_init=starts, random_state=5).fit(points)
    ours = kmeans_centres(points, clusters, starts=starts, seed=5)
    np.testing.assert_allclose(ours, theirs.cluster_centers_, atol=1e-9)


@pytest.mark.parametrize("numbers", [1, 500, 4_000])
def test_the_size_of_blocks_changes_nothing(monkeypatch, numbers):
    points = np.random.RandomState(0).standard_normal((300, 3))
    whole = kmeans_centres(points, 4, starts=3)
    monkeypatch.setattr(lloyd, "NUMBERS", numbers)
    np.testing.assert_allclose(kmeans_centres(points, 4, starts=3), whole, atol=1e-12)


def test_a_point_between_two_centres_counts_once():
    cloud = Cloud(np.array([[-2.0], [0.0], [2.0]]))
    found = lloyd.lloyd(cloud, np.array([[[-1.0], [1.0]]]))
    assert found.tolist() == [[[-1.0], [2.0]]]


def test_a_centre_that_nobody_is_near_takes_the_farthest_point():
    cloud = Cloud(np.array([[-1.0], [0.0], [1.0], [9.0]]))
    found = lloyd.lloyd(cloud, np.array([[[0.0], [100.0]]]))
    assert found.tolist() == [[[0.0], [9.0]]]


def test_of_equal_clusterings_the_first_start_is_kept():
    cloud = Cloud(np.array([[-1.0], [-0.5], [3.0], [4.0]]))
    first, second = [[-0.7], [3.5]], [[3.5], [-0.75]]
    assert best_start(cloud, np.array([first, second])).tolist() == first
    worse = [[-1.0], [9.0]]
    assert best_start(cloud, np.array([worse, second])).tolist() == second


def test_the_nearest_centre_of_each_point_is_found():
    labels, squared = nearest_in(
        Cloud(np.array([[1.0], [5.0]])), np.array([[0.0], [2.0]])
    )
    assert labels.tolist() == [0, 1]
    assert squared.tolist() == [1.0, 9.0]
