import json
import re

import pytest
import yaml

from customer_segmentation.inputs.catalogue import InputFiles
from customer_segmentation.plugin.functions import Functions
from tests.builds import ROOT


@pytest.fixture
def ask(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    functions = Functions(InputFiles(tmp_path / "copies"))

    def ask(function, **question):
        return json.loads(functions.ask(function, json.dumps(question)))

    return ask


@pytest.fixture
def values():
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]


def test_there_is_one_macro_for_each_function():
    text = (ROOT / "macros" / "plugin" / "functions.sql").read_text()
    asked = re.findall(r"ask_plugin\(\s*'(\w+)'", text)
    public = [each for each in vars(Functions) if each[0] != "_" and each != "ask"]
    assert asked == public


def test_nothing_else_names_the_functions_of_the_plugin():
    for path in (ROOT / "macros").rglob("*.sql"):
        if path.parent.name != "plugin":
            assert "ask_plugin(" not in path.read_text(), path


def test_all_settings_are_named(ask, values):
    assert ask("setting_names")["answer"] == [*values]


def test_what_macros_need_to_know(ask, values):
    answer = ask("check_settings", values=values, today="2024-05-01")["answer"]
    assert [*answer["segmentations"]] == ["rfm", "lifecycle", "persona"]
    assert answer["segmentations"]["persona"]["scaler"] == "standard"
    assert answer["fields"]["invoices"]["quantity"] == "integer"
    assert answer["when_null"]["days_registered"] == "no_registration_date"
    assert answer["order_features"] + answer["persona_features"] == answer["features"]
    assert answer["axes"]["persona"] == ["component_1", "component_2", "component_3"]
    assert answer["axes"]["lifecycle"][0] == "days_to_first_order"
    assert answer["segment_columns"]["rfm"] == "rfm_cluster_segment"
    assert answer["most_components"] == 3


def test_clips_have_their_percentiles(ask, values):
    features = {"gap": {"clip": [5, 95]}, "tenure": "clip", "recency": "none"}
    mine = {"mine": {"features": features}}
    values = {**values, "segmentation_overrides": mine}
    answer = ask("check_settings", values=values, today="2024-05-01")["answer"]
    assert answer["clips"]["mine"] == {"gap": [5, 95], "tenure": [1, 99]}
    assert answer["segmentations"]["mine"]["features"] == features


def test_what_is_built_from_the_customers_input(ask, values):
    answer = ask("check_settings", values=values, today="2024-05-01")["answer"]
    assert answer["is_sample"]
    assert answer["spending_categories"][0] == "spent_on_wine"
    attributes = answer["attributes"]
    assert {"income", "registered_date", "total_spending"} <= set(attributes)
    assert not {"customer_id", "spent_on_wine", "kids_at_home"} & set(attributes)
    assert answer["readable_attributes"][-1] == "registered_date"
    assert "education" not in answer["readable_attributes"]


def test_mistakes_in_columns_are_said_with_the_others(ask, values):
    wrong = {"invoice_columns": {"quantty": "x"}, "customer_columns": 5, "max_age": 0}
    said = ask("check_settings", values={**values, **wrong}, today="2024-05-01")
    assert [sentence.split(";")[0] for sentence in said["problem"].splitlines()] == [
        "Setting customer_columns is 5",
        "Setting max_age is 0",
        "Setting invoice_columns names quantty",
    ]


def test_which_files_an_input_is(ask, tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,é\n", encoding="latin-1")
    path = str(tmp_path / "*.csv")
    answer = ask("files_of_input", path=path, decimal=".")["answer"]
    assert answer["in_latin_1"] == [str(tmp_path / "a.csv")]
    assert answer["is_csv"]
    assert answer["source_file"].startswith("case scans.file_path when")
    assert ask("changed_input", path=path)["answer"] == ""
    assert ask("damaged_input", path=path)["answer"] == ""
    nothing = ask("files_of_input", path="", decimal=".")["answer"]
    assert nothing["paths"] == []


def test_what_was_published_last(ask, tmp_path):
    assert ask("last_delivery", folder=str(tmp_path))["answer"]["last"] == {}
    (tmp_path / "file").write_text("")
    said = ask("last_delivery", folder=str(tmp_path / "file"))["problem"]
    assert said.endswith("which is a file; name a folder.")


def test_paths_and_packages(ask):
    assert ask("absolute_paths", paths=["/a/../b"])["answer"] == ["/b"]
    assert ask("missing_package", name="no_such")["answer"] == "no_such"


def test_what_nobody_thought_of_is_a_sentence_too(ask):
    said = ask("last_delivery", folder=5)["problem"]
    assert said.startswith("The plugin failed at last_delivery (TypeError: ")
    assert said.endswith("; please report it.")


def test_a_model_is_known_by_the_expressions_that_it_uses(ask, values):
    pieces = {"expression": "sum(quantity)", "words": "pieces", "unit": "pieces"}
    mine = {"features": {"gap": "none"}, "filter": "pieces > 1"}
    values |= {"own_features": {"pieces": pieces, "others": pieces}}
    values["segmentation_overrides"] = {"mine": mine}
    answer = ask("check_settings", values=values, today="2024-05-01")["answer"]
    segmentations = answer["segmentations"]
    assert segmentations["mine"]["own_features"] == {"pieces": "sum(quantity)"}
    assert "own_features" not in segmentations["rfm"]
    assert answer["conditions"] == {"pieces > 1": "try(pieces > 1\n)"}


def test_while_dbt_parses_macros_know_the_same_keys(ask, values):
    text = (ROOT / "macros" / "settings" / "run_settings.sql").read_text()
    known = set(re.findall(r"'(\w+)':", text[: text.index("{% endif %}")]))
    answer = ask("check_settings", values=values, today="2024-05-01")["answer"]
    assert known - {"invoices", "customers"} <= set(answer)
