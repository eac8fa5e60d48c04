import duckdb
import pytest

from customer_segmentation.memory.recall import recall

TABLES = {
    "segment_models": {"model_version": "varchar", "features": "varchar", "at": "date"},
    "segment_registry": {"segment_id": "integer", "segment_name": "varchar"},
    "segment_lineage": {"verdict": "varchar"},
}
FIRST, SECOND = "20240101T000000000000Z", "20240102T000000000000Z"
PARAMETERS = """
    create table segment_model_parameters as
    select 'rfm' as segmentation, 'all' as population, 'v1' as model_version,
        date '2024-01-01' as fitted_as_of, 7 as fitted_customers, null as component, *
    from (values
        ('offset', null, 'recency', 'none'), ('offset', null, 'gross', 'log1p'),
        ('centre', 2, 'gross', 'log1p')
    ) as t(parameter, segment_id, feature, transform)
"""


def publish(folder, version, *statements):
    (folder / version).mkdir()
    file = folder / version / "segments.duckdb"
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)
    return file


def rows(answer, table):
    """Read a table as the macro does."""
    with duckdb.connect() as connection:
        if answer["database"]:
            connection.execute(f"attach '{answer['database']}' as last_version")
        return connection.execute(answer["selects"][table]).fetchall()


def test_tables_have_the_columns_that_are_asked_for(tmp_path):
    publish(
        tmp_path,
        FIRST,
        "create table segment_models as select 'v1' as model_version, 1 as other",
    )
    asked = {name: TABLES[name] for name in ("segment_models", "segment_lineage")}
    answer = recall(str(tmp_path), FIRST, asked)
    assert answer["version"] == FIRST
    assert rows(answer, "segment_models") == [("v1", None, None)]
    assert rows(answer, "segment_lineage") == []


def test_a_version_from_before_models_were_kept_has_one_of_each(tmp_path):
    profiles = "create table segment_profiles as select 'rfm' as segmentation, "
    profiles += "'all' as population, 2 as segment_id, 'Best' as segment_name, "
    profiles += "null as description, null as named_by"
    publish(tmp_path, FIRST, PARAMETERS, profiles)
    answer = recall(str(tmp_path), FIRST, TABLES)
    features = "gross: log1p, recency: none"
    assert rows(answer, "segment_models") == [("v1", features, None)]
    assert rows(answer, "segment_registry") == [(2, "Best")]


@pytest.mark.parametrize("version", [None, "20230101T000000000000Z"])
def test_without_a_version_nothing_is_recalled(tmp_path, version):
    publish(tmp_path, FIRST, PARAMETERS)
    answer = recall(str(tmp_path), version, TABLES)
    assert (answer["version"], answer["database"]) == (None, None)
    assert [rows(answer, table) for table in TABLES] == [[], [], []]


def test_a_version_that_cannot_be_read_is_passed_over(tmp_path):
    publish(tmp_path, FIRST, "create table segment_lineage as select 'kept' as verdict")
    damaged = publish(tmp_path, SECOND, PARAMETERS)
    damaged.write_bytes(damaged.read_bytes()[:3000])
    asked = {"segment_lineage": TABLES["segment_lineage"]}
    answer = recall(str(tmp_path), SECOND, asked)
    assert (answer["version"], answer["passed_over"]) == (FIRST, [SECOND])
    assert rows(answer, "segment_lineage") == [("kept",)]
