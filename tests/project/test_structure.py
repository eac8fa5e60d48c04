"""Rules of the project: what every model, column, module and file has."""

import ast
import re
from collections import Counter
from statistics import median

import pytest

from customer_segmentation.report.contents import TOTALS
from tests.builds import ROOT

PREFIXES = {
    "staging": "stg_",
    "cleaning": "int_",
    "delivery": "delivery_",
    "features": "feat_",
    "segmentation": "seg_",
    "marts": "",
    "publish": "",
}
MODELS = sorted(
    path for path in (ROOT / "models").rglob("*") if path.suffix in (".sql", ".py")
)
PACKAGE = ROOT / "python" / "customer_segmentation"
TOOLS = ROOT / "tools"
MODULES = sorted(
    path
    for folder in (PACKAGE, TOOLS)
    for path in folder.rglob("*.py")
    if path.name != "__init__.py"
)
WRITTEN = sorted(
    path
    for folder in (
        *("macros", "models", "python", "seeds/lookups", "tests", "tools", "profiles"),
    )
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".sql", ".yml", ".py", ".toml")
)


def names(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", MODELS, ids=names(MODELS))
def test_a_model_is_named_after_its_layer_and_has_its_yaml(path):
    layer = path.relative_to(ROOT / "models").parts[0]
    assert path.name.startswith(PREFIXES[layer])
    if not PREFIXES[layer]:
        assert not path.name.startswith(tuple(filter(None, PREFIXES.values())))
    assert path.with_suffix(".yml").exists()


@pytest.mark.parametrize("path", MODELS, ids=names(MODELS))
def test_a_model_reads_top_to_bottom_and_is_short(path):
    text = path.read_text()
    if path.suffix == ".py":
        assert len(text.splitlines()) <= 25
        return
    lines = [line for line in text.splitlines() if line.strip()]
    assert any(re.fullmatch(r"select \* from \w+", line) for line in lines[-2:])
    assert "config(" not in text
    assert len(text.splitlines()) <= 80


def test_half_of_the_models_fit_on_a_screen():
    lengths = [
        len(path.read_text().splitlines()) for path in MODELS if path.suffix == ".sql"
    ]
    assert median(lengths) <= 40


def test_comments_stand_where_a_reader_stops():
    lines = [
        line.strip()
        for path in MODELS
        if path.suffix == ".sql"
        for line in path.read_text().splitlines()
    ]
    share = sum(line.startswith("--") for line in lines) / len(lines)
    assert 0.03 <= share <= 0.06


def test_no_folder_has_more_models_than_one_takes_in_at_a_glance():
    folders = Counter(path.parent.relative_to(ROOT / "models") for path in MODELS)
    assert max(folders.values()) <= 14, folders.most_common(1)


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_is_short_and_has_a_test_twin(path):
    name = "test_main.py" if path.stem == "__main__" else f"test_{path.name}"
    if path.is_relative_to(PACKAGE):
        twin = ROOT / "tests" / "python" / path.relative_to(PACKAGE)
    else:
        twin = ROOT / "tests" / path.relative_to(ROOT)
    assert twin.with_name(name).exists()
    assert len(path.read_text().splitlines()) <= 250


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_everything_public_has_a_docstring(path):
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for node in [*tree.body, *(member for each in classes for member in each.body)]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_nothing_is_unpickled_evaluated_or_fetched(path):
    text = path.read_text()
    tree = ast.parse(text)
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not imported & {"pickle", "joblib", "socket", "urllib", "requests"}
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("path", WRITTEN, ids=names(WRITTEN))
def test_lines_are_short_enough_to_read(path):
    # Rows of unit tests are tables: they stay on one line each.
    limit = 220 if path.name.endswith("_unit_tests.yml") else 100
    described = "description:" if path.suffix == ".yml" else None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if described and described in line:
            continue
        assert len(line) <= limit, f"{number}: {line}"


def test_the_page_adds_up_nothing_but_totals():
    pattern = r"\b(sum|avg|count|median|quantile\w*|percentile\w*)\("
    for path in (PACKAGE / "report").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            text = getattr(node, "value", None)
            if isinstance(text, str) and re.search(r"\bfrom \w", text):
                assert text == TOTALS or not re.search(pattern, text), path.name


def test_nothing_is_left_to_do():
    for path in WRITTEN:
        if path.name == "test_structure.py":
            continue
        assert not re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text()), path


def test_no_path_of_a_machine_and_no_host_of_a_registry_is_written():
    pattern = re.compile(
        r"(?<![\w.])/(home|root|work|tmp)/|files\.pythonhosted|://pypi"
    )
    for path in [*WRITTEN, *ROOT.glob("*.lock"), ROOT / "Makefile"]:
        if path.name == "test_structure.py":
            continue
        assert not pattern.search(path.read_text()), path


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-spark.lock"])
def test_a_lock_is_exact_and_hashed(lock):
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    for line in text.splitlines():
        assert re.match(
            r"^[a-z0-9-]+(\[[a-z]+\])?==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", line
        ), line


def test_the_lock_stays_below_the_next_releases():
    text = (ROOT / "requirements.lock").read_text()
    assert "\nduckdb==1." in text
    assert re.search(r"^dbt-core==1\.11\.", text, re.M)
