import json

import pytest
import yaml

from customer_segmentation.errors import SettingError
from customer_segmentation.plugin.cluster import ClusterFunctions
from tests.builds import ROOT

OWN_FEATURE = {"expression": "count(*)", "words": "lines", "unit": "lines"}


class Cluster:
    """Stands in for an engine that knows no median, and no folder of ours."""

    def type_of(self, columns, text):
        if "median" in text:
            raise ValueError("there is no median")
        return "boolean" if ">" in text else "bigint"

    def problem_of_folder(self, folder):
        return "it is not there"


@pytest.fixture
def values():
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]


def test_an_input_is_looked_for_as_a_table():
    question = {"setting": "invoices", "path": "shop.lines"}
    answer = ClusterFunctions(Cluster()).ask("query_of_input", json.dumps(question))
    assert json.loads(answer) == {"answer": {"table": "`shop`.`lines`"}}


def test_a_file_of_the_user_is_refused_in_a_sentence():
    question = {"setting": "invoices", "path": "lines.csv"}
    answer = json.loads(
        ClusterFunctions(Cluster()).ask("query_of_input", json.dumps(question))
    )
    assert answer["problem"].startswith("Setting invoices is lines.csv, which only")


def test_no_file_is_read_here():
    functions = ClusterFunctions(Cluster())
    files = functions.files_of_input("shop.lines", ".")
    assert (files["paths"], files["is_csv"]) == ([], False)
    assert functions.changed_input("shop.lines") == ""
    assert functions.damaged_input("shop.lines") == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"date_format": "%d/%m/%Y"}, "read in the form iso only"),
        (
            {
                "own_features": {
                    "lines": {**OWN_FEATURE, "expression": "median(quantity)"}
                }
            },
            "is not understood by the cluster .there is no median",
        ),
        ({"shared_folder": "/mnt/shop"}, "do not share .it is not there"),
    ],
)
def test_what_the_cluster_does_not_understand_is_refused(values, changes, said):
    values = {**values, **changes}
    with pytest.raises(SettingError, match=said):
        ClusterFunctions(Cluster()).check_settings(values, "2026-01-01")


def test_what_both_engines_understand_is_taken(values):
    values["own_features"] = {"lines": OWN_FEATURE}
    values["segmentation_overrides"] = {"rfm": {"filter": "frequency > 1"}}
    settings = ClusterFunctions(Cluster()).check_settings(values, "2026-01-01")
    assert settings["own_features"]["lines"]["expression"] == "(count(*)\n)"
    assert settings["conditions"] == {"frequency > 1": "(frequency > 1\n)"}
