import pytest
import yaml

from customer_segmentation.errors import SettingError
from customer_segmentation.settings.checks import (
    all_segmentations,
    mistakes_in_settings,
    segment_column,
    written_in_project,
)
from tests.builds import ROOT


@pytest.fixture
def settings(monkeypatch):
    monkeypatch.chdir(ROOT)
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]


def test_the_settings_of_the_project_are_in_order(settings):
    assert mistakes_in_settings(settings) == []


def test_all_mistakes_are_said_at_once(settings):
    overrides = {
        "rfm": {"cluster": 3, "features": {"monetry": "none"}, "filter": "height > 2"},
        "mine": {"features": {"gap": "none"}, "pca_components": 2},
        "a b": {"features": {"gap": "none"}},
    }
    wrong = {"max_agee": 1, "decimal": "::", "segmentation_overrides": overrides}
    found = mistakes_in_settings({**settings, **wrong})
    assert [sentence[:62] for sentence in found] == [
        "There is no setting max_agee; did you mean max_age?",
        'Setting decimal is ::; it takes "." or ",".',
        "Segmentation rfm has no setting cluster; did you mean clusters",
        "Setting features of segmentation rfm names monetry; did you me",
        "Setting filter of segmentation rfm names the column height, wh",
        "Setting pca_components of segmentation mine is 2, and it has 1",
        "Segmentation a b needs a name of at most 40 lower-case letters",
    ]


def test_a_setting_that_is_missing_is_named_with_its_default(settings):
    del settings["max_age"]
    (sentence,) = mistakes_in_settings(settings)
    assert (
        sentence == "Setting max_age is missing in dbt_project.yml; its default is 90."
    )


def test_what_dbt_project_misspells_is_found(tmp_path):
    file = tmp_path / "dbt_project.yml"
    file.write_text(
        "name: shop\nvars:\n  max_agee: 3\n  shop: {decimall: '.'}\n  other: {x: 1}\n"
    )
    assert written_in_project(file) == ["max_agee", "other", "decimall"]


def test_no_value_makes_the_check_itself_fail(settings):
    for value in (None, ["x"], 10**9, {"x": None}, "", 0.5, True):
        assert mistakes_in_settings(dict.fromkeys(settings, value))


def test_overrides_are_merged_key_by_key():
    merged = all_segmentations(
        {
            "segmentations": {"rfm": {"features": {"gap": "none"}, "seed": 7}},
            "segmentation_overrides": {"rfm": {"clusters": 3}, "new": {"seed": 1}},
        }
    )
    assert merged["rfm"]["seed"] == 7
    assert merged["rfm"]["clusters"] == 3
    assert merged["new"]["algorithm"] == "kmeans"
    assert "features" not in merged["new"]


def test_a_segmentation_needs_a_column_of_its_own(settings):
    settings["segmentation_overrides"] = {
        "rfm_cluster": {"features": {"gap": "none"}},
        "campaign": {"features": {"gap": "none"}},
    }
    found = mistakes_in_settings(settings)
    assert [sentence.split(":")[0] for sentence in found] == [
        "Segmentation rfm_cluster needs another name",
        "Segmentation campaign needs another name",
    ]
    assert segment_column("mine") == "mine_segment"


def test_a_misspelt_segmentation_is_not_taken_for_a_new_one(settings):
    settings["segmentation_overrides"] = {"rmf": {"clusters": 3}}
    assert mistakes_in_settings(settings) == [
        "There is no segmentation rmf; did you mean rfm?"
    ]


def test_one_mistake_in_several_places_is_said_once(settings):
    settings["segmentation_overrides"] = {"rfm": {"cluster_range": ["a", "b"]}}
    assert len(mistakes_in_settings(settings)) == 1


def test_blanks_do_not_hide_a_filter(settings):
    settings["segmentation_overrides"] = {"rfm": {"filter": " none "}}
    (sentence,) = mistakes_in_settings(settings)
    assert "names the column none, which is not there" in sentence


def test_a_zero_byte_is_found_wherever_it_is(settings):
    settings["invoice_columns"] = {"country": "upper('\\x00')".replace("\\x00", "\0")}
    assert mistakes_in_settings(settings)[0] == (
        "Setting invoice_columns holds a zero byte; write it without."
    )


def test_the_folder_of_the_project_is_the_one_to_start_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingError, match="change to that folder and start it there"):
        written_in_project()


@pytest.mark.parametrize("value", [None, "rfm", ["rfm"]])
def test_overrides_of_nothing_are_no_reason_to_fail(settings, value):
    settings["segmentations"] = value
    settings["segmentation_overrides"] = {"rfm": {"clusters": 3}}
    found = mistakes_in_settings(settings)
    assert found[0].startswith("Setting segmentations is ")
    assert found[1].startswith("Setting features of segmentation rfm is absent; it")
