import pytest

from customer_segmentation.explaining.claims import HIGH, Claim
from customer_segmentation.explaining.composition import compose
from tests.python.naming import VOCABULARY, names, table


def test_features_that_rise_together_are_named_once():
    differences = {"frequency": [1.3, -0.9], "monetary": [1.2, -0.8]}
    frame = table(differences | {"return_rate": [0.6, -0.2]})
    found = names(frame, [*differences, "return_rate"])
    assert found == ["High spend, high refunds", "Low spend"]


def test_features_of_a_theme_that_differ_the_other_way_are_both_named():
    differences = {"frequency": [-0.9, 0.9], "monetary": [1.4, -0.6]}
    found = names(table(differences), [*differences])
    assert found == ["High spend, few orders", "Many orders, low spend"]


def test_a_segment_near_the_mean_has_an_honest_name():
    differences = {"monetary": [0.1, 2.2, -0.7], "return_rate": [-0.2, 0.1, 0.0]}
    assert names(table(differences), [*differences]) == [
        "Average refunds, average spend",
        "Very high spend",
        "Low spend",
    ]


def test_who_ordered_before_registering_is_called_so():
    features = ["days_to_first_order", "monetary"]
    frame = table(
        {"days_to_first_order": [-1.0, 0.7], "monetary": [0.0, 0.3]},
        {"days_to_first_order": [-150, -9]},
    )
    assert names(frame, features) == [
        "Average spend, ordered months before registering",
        "Average spend, ordered before registering",
    ]


@pytest.mark.parametrize("weak", [0.0, 0.2, HIGH - 0.01])
def test_a_time_is_said_however_weak_and_a_level_only_from_high_on(weak):
    profile = {"difference_monetary": 1.0, "difference_return_rate": -weak}
    assert compose(profile, ["monetary", "return_rate"], VOCABULARY) == [
        Claim("monetary", "high")
    ]
    profile |= {"difference_recency": weak / 2, "median_recency": 400}
    assert compose(profile, ["monetary", "return_rate", "recency"], VOCABULARY) == [
        Claim("monetary", "high"),
        Claim("recency", "420"),
    ]


def test_of_features_that_say_the_same_the_first_of_the_seed_speaks():
    profile = {"difference_quantity": 1.2, "difference_monetary": 1.0}
    used = ["quantity", "monetary"]
    assert compose(profile, used, VOCABULARY) == [Claim("monetary", "high")]
    profile["difference_quantity"] = 1.3
    assert compose(profile, used, VOCABULARY) == [Claim("quantity", "high")]


def test_what_is_not_known_does_not_speak():
    profile = {"difference_monetary": None, "difference_recency": float("nan")}
    assert compose(profile, ["monetary", "recency"], VOCABULARY) == []
