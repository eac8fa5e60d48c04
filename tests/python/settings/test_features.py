import csv

from customer_segmentation.settings.features import (
    REGISTRY,
    filter_columns,
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
