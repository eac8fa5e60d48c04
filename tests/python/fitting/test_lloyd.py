import numpy as np
import pytest
from sklearn.cluster import KMeans

from customer_segmentation.fitting import clouds, kmeans, lloyd
from customer_segmentation.fitting.clouds import Clouds
from customer_segmentation.fitting.kmeans import kmeans_centres, kmeans_of_sets
from customer_segmentation.fitting.lloyd import best_starts, nearest_in

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


def test_sets_side_by_side_are_fitted_as_each_alone():
    """Though some rest long before others, and one has many equal points."""
    random = np.random.RandomState(3)
    sets = random.standard_normal((6, 200, 3)) * random.lognormal(size=(6, 1, 3))
    sets[2] = sets[2].round()
    together = kmeans_of_sets(sets, 5, starts=4, seed=1)
    for points, found in zip(sets, together, strict=True):
        alone = kmeans_centres(points, 5, starts=4, seed=1)
        np.testing.assert_allclose(found, alone, atol=1e-12)


def test_large_sets_are_left_to_scikit_learn(monkeypatch):
    points = np.random.RandomState(0).standard_normal((300, 3))
    ours = kmeans_centres(points, 4, starts=3)
    monkeypatch.setattr(kmeans, "SMALL", 300 * 4 - 1)
    theirs = kmeans_centres(points, 4, starts=3)
    fitted = KMeans(4, n_init=3, random_state=42).fit(points).cluster_centers_
    assert theirs.tolist() == fitted.tolist()
    np.testing.assert_allclose(ours, theirs, atol=1e-12)


@pytest.mark.parametrize("numbers", [1, 500, 4_000])
def test_the_size_of_blocks_changes_nothing(monkeypatch, numbers):
    points = np.random.RandomState(0).standard_normal((300, 3))
    whole = kmeans_centres(points, 4, starts=3)
    monkeypatch.setattr(clouds, "NUMBERS", numbers)
    np.testing.assert_allclose(kmeans_centres(points, 4, starts=3), whole, atol=1e-12)


def test_a_point_between_two_centres_counts_once():
    cloud = Clouds(np.array([[[-2.0], [0.0], [2.0]]]))
    found = lloyd.lloyd(cloud, np.array([[[[-1.0], [1.0]]]]))
    assert found.tolist() == [[[[-1.0], [2.0]]]]


def test_a_centre_that_nobody_is_near_takes_the_farthest_point():
    cloud = Clouds(np.array([[[-1.0], [0.0], [1.0], [9.0]]]))
    found = lloyd.lloyd(cloud, np.array([[[[0.0], [100.0]]]]))
    assert found.tolist() == [[[[0.0], [9.0]]]]


def test_of_equal_clusterings_the_first_start_is_kept():
    cloud = Clouds(np.array([[[-1.0], [-0.5], [3.0], [4.0]]]))
    first, second = [[-0.7], [3.5]], [[3.5], [-0.75]]
    assert best_starts(cloud, np.array([[first, second]])).tolist() == [first]
    worse = [[-1.0], [9.0]]
    assert best_starts(cloud, np.array([[worse, second]])).tolist() == [second]


def test_the_nearest_centre_of_each_point_is_found():
    labels, squared = nearest_in(
        Clouds(np.array([[[1.0], [5.0]]])), np.array([[0.0], [2.0]])
    )
    assert labels.tolist() == [0, 1]
    assert squared.tolist() == [1.0, 9.0]
