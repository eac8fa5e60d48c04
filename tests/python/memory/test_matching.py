import duckdb
import numpy as np
import pandas as pd
import pytest

from customer_segmentation.memory.matching import (
    COLUMNS,
    MATCHES,
    match_segments,
    match_with_last,
)
from customer_segmentation.published_files import DATABASE

VERSION = "20240102T000000000000Z"


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


def write(connection, schema, table, question):
    connection.execute(f"create or replace table {schema}.{table} as {question}")


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute("create schema segmentation")
        labels = (
            "select 'rfm' as segmentation, 'all' as population, who as customer_id, "
            "segment_id, as_of_date from (values ('a', 2, date '2024-01-02'), "
            "('b', 2, date '2024-01-02'), ('new', 1, date '2024-01-02'), "
            "('c', 1, date '2024-01-02'), ('c', 2, date '2023-12-01')) "
            "as t(who, segment_id, as_of_date)"
        )
        write(connection, "segmentation", "seg_assignments", labels)
        write(connection, "segmentation", "seg_parameters", parameters("recency"))
        yield connection


def parameters(*features):
    rows = ", ".join(f"('offset', '{feature}')" for feature in features)
    return (
        "select 'rfm' as segmentation, 'all' as population, parameter, feature "
        f"from (values {rows}, ('centre', 'other')) as t(parameter, feature)"
    )


def publish(folder, *features, names=True):
    (folder / VERSION).mkdir(parents=True)
    with duckdb.connect(str(folder / VERSION / DATABASE)) as published:
        labels = (
            "select 'rfm' as segmentation, 'all' as population, who as customer_id, "
            "segment_id, date '2024-01-01' as as_of_date "
            "from (values ('a', 1), ('b', 1), ('c', 3)) as t(who, segment_id)"
        )
        write(published, "main", "customer_segments", labels)
        write(published, "main", "segment_model_parameters", parameters(*features))
        column = ", '[[\"a\", \"' || segment_id || '\"]]' as named_by" if names else ""
        profiles = (
            "select distinct segmentation, population, segment_id "
            f"{column} from customer_segments"
        )
        write(published, "main", "segment_profiles", profiles)
    return folder


def test_segments_continue_those_of_the_published_file(warehouse, tmp_path):
    folder = publish(tmp_path, "recency")
    found = match_with_last(warehouse, "segmentation", folder, VERSION)
    assert found.dtypes.astype(str).to_dict() == COLUMNS
    assert found.drop(columns=["segmentation", "population"]).to_numpy().tolist() == [
        [1, 3, 1.0, '[["a", "3"]]'],
        [2, 1, 1.0, '[["a", "1"]]'],
    ]
    databases = warehouse.execute("show databases").fetchall()
    assert ("last_version",) not in databases


def test_other_features_have_nothing_to_continue(warehouse, tmp_path):
    folder = publish(tmp_path, "recency", "gap")
    assert match_with_last(warehouse, "segmentation", folder, VERSION).empty


def test_an_older_version_has_nothing_to_continue(warehouse, tmp_path):
    folder = publish(tmp_path, "recency", names=False)
    assert match_with_last(warehouse, "segmentation", folder, VERSION).empty


@pytest.mark.parametrize("version", [None, VERSION, "other"])
def test_a_version_that_is_not_there_is_no_failure(warehouse, tmp_path, version):
    assert match_with_last(warehouse, "segmentation", tmp_path, version).empty


@pytest.mark.parametrize("content", [b"", b"no database", b"DUCK" * 2000])
def test_a_file_that_cannot_be_read_is_no_failure(warehouse, tmp_path, content):
    publish(tmp_path, "recency")
    (tmp_path / VERSION / DATABASE).write_bytes(content)
    found = match_with_last(warehouse, "segmentation", tmp_path, VERSION)
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == COLUMNS
