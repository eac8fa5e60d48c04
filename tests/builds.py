"""Builds of the project in folders of their own, in child processes.

A child is forked from a process that has parsed the project: it starts in no time, and
nothing of it is left when it ends.
"""

import contextlib
import functools
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt_common.clients.jinja import template_cache

from customer_segmentation.worker import client, tasks

ROOT = Path(__file__).parents[1]
SEGMENTATIONS = {"rfm", "lifecycle", "persona"}
ALL_FORMATS = ["parquet", "csv", "workbook", "report"]
WHAT_BUILDS_IMPORT = [
    f"customer_segmentation.{module}"
    for module in (
        *("evidence.algorithm_comparison", "evidence.costly_scores"),
        *("explaining.names", "explaining.rules", "fitting.parameters"),
        *("publishing.formats", "publishing.publications", "report.page"),
    )
]
WITHOUT_TESTS = ("--exclude-resource-type", "test")


@dataclass(frozen=True)
class Build:
    """A finished `dbt build`: what it said, and what it left."""

    code: int
    output: str
    folder: Path

    @property
    def said(self) -> str:
        """The output in one line."""
        return " ".join(self.output.split())

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @property
    def current(self) -> Path:
        return self.folder / "published" / "current"

    def query(self, sql: str) -> pd.DataFrame:
        """Read the warehouse."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.sql(sql).df()

    def rows(self, sql: str) -> list[tuple]:
        """Read rows of the warehouse."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def value(self, sql: str) -> object:
        """Read one cell of the warehouse."""
        return self.rows(sql)[0][0]


def dbt_build(
    folder: Path,
    *arguments: str,
    threads: int = 1,
    environment: dict[str, str] | None = None,
    kill_after: float | None = None,
    unit_tests: bool = False,
    **settings,
) -> Build:
    """Run `dbt build` with settings, in a warehouse below `folder`.

    Evidence and what people read take much of the time of a small build: a test that is
    about them says so, as one that is about unit tests. So do more threads than one,
    where two builds run beside each other on two cores.
    """
    folder.mkdir(parents=True, exist_ok=True)
    publish_dir = str(folder / "published")
    settings = {
        "publish_dir": publish_dir,
        "publish_formats": ["parquet", "csv"],
        "evidence": "quick",
        **settings,
    }
    environment = {
        "WAREHOUSE_PATH": str(folder / "warehouse.duckdb"),
        "DBT_PROFILES_DIR": str(profile_with(folder, threads)),
        **(environment or {}),
    }
    command = ["build", "--vars", json.dumps(settings), "--no-write-json"]
    command += ["--target-path", str(folder / "target")]
    command += ["--log-path", str(folder / "logs"), *arguments]
    if not unit_tests:
        command += ["--exclude-resource-type", "unit_test"]
    manifest = _parsed()

    def run() -> int:
        client.Worker = WorkerInHere
        os.chdir(ROOT)
        os.environ.update(environment)
        _set_what_was_parsed(manifest, settings)
        result = dbtRunner(manifest).invoke(command)
        if result.exception:
            print(result.exception)
        return 0 if result.success else 1

    code, output = in_child(run, folder / "said.txt", kill_after)
    return Build(code, output, folder)


class WorkerInHere:
    """Stands in for the second process of a build: its own would import all anew."""

    is_running = True

    def __init__(self, modules: list[str]) -> None:
        pass

    def ask(self, **question) -> None:
        client.succeed_or_raise(tasks.run(**question))

    def stop(self) -> None:
        pass


def built(folder: Path, *arguments: str, **settings) -> Build:
    """Run `dbt build`, which must succeed."""
    build = dbt_build(folder, *arguments, **settings)
    assert build.code == 0, build.output
    return build


def in_child(
    function: Callable[[], int], output: Path, kill_after: float | None = None
) -> tuple[int, str]:
    """Run a function in a forked process; returns its exit code and what it printed.

    With a number of seconds, the process is killed then, if it still runs.
    """
    child = start_child(function, output)
    if kill_after is not None:
        time.sleep(kill_after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output.read_text(errors="replace")


def start_child(function: Callable[[], int], output: Path) -> int:
    """Run a function in a forked process that goes on; returns its number."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _run_and_exit(function, output)
    return child


def _run_and_exit(function: Callable[[], int], output: Path) -> None:
    code = 70
    try:
        file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, 1)
        os.dup2(file, 2)
        sys.stdout = os.fdopen(1, "w")
        sys.stderr = os.fdopen(2, "w")
        code = function()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _set_what_was_parsed(manifest: Manifest, settings: dict) -> None:
    """Give a project that was parsed with the default settings those of a build."""
    nodes = manifest.nodes
    publications = nodes["model.customer_segmentation.publications"]
    for key in ("publish_dir", "publish_keep"):
        if key in settings:
            publications.config.meta[key] = settings[key]
    publications.config.meta["publish_formats"] = ",".join(settings["publish_formats"])
    names = settings.get("segmentations", SEGMENTATIONS) or ()
    overrides = settings.get("segmentation_overrides") or ()
    own_features = bool(settings.get("own_features"))
    own_segmentations = {*names, *overrides} != SEGMENTATIONS
    for name, own in (
        ("customers", own_features or own_segmentations),
        ("crm", own_segmentations),
        ("segment_profiles", own_features),
    ):
        contract = nodes[f"model.customer_segmentation.{name}"].config.contract
        contract.enforced = not own


@functools.cache
def _parsed() -> Manifest:
    """Parse the project, once for all builds."""
    folder = Path(tempfile.mkdtemp())
    here = Path.cwd()
    os.chdir(ROOT)
    os.environ["WAREHOUSE_PATH"] = str(folder / "warehouse.duckdb")
    try:
        paths = ["--target-path", str(folder), "--log-path", str(folder)]
        # The target ci has the unit tests.
        command = ["parse", "--target", "ci", "--quiet", "--no-write-json"]
        parsed = dbtRunner().invoke([*command, *paths])
    finally:
        os.chdir(here)
        shutil.rmtree(folder)
    assert parsed.success, parsed.exception
    # Templates that are compiled and modules that are imported here are there in every
    # child.
    for macro in parsed.result.macros.values():
        template_cache.get_node_template(macro)
    for module in WHAT_BUILDS_IMPORT:
        importlib.import_module(module)
    return parsed.result


def profile_with(folder: Path, threads: int) -> Path:
    """The project's profile with a number of threads for dbt and for DuckDB."""
    text = (ROOT / "profiles" / "profiles.yml").read_text()
    text = text.replace(
        "      settings:\n", f"      settings:\n        threads: {threads}\n"
    ).replace("env_var('DBT_THREADS', '2')", f"env_var('DBT_THREADS', '{threads}')")
    assert text.count(str(threads)) >= 2
    profiles = folder / "profiles"
    profiles.mkdir(exist_ok=True)
    (profiles / "profiles.yml").write_text(text)
    return profiles
