"""Compare `dbt build` with the script that people write, side by side.

    python tests/benchmark/compare.py [--rounds 5] [--lines 10000000]

Whole processes, in turns, median of the rounds; the script with the threads that
libraries take by default and with one. Online Retail is read from ../shared/data where
it is there; large input is generated.
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


def build(folder: Path, settings: dict) -> dict:
    """Measure a full `dbt build` into an empty folder, all tests included."""
    for made in ("warehouse.duckdb", "published", "target"):
        path = folder / made
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
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
            runs.setdefault("dbt build", []).append(build(folder, settings))
        slowest = time_by_model(folder / "log.txt")
    report(title, runs)
    print("\nTime by model, last round: " + ", ".join(slowest[:12]) + "\n")


def report(title: str, runs: dict[str, list[dict]]) -> None:
    """Print a Markdown table of medians, and the ratios of wall time."""
    medians = {
        name: {key: statistics.median(run[key] for run in of) for key in of[0]}
        for name, of in runs.items()
    }
    built = medians["dbt build"]["wall"]
    print(f"\n| {title} | wall, s | CPU, s | memory, MB | dbt build takes |")
    print("|---|---|---|---|---|")
    for name, row in medians.items():
        ratio = "" if name == "dbt build" else f"{built / row['wall']:.2f} x"
        print(
            f"| {name} | {row['wall']:.1f} | {row['cpu']:.1f} | {row['memory']:,.0f} "
            f"| {ratio} |"
        )


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
                *(sys.executable, "-m", "customer_segmentation.sample"),
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
