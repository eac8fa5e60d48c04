import math

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_segmentation.service.scorer import ScoringError, read_scorers, rounded
from tests.python.service.conftest import TABLES


@pytest.fixture(scope="module")
def scorers():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        return read_scorers(
            connection.execute("from segment_model_parameters").fetchall()
        )


def test_a_customer_belongs_to_the_nearest_centre(scorers):
    found = scorers["rfm", "all"].score({"recency": 30, "monetary": math.e**6 - 1})
    # Scaled: recency (30 - 100) / 50 = -1.4, spend (6 - 2) / 4 = 1.
    assert found.segment_id == 1
    assert found.distance == pytest.approx(0.4)
    assert found.margin == pytest.approx(math.hypot(4.4, 1) - 0.4)


def test_a_tie_goes_to_the_lowest_number(scorers):
    scorer = scorers["rfm", "all"]
    scorer.centres[2] = dict(scorer.centres[1])
    try:
        assert scorer.score({"recency": 0, "monetary": 0}).segment_id == 1
    finally:
        scorer.centres[2] = {"monetary": 0.0, "recency": 3.0}


@pytest.mark.parametrize(("value", "distance"), [(2, 1.5), (7, 0.5), (99, 0.5)])
def test_clipping_and_components_come_before_the_distance(scorers, value, distance):
    found = scorers["own", "new"].score({"recency": value})
    assert found.distance == distance
    assert found.margin is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "features lacks monetary, recency; it takes exactly monetary, recency."),
        (
            {"recency": 1, "monetary": 1, "x": 1},
            "features has x, which the model does not know; it takes exactly "
            "monetary, recency.",
        ),
        ({"recency": 1, "money": 1}, "features lacks monetary and has money, which"),
        ({"recency": 1, "monetary": -1}, "features.monetary is -1; it takes a number"),
        (
            {"recency": 2e15, "monetary": 1},
            "features.recency is 2000000000000000.0; it",
        ),
        ({"recency": math.nan, "monetary": 1}, "features.recency is nan; it takes"),
    ],
)
def test_what_cannot_be_scored_is_said_in_a_sentence(scorers, values, sentence):
    with pytest.raises(ScoringError) as said:
        scorers["rfm", "all"].score(values)
    assert str(said.value).startswith(sentence)


@given(st.floats(-1e6, 1e6))
def test_numbers_are_rounded_as_by_duckdb(value):
    with duckdb.connect() as connection:
        expected = connection.execute("select round(?::double, 9)", [value]).fetchone()
    assert rounded(value) == expected[0]


def test_order_of_the_rows_does_not_matter(scorers):
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        rows = connection.execute("from segment_model_parameters").fetchall()
    shuffled = [rows[i] for i in np.random.default_rng(0).permutation(len(rows))]
    again = read_scorers(shuffled)
    assert again == scorers
    assert [*again["rfm", "all"].transforms] == ["monetary", "recency"]
