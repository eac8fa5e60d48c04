import csv

import pytest

from customer_segmentation.settings.features import (
    REGISTRY,
    filter_columns,
    mistakes_in_own_features,
    registered_features,
)
from tests.builds import ROOT


def test_the_registry_is_the_seed(monkeypatch):
    monkeypatch.chdir(ROOT)
    with (ROOT / REGISTRY).open(newline="") as file:
        rows = [*csv.DictReader(file)]
    features = registered_features()
    assert [*features] == [row["feature"] for row in rows]
    assert {feature.source for feature in features.values()} == {"orders", "customers"}
    assert features["days_registered"].when_null == "no_registration_date"


def test_a_filter_may_use_features_groups_scores_and_dates():
    columns = filter_columns(["recency"])
    assert columns["recency"] == "DOUBLE"
    assert columns["household"] == "VARCHAR"
    assert columns["last_order_date"] == "DATE"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *((word, "is no word of SQL") for word in ("select", "null", "order", "true")),
        *((taken, "is taken") for taken in ("gap", "kept_lines", "component_1")),
        *((taken, "is taken") for taken in ("mean_gap", "mine_segment", "worth")),
        ("Pieces", "lower-case letters"),
    ],
)
def test_a_feature_of_ones_own_needs_a_name_of_its_own(monkeypatch, name, said):
    monkeypatch.chdir(ROOT)
    pieces = {"expression": "sum(quantity)", "words": "pieces", "unit": "pieces"}
    (sentence,) = mistakes_in_own_features({name: pieces})
    assert said in sentence
    assert mistakes_in_own_features({"index": pieces}) == []


def test_words_of_a_feature_hold_no_place_for_a_threshold(monkeypatch):
    monkeypatch.chdir(ROOT)
    mine = {"expression": "sum(quantity)", "words": "over {over}", "unit": "pieces"}
    (sentence,) = mistakes_in_own_features({"pieces": mine})
    assert "Setting words of own feature pieces is over {over}; it takes" in sentence


def test_an_edited_registry_is_read_again(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    REGISTRY.parent.mkdir(parents=True)
    text = (ROOT / REGISTRY).read_text()
    REGISTRY.write_text(text)
    assert "age" in registered_features()
    REGISTRY.write_text("\n".join(text.splitlines()[:3]) + "\n")
    assert [*registered_features()] == ["recency", "monetary"]
