"""Compare `dbt build` with the script that people write, side by side.

    python -m tests.benchmark.compare [--only sample online-retail lines switches]
        [--rounds 5] [--lines 10000000 100000000] [--publish]

Whole processes, in turns, medians of the rounds; the script with the threads that
libraries take by default and with one, the build with default settings in a warehouse
that was built before, and scoring without a fit. Online Retail is read from
../shared/data if it is there; large inputs are generated. Tables go to the terminal,
and everything that was measured to a JSON file.
"""

import argparse
import json
import os
import platform
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmark.document import document_tables
from tests.benchmark.figures import summary, verdicts
from tests.benchmark.processes import ROOT
from tests.benchmark.results import results
from tests.benchmark.works import (
    ONLINE_RETAIL,
    generated,
    measure_work,
    online_retail,
    sample,
    switches,
)

PUBLISHED = Path(__file__).with_name("published.json")
WORKS = ["sample", "online-retail", "lines", "switches"]
BY_DEFAULT = WORKS[:3]
PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb", "numpy", "pandas", "scikit-learn")


def chosen_works(only: list[str], lines: list[int]) -> list:
    """The works to measure, each to be entered before and left after it."""
    works = []
    if "sample" in only:
        works.append(nullcontext(sample()))
    for name, work in (("online-retail", online_retail), ("switches", switches)):
        if name in only and ONLINE_RETAIL.exists():
            works.append(nullcontext(work()))
        elif name in only:
            print(f"{name} is skipped: Online Retail is not at {ONLINE_RETAIL}.")
    if "lines" in only:
        works += [generated(number) for number in lines]
    return works


def machine(rounds: int) -> dict:
    """Where and with what it was measured."""
    return {
        "on": datetime.now(UTC).date().isoformat(),
        "rounds": rounds,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        **{
            package: version(package)
            for package in ("dbt-core", "dbt-duckdb", "duckdb")
        },
    }


def published_works() -> dict[str, dict]:
    """The last published summaries, by work."""
    return json.loads(PUBLISHED.read_text()) if PUBLISHED.exists() else {}


def publish(works: dict[str, dict]) -> dict[str, dict]:
    """Replace the published numbers of these works, and keep those of others."""
    published = published_works() | works
    text = json.dumps(_rounded(published), indent=1, ensure_ascii=False)
    PUBLISHED.write_text(text + "\n")
    return published_works()


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def options(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmark.compare", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--only", nargs="+", choices=WORKS, default=BY_DEFAULT)
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    parser.add_argument(
        "--lines", type=int, nargs="+", default=[10_000_000], help="default 10000000"
    )
    parser.add_argument(
        "--output", type=Path, default=ROOT / "target" / "benchmark.json"
    )
    parser.add_argument(
        "--publish", action="store_true", help=f"keep the numbers in {PUBLISHED.name}"
    )
    parser.add_argument(
        "--document",
        action="store_true",
        help="only print the tables of docs/speed.md, from the published numbers",
    )
    return parser.parse_args(arguments)


def write(file: Path, measured: dict[str, dict], rounds: int) -> dict[str, dict]:
    """Write the file of results; return the summaries of the works in it."""
    about = machine(rounds)
    works = {
        key: {**summary(each), "measured": about} for key, each in measured.items()
    }
    content = {
        **{"measured": about, "targets": verdicts(works, published_works())},
        "works": {key: {**works[key], **each} for key, each in measured.items()},
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return works


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and write the file."""
    asked = options(arguments)
    if asked.document:
        print("\n\n".join(document_tables(published_works()).values()))
        return
    measured, works = {}, {}
    for entered in chosen_works(asked.only, asked.lines):
        with entered as work:
            measured[work.key] = measure_work(work, asked.rounds)
        # After each work: if a later one fails, after hours perhaps, this one is kept.
        works = write(asked.output, measured, asked.rounds)
    if not works:
        sys.exit("Nothing was measured.")
    print(results(works, published_works()))
    print(f"\nAll rounds: {asked.output}")
    if asked.publish:
        print("\nFor docs/speed.md:\n")
        print("\n\n".join(document_tables(publish(works)).values()))


if __name__ == "__main__":
    main()
