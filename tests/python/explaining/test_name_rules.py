import pandas as pd
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.explaining.name_rules import (
    check_rules,
    holds,
    rule_holds,
    rules_for,
)
from tests.builds import ROOT
from tests.python.naming import RULES, profiles


def rules(*rows):
    columns = ["segmentation", "priority", "segment_name", "monetary", "recency"]
    return pd.DataFrame(rows, columns=columns, dtype=object).assign(description="what")


SEED = rules(
    (None, 1, "Everywhere", "high", None),
    ("persona", 9, "Late", None, None),
    ("persona", 2, "Early", None, "high"),
)


def names(found):
    return [rule["segment_name"] for rule in found]


def test_rules_of_the_segmentation_come_first_and_by_priority():
    found = rules_for(SEED, "persona", ["monetary", "recency"])
    assert names(found) == ["Early", "Late", "Everywhere"]
    assert names(rules_for(SEED.iloc[::-1], "rfm", ["monetary"])) == ["Everywhere"]


def test_a_rule_about_a_feature_that_is_not_used_does_not_apply():
    assert names(rules_for(SEED, "persona", ["recency"])) == ["Early", "Late"]
    assert names(rules_for(SEED, "rfm", ["tenure", "gap", "return_rate"])) == []


def test_a_rule_holds_by_all_of_its_conditions():
    seed = rules((None, 1, "Both", "high", "not high"))
    rule = rules_for(seed, "rfm", ["monetary", "recency"])[0]
    near = {"difference_monetary": 0.3, "difference_recency": 0.7}
    assert not rule_holds(rule, near)
    assert rule_holds(rule, near, margin=0.25)
    assert rule_holds(rule, {"difference_monetary": 0.5, "difference_recency": 0.4})


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
        (SEED.assign(height="high"), "height, which is no feature"),
        (SEED.assign(action="Call"), "action, which is no feature"),
        (rules((None, 1, "X", "tall", None)), "says 'tall' of monetary"),
    ],
)
def test_rules_that_cannot_be_meant_stop_the_build(seed, sentence):
    known = profiles({"monetary": [0.9], "recency": [0.0]})
    with pytest.raises(BuildError, match=sentence):
        check_rules(known, seed)


def test_no_rule_gives_a_name_of_the_grid():
    grid = pd.read_csv(ROOT / "seeds" / "lookups" / "rfm_segments.csv")
    taken = set(grid["rfm_segment"].str.lower())
    assert not taken & set(RULES["segment_name"].str.lower())
