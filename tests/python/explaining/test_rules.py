import duckdb
import numpy as np
import pandas as pd
import pytest

from customer_segmentation.explaining.claims import Vocabulary
from customer_segmentation.explaining.rules import COLUMNS, find_rules, phrase
from customer_segmentation.fitting.populations import populations
from customer_segmentation.fitting.tree import Condition
from tests.builds import ROOT
from tests.python.frames import fitted, model_of, sample, settings

WORDS = pd.read_csv(ROOT / "seeds" / "lookups" / "features.csv")
VOCABULARY = Vocabulary(WORDS.set_index("feature").to_dict("index"))


def rules(frame, **changes):
    table = settings(**changes)
    return find_rules(table, frame, fitted(frame, **changes), WORDS)


def test_heaps_are_told_in_plain_words():
    frame = sample(centres=((10.0, 8.0), (200.0, 2.0)))
    found = rules(frame)
    assert list(found.columns) == list(COLUMNS)
    assert found["precision"].tolist() == found["cover"].tolist() == [1, 1]
    assert found["rule"].iloc[0].startswith(("spent over", "last order at most"))


@pytest.mark.parametrize("clusters", [2, 3, 6])
def test_precision_and_cover_are_those_of_the_sql_condition(clusters):
    frame = sample(spread=1.5).sort_values("customer_id", ignore_index=True)
    found = rules(frame, clusters=clusters)
    assert found["segment_id"].tolist() == list(range(1, clusters + 1))
    (population,) = populations(settings(), frame)
    model = model_of(frame, clusters=clusters)
    segments = model.score_transformed(population.points).segment_id
    for rule in found.itertuples():
        fulfilled = duckdb.sql(
            f"select ({rule.sql_condition}) as it from frame order by customer_id"
        ).df()["it"]
        members = segments == rule.segment_id
        assert rule.precision == pytest.approx(members[fulfilled].mean(), abs=1e-6)
        assert rule.cover == pytest.approx(fulfilled[members].mean(), abs=1e-6)


def test_one_segment_is_every_customer():
    found = rules(sample(), clusters=1).iloc[0]
    assert found["rule"] == "every customer"
    assert found["sql_condition"] == "true"
    assert (found["precision"], found["cover"]) == (1, 1)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("recency", True, 120.0), "last order over 120 days ago"),
        (Condition("recency", False, 120.0), "last order at most 120 days ago"),
        (Condition("frequency", False, 1.0), "fewer than 2 orders"),
        (Condition("frequency", True, 1.0), "at least 2 orders"),
        (Condition("monetary", True, 12300.0), "spent over 12,300"),
        (Condition("household_partner", True, 0.0), "lives with a partner"),
        (Condition("shoe_size", False, 41.5), "shoe size at most 41.5"),
    ],
)
def test_conditions_in_words(condition, words):
    assert phrase(condition, VOCABULARY) == words


def test_an_empty_cell_leaves_the_name_of_the_feature():
    words = {"visits": {"above": None, "below": np.nan, "is_whole": None}}
    found = phrase(Condition("visits", True, 2.0), Vocabulary(words))
    assert found == "visits over 2"


def test_thresholds_are_rounded_to_what_people_say():
    frame = sample(centres=((10.0, 8.0), (200.0, 2.0)), spread=0.3)
    text = " ".join(rules(frame)["sql_condition"])
    numbers = [float(word) for word in text.split() if word[0].isdigit()]
    assert numbers
    assert all(float(f"{number:.3g}") == number for number in numbers)


def test_whole_numbers_are_cut_between_two_of_them():
    frame = sample(centres=((7.0, 2.0), (120.0, 6.0)), spread=0.0)
    frame["monetary"] = 1.0
    found = rules(frame, clusters=2)
    assert sorted(found["sql_condition"]) == ["recency <= 63", "recency > 63"]


def test_the_population_and_the_filter_belong_to_the_condition():
    frame = sample()
    frame["population"] = np.where(frame["recency"] < 3, "it's near", "far")
    changes = {"split_by": "household", "filter": "frequency > 1", "clusters": 1}
    table = settings(**changes)
    found = find_rules(table, frame, fitted(frame, **changes), WORDS)
    assert found["sql_condition"].tolist() == [
        "household = 'far' and (frequency > 1\n)",
        "household = 'it''s near' and (frequency > 1\n)",
    ]


def test_both_sides_of_a_feature_stand_together():
    frame = sample(centres=((1.0, 2.0), (50.0, 4.0), (99.0, 6.0)))
    frame["monetary"] = 1.0
    found = rules(frame, clusters=3)
    middle = found[found["segment_id"] == 2].iloc[0]
    assert middle["sql_condition"] == "recency > 25 and recency <= 74"
    assert middle["rule"] == (
        "last order over 25 days ago and last order at most 74 days ago"
    )
