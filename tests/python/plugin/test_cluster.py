import json

import pytest
import yaml

from customer_segmentation.errors import SettingError
from customer_segmentation.plugin.cluster import ClusterFunctions
from tests.builds import ROOT

OWN_FEATURE = {"expression": "count(*)", "words": "lines", "unit": "lines"}


@pytest.fixture
def values():
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]


def test_an_input_is_looked_for_as_a_table():
    question = {"setting": "invoices", "path": "shop.lines"}
    answer = ClusterFunctions().ask("query_of_input", json.dumps(question))
    assert json.loads(answer) == {"answer": {"table": "`shop`.`lines`"}}


def test_a_file_of_the_user_is_refused_in_a_sentence():
    question = {"setting": "invoices", "path": "lines.csv"}
    answer = json.loads(ClusterFunctions().ask("query_of_input", json.dumps(question)))
    assert answer["problem"].startswith("Setting invoices is lines.csv, which only")


def test_no_file_is_read_here():
    functions = ClusterFunctions()
    files = functions.files_of_input("shop.lines", ".")
    assert (files["paths"], files["is_csv"]) == ([], False)
    assert functions.changed_input("shop.lines") == ""
    assert functions.damaged_input("shop.lines") == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"date_format": "%d/%m/%Y"}, "read in the form iso only"),
        (
            {"segmentation_overrides": {"rfm": {"filter": "frequency > 1"}}},
            "have the filter 'frequency > 1' in the SQL of DuckDB",
        ),
        (
            {"own_features": {"lines": OWN_FEATURE}},
            "in the SQL of DuckDB, which a cluster does not take so far",
        ),
    ],
)
def test_what_only_duckdb_understands_is_refused(values, changes, said):
    values = {**values, **changes}
    with pytest.raises(SettingError, match=said):
        ClusterFunctions().check_settings(values, "2026-01-01")
