"""The rooms of the package: imports between them go one way."""

import ast
import re

import pytest

from tests.builds import ROOT

PACKAGE = ROOT / "python" / "customer_segmentation"
HALL = {
    *("build_folder", "errors", "packages", "published_files", "relations"),
    *("sql_text", "tables"),
}
"""Modules that belong to no room, and that every room may use."""

ROOMS = [
    *("worker", "settings", "inputs", "fitting", "evidence", "memory", "explaining"),
    *("report", "service", "publishing", "plugin"),
]
"""A room uses only those before it."""

MOST_ARROWS = 12
"""Pairs of rooms of which one uses the other; the hall does not count."""


def place(module: str) -> str:
    """The room, or the module of the hall, that a dotted name is in."""
    return module.split(".")[1]


def uses() -> set[tuple[str, str]]:
    """Pairs of a room and a room, or module of the hall, that it imports from."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                if node.module.startswith(f"{PACKAGE.name}."):
                    found.add((here, place(node.module)))
                elif node.module == PACKAGE.name:
                    found |= {(here, alias.name) for alias in node.names}
    return {(here, there) for here, there in found if here != there}


def test_every_module_is_in_a_room_or_in_the_hall():
    inside = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert inside - {"__pycache__"} == set(ROOMS)
    assert {path.stem for path in PACKAGE.glob("*.py")} == HALL | {"__init__"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_in_one_sentence_what_it_is_for(room):
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text()))
    assert said.endswith(".")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_only_those_before_it(room):
    allowed = HALL | set(ROOMS[: ROOMS.index(room)])
    assert {there for here, there in uses() if here == room} <= allowed


def test_the_hall_uses_no_room():
    assert not [pair for pair in uses() if pair[0] in HALL and pair[1] in ROOMS]


def test_rooms_do_not_use_more_and_more_of_each_other():
    between = [pair for pair in uses() if {*pair} <= {*ROOMS}]
    assert len(between) <= MOST_ARROWS, sorted(between)


def test_what_the_second_process_is_asked_for_is_in_the_package():
    """Models and macros name it in texts, which no import checks."""
    models = "".join(path.read_text() for path in (ROOT / "models").rglob("*.py"))
    publishing = (PACKAGE / "publishing" / "publications.py").read_text()
    macros = (ROOT / "macros" / "plugin" / "functions.sql").read_text()
    functions = re.findall(r'"(\w+)\.(\w+)\.(\w+)"', models + publishing)
    assert len(functions) == models.count("in_worker(") + publishing.count(".ask(")
    for room, module, function in functions:
        tree = ast.parse((PACKAGE / room / f"{module}.py").read_text())
        defined = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert function in [node.name for node in defined], function
    for room, module in re.findall(r"'(\w+)\.(\w+)'", macros):
        assert (PACKAGE / room / f"{module}.py").exists(), module


def test_tools_use_nothing_of_the_package():
    for path in (ROOT / "tools").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            assert not [name for name in names if name.startswith(PACKAGE.name)], path
