import duckdb
import pandas as pd
import pytest

from customer_segmentation.memory.last_version import (
    MEMBERS,
    continued_version,
    last_members,
    read_last_version,
)
from customer_segmentation.published_files import DATABASE

VERSION = "20240102T000000000000Z"


@pytest.fixture
def folder(tmp_path):
    """A published version with two customers, of two dates."""
    (tmp_path / VERSION).mkdir()
    with duckdb.connect(str(tmp_path / VERSION / DATABASE)) as connection:
        connection.execute(
            """
            create table customer_segments as
            from (values
                (date '2024-01-01', 'rfm', 'all', 'a', 2),
                (date '2024-01-02', 'rfm', 'all', 'a', 1),
                (date '2024-01-02', 'rfm', 'all', 'gone', 1),
                (date '2024-01-02', 'other', 'all', 'a', 5)
            ) as t(as_of_date, segmentation, population, customer_id, segment_id);
            create table segment_model_parameters as
            from (values
                ('rfm', 'all', 'offset', 'recency'),
                ('rfm', 'all', 'offset', 'monetary'),
                ('rfm', 'all', 'centre', 'recency')
            ) as t(segmentation, population, parameter, feature);
            """
        )
    return tmp_path


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute(
            "create schema s; create table s.seg_fit_sample as from (values "
            "('rfm', 'all', 'a'), ('rfm', 'all', 'new')) "
            "as t(segmentation, population, customer_id)"
        )
        yield connection


def test_the_last_segment_of_each_customer_of_the_sample_is_read(warehouse, folder):
    found = last_members(warehouse, "s", folder, VERSION)
    assert found.values.tolist() == [["rfm", "all", "monetary recency", "a", 1]]
    assert list(found.columns) == [*MEMBERS]


@pytest.mark.parametrize("version", [None, "20990101T000000000000Z"])
def test_without_a_version_nobody_had_a_segment(warehouse, folder, version):
    assert last_members(warehouse, "s", folder, version).empty
    assert read_last_version(warehouse, folder, version, "select 1") == []


def test_a_damaged_version_and_an_older_one_are_as_none(warehouse, folder):
    assert (
        read_last_version(warehouse, folder, VERSION, "from last_version.absent") == []
    )
    (folder / VERSION / DATABASE).write_bytes(b"damaged")
    assert last_members(warehouse, "s", folder, VERSION).empty
    # It is not left attached.
    assert (
        warehouse.execute("from duckdb_databases()")
        .df()["database_name"]
        .isin(["last_version"])
        .sum()
        == 0
    )


@pytest.mark.parametrize(
    ("was_sample", "is_sample", "version"),
    [
        (True, True, VERSION),
        (True, False, None),
        (False, True, None),
        (None, True, None),
    ],
)
def test_own_data_do_not_go_on_from_the_sample(was_sample, is_sample, version):
    last = pd.DataFrame({"last_version": [VERSION], "last_is_sample": [was_sample]})
    assert continued_version(last, pd.DataFrame({"is_sample": [is_sample]})) == version
