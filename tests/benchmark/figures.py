"""What follows from measurements: medians, ratios, targets met, stages that grew."""

from dataclasses import dataclass
from statistics import median

from tests.benchmark.works import BUILD, SCORING, SCRIPT, SCRIPT_ALONE

GROWTH, NOISE = 1.25, 0.05
"""A stage has grown if its CPU, in units of the script's, is more than a quarter above
the published one, and by more than a twentieth of what the script needs in total."""

BUSY = 1.5
"""On idle cores, the script with default threads takes less than this times the wall
time of the script with one."""


@dataclass(frozen=True)
class Target:
    """A limit for one number of a work, alone or divided by that of another side."""

    work: str
    side: str
    quantity: str
    limit: float
    words: str
    base: tuple[str, str] | None = None
    """Work and side whose number is the unit; none where the limit is absolute."""

    @property
    def name(self) -> str:
        """The same in the file of results, so that programs can look it up."""
        base = " of ".join(reversed(self.base)) if self.base else "absolute"
        return f"{self.work}, {self.side}, {self.quantity}: {base}"


SMALL, REAL = "sample", "online-retail"
LARGE, HUGE = "lines-10000000", "lines-100000000"


def _compared_with_script(work: str, wall: float, cpu: float, memory: float) -> list:
    """Limits of a work that the script does too."""
    default, alone = (work, SCRIPT), (work, SCRIPT_ALONE)
    return [
        Target(work, BUILD, "wall", wall, "wall, times the script's", default),
        Target(work, BUILD, "cpu", cpu, "CPU, times the script's (one thread)", alone),
        Target(work, BUILD, "memory", memory, "memory, times the script's", default),
    ]


def _without_a_fit(work: str, limit: float) -> Target:
    """Limit of scoring with the model of the last build."""
    words = "without a fit: wall, times the whole build's"
    return Target(work, SCORING, "wall", limit, words, (work, BUILD))


OF_OTHER_DATA = "wall, times the script's for Online Retail"
OF_TEN_MILLION = "wall, times that of 10 million lines"
TARGETS = [
    Target(SMALL, BUILD, "wall", 1.5, OF_OTHER_DATA, (SMALL, SCRIPT)),
    *_compared_with_script(REAL, wall=2.0, cpu=3.0, memory=1.0),
    *_compared_with_script(LARGE, wall=0.5, cpu=1.2, memory=0.75),
    Target(HUGE, BUILD, "wall", 12.0, OF_TEN_MILLION, (LARGE, BUILD)),
    Target(HUGE, BUILD, "memory", 8192.0, "memory, MB"),
    *(_without_a_fit(work, 0.6) for work in (SMALL, REAL, LARGE, HUGE)),
]


def summary(measured: dict) -> dict:
    """Reduce the rounds of a work to what is compared and published.

    Parameters
    ----------
    measured : dict
        What :func:`tests.benchmark.works.measure_work` returns.

    Returns
    -------
    dict
        ``title``; ``medians`` by side; ``stages``: for each its median ``wall``, its
        ``share`` of all stages, its ``cpu`` (that share of the CPU of the build) and
        ``of_script``, the same in units of the script's CPU with one thread (null
        without a script); ``models``: seconds by model of the last round.
    """
    medians = {
        side: {key: median(run[key] for run in runs) for key in runs[0]}
        for side, runs in measured["rounds"].items()
    }
    walls = {
        stage: median(
            of_round.get(stage, 0.0) for of_round in measured["stages_of_rounds"]
        )
        for stage in measured["stages_of_rounds"][0]
    }
    script = medians.get(SCRIPT_ALONE)
    stages = {}
    for stage, wall in walls.items():
        share = wall / sum(walls.values())
        cpu = share * medians[BUILD]["cpu"]
        of_script = cpu / script["cpu"] if script else None
        stages[stage] = {
            **{"wall": wall, "share": share, "cpu": cpu, "of_script": of_script}
        }
    return {
        **{"title": measured["title"], "medians": medians},
        **{"stages": stages, "models": measured["models"]},
    }


def ratio(medians: dict, side: str, quantity: str, base: str) -> float | None:
    """Divide a median of one side by that of another; None if either is not measured.

    Examples
    --------
    >>> medians = {"build": {"wall": 6.0}, "script": {"wall": 3.0}}
    >>> ratio(medians, "build", "wall", "script")
    2.0
    >>> ratio(medians, "build", "wall", "nobody") is None
    True
    """
    if side not in medians or base not in medians:
        return None
    return medians[side][quantity] / medians[base][quantity]


def achieved(target: Target, works: dict[str, dict]) -> float | None:
    """The number that a target limits.

    Parameters
    ----------
    target : Target
        Which one.
    works : dict of str to dict
        Summaries by work.

    Returns
    -------
    float or None
        None if the work, or what it is divided by, has not been measured.
    """
    medians = works.get(target.work, {}).get("medians", {})
    if target.side not in medians:
        return None
    value = medians[target.side][target.quantity]
    if target.base is None:
        return value
    work, side = target.base
    base = works.get(work, {}).get("medians", {})
    return value / base[side][target.quantity] if side in base else None


def verdicts(works: dict[str, dict], published: dict[str, dict]) -> list[dict]:
    """Hold what was measured against the targets and the published numbers.

    Where a target divides by a work that was not measured now, the published numbers of
    that work stand in for it.
    """
    rows = []
    for target in TARGETS:
        value = achieved(target, {**published, **works})
        if target.work in works and value is not None:
            rows.append(
                {
                    "target": target.name,
                    "work": works[target.work]["title"],
                    "what": target.words,
                    "limit": target.limit,
                    "value": value,
                    "met": value <= target.limit,
                    "published": achieved(target, published),
                }
            )
    return rows


def was_busy(medians: dict) -> bool:
    """Whether something else ran beside the script, which makes wall times unfair.

    On idle cores the script takes about as long with the threads that libraries choose
    as with one. On busy ones its threads wait for each other, so it takes a multiple.
    """
    default = ratio(medians, SCRIPT, "wall", SCRIPT_ALONE)
    return default is not None and default > BUSY


def grown_stages(now: dict, before: dict | None) -> list[str]:
    """Name the stages of a work that need clearly more CPU than when last published.

    CPU seconds are counted in units of the script's, so that machines can be compared.

    Parameters
    ----------
    now, before : dict
        Summaries of a work; `before` is None if it was never published.
    """
    grown = []
    for stage, figures in now["stages"].items():
        of_script = figures["of_script"]
        published = ((before or {}).get("stages", {}).get(stage) or {}).get("of_script")
        if of_script is None or published is None:
            continue
        if of_script > GROWTH * published and of_script - published > NOISE:
            grown.append(stage)
    return grown
