import json
from pathlib import Path

import pytest

from tests.benchmark import works
from tests.benchmark.works import BUILD, SCORING, SCRIPT, SCRIPT_ALONE, SWITCHES


@pytest.fixture
def started(monkeypatch):
    """Commands that were started, each of which takes a second and does nothing."""
    commands = []

    def measure(command, log, environment=None):
        commands.append((command, environment or {}))
        if "build" in command:
            target = Path(command[command.index("--target-path") + 1])
            target.mkdir(exist_ok=True)
            tagged = {"model.p.fit": {"tags": ["fit"]}}
            (target / "manifest.json").write_text(json.dumps({"nodes": tagged}))
            (target / "run_results.json").write_text(json.dumps({"results": []}))
        return {"wall": 1.0, "cpu": 1.0, "memory": 1.0}

    monkeypatch.setattr(works, "measure", measure)
    return commands


def kind(command, environment):
    if "parse" in command:
        return "parse"
    if "build" not in command:
        return SCRIPT_ALONE if environment else SCRIPT
    return SCORING if "tag:fit" in command else BUILD


def test_sides_are_measured_in_turns_after_an_unmeasured_time(started, tmp_path):
    work = works.Work("a", "A", {"invoices": "a.parquet"}, tmp_path / "a.parquet")
    measured = works.measure_work(work, rounds=2)
    turn = [SCRIPT, SCRIPT_ALONE, BUILD, SCORING]
    kinds = [kind(*each) for each in started]
    assert kinds == [SCRIPT, BUILD, "parse", *turn, *turn]
    assert list(measured["rounds"]) == turn
    assert all(len(runs) == 2 for runs in measured["rounds"].values())
    assert len(measured["stages_of_rounds"]) == 2


def test_a_build_has_default_settings_in_a_warehouse_of_its_own(started):
    works.measure_work(works.Work("a", "A", {"invoices": "a.parquet"}), rounds=1)
    folders = set()
    for command, environment in started:
        settings = json.loads(command[command.index("--vars") + 1])
        assert settings.keys() == {"invoices", "publish_dir"}
        folders.add(Path(environment["WAREHOUSE_PATH"]).parent)
        assert Path(settings["publish_dir"]).parent in folders
    assert len(folders) == 1


def test_a_switch_keeps_its_parsed_project(started):
    work = works.Work("a", "A", scoring=False, switches=True)
    assert list(works.measure_work(work, rounds=1)["rounds"]) == [
        *(BUILD, *(switch.name for switch in SWITCHES)),
    ]
    targets = [command[command.index("--target-path") + 1] for command, _ in started]
    prepared, measured = targets[: len(targets) // 2], targets[len(targets) // 2 :]
    assert len(set(measured)) == 1 + len(SWITCHES)
    assert prepared == measured


def test_the_script_does_not_get_more_lines_than_it_survives(monkeypatch):
    asked = []
    monkeypatch.setattr(
        works.subprocess, "run", lambda command, **_: asked.append(command)
    )
    with works.generated(works.SCRIPT_SURVIVES) as work:
        assert work.script_reads == Path(work.settings["invoices"])
        assert work.script_reads.parent.exists()
    assert not work.script_reads.parent.exists()
    with works.generated(works.SCRIPT_SURVIVES + 1) as work:
        assert work.script_reads is None
    assert [command[4] for command in asked] == ["50000000", "50000001"]
