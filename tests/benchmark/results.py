"""What the benchmark says when it has measured: now, the targets, and as published."""

from tests.benchmark.figures import grown_stages, verdicts, was_busy
from tests.benchmark.tables import cells, number, ratios, table

SLOWEST = 12
"""Models that are listed by name."""


def results(works: dict[str, dict], published: dict[str, dict]) -> str:
    """Everything that the benchmark prints.

    Parameters
    ----------
    works : dict of str to dict
        Summaries of what was measured now.
    published : dict of str to dict
        The last published summaries, to compare with.
    """
    parts = ["All numbers are medians."]
    if verdicts(works, published):
        parts.append(targets_table(works, published))
    for key, work in works.items():
        before = published.get(key)
        parts += [
            f"{work['title']}:",
            measurements_table(work, before),
            stages_table(work, before),
            f"Slowest models of the last round, s (published): "
            f"{slowest_models(work, before)}.",
        ]
        if was_busy(work["medians"]):
            parts.append(
                "Warning: the machine was busy. The script with default threads "
                "suffers most, so wall times divided by its are too low."
            )
        parts += [
            f"Warning: the stage {stage} of {work['title']} needs over a quarter more "
            "CPU than published, compared with the script."
            for stage in grown_stages(work, before)
        ]
    return "\n\n".join(parts)


def targets_table(works: dict[str, dict], published: dict[str, dict]) -> str:
    """Every target of the works that were measured, and whether it is met."""
    header = ["work", "number", "target", "now", "", "published"]
    rows = [
        [
            *(row["work"], row["what"], _limit(row["limit"])),
            number(row["value"], _digits(row["limit"])),
            "met" if row["met"] else "missed",
            number(row["published"], _digits(row["limit"])),
        ]
        for row in verdicts(works, published)
    ]
    return table(header, rows, texts=2)


def measurements_table(now: dict, before: dict | None) -> str:
    """Medians of each side, divided by the script's, and the published medians."""
    header = ["run", "wall, s", "CPU, s", "MB"]
    header += ["wall / script", "CPU / one thread", "MB / script"]
    header += ["published wall", "CPU", "MB"]
    published = (before or {}).get("medians", {})
    rows = [
        [
            *(side, *cells(median), *ratios(now["medians"], side)),
            *cells(published.get(side)),
        ]
        for side, median in now["medians"].items()
    ]
    return table(header, rows)


def stages_table(now: dict, before: dict | None) -> str:
    """Where the time of a work goes, and what each stage took when last published."""
    header = ["stage", "wall, s", "share", "CPU, s", "CPU / one thread", "published"]
    published = (before or {}).get("stages", {})
    grown = grown_stages(now, before)
    rows = [
        [
            *(stage, number(of_stage["wall"]), f"{of_stage['share']:.0%}"),
            *(number(of_stage["cpu"]), number(of_stage["of_script"], 2)),
            number(published.get(stage, {}).get("of_script"), 2),
            "grown" if stage in grown else "",
        ]
        for stage, of_stage in now["stages"].items()
    ]
    return table([*header, ""], rows)


def slowest_models(now: dict, before: dict | None) -> str:
    """Name the slowest models with their seconds, now and when last published."""
    slowest = [*now["models"].items()][:SLOWEST]
    published = (before or {}).get("models", {})
    return ", ".join(
        f"{name} {seconds:.2f} ({number(published.get(name), 2)})"
        for name, seconds in slowest
    )


def _limit(limit: float) -> str:
    return f"≤ {limit:,g}"


def _digits(limit: float) -> int:
    return 2 if limit < 100 else 0
