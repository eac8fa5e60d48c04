import pandas as pd
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.names import COLUMNS, holds, name_segments
from tests.python.frames import settings


def profiles(monetary, recency=None):
    count = len(monetary)
    return pd.DataFrame(
        {
            "segmentation": "rfm",
            "population": "all",
            "segment_id": range(1, count + 1),
            "difference_monetary": monetary,
            "difference_recency": recency or [0.0] * count,
        }
    )


def rules(*rows):
    columns = [
        "segmentation",
        "priority",
        "segment_name",
        "monetary",
        "recency",
        "description",
    ]
    return pd.DataFrame([[*row, "what"] for row in rows], columns=columns, dtype=object)


WORDS = pd.DataFrame({"feature": ["recency"], "noun": ["days away"]})
RULES = rules(
    (None, 1, "Best", "high", None),
    (None, 2, "Gone", None, "high"),
    (None, 9, "Rest", None, None),
)


def names(frame, seed=RULES):
    return name_segments(frame, seed, settings(), WORDS)["segment_name"].tolist()


def test_the_first_rule_that_holds_names():
    assert names(profiles([0.5, 0.4, 0.4], [2.0, 2.0, 0.0])) == ["Best", "Gone", "Rest"]


def test_priority_decides_and_not_the_order_of_rows():
    assert names(profiles([0.9], [0.9]), RULES.iloc[::-1]) == ["Best"]


def test_a_number_says_nothing():
    turned = profiles([0.9, 0.0]).assign(segment_id=[2, 1])
    found = name_segments(turned, RULES, settings(), WORDS)
    assert found["segment_id"].tolist() == [1, 2]
    assert found["segment_name"].tolist() == ["Rest", "Best"]


def test_rules_of_another_segmentation_do_not_count():
    seed = pd.concat([RULES, rules(("persona", 7, "Person", None, None))])
    assert names(profiles([0.9]), seed) == ["Best"]
    named = names(profiles([0.9]).assign(segmentation="persona"), seed)
    assert named == ["Person"]


def test_equal_names_are_told_apart_by_what_differs_most():
    frame = profiles([0.0, 0.1], [-0.4, 0.4])
    assert names(frame) == ["Rest, lower days away", "Rest, higher days away"]
    frame = profiles([1.0, 3.0, 2.0])
    assert names(frame) == [
        "Best, low monetary",
        "Best, high monetary",
        "Best, medium monetary",
    ]


def test_many_equal_names_are_unique():
    found = names(profiles([float(value) for value in range(1, 21)]))
    assert len(set(found)) == 20
    assert found[0] == "Best, lowest monetary"
    assert found[1] == "Best, 2nd lowest monetary"
    assert found[-1] == "Best, highest monetary"


def test_the_description_comes_with_the_rule():
    found = name_segments(profiles([0.9]), RULES, settings(), WORDS)
    assert found["description"].tolist() == ["what"]


@pytest.mark.parametrize(
    ("condition", "difference", "expected"),
    [
        ("high", 0.5, True),
        ("high", 0.49, False),
        ("low", -0.5, True),
        ("low", -0.49, False),
        ("very high", 2.0, True),
        ("very high", 1.99, False),
        ("very low", -2.0, True),
        ("very low", -1.99, False),
        ("not very high", 1.99, True),
        ("not high", 0.49, True),
        ("not low", -0.5, False),
        ("high", float("nan"), False),
        ("not high", float("nan"), True),
    ],
)
def test_conditions(condition, difference, expected):
    assert holds(condition, difference) is expected


@pytest.mark.parametrize(
    ("seed", "sentence"),
    [
        (RULES.assign(height="high"), "height, which is no feature"),
        (rules((None, 1, "X", "tall", None)), "says 'tall' of monetary"),
        (rules((None, 1, "X", "low", None)), "No rule of segment_name_rules holds"),
    ],
)
def test_rules_that_cannot_be_meant_stop_the_build(seed, sentence):
    with pytest.raises(BuildError, match=sentence):
        names(profiles([0.9]), seed)


def test_only_features_of_the_segmentation_tell_equal_names_apart():
    frame = profiles([0.0, 0.3], [0.1, 0.2]).assign(difference_height=[-0.4, 0.4])
    assert names(frame) == ["Rest, lower monetary", "Rest, higher monetary"]


def test_names_that_no_feature_tells_apart_are_numbered():
    assert names(profiles([0.2, 0.2])) == ["Rest 1", "Rest 2"]


def test_no_profile_gives_a_table_of_texts():
    found = name_segments(profiles([]), RULES, settings(), WORDS)
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == COLUMNS
