"""Compare builds on Spark with one and two executors with a build on DuckDB.

    python -m tests.benchmark.cluster [--lines 1000000 10000000 30000000]
        [--executors 1 2] [--skewed]

Needs SPARK_HOME; `make bench-spark` sets it. Each executor has one core and 1 GB; all
run on this machine, beside dbt. One build each: default settings, but for evidence:
quick and no workbook or report. Tables go to the terminal.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from tests.benchmark.event_log import read_event_log, sums_of
from tests.benchmark.processes import ROOT, family, measure
from tests.spark import servers

MB = 2**20
MEMORY = 1024
"""Of an executor, in MB."""

SETTINGS = {"evidence": "quick", "publish_formats": ["parquet"]}

HEADER = (
    "| lines | engine | wall s | CPU s | CPU µs per line | dbt, MB | shuffled, MB "
    "| spilled, MB |\n|---|---|---|---|---|---|---|---|"
)


def generated(folder: Path, lines: int, skewed: bool) -> dict[str, str]:
    """Write invoices and customers; ``skewed``: one customer has a tenth of them."""
    command = [sys.executable, "-m", "tools.sample", "--lines", str(lines)]
    command += ["--format", "parquet", "--output", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=sys.stderr)
    paths = {kind: f"{folder}/{kind}.parquet" for kind in ("invoices", "customers")}
    if skewed:
        paths["invoices"] = f"{folder}/skewed.parquet"
        duckdb.sql(
            "copy (select * replace (case when file_row_number % 10 = 0 "
            "and customer_id != '' then (select min(customer_id) "
            f"from '{folder}/customers.parquet') else customer_id end as customer_id) "
            "exclude (file_row_number) from read_parquet("
            f"'{folder}/invoices.parquet', file_row_number = true)) "
            f"to '{paths['invoices']}' (format parquet)"
        )
    return paths


def dbt(folder: Path, settings: dict, environment: dict, *arguments: str) -> dict:
    """Run a build and measure it."""
    folder.mkdir(parents=True)
    settings = {**SETTINGS, **settings, "publish_dir": str(folder / "published")}
    command = [str(Path(sys.executable).with_name("dbt")), "build"]
    command += ["--vars", json.dumps(settings), "--target-path", str(folder / "target")]
    command += ["--log-path", str(folder), *arguments]
    return measure(command, folder / "log.txt", environment)


def on_duckdb(folder: Path, paths: dict[str, str]) -> dict:
    """Build on DuckDB, with as many threads as it takes."""
    return dbt(folder, paths, {"WAREHOUSE_PATH": str(folder / "warehouse.duckdb")})


def on_spark(folder: Path, paths: dict[str, str], executors: int) -> dict:
    """Build on a Spark of its own; adds its CPU, and ``stages`` of its event log."""
    log = folder / "events"
    log.mkdir(parents=True)
    more = {
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": str(log),
        "spark.eventLog.compress": "false",
    }
    home = Path(os.environ["SPARK_HOME"])
    server = servers.spark(home, folder / "server", executors, MEMORY, **more)
    with server as spark:
        settings = {**paths, "shared_folder": str(folder / "shared")}
        (folder / "shared").mkdir()
        environment = {"SPARK_REMOTE": spark.remote}
        measured = dbt(folder / "build", settings, environment, "--target", "spark")
        measured["cpu"] += sum(map(cpu_seconds, family(spark.process)))
    return {**measured, "stages": read_event_log(log)}


def cpu_seconds(process: int) -> float:
    """What a process that still runs has used, with its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def row(lines: int, engine: str, measured: dict) -> str:
    """Write one row of the table."""
    sums = sums_of(measured.get("stages", {}))
    cells = [f"{lines:,}", engine, f"{measured['wall']:.0f}", f"{measured['cpu']:.0f}"]
    cells += [f"{measured['cpu'] / lines * 1e6:.0f}", f"{measured['memory']:.0f}"]
    if "stages" in measured:
        cells += [f"{sums['shuffled'] / MB:,.0f}", f"{sums['spilled'] / MB:,.0f}"]
    else:
        cells += ["", ""]
    return f"| {' | '.join(cells)} |"


def heaviest(stages: dict[str, dict], most: int = 8) -> str:
    """Name the models that shuffle and spill most."""
    ranked = sorted(stages, key=lambda node: -stages[node]["shuffled"])[:most]
    return "; ".join(
        f"{node} {stages[node]['shuffled'] / MB:,.0f} MB shuffled, "
        f"{stages[node]['spilled'] / MB:,.0f} spilled, {stages[node]['seconds']:.0f} s"
        for node in ranked
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    lines = [1_000_000, 10_000_000, 30_000_000]
    parser.add_argument("--lines", type=int, nargs="+", default=lines)
    parser.add_argument("--executors", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--skewed", action="store_true")
    options = parser.parse_args()
    if "SPARK_HOME" not in os.environ:
        sys.exit(
            "There is no SPARK_HOME; run make bench-spark, which installs a Spark."
        )
    print(HEADER, flush=True)
    for number in options.lines:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = generated(folder, number, options.skewed)
            print(
                row(number, "DuckDB", on_duckdb(folder / "duckdb", paths)), flush=True
            )
            for executors in options.executors:
                measured = on_spark(folder / f"spark-{executors}", paths, executors)
                engine = f"Spark, {executors} executor{'s' * (executors > 1)}"
                print(row(number, engine, measured), flush=True)
                print(heaviest(measured["stages"]), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
