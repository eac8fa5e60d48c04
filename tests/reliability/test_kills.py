"""Whenever a build is killed, what was published stays whole and the next one works."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.builds import ROOT, built, dbt_build, in_child
from tests.reliability.versions import publish_number, read_version

STEPS = ("publications.py", "table_files.py", "version_folder.py")


def kill_at(step: int):
    """Publish, and kill the process at the n-th line of the modules that do it."""

    def run(folder, number) -> int:
        lines = 0

        def trace(frame, event, _):
            nonlocal lines
            if not frame.f_code.co_filename.endswith(STEPS):
                return None
            if event == "line":
                lines += 1
                if lines == step:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        publish_number(folder, number)
        sys.settrace(None)
        print(lines)
        return 0

    return run


def test_a_kill_at_any_line_of_the_publish_leaves_a_whole_version(tmp_path, soak):
    folder, said = tmp_path / "published", tmp_path / "said.txt"
    publish_number(folder, 0)
    code, lines = in_child(lambda: kill_at(0)(folder, 1), said)
    assert code == 0
    steps = range(1, int(lines), 1 if soak else 29)
    assert len(steps) >= 10
    before, kept = read_version(folder), 0
    for step in steps:
        code, _ = in_child(lambda step=step: kill_at(step)(folder, step), said)
        assert code == -signal.SIGKILL
        version = read_version(folder)
        assert version >= before
        kept += version == before
        before = version
    # The switch is one of the last lines: nearly all kills leave the version before.
    assert kept / len(steps) > 0.8
    publish_number(folder, -1)
    assert read_version(folder) > before
    names = [path.name for path in folder.iterdir()]
    assert len(names) == 4
    assert not [name for name in names if name.startswith(".")]


def test_a_kill_at_any_moment_of_a_build_leaves_a_whole_version(published_shop, soak):
    folder = published_shop.folder
    settings = {"invoices": str(folder / "invoices.csv"), "history_months": 1}
    began = time.monotonic()
    built(folder, **settings)
    lasted = time.monotonic() - began
    chance = random.Random(4)
    before = read_version(folder / "published")
    kills = 100 if soak else 1
    for _ in range(kills):
        moment = chance.uniform(0, 1.1 * lasted)
        build = dbt_build(folder, kill_after=moment, **settings)
        assert build.code in (-signal.SIGKILL, 0)
        version = read_version(folder / "published")
        assert version >= before
        before = version
    last = built(folder, **settings)
    assert read_version(folder / "published") > before
    assert last.query(LABELS).equals(published_shop.query(LABELS))
    names = [path.name for path in (folder / "published").iterdir()]
    assert len(names) == 4
    assert not [*folder.glob("*.input")]


LABELS = (
    "select customer_id, segmentation, segment_id, segment_name, model_version "
    "from marts.customer_segments order by all"
)


def test_a_fit_that_was_killed_scores_nobody(published_shop):
    """Models are read from the published version, whatever is in the warehouse."""
    folder = published_shop.folder
    before = published_shop.query(LABELS)
    with duckdb.connect(str(published_shop.warehouse)) as connection:
        connection.execute(
            "update segmentation.seg_parameters set value = 5, model_version = 'killed'"
        )
    frozen = dbt_build(
        folder,
        "--exclude",
        "tag:fit",
        invoices=str(folder / "invoices.csv"),
        history_months=1,
    )
    assert frozen.code == 0, frozen.output
    assert frozen.query(LABELS).equals(before)


def test_a_second_build_is_refused_with_the_process_of_the_first(published_shop):
    folder = published_shop.folder
    connection = duckdb.connect(str(published_shop.warehouse))
    with connection, pytest.MonkeyPatch.context() as patch:
        patch.setenv("WAREHOUSE_PATH", str(published_shop.warehouse))
        code, output = in_child(second_build, folder / "second.txt")
    assert code == 1
    said = " ".join(output.split())
    assert f"is in use by process {os.getpid()}" in said
    assert "Traceback" not in said


def second_build() -> int:
    dbt = str(Path(sys.executable).with_name("dbt"))
    return min(subprocess.run([dbt, "build"], cwd=ROOT, check=False).returncode, 1)
