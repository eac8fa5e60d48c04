import numpy as np
import pandas as pd
import pytest

from customer_segmentation.explaining.composition import compose
from customer_segmentation.explaining.names import COLUMNS, name_by_features
from tests.python.frames import settings
from tests.python.naming import (
    BANDS,
    NOTHING_PUBLISHED,
    RFM,
    RULES,
    VOCABULARY,
    WORDS,
    named,
    names,
    rfm,
    table,
)

HABITS = ["tenure", "gap", "return_rate"]
GRID = {
    *("Champions", "Loyal customers", "Potential loyalists", "New customers"),
    *("Promising", "Need attention", "About to sleep", "At risk", "Cannot lose them"),
    *("Hibernating", "Lost"),
}


def test_the_two_strongest_differences_name_and_time_is_absolute():
    found = named(rfm([-0.6, 0.2, 1.2], [1.2, -0.3, -1.0], [18, 47, 219]), RFM)
    assert found["segment_name"].tolist() == [
        "High spend, ordered in the last month",
        "Average spend, ordered in the last 3 months",
        "Low spend, silent for over half a year",
    ]
    assert found["description"].iloc[0] == (
        "Spend above average; at least half of them ordered in the last month"
    )


def below_each_other(frame):
    """The table seg_segment_features with these profiles, in any order of rows."""
    key = ["segmentation", "population", "segment_id"]
    wide = frame.set_index(key)
    parts = [
        wide.filter(like=f"{begin}_").rename(columns=lambda name: name.split("_", 1)[1])
        for begin in ("difference", "median")
    ]
    long = [part.rename_axis(columns="feature").stack() for part in parts]
    columns = dict(zip(("standardised_difference", "median"), long, strict=True))
    return pd.DataFrame(columns).reset_index().sample(frac=1, random_state=1)


def test_features_below_each_other_give_the_names_of_those_side_by_side():
    frame = rfm([-0.6, 0.2, 1.2], [1.2, -0.3, -1.0], [18, 47, 219])
    tables = (RULES, settings(features=dict.fromkeys(RFM, "none")), WORDS, BANDS)
    found = name_by_features(below_each_other(frame), *tables, NOTHING_PUBLISHED)
    pd.testing.assert_frame_equal(found, named(frame, RFM))


def test_without_features_there_is_no_name():
    found = name_by_features(below_each_other(rfm([], [], [])), *[None] * 5)
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == COLUMNS


def test_where_everybody_is_old_nobody_is_called_active():
    found = names(rfm([-0.9, 0.3, 0.4], [1.5, 0.0, -0.9], [430, 484, 500]), RFM)
    assert found == [
        "High spend, silent for over a year",
        "Average spend, silent for over a year",
        "Low spend, silent for over a year",
    ]


def test_where_everybody_is_new_nobody_is_called_silent():
    found = names(rfm([1.4, -0.9], [-0.9, 1.0], [22, 3]), RFM)
    assert found == [
        "Low spend, ordered in the last month",
        "High spend, ordered in the last month",
    ]


def test_features_that_the_segmentation_does_not_use_do_not_speak():
    """Thirteen customers whom refunds set apart, rich and active by chance."""
    frame = table(
        {
            **{"tenure": [0.1, 0.0], "gap": [0.1, 0.0], "return_rate": [5.2, -0.1]},
            **{"monetary": [1.5, 0.0], "quantity": [2.5, 0.0], "lifespan": [1.0, 0.0]},
        },
        {"tenure": [290, 300], "gap": [40, 50]},
    )
    assert names(frame, HABITS) == [
        "Very high refunds, first order over half a year ago",
        "Average refunds, first order over half a year ago",
    ]


def test_published_names_of_lifecycle_and_persona_come_from_rules():
    frame = table(
        {
            "days_to_first_order": [0.0] * 3,
            "quantity": [5.9, 0.2, -0.2],
            "monetary": [5.8, 0.2, -0.2],
            "lifespan": [2.0, 1.4, -0.6],
        },
        segmentation="lifecycle",
    )
    features = ["days_to_first_order", "lifespan", "quantity", "monetary"]
    found = named(frame, features, name="lifecycle")
    assert found["segment_name"].tolist() == [
        "Extreme high-volume",
        "Loyal high-value",
        "Low engagement",
    ]
    assert found["description"].iloc[0] == "Buy in volumes far beyond everybody else"


def test_a_rule_that_holds_twice_is_told_apart():
    features = ["total_spending", "household_partner", "income"]
    frame = table(
        {
            "total_spending": [1.0, 0.9],
            "household_partner": [0.8, 0.8],
            "income": [2.0, 0.6],
        },
        segmentation="persona",
    )
    found = named(frame, features, name="persona")
    assert found["segment_name"].tolist() == [
        "Affluent couples, higher income",
        "Affluent couples, lower income",
    ]
    assert found["description"].iloc[0] == (
        "Spend more than others, and more of them live with a partner; higher income "
        "than segments like it"
    )


def test_a_rule_of_ones_own_may_be_for_every_segmentation():
    rule = {
        "segmentation": None,
        "priority": 1,
        "segment_name": "VIP",
        "monetary": "high",
    }
    seed = pd.concat([RULES, pd.DataFrame([rule])], ignore_index=True)
    found = named(table({"monetary": [1.0, -0.2]}), ["monetary"], seed)
    assert found["segment_name"].tolist() == ["VIP", "Average spend"]
    assert pd.isna(found["description"].iloc[0])


def test_a_number_says_nothing():
    frame = rfm([-0.6, 1.2], [1.2, -1.0], [18, 219])
    turned = frame.assign(segment_id=[2, 1])
    assert names(turned, RFM) == names(frame, RFM)[::-1]


def test_who_is_alone_is_everybody():
    frame = table({"monetary": [0.0], "lifespan": [None]}, segmentation="lifecycle")
    assert names(frame, ["monetary", "lifespan"], name="lifecycle") == ["All customers"]


@pytest.mark.parametrize("seed", range(20))
def test_names_are_different_true_and_none_of_the_grid(seed):
    """Any profiles: each name is one of its own, and its words hold."""
    random = np.random.RandomState(seed)
    count = random.randint(2, 21)
    used = [*random.choice([*WORDS["feature"]], random.randint(1, 7), replace=False)]
    differences = {each: random.normal(0, 1.2, count) for each in used}
    medians = {each: random.lognormal(4, 1.5, count) for each in used}
    frame = table(differences, medians)
    found = named(frame, used)["segment_name"]
    assert found.is_unique
    assert not set(found) & GRID
    for profile, name in zip(frame.to_dict("records"), found, strict=True):
        claims = compose(profile, used, VOCABULARY)
        assert 1 <= len(claims) <= 2
        assert name.startswith(VOCABULARY.name(claims))
        assert all(VOCABULARY.still_holds(claim, profile) for claim in claims)


def test_no_profile_gives_a_table_of_texts():
    found = named(table({"monetary": []}), ["monetary"])
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == COLUMNS
