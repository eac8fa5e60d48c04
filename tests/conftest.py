"""What tests share: a build of the project in a folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pytest

ROOT = Path(__file__).parents[1]
REAL_DATA = ROOT.parent / "shared" / "data"


@dataclass(frozen=True)
class Build:
    """A finished `dbt build`: what it said, and what it left."""

    code: int
    output: str
    folder: Path

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

    def value(self, sql: str) -> object:
        """Read one cell of the warehouse."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchone()[0]


def dbt_build(folder: Path, *arguments: str, threads: int | None = None, **settings):
    """Run `dbt build` with settings, in a warehouse below `folder`.

    Evidence takes most of the time of a small build: a test that is about it says so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    publish_dir = str(folder / "published")
    settings = {"publish_dir": publish_dir, "evidence": "quick", **settings}
    environment = os.environ | {"WAREHOUSE_PATH": str(folder / "warehouse.duckdb")}
    if threads is not None:
        environment["DBT_PROFILES_DIR"] = str(_profile(folder, threads))
    command = [
        str(Path(sys.executable).with_name("dbt")),
        "build",
        *("--vars", json.dumps(settings)),
        *("--target-path", str(folder / "target")),
        *("--log-path", str(folder / "logs")),
        *arguments,
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return Build(done.returncode, done.stdout + done.stderr, folder)


def _profile(folder: Path, threads: int) -> Path:
    """The project's profile with a number of threads for dbt and for DuckDB."""
    text = (ROOT / "profiles" / "profiles.yml").read_text()
    text = text.replace(
        "      type: duckdb",
        f"      type: duckdb\n      settings: {{threads: {threads}}}",
    ).replace("env_var('DBT_THREADS', '4')", f"env_var('DBT_THREADS', '{threads}')")
    assert text.count(str(threads)) >= 2
    profiles = folder / "profiles"
    profiles.mkdir(exist_ok=True)
    (profiles / "profiles.yml").write_text(text)
    return profiles


def built(folder: Path, *arguments: str, **settings) -> Build:
    """Run `dbt build`, which must succeed; unit tests need no second run here."""
    build = dbt_build(
        folder, "--exclude-resource-type", "unit_test", *arguments, **settings
    )
    assert build.code == 0, build.output
    return build


def real(name: str) -> str:
    """The path of a real data set; the test is skipped where it is absent."""
    path = REAL_DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not there: put it at {REAL_DATA}")
    return str(path)


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory) -> Build:
    return built(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory) -> Build:
    path = real("online_retail.parquet")
    return built(tmp_path_factory.mktemp("online_retail"), invoices=path)
