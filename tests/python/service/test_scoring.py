import math

import pytest

from customer_segmentation.service.scoring import ScoringError, score_customer
from customer_segmentation.service.version import Version


@pytest.fixture
def models(published):
    return Version(published / "current").models


def test_a_customer_belongs_to_the_nearest_centre(models):
    customer = {"recency": 30, "monetary": math.e**6 - 1}
    found = score_customer(models["rfm", "all"], customer)
    # Scaled: recency (30 - 100) / 50 = -1.4, spend (6 - 2) / 4 = 1.
    assert found.segment_id == 1
    assert found.distance == pytest.approx(0.4)
    assert found.margin == pytest.approx(math.hypot(4.4, 1) - 0.4)


def test_an_answer_is_made_of_numbers_of_python(models):
    found = score_customer(models["rfm", "all"], {"monetary": 0, "recency": 0})
    kinds = [type(each) for each in (found.segment_id, found.distance, found.margin)]
    assert kinds == [int, float, float]


@pytest.mark.parametrize(("value", "distance"), [(2, 1.5), (7, 0.5), (99, 0.5)])
def test_clipping_and_components_come_before_the_distance(models, value, distance):
    found = score_customer(models["own", "new"], {"recency": value})
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
def test_what_cannot_be_scored_is_said_in_a_sentence(models, values, sentence):
    with pytest.raises(ScoringError) as said:
        score_customer(models["rfm", "all"], values)
    assert str(said.value).startswith(sentence)
