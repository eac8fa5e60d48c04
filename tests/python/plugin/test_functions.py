import json
import re

import pytest
import yaml

from customer_segmentation.inputs.catalogue import InputFiles
from customer_segmentation.plugin import functions
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


def test_the_process_that_fits_models_is_started_with_its_modules(ask, monkeypatch):
    started = []
    monkeypatch.setattr(functions, "start_worker", lambda *names: started.append(names))
    modules = ["evidence.cluster_counts", "publishing.formats"]
    assert ask("start_worker", modules=modules)["answer"] is None
    assert started == [(*modules,)]


def test_what_nobody_thought_of_is_a_sentence_too(ask):
    said = ask("last_delivery", folder=5)["problem"]
    assert said.startswith("The plugin failed at last_delivery (TypeError: ")
    assert said.endswith("; please report it.")
