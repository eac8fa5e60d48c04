import re
from datetime import date

import pytest
import yaml

from customer_segmentation.errors import SettingError
from customer_segmentation.plugin.run_settings import settings_of_run
from tests.builds import ROOT


@pytest.fixture
def values(monkeypatch):
    monkeypatch.chdir(ROOT)
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]


def of_run(values):
    return settings_of_run(values, date(2024, 5, 1))


def test_what_macros_need_to_know(values):
    answer = of_run(values)
    assert [*answer["segmentations"]] == ["rfm", "lifecycle", "persona"]
    assert answer["segmentations"]["persona"]["scaler"] == "standard"
    assert answer["fields"]["invoices"]["quantity"] == "integer"
    assert answer["when_null"]["days_registered"] == "no_registration_date"
    assert answer["order_features"] + answer["persona_features"] == answer["features"]
    assert answer["axes"]["persona"] == ["component_1", "component_2", "component_3"]
    assert answer["axes"]["lifecycle"][0] == "days_to_first_order"
    assert answer["segment_columns"]["rfm"] == "rfm_cluster_segment"
    assert answer["most_components"] == 3


def test_clips_have_their_percentiles(values):
    features = {"gap": {"clip": [5, 95]}, "tenure": "clip", "recency": "none"}
    mine = {"mine": {"features": features}}
    values = {**values, "segmentation_overrides": mine}
    answer = of_run(values)
    assert answer["clips"]["mine"] == {"gap": [5, 95], "tenure": [1, 99]}
    assert answer["segmentations"]["mine"]["features"] == features


def test_what_is_built_from_the_customers_input(values):
    answer = of_run(values)
    assert answer["is_sample"]
    assert answer["spending_categories"][0] == "spent_on_wine"
    attributes = answer["attributes"]
    assert {"income", "registered_date", "total_spending"} <= set(attributes)
    assert not {"customer_id", "spent_on_wine", "kids_at_home"} & set(attributes)
    assert answer["readable_attributes"][-1] == "registered_date"
    assert "education" not in answer["readable_attributes"]


def test_mistakes_in_columns_are_said_with_the_others(values):
    wrong = {"invoice_columns": {"quantty": "x"}, "customer_columns": 5, "max_age": 0}
    with pytest.raises(SettingError) as raised:
        of_run({**values, **wrong})
    assert [sentence.split(";")[0] for sentence in str(raised.value).splitlines()] == [
        "Setting customer_columns is 5",
        "Setting max_age is 0",
        "Setting invoice_columns names quantty",
    ]


def test_a_model_is_known_by_the_expressions_that_it_uses(values):
    pieces = {"expression": "sum(quantity)", "words": "pieces", "unit": "pieces"}
    mine = {"features": {"gap": "none"}, "filter": "pieces > 1"}
    values |= {"own_features": {"pieces": pieces, "others": pieces}}
    values["segmentation_overrides"] = {"mine": mine}
    answer = of_run(values)
    segmentations = answer["segmentations"]
    assert segmentations["mine"]["own_features"] == {"pieces": "sum(quantity)"}
    assert "own_features" not in segmentations["rfm"]
    assert answer["conditions"] == {"pieces > 1": "try(pieces > 1\n)"}


def test_while_dbt_parses_macros_know_the_same_keys(values):
    text = (ROOT / "macros" / "settings" / "run_settings.sql").read_text()
    known = set(re.findall(r"'(\w+)':", text[: text.index("{% endif %}")]))
    answer = of_run(values)
    assert known - {"invoices", "customers"} <= set(answer)
