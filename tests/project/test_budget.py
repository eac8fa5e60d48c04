"""What a build costs: nodes by kind and models by stage, against a declared budget.

Seconds differ between machines and between runs; the number of nodes does not.
`make bench` measures the seconds of each stage.
"""

import json
import tomllib
from collections import Counter

import pytest

from tests.benchmark.stages import STAGES, stage_of
from tests.builds import ROOT

FILE = "tests/project/budget.toml"
BUDGET = tomllib.loads((ROOT / FILE).read_text())
COSTS = (
    "At each build, a table costs every user about 40 ms of CPU time, a view 30 and a "
    "data test 17. Can a node that is already there do the work? If not, raise the "
    f"number in {FILE} in the same commit, and say why in CHANGELOG.md."
)


def kinds_of(node: dict) -> list[str]:
    """What a node of the manifest counts as: itself, and each of its hooks."""
    kind = node["resource_type"]
    if kind != "model":
        names = {"test": "data test", "operation": "hook of the project"}
        return [names.get(kind, kind)]
    config = node["config"]
    # A model that is ephemeral is part of the queries of its readers.
    if config["materialized"] == "ephemeral":
        return []
    hooks = len(config["pre-hook"]) + len(config["post-hook"])
    if node["language"] == "python":
        itself = "Python model"
    else:
        itself = "view" if config["materialized"] == "view" else "table"
    return [itself, *["hook of a model"] * hooks]


@pytest.fixture(scope="module")
def nodes(sample_build):
    """Those of the target ci; unit tests, which only it has, are not among them."""
    path = sample_build.folder / "target" / "manifest.json"
    return json.loads(path.read_text())["nodes"].values()


def over(counted: Counter, budget: dict[str, int]) -> str:
    """Say what is above its number; what has no number may not be there."""
    return ", ".join(
        f"{name}: {number} where the budget is {budget.get(name, 0)}"
        for name, number in counted.items()
        if number > budget.get(name, 0)
    )


def test_a_build_has_no_more_nodes_of_a_kind_than_declared(nodes):
    counted = Counter(kind for node in nodes for kind in kinds_of(node))
    too_many = over(counted, BUDGET["kinds"])
    assert not too_many, f"{too_many}. {COSTS}"


def test_a_stage_has_no_more_models_than_declared(nodes):
    models = [node for node in nodes if node["resource_type"] == "model"]
    counted = Counter(stage_of(node) for node in models if kinds_of(node))
    assert set(counted) <= set(STAGES), "a new layer is a stage of tests/benchmark too"
    too_many = over(counted, BUDGET["models"])
    assert not too_many, f"{too_many}. {COSTS}"


def test_what_is_above_its_number_or_has_none_is_named():
    counted = Counter({"table": 3, "view": 2, "seed": 1})
    assert over(counted, {"table": 2, "view": 2}) == (
        "table: 3 where the budget is 2, seed: 1 where the budget is 0"
    )


def test_a_model_counts_as_itself_and_its_hooks():
    config = {"materialized": "view", "pre-hook": [], "post-hook": [{}, {}]}
    model = {"resource_type": "model", "language": "sql", "config": config}
    assert kinds_of(model) == ["view", "hook of a model", "hook of a model"]
    config["materialized"] = "ephemeral"
    assert kinds_of(model) == []
    assert kinds_of({"resource_type": "test"}) == ["data test"]
