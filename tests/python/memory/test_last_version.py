import duckdb
import pytest

from customer_segmentation.memory.last_version import (
    continued_version,
    last_members,
    last_overlaps,
    read_last_version,
)
from customer_segmentation.memory.matching import match_with_last
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
    (found,) = last_members(warehouse, "s", folder, VERSION)
    assert found.fetchall() == [("rfm", "all", "monetary recency", "a", 1)]
    columns = ["segmentation", "population", "features", "customer_id", "segment_id"]
    assert found.columns == columns
    assert found.types == [*["VARCHAR"] * 4, "INTEGER"]


@pytest.mark.parametrize("version", [None, "20990101T000000000000Z"])
def test_without_a_version_nobody_had_a_segment(warehouse, folder, version):
    assert last_members(warehouse, "s", folder, version) == []
    assert read_last_version(warehouse, folder, version, "select 1") == []


def databases(warehouse):
    return {name for (name,) in warehouse.sql("show databases").fetchall()}


def test_a_damaged_version_and_an_older_one_are_as_none(warehouse, folder):
    before = databases(warehouse)
    absent = ("select 1", "from last_version.absent")
    assert read_last_version(warehouse, folder, VERSION, *absent) == []
    assert databases(warehouse) == before
    (folder / VERSION / DATABASE).write_bytes(b"damaged")
    assert last_members(warehouse, "s", folder, VERSION) == []
    # It is not left attached.
    assert databases(warehouse) == before


def test_answers_outlive_the_version_that_they_are_from(warehouse, folder):
    questions = [
        f"select {number} + count(*) from last_version.customer_segments"
        for number in (0, 10)
    ]
    answers = read_last_version(warehouse, folder, VERSION, *questions)
    (folder / VERSION / DATABASE).unlink()
    assert "last_version" not in databases(warehouse)
    assert [answer.fetchall() for answer in answers] == [[(4,)], [(14,)]]


def test_a_build_can_ask_in_two_models(warehouse, folder):
    """Each has a cursor of its own, and temporary tables with it."""
    for _ in range(2):
        with warehouse.cursor() as cursor:
            (found,) = last_members(cursor, "s", folder, VERSION)
            assert len(found.fetchall()) == 1


@pytest.mark.parametrize(
    ("was_sample", "is_sample", "version"),
    [
        (True, True, VERSION),
        (False, False, VERSION),
        (True, False, None),
        (False, True, None),
        (None, True, None),
        (None, False, None),
    ],
)
def test_own_data_do_not_go_on_from_the_sample(
    warehouse, was_sample, is_sample, version
):
    last = warehouse.sql(
        "select date '2024-01-01' as last_order_date, $was_sample as last_is_sample, "
        "$version as last_version",
        params={"was_sample": was_sample, "version": VERSION},
    )
    delivery = warehouse.sql(
        "select 5 as invoice_lines, $is_sample as is_sample",
        params={"is_sample": is_sample},
    )
    assert continued_version(last, delivery) == version


def test_before_the_first_version_there_is_none_to_continue(warehouse):
    last = warehouse.sql(
        "select null::varchar as last_version, null::boolean as last_is_sample"
    )
    for is_sample in ("true", "false"):
        delivery = warehouse.sql(f"select {is_sample} as is_sample")
        assert continued_version(last, delivery) is None


def write(connection, schema, table, question):
    connection.execute(f"create or replace table {schema}.{table} as {question}")


@pytest.fixture
def fitted():
    """A warehouse with segments of two dates, and the model that they are of."""
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


def test_segments_share_customers_with_those_of_the_published_file(fitted, tmp_path):
    folder = publish(tmp_path, "recency")
    overlaps, names = last_overlaps(fitted, "segmentation", folder, VERSION)
    key = ["segmentation", "population"]
    assert overlaps.columns == [*key, "segment_id", "last_segment_id", "customers"]
    assert overlaps.order("all").fetchall() == [
        ("rfm", "all", 1, 3, 1),
        ("rfm", "all", 2, 1, 2),
    ]
    assert names.columns == [*key, "last_segment_id", "named_by"]
    assert names.order("all").fetchall() == [
        ("rfm", "all", 1, '[["a", "1"]]'),
        ("rfm", "all", 3, '[["a", "3"]]'),
    ]
    assert "last_version" not in databases(fitted)


def test_segments_are_matched_by_the_customers_whom_they_share(fitted, tmp_path):
    folder = publish(tmp_path, "recency")
    answers = last_overlaps(fitted, "segmentation", folder, VERSION)
    found = match_with_last(*(answer.df() for answer in answers))
    assert found.to_numpy().tolist() == [
        ["rfm", "all", 1, 3, 1.0, '[["a", "3"]]'],
        ["rfm", "all", 2, 1, 1.0, '[["a", "1"]]'],
    ]


def test_segments_of_other_features_share_nobody(fitted, tmp_path):
    folder = publish(tmp_path, "recency", "gap")
    overlaps, _ = last_overlaps(fitted, "segmentation", folder, VERSION)
    assert overlaps.fetchall() == []


def test_an_older_version_has_nothing_to_continue(fitted, tmp_path):
    folder = publish(tmp_path, "recency", names=False)
    assert last_overlaps(fitted, "segmentation", folder, VERSION) == []


@pytest.mark.parametrize("version", [None, VERSION, "other"])
def test_a_version_that_is_not_there_is_no_failure(fitted, tmp_path, version):
    assert last_overlaps(fitted, "segmentation", tmp_path, version) == []


@pytest.mark.parametrize("content", [b"", b"no database", b"DUCK" * 2000])
def test_a_file_that_cannot_be_read_is_no_failure(fitted, tmp_path, content):
    publish(tmp_path, "recency")
    (tmp_path / VERSION / DATABASE).write_bytes(content)
    assert last_overlaps(fitted, "segmentation", tmp_path, VERSION) == []
