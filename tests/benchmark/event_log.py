"""What Spark wrote of its stages: time, bytes shuffled and spilled, by model of dbt."""

import json
import re
from collections import defaultdict
from pathlib import Path

NODE = re.compile(r"node_id\W+[a-z]+\.customer_segmentation\.([a-z_0-9]+)")
"""In the comment with which dbt begins each statement."""

METRICS = {
    "internal.metrics.shuffle.write.bytesWritten": "shuffled",
    "internal.metrics.diskBytesSpilled": "spilled",
    "internal.metrics.executorRunTime": "seconds",
}


def read_event_log(folder: Path) -> dict[str, dict[str, float]]:
    """Add up the stages of each model.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of event logs, uncompressed.

    Returns
    -------
    dict
        Model, or "" for what is no model -> ``shuffled`` and ``spilled`` in bytes and
        ``seconds`` of executors.
    """
    found: dict[str, dict[str, float]] = defaultdict(
        lambda: dict.fromkeys(METRICS.values(), 0)
    )
    executions: dict[str, str] = {}
    nodes: dict[int, str] = {}
    files = (path for path in folder.rglob("*") if path.is_file())
    for line in (line for path in files for line in path.open(errors="replace")):
        if "SparkListenerSQLExecutionStart" in line[:90]:
            event = json.loads(line)
            node = NODE.search(event.get("details") or "")
            executions[str(event["executionId"])] = node[1] if node else ""
        elif '"SparkListenerJobStart"' in line[:60]:
            event = json.loads(line)
            execution = (event.get("Properties") or {}).get("spark.sql.execution.id")
            for stage in event["Stage IDs"]:
                nodes.setdefault(stage, executions.get(execution, ""))
        elif '"SparkListenerStageCompleted"' in line[:60]:
            stage = json.loads(line)["Stage Info"]
            sums = found[nodes.get(stage["Stage ID"], "")]
            for metric in stage["Accumulables"]:
                if metric["Name"] in METRICS:
                    unit = 1000 if metric["Name"].endswith("RunTime") else 1
                    sums[METRICS[metric["Name"]]] += float(metric["Value"]) / unit
    return dict(found)


def sums_of(stages: dict[str, dict[str, float]]) -> dict[str, float]:
    """Add up all models.

    >>> sums_of({"a": {"shuffled": 1}, "b": {"shuffled": 2}})["shuffled"]
    3
    """
    return {
        metric: sum(of_model.get(metric, 0) for of_model in stages.values())
        for metric in METRICS.values()
    }
