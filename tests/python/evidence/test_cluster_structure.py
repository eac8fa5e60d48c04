import numpy as np
import pytest

from customer_segmentation.evidence import cluster_structure
from customer_segmentation.evidence.cluster_structure import find_structure
from customer_segmentation.fitting.fitted_space import space_of
from customer_segmentation.fitting.kmeans import kmeans_centres
from tests.python.frames import heaps, noise, population_of


def structure_of(points, numbers=(1, 2, 3, 4, 5), **changes):
    population = population_of(points, **changes)
    space = space_of(population)
    places = space.apply(population.points)
    return find_structure(
        population,
        space,
        {number: kmeans_centres(places, number) for number in numbers},
    )


def test_heaps_stand_apart_at_their_number():
    found = structure_of(heaps())
    assert found.clusters[-1] == 3
    assert found.small_groups == []
    assert np.isnan(found.border_density[0])
    assert found.border_density[2] < 0.25 < found.border_density[3]


def test_a_number_that_passes_is_compared_with_populations_with_one_hump():
    found = structure_of(heaps())
    compared = ~np.isnan(found.without_groups)
    assert compared.tolist() == [False, False, True, False, False]
    assert found.without_groups[2] > 2 * found.border_density[2]


def test_noise_is_one_crowd_and_costs_no_comparison():
    found = structure_of(noise())
    assert found.clusters == []
    assert np.isnan(found.without_groups).all()


def test_an_empty_border_that_one_hump_has_as_well_is_no_structure(monkeypatch):
    crowd = np.random.RandomState(0).normal(size=(400, 2))
    monkeypatch.setattr(cluster_structure, "EMPTY", 5.0)
    found = structure_of(crowd, numbers=(1, 2))
    assert found.border_density[1] < 5.0
    assert found.without_groups[1] <= found.border_density[1]
    assert found.clusters == []


@pytest.mark.parametrize(("smallest_share", "named"), [(0.05, [0.04]), (0.03, [])])
def test_a_small_group_far_from_all_others_is_named(smallest_share, named):
    random = np.random.RandomState(0)
    points = random.standard_normal((500, 2)) + 20 * random.randint(0, 2, (500, 1))
    points[:20] = random.normal((20, -20), size=(20, 2))
    found = structure_of(points, smallest_share=smallest_share)
    assert found.clusters[-1] == 3
    assert found.small_groups == named


def test_what_is_far_from_all_in_a_long_tail_is_no_group():
    points = np.random.RandomState(1).lognormal(sigma=1.2, size=(600, 2))
    found = structure_of(points, numbers=range(1, 9))
    assert (found.clusters, found.small_groups) == ([], [])


def test_whole_numbers_are_no_groups():
    orders = np.log1p(np.random.RandomState(0).geometric(0.6, size=(500, 1)))
    assert structure_of(orders, numbers=(1, 2, 3, 4)).clusters == []


def test_without_a_border_to_compare_with_there_is_no_structure(monkeypatch):
    monkeypatch.setattr(cluster_structure, "densest_border", lambda *_: np.nan)
    found = structure_of(heaps())
    assert found.border_density[2] < 0.25
    assert np.isnan(found.without_groups[2])
    assert found.clusters == []
