"""What is measured: the sample, real data, generated lines, and builds with switches.

A work is measured in rounds. Each round runs every side of it once, one after another,
so that whatever else the machine does slows all of them alike.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmark.processes import ROOT, measure
from tests.benchmark.stages import has_tag, time_of_build

ONLINE_RETAIL = ROOT.parent / "shared" / "data" / "online_retail.parquet"

SCRIPT = "script, default threads"
SCRIPT_ALONE = "script, one thread"
BUILD = "dbt build"
SCORING = "dbt build, no fit"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

SCRIPT_SURVIVES = 50_000_000
"""Lines; with 100 million the script dies, because it keeps all of them in memory."""


@dataclass(frozen=True)
class Switch:
    """Something that a user can switch off or turn down."""

    name: str
    loses: str
    """What the user gives up for it."""
    settings: dict = field(default_factory=dict)
    arguments: tuple[str, ...] = ()


SWITCHES = [
    Switch(
        "`evidence: quick`",
        "gap statistic, prediction strength, comparison of algorithms, stability",
        {"evidence": "quick"},
    ),
    Switch(
        "`publish_formats: []`",
        "Parquet, CSV, workbook, report; not the DuckDB file",
        {"publish_formats": []},
    ),
    Switch(
        "`history_months: 0`",
        "movements, and segments at past month ends",
        {"history_months": 0},
    ),
    Switch(
        "`fit_sample_size: 2000`",
        "precision of the fit; all customers are still scored",
        {"fit_sample_size": 2000},
    ),
    Switch("`DBT_THREADS=1`", "models side by side", arguments=("--threads", "1")),
    Switch("`DBT_THREADS=4`", "nothing: four at a time", arguments=("--threads", "4")),
]


@dataclass(frozen=True)
class Work:
    """Something to build, and what the script reads to be compared with it."""

    key: str
    title: str
    settings: dict = field(default_factory=dict)
    script_reads: Path | None = None
    scoring: bool = True
    switches: bool = False


def sample() -> Work:
    """The bundled sample; the script does Online Retail, with 20 times its lines."""
    reads = ONLINE_RETAIL if ONLINE_RETAIL.exists() else None
    return Work("sample", "bundled sample", script_reads=reads)


def online_retail() -> Work:
    """The public data set; it must be there."""
    settings = {"invoices": str(ONLINE_RETAIL)}
    return Work("online-retail", "Online Retail", settings, ONLINE_RETAIL)


def switches() -> Work:
    """Online Retail with one setting changed at a time."""
    settings = {"invoices": str(ONLINE_RETAIL)}
    title = "Online Retail with switches"
    return Work("switches", title, settings, scoring=False, switches=True)


@contextmanager
def generated(lines: int) -> Iterator[Work]:
    """Generated invoices and customers, which are deleted afterwards."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "tools.sample", "--lines", str(lines)]
        command += ["--format", "parquet", "--output", name]
        subprocess.run(command, check=True, cwd=ROOT, stdout=sys.stderr)
        paths = {kind: f"{name}/{kind}.parquet" for kind in ("invoices", "customers")}
        reads = Path(paths["invoices"]) if lines <= SCRIPT_SURVIVES else None
        if reads is None:
            _say(f"{lines:,} lines: the script is skipped, because it would die.")
        yield Work(f"lines-{lines}", f"{lines:,} lines", paths, reads)


def measure_work(work: Work, rounds: int) -> dict:
    """Measure every side of a work, in turns.

    Script and build run once before, unmeasured, and dbt parses the project for every
    other side: afterwards all files of Python are compiled, nothing is parsed anew, and
    each build is one after the first.

    Returns
    -------
    dict
        ``title``; ``rounds``: for each side a list of its rounds, each with ``wall``,
        ``cpu`` and ``memory``; ``stages_of_rounds``: seconds by stage of each round of
        the build; ``models``: seconds by model of the last round.
    """
    runs: dict[str, list[dict]] = {}
    stages: list[dict] = []
    models: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _say(f"{work.title}: a first time, unmeasured")
        sides = _prepared_sides(work, folder)
        for number in range(rounds):
            _say(f"{work.title}: round {number + 1} of {rounds}")
            for side, run in sides.items():
                runs.setdefault(side, []).append(run())
                if side == BUILD:
                    wall = runs[side][-1]["wall"]
                    of_stages, models = time_of_build(folder / "target", wall)
                    stages.append(of_stages)
    return {
        **{"title": work.title, "rounds": runs},
        **{"stages_of_rounds": stages, "models": models},
    }


def _prepared_sides(work: Work, folder: Path) -> dict[str, Callable[[], dict]]:
    """Prepare each side; return functions that run it."""
    sides = {}
    if work.script_reads:
        sides[SCRIPT] = lambda: _script(folder, work.script_reads, {})
        sides[SCRIPT_ALONE] = lambda: _script(folder, work.script_reads, ONE_THREAD)
        sides[SCRIPT]()
    sides[BUILD] = lambda: _dbt("build", folder, work.settings)
    sides[BUILD]()
    scoring = Switch(SCORING, "", arguments=("--exclude", "tag:fit"))
    switches = SWITCHES if work.switches else []
    if work.scoring and has_tag(folder / "target", "fit"):
        switches = [scoring, *switches]
    elif work.scoring:
        _say("Scoring without a fit is skipped: no model has the tag fit.")
    for switch in switches:
        sides[switch.name] = _switched(folder, work, switch)
    return sides


def _switched(folder: Path, work: Work, switch: Switch) -> Callable[[], dict]:
    """Parse the project into a target folder of its own, for builds that find it there.

    Without one, each build would parse anew because the last had other settings.
    """
    target = "".join(filter(str.isalnum, switch.name))
    settings = work.settings | switch.settings
    _dbt("parse", folder, settings, target=target)
    return lambda: _dbt("build", folder, settings, *switch.arguments, target=target)


def _dbt(
    verb: str, folder: Path, settings: dict, *arguments: str, target: str = "target"
) -> dict[str, float]:
    settings = {**settings, "publish_dir": str(folder / "published")}
    command = [
        str(Path(sys.executable).with_name("dbt")),
        *(verb, "--vars", json.dumps(settings)),
        *("--target-path", str(folder / target), "--log-path", str(folder)),
        *arguments,
    ]
    environment = {"WAREHOUSE_PATH": str(folder / "warehouse.duckdb")}
    return measure(command, folder / "log.txt", environment)


def _script(folder: Path, reads: Path, environment: dict[str, str]) -> dict[str, float]:
    baseline = str(Path(__file__).with_name("baseline.py"))
    command = [sys.executable, baseline, str(reads), str(folder)]
    return measure(command, folder / "log.txt", environment)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
