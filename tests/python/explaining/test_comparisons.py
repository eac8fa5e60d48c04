from customer_segmentation.explaining.claims import Claim
from customer_segmentation.explaining.comparisons import tell_apart
from tests.python.naming import VOCABULARY, profiles

FEATURES = ["monetary", "frequency", "recency"]


def names(differences, said):
    table = profiles({feature: [0.0] * len(said) for feature in FEATURES} | differences)
    claims = dict(zip(table["segment_id"], said, strict=True))
    found = tell_apart(claims, table.to_dict("records"), FEATURES, VOCABULARY)
    assert [*found] == [*claims]
    return [VOCABULARY.name(each) for each in found.values()]


HIGH = [Claim("monetary", "high")]
LOW = [Claim("monetary", "low")]


def test_names_of_their_own_stay():
    assert names({}, [HIGH, LOW]) == ["High spend", "Low spend"]


def test_equal_names_are_told_apart_by_the_widest_gap():
    found = names({"frequency": [0.1, 0.9], "recency": [0.4, 0.1]}, [HIGH, HIGH])
    assert found == ["High spend, fewer orders", "High spend, more orders"]


def test_a_feature_that_is_said_comes_after_the_others():
    found = names({"monetary": [0.6, 1.9], "recency": [0.4, 0.1]}, [HIGH, HIGH])
    assert found == [
        "High spend, away for longer",
        "High spend, away for a shorter time",
    ]
    found = names({"monetary": [0.6, 1.9]}, [HIGH, HIGH])
    assert found == ["High spend, lower spend", "High spend, higher spend"]


def test_three_are_split_twice():
    found = names(
        {"frequency": [0.0, 0.2, 3.0], "recency": [0.1, 0.0, 0.0]}, [HIGH] * 3
    )
    assert found == [
        "High spend, fewer orders, away for longer",
        "High spend, fewer orders, away for a shorter time",
        "High spend, more orders",
    ]


def test_what_no_feature_tells_apart_is_numbered():
    assert names({}, [HIGH, LOW, HIGH]) == ["High spend 1", "Low spend", "High spend 2"]
    taken = [Claim("rule", "High spend 1")]
    assert names({}, [HIGH, taken, HIGH]) == [
        "High spend 2",
        "High spend 1",
        "High spend 3",
    ]


def test_twenty_are_all_different():
    values = [float(value) for value in range(20)]
    found = names({"frequency": values, "monetary": [0.0] * 20}, [HIGH] * 20)
    assert len(set(found)) == 20
