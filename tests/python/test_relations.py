from datetime import date, datetime

import duckdb
import pytest

from customer_segmentation.relations import first_row, relation_of

COLUMNS = {
    "text": "VARCHAR",
    "count": "BIGINT",
    "share": "DOUBLE",
    "is_known": "BOOLEAN",
    "day": "DATE",
    "time": "TIMESTAMP",
}
ROW = {
    "text": 'it\'s "Größe" \\ \n{"a": [1]}',
    "count": 9007199254740993,
    "share": 0.1,
    "is_known": False,
    "day": "2024-02-29",
    "time": "2024-02-29T01:02:03.000004",
}


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


def test_columns_have_their_names_types_and_order(connection):
    for rows in ([], [ROW], [{}]):
        found = relation_of(connection, rows, COLUMNS)
        assert dict(zip(found.columns, map(str, found.types), strict=True)) == COLUMNS
        assert list(found.columns) == [*COLUMNS]
        assert len(found.fetchall()) == len(rows)


def test_values_are_those_of_the_row_whatever_they_hold(connection):
    assert first_row(relation_of(connection, [ROW], COLUMNS)) == {
        **ROW,
        "day": date(2024, 2, 29),
        "time": datetime(2024, 2, 29, 1, 2, 3, 4),
    }


def test_what_is_absent_is_null_and_what_is_no_column_is_ignored(connection):
    rows = [{"text": None, "other": {"a": 1}}, {"other": 2, "count": 0}, {}]
    found = relation_of(connection, rows, {"text": "VARCHAR", "count": "BIGINT"})
    assert found.fetchall() == [(None, None), (None, 0), (None, None)]


def test_rows_stay_in_their_order(connection):
    rows = [{"number": number * 7 % 5003} for number in range(5003)]
    found = relation_of(connection, rows, {"number": "BIGINT"})
    assert found.fetchall() == [(row["number"],) for row in rows]


def test_names_of_columns_may_be_anything(connection):
    columns = {"a b": "BIGINT", 'it\'s "c"': "VARCHAR"}
    found = relation_of(connection, [{"a b": 1, 'it\'s "c"': "x"}], columns)
    assert first_row(found) == {"a b": 1, 'it\'s "c"': "x"}


def test_the_first_row_is_of_python(connection):
    found = connection.sql(
        "select * from (values (1.5, null, date '2024-01-02'), (2, 3, null)) "
        "as t(a, b, c)"
    )
    assert first_row(found) == {"a": 1.5, "b": None, "c": date(2024, 1, 2)}
