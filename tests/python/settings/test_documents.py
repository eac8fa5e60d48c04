import jsonschema
import pytest
import yaml

from customer_segmentation.settings.documents import documents, editor_schema
from tests.builds import ROOT


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)


def test_what_is_written_follows_from_the_settings():
    for path, text in documents(ROOT / "docs"):
        advice = "run python -m customer_segmentation.settings.documents"
        assert path.read_text(encoding="utf-8") == text, advice


def test_the_schema_takes_the_settings_of_the_project():
    settings = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    settings["segmentation_overrides"] = {"mine": {"features": {"gap": "log1p"}}}
    jsonschema.validate(settings, editor_schema())


@pytest.mark.parametrize(
    "settings",
    [
        {"max_agee": 1},
        {"history_months": 500},
        {"segmentation_overrides": {"rfm": {"cluster": 3}}},
        {"own_features": {"pieces": {"expression": "sum(quantity)"}}},
        {"segmentations": {"rfm": {"features": {"recency": "root"}}}},
    ],
)
def test_the_schema_refuses_what_a_build_refuses(settings):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(settings, editor_schema())
