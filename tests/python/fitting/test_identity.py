from itertools import permutations

import numpy as np
import pytest

from customer_segmentation.fitting.identity import lasting_numbers


def numbers(pairs, greatest=9):
    """Numbers of the clusters; pairs: last segment, cluster and customers of both."""
    last, labels = (
        np.repeat([pair[side] for pair in pairs], [pair[2] for pair in pairs])
        for side in (0, 1)
    )
    return lasting_numbers(last, labels, greatest).tolist()


def best_by_trying(shared: np.ndarray) -> float:
    """The greatest sum of Jaccard indices of pairs that may be, by trying all."""
    either = shared.sum(1)[:, None] + shared.sum(0) - shared
    jaccard = np.where(
        2 * shared > np.minimum(shared.sum(1)[:, None], shared.sum(0)),
        shared / either,
        0,
    )
    clusters = range(shared.shape[1])
    return max(
        sum(jaccard[segment, cluster] for segment, cluster in enumerate(order))
        for order in permutations(clusters, len(shared))
    )


def test_segments_keep_their_numbers_in_any_order():
    assert numbers([(1, 2, 50), (2, 0, 30), (5, 1, 20)]) == [2, 5, 1]


def test_equal_sizes_swap_nothing():
    assert numbers([(1, 0, 40), (2, 1, 40)]) == [1, 2]
    assert numbers([(1, 0, 30), (1, 1, 10), (2, 1, 30), (2, 0, 10)]) == [1, 2]


def test_the_larger_part_of_a_split_goes_on():
    assert numbers([(1, 0, 100), (2, 1, 60), (2, 2, 40)]) == [1, 2, 10]


def test_the_larger_one_of_a_merger_goes_on():
    assert numbers([(1, 0, 100), (2, 1, 60), (3, 1, 40)]) == [1, 2]


def test_what_was_cut_into_small_parts_does_not_go_on():
    """Of segment 1 each cluster has a third, and is a third of it."""
    shares = [(last, cluster, 10) for last in (1, 2, 3) for cluster in (0, 1, 2)]
    assert numbers(shares, greatest=3) == [4, 5, 6]


def test_numbers_are_never_used_again():
    assert numbers([(1, 0, 10), (1, 1, 9)], greatest=7) == [1, 8]


@pytest.mark.parametrize("seed", range(50))
def test_pairs_are_the_best_of_all_in_any_order_of_customers(seed):
    random = np.random.RandomState(seed)
    segments = random.randint(1, 5)
    clusters = random.randint(segments, 6)
    labels = np.r_[np.arange(clusters), random.randint(0, clusters, 200)]
    mixed = random.rand(len(labels)) < 0.3
    last = np.where(mixed, random.randint(0, segments, len(labels)), labels % segments)
    last[:segments] = np.arange(segments)
    found = lasting_numbers(last + 1, labels, 50)
    assert len(set(found)) == clusters
    shared = np.zeros((segments, clusters))
    np.add.at(shared, (last, labels), 1)
    either = shared.sum(1)[:, None] + shared.sum(0) - shared
    total = sum(
        shared[number - 1, cluster] / either[number - 1, cluster]
        for cluster, number in enumerate(found)
        if number <= 50
    )
    assert total == pytest.approx(best_by_trying(shared))
    order = random.permutation(len(labels))
    assert (lasting_numbers(last[order] + 1, labels[order], 50) == found).all()
