"""The tables of docs/speed.md, from the published numbers."""

from tests.benchmark.stages import STAGES
from tests.benchmark.tables import NOTHING, cells, ratios, table
from tests.benchmark.works import BUILD, SCORING, SCRIPT, SCRIPT_ALONE, SWITCHES


def document_tables(published: dict[str, dict]) -> dict[str, str]:
    """Write the tables of docs/speed.md from the published numbers.

    Returns
    -------
    dict of str to str
        ``works``, ``stages`` and, if they were ever published, ``switches``.
    """
    works = [work for key, work in published.items() if key != "switches"]
    tables = {"works": _works_table(works), "stages": _stages_side_by_side(works)}
    if "switches" in published:
        tables["switches"] = _switches_table(published["switches"]["medians"])
    return tables


def _works_table(works: list[dict]) -> str:
    """One row for each work: the script, the build, one divided by the other."""
    header = ["", "script, s", "its MB", "one thread, CPU s"]
    header += ["build, s", "its CPU s", "its MB", "no fit, s"]
    header += ["s / script", "CPU / one thread", "MB / script"]
    rows = []
    for work in works:
        medians = work["medians"]
        script, alone, build, scoring = (
            cells(medians.get(side)) for side in (SCRIPT, SCRIPT_ALONE, BUILD, SCORING)
        )
        rows.append(
            [
                *(work["title"], script[0], script[2], alone[1]),
                *(*build, scoring[0], *ratios(medians, BUILD)),
            ]
        )
    return table(header, rows)


def _stages_side_by_side(works: list[dict]) -> str:
    """Seconds and share of each stage, one column for each work."""
    header = ["stage", *(f"{work['title']}, s" for work in works)]
    rows = [
        [stage, *(_seconds_and_share(work["stages"].get(stage)) for work in works)]
        for stage in STAGES
    ]
    return table(header, rows)


def _seconds_and_share(of_stage: dict | None) -> str:
    if of_stage is None:
        return NOTHING
    return f"{of_stage['wall']:.1f} ({of_stage['share']:.0%})"


def _switches_table(medians: dict) -> str:
    """One row for each switch, after the build with default settings."""
    loses = {switch.name: switch.loses for switch in SWITCHES}
    rows = [
        [*((side, loses[side]) if side in loses else ("default", "")), *cells(median)]
        for side, median in medians.items()
    ]
    header = ["setting", "what you give up", "wall, s", "CPU, s", "MB"]
    return table(header, rows, texts=2)
