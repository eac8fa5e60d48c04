"""Compare `dbt build` with the script that people write, side by side.

    python tests/benchmark/compare.py [--rounds 5] [--lines 10000000]

Whole processes, in turns, median of the rounds; the script with the threads that
libraries take by default and with one, the build first into an empty folder and then
again, when dbt has parsed the project before, with and without the costly evidence.
Online Retail is read from
../shared/data where it is there; large input is generated.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ONLINE_RETAIL = ROOT.parent / "shared" / "data" / "online_retail.parquet"
AGAIN = "dbt build, again"
QUICK = "dbt build, again, evidence: quick"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def measure(command: list[str], folder: Path, environment: dict[str, str]) -> dict:
    """Run a process; return its seconds of wall and CPU, and peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    log = folder / "log.txt"
    start = time.perf_counter()
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{command} failed:\n{log.read_text()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, "memory": usage.ru_maxrss / 1024}


def empty(folder: Path) -> None:
    """Remove what builds have made, dbt's parsed project included."""
    for made in ("warehouse.duckdb", "published", "target"):
        path = folder / made
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def build(folder: Path, settings: dict) -> dict:
    """Measure a full `dbt build`, all tests included."""
    settings = {**settings, "publish_dir": str(folder / "published")}
    command = [
        str(Path(sys.executable).with_name("dbt")),
        *("build", "--vars", json.dumps(settings)),
        *("--target-path", str(folder / "target"), "--log-path", str(folder)),
    ]
    return measure(
        command, folder, {"WAREHOUSE_PATH": str(folder / "warehouse.duckdb")}
    )


def script(folder: Path, invoices: Path, environment: dict[str, str]) -> dict:
    """Measure the script."""
    baseline = str(Path(__file__).with_name("baseline.py"))
    command = [sys.executable, baseline, str(invoices), str(folder)]
    return measure(command, folder, environment)


def compare(title: str, settings: dict, rounds: int) -> None:
    """Run the three in turns and print their medians."""
    invoices = Path(settings["invoices"])
    runs: dict[str, list[dict]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(rounds):
            print(f"{title}: round {number + 1} of {rounds}", file=sys.stderr)
            runs.setdefault("script, default threads", []).append(
                script(folder, invoices, {})
            )
            runs.setdefault("script, one thread", []).append(
                script(folder, invoices, ONE_THREAD)
            )
            empty(folder)
            runs.setdefault("dbt build, first", []).append(build(folder, settings))
            runs.setdefault(AGAIN, []).append(build(folder, settings))
            slowest = time_by_model(folder / "log.txt")
            runs.setdefault(QUICK, []).append(
                build(folder, {**settings, "evidence": "quick"})
            )
    report(title, runs)
    print("\nTime by model, last round: " + ", ".join(slowest[:12]) + "\n")


def report(title: str, runs: dict[str, list[dict]]) -> None:
    """Print a Markdown table of medians; the last columns are ratios of wall time."""
    medians = {
        name: {key: statistics.median(run[key] for run in of) for key in of[0]}
        for name, of in runs.items()
    }
    print(f"\n| {title} | wall, s | CPU, s | memory, MB | of script | of one thread |")
    print("|---|---|---|---|---|---|")
    script_wall, one_thread_wall = (row["wall"] for row in [*medians.values()][:2])
    for name, row in medians.items():
        print(
            f"| {name} | {row['wall']:.1f} | {row['cpu']:.1f} | {row['memory']:,.0f} "
            f"| {row['wall'] / script_wall:.2f} | {row['wall'] / one_thread_wall:.2f} |"
        )
    evidence = medians[AGAIN]["cpu"] - medians[QUICK]["cpu"]
    print(f"\nThe costly evidence takes {evidence:.1f} CPU seconds.")


def time_by_model(log: Path) -> list[str]:
    """List models of a dbt log with their seconds, the slowest first."""
    pattern = r"created .* model \w+\.(\w+) .*OK in ([0-9.]+)s"
    found = re.findall(pattern, log.read_text())
    ordered = sorted(found, key=lambda pair: -float(pair[1]))
    return [f"{name} {seconds}" for name, seconds in ordered]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lines", type=int, default=10_000_000)
    options = parser.parse_args()
    if ONLINE_RETAIL.exists():
        compare("Online Retail", {"invoices": str(ONLINE_RETAIL)}, options.rounds)
    else:
        print(f"Online Retail is skipped: it is not at {ONLINE_RETAIL}.")
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(
            [
                *(sys.executable, "-m", "tools.sample"),
                *("--lines", str(options.lines), "--format", "parquet"),
                *("--output", name),
            ],
            check=True,
        )
        settings = {
            kind: f"{name}/{kind}.parquet" for kind in ("invoices", "customers")
        }
        compare(f"{options.lines:,} lines", settings, options.rounds)


if __name__ == "__main__":
    main()
