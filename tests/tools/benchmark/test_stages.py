import json

import pytest

from tests.benchmark.stages import (
    REST,
    STAGES,
    has_tag,
    seconds_by_node,
    seconds_by_stage,
    time_of_build,
)


def ran(node, start, end):
    """A result of dbt that was compiled and executed within a few seconds."""
    begun, middle, ended = (
        f"2026-01-01T00:00:{second:09.6f}Z" for second in (start, start, end)
    )
    return {
        "unique_id": node,
        "timing": [
            {"name": "compile", "started_at": begun, "completed_at": middle},
            {"name": "execute", "started_at": middle, "completed_at": ended},
        ],
    }


RESULTS = [
    ran("operation.p.start", 1, 2),
    ran("model.p.fit", 2, 8),
    ran("test.p.unique", 4, 6),
    ran("model.p.mart", 8.5, 9),
    ran("exposure.p.page", 9, 9.25),
    {"unique_id": "model.p.skipped", "timing": []},
]
MANIFEST = {
    "nodes": {
        "operation.p.start": {"resource_type": "operation", "fqn": ["p", "hooks"]},
        "model.p.fit": {
            "resource_type": "model",
            "fqn": ["p", "segmentation", "fitting", "fit"],
            "tags": ["fit"],
        },
        "test.p.unique": {"resource_type": "test", "fqn": ["p", "marts", "unique"]},
        "model.p.mart": {"resource_type": "model", "fqn": ["p", "marts", "mart"]},
    }
}


def test_nodes_side_by_side_share_their_time():
    assert seconds_by_node(RESULTS) == pytest.approx(
        {
            **{"operation.p.start": 1, "model.p.fit": 5, "test.p.unique": 1},
            **{"model.p.mart": 0.5, "exposure.p.page": 0.25},
        }
    )


def test_stages_add_up_to_the_whole_process():
    seconds = seconds_by_stage(seconds_by_node(RESULTS), MANIFEST, wall=12)
    assert list(seconds) == STAGES
    assert sum(seconds.values()) == pytest.approx(12)
    took = {stage: seconds[stage] for stage in STAGES if seconds[stage]}
    assert took == pytest.approx(
        {"hooks": 1, "fitting": 5, "marts": 0.5, "tests": 1, REST: 4.5}
    )


def test_a_build_is_read_from_the_target_folder_of_dbt(tmp_path):
    (tmp_path / "run_results.json").write_text(json.dumps({"results": RESULTS}))
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    stages, models = time_of_build(tmp_path, wall=12)
    assert stages["fitting"] == pytest.approx(5)
    assert list(models.items()) == [("fit", 5), ("mart", 0.5)]
    assert has_tag(tmp_path, "fit")
    assert not has_tag(tmp_path, "slow")
