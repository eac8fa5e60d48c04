"""Where the time of a build went: by node and by stage, from what dbt wrote down.

dbt leaves `run_results.json`, with the start and end of each node, and `manifest.json`,
which says what each node is, in its target folder.
"""

import json
from datetime import datetime
from itertools import pairwise
from pathlib import Path

REST = "start and end of dbt"
STAGES = [
    *("hooks", "seeds", "staging", "cleaning", "delivery", "features"),
    *("populations", "memory", "fitting", "evidence", "scoring", "explaining"),
    *("marts", "publish", "tests", REST),
]
"""In the order in which data flows; then what belongs to no layer."""

KINDS = {"operation": "hooks", "seed": "seeds", "test": "tests", "unit_test": "tests"}


def stage_of(node: dict) -> str:
    """Name the stage of a node of the manifest.

    A model's stage is its layer, or, in the layer `segmentation`, its folder. Tests,
    seeds and hooks are stages of their own.

    Examples
    --------
    >>> fqn = ["project", "segmentation", "fitting", "seg_parameters"]
    >>> stage_of({"resource_type": "model", "fqn": fqn})
    'fitting'
    >>> stage_of({"resource_type": "model", "fqn": ["project", "marts", "crm", "crm"]})
    'marts'
    >>> stage_of({"resource_type": "test", "fqn": ["project", "marts", "unique"]})
    'tests'
    """
    kind = node["resource_type"]
    if kind != "model":
        return KINDS.get(kind, REST)
    layer, below = node["fqn"][1:3]
    return below if layer == "segmentation" else layer


def seconds_by_node(results: list[dict]) -> dict[str, float]:
    """Divide the time of a build between its nodes.

    While several nodes run side by side, each gets an equal part of that time: they
    share the cores, and Python lets one of them run at a time. So the seconds of all
    nodes add up to the time in which any node ran, whatever the number of threads.

    Parameters
    ----------
    results : list of dict
        The `results` of `run_results.json`.

    Returns
    -------
    dict of str to float
        Unique id of a node to its seconds; nodes that did not run are left out.
    """
    spans = {
        result["unique_id"]: (
            _moment(result["timing"][0]["started_at"]),
            _moment(result["timing"][-1]["completed_at"]),
        )
        for result in results
        if result["timing"]
    }
    seconds = dict.fromkeys(spans, 0.0)
    moments = sorted({moment for span in spans.values() for moment in span})
    for begun, ended in pairwise(moments):
        running = [
            node
            for node, (start, end) in spans.items()
            if start <= begun and ended <= end
        ]
        for node in running:
            seconds[node] += (ended - begun) / len(running)
    return seconds


def seconds_by_stage(
    nodes: dict[str, float], manifest: dict, wall: float
) -> dict[str, float]:
    """Add up the seconds of nodes by stage.

    Parameters
    ----------
    nodes : dict of str to float
        Seconds by node.
    manifest : dict
        The content of `manifest.json`.
    wall : float
        Seconds of the whole process. What no node took is dbt's start and end, and
        what it does between nodes.

    Returns
    -------
    dict of str to float
        Every stage in the order of ``STAGES``; they add up to `wall`.
    """
    known = {**manifest["nodes"], **manifest.get("unit_tests", {})}
    seconds = dict.fromkeys(STAGES, 0.0)
    for node, of_node in nodes.items():
        # An exposure is a result too, without being a node.
        stage = stage_of(known[node]) if node in known else REST
        seconds[stage] = seconds.get(stage, 0.0) + of_node
    seconds[REST] += wall - sum(nodes.values())
    return seconds


def time_of_build(target: Path, wall: float) -> tuple[dict, dict]:
    """Seconds by stage, and by model with the slowest first, of the last build.

    Parameters
    ----------
    target : pathlib.Path
        The target folder of dbt.
    wall : float
        Seconds of the whole process.
    """
    results = json.loads((target / "run_results.json").read_text())["results"]
    manifest = json.loads((target / "manifest.json").read_text())
    nodes = seconds_by_node(results)
    models = {
        node.split(".")[-1]: round(seconds, 3)
        for node, seconds in sorted(nodes.items(), key=lambda pair: -pair[1])
        if node.startswith("model.")
    }
    return seconds_by_stage(nodes, manifest, wall), models


def has_tag(target: Path, tag: str) -> bool:
    """Whether a model of the project has a tag."""
    manifest = json.loads((target / "manifest.json").read_text())
    return any(tag in node.get("tags", ()) for node in manifest["nodes"].values())


def _moment(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
