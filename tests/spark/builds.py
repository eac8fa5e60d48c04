"""Builds on a target of Spark, and what they published beside a build on DuckDB."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import duckdb

from tests.builds import ROOT, Build

DIFFERENT = {"publications"}
"""Tables that tell one publication from another."""

TIMES = {"fitted_at"}
"""Columns that do."""


def start_on_cluster(folder: Path, remote: str, *arguments: str, **settings):
    """Start `dbt build` in a process of its own, whose output goes to said.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"publish_dir": str(folder / "published"), **settings}
    settings = {"publish_formats": ["parquet", "csv"], "evidence": "quick", **settings}
    dbt = str(Path(sys.executable).with_name("dbt"))
    command = [dbt, "build", "--target", "sail"]
    command += ["--vars", json.dumps(settings), "--log-path", str(folder / "logs")]
    command += ["--target-path", str(folder / "target"), *arguments]
    with (folder / "said.txt").open("w") as said:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "SPARK_REMOTE": remote},
        )


def build_on_cluster(folder: Path, remote: str, *arguments: str, **settings) -> Build:
    """Run `dbt build` on a server of Spark Connect."""
    process = start_on_cluster(folder, remote, *arguments, **settings)
    code = process.wait(timeout=900)
    return Build(code, (folder / "said.txt").read_text(), folder)


def session_of_its_own(remote: str) -> str:
    """The address of a server with a session that no other build has."""
    return f"{remote}/;session_id={uuid.uuid4()}"


def differences(one: Build, other: Build) -> list[str]:
    """Name the columns in which two published versions differ.

    Decimals, texts and dates are the same; doubles agree to nine digits.
    """
    found = []
    with duckdb.connect() as connection:
        for name, build in (("one", one), ("other", other)):
            file = build.current / "segments.duckdb"
            connection.execute(f"attach '{file}' as {name} (read_only)")
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'one'"
        ).fetchall()
        assert len(tables) > 20
        for (table,) in tables:
            if table not in DIFFERENT:
                found += _differences(connection, table)
    return found


def _differences(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    types = [
        dict(
            row[:2]
            for row in connection.execute(f"describe {place}.{table}").fetchall()
        )
        for place in ("one", "other")
    ]
    if [*types[0].items()] != [*types[1].items()]:
        return [f"{table} has columns {types[0]} and {types[1]}"]
    # A value on the border of two roundings may be rounded up and down. One of the two
    # factors leaves it in the middle.
    counts = [_rows_that_differ(connection, table, types[0], f) for f in (1, 1 + 3e-10)]
    return [f"{table}: {counts[0]} rows"] if all(any(count) for count in counts) else []


def _rows_that_differ(
    connection: duckdb.DuckDBPyConnection, table: str, types: dict, factor: float
) -> tuple[int, int]:
    columns = ", ".join(
        f"case when {column} = 0 then 0 else round({column} * {factor!r}, 9 - "
        f"cast(floor(log10(abs(nullif({column}, 0)))) as integer)) end"
        if kind == "DOUBLE"
        else column
        for column, kind in types.items()
        if column not in TIMES
    )
    return connection.execute(
        f"select (select count(*) from (select {columns} from one.{table} except all "
        f"select {columns} from other.{table})), "
        f"(select count(*) from (select {columns} from other.{table} except all "
        f"select {columns} from one.{table}))"
    ).fetchone()
