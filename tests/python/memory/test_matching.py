import numpy as np
import pandas as pd
import pytest

from customer_segmentation.memory.matching import (
    COLUMNS,
    MATCHES,
    match_segments,
    match_with_last,
)


def overlaps(rows, **key):
    columns = ["segment_id", "last_segment_id", "customers"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(**{"segmentation": "rfm", "population": "all", **key})


def pairs(frame):
    found = match_segments(frame)
    return dict(zip(found["segment_id"], found["last_segment_id"], strict=True))


def test_the_same_customers_are_the_same_segment_whatever_its_number():
    found = match_segments(overlaps([(1, 2, 50), (2, 3, 30), (3, 1, 20)]))
    assert found["last_segment_id"].tolist() == [2, 3, 1]
    assert found["jaccard"].tolist() == [1.0, 1.0, 1.0]


def test_it_is_one_to_one_where_one_segment_became_two():
    assert pairs(overlaps([(1, 1, 70), (2, 1, 30), (3, 2, 50)])) == {1: 1, 3: 2}


def test_it_is_one_to_one_where_two_became_one():
    assert pairs(overlaps([(1, 1, 70), (1, 2, 30)])) == {1: 1}


def test_the_sum_of_all_decides_and_not_the_first_pair():
    """Greedily, 1 would take 1 and leave 2 with nobody."""
    assert pairs(overlaps([(1, 1, 50), (1, 2, 45), (2, 1, 45)])) == {1: 2, 2: 1}


def test_populations_are_matched_by_themselves():
    one = overlaps([(1, 2, 10), (2, 1, 10)], population="normal")
    other = overlaps([(1, 1, 5), (2, 2, 5)], population="pre")
    found = match_segments(pd.concat([one, other]))
    assert found["last_segment_id"].tolist() == [2, 1, 1, 2]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_rows_says_nothing_and_no_pair_is_better(seed):
    random = np.random.RandomState(seed)
    shared = random.poisson(5, (random.randint(1, 6), random.randint(1, 6))) + 1
    rows = [
        (row + 1, column + 1, int(shared[row, column]))
        for row, column in np.ndindex(*shared.shape)
    ]
    frame = overlaps(rows)
    found = match_segments(frame)
    assert found.equals(match_segments(frame.sample(frac=1, random_state=seed)))
    assert len(found) == min(shared.shape)
    assert found["last_segment_id"].is_unique
    for match in found.itertuples():
        row, column = match.segment_id - 1, match.last_segment_id - 1
        either = shared[row].sum() + shared[:, column].sum() - shared[row, column]
        assert match.jaccard == pytest.approx(shared[row, column] / either)


def test_nothing_shared_is_no_match():
    found = match_segments(overlaps([]))
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == MATCHES


def names(rows):
    columns = ["last_segment_id", "named_by"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(segmentation="rfm", population="all")


def test_segments_continue_those_of_the_published_file():
    """The names of segments that are gone, and of other populations, are nobody's."""
    named = names([(1, '[["a", "1"]]'), (2, '[["a", "2"]]'), (3, '[["a", "3"]]')])
    other = names([(1, "other")]).assign(population="pre")
    found = match_with_last(overlaps([(1, 3, 1), (2, 1, 2)]), pd.concat([other, named]))
    assert found.dtypes.astype(str).to_dict() == COLUMNS
    assert found.drop(columns=["segmentation", "population"]).to_numpy().tolist() == [
        [1, 3, 1.0, '[["a", "3"]]'],
        [2, 1, 1.0, '[["a", "1"]]'],
    ]


@pytest.mark.parametrize(
    "answers", [(), (overlaps([]), names([(1, "a")])), (overlaps([]), names([]))]
)
def test_without_a_version_or_common_customers_nothing_is_continued(answers):
    found = match_with_last(*answers)
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == COLUMNS
