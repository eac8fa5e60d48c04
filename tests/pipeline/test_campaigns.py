"""Campaign segments say nothing that the days since the last order contradict."""

import random

import pytest

from tests.builds import built
from tests.pipeline.lines import HEADER

AWAKE = {
    "Champions",
    "Loyal customers",
    "Potential loyalists",
    "New customers",
    "Promising",
    "Need attention",
    "About to sleep",
}
SILENT = {"At risk", "Cannot lose them", "Hibernating", "Lost"}


@pytest.fixture(scope="module")
def short_lived(tmp_path_factory):
    """A shop that sold for eleven days in January, a year later."""
    folder = tmp_path_factory.mktemp("short_lived")
    chance = random.Random(1)
    rows = [
        f"{customer}-{order},10001,MUG,1,2024-01-{chance.randint(20, 30)} 08:26:00,"
        f"{chance.randint(1, 99)}.5,{customer}"
        for customer in range(120)
        for order in range(1 + customer % 5)
    ]
    path = folder / "invoices.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    return built(
        folder,
        "--select",
        "+feat_customers",
        invoices=str(path),
        as_of_date="2025-01-20",
    )


def names(build, as_of_date):
    question = (
        "select distinct rfm_segment, max(recency) over (), min(recency) over () "
        f"from features.feat_customers where as_of_date = '{as_of_date}'"
    )
    rows = build.rows(question)
    return {name for name, *_ in rows}, rows[0][1:]


def test_nobody_who_ordered_the_other_day_is_lost(short_lived):
    found, (longest, _) = names(short_lived, "2024-02-01")
    assert longest <= 12
    assert "Champions" in found
    late = short_lived.value(
        "select count(*) from features.feat_customers where as_of_date = '2024-02-01' "
        "and recency <= 12 and rfm_segment in ('At risk', 'Cannot lose them', "
        "'Hibernating', 'Lost')"
    )
    assert late == 0


def test_nobody_who_has_been_silent_for_a_year_is_a_champion_loyal_or_new(short_lived):
    found, (_, shortest) = names(short_lived, "2025-01-20")
    assert shortest > 350
    assert found <= SILENT
    assert len(found) > 2


def test_every_cell_of_the_shipped_map_is_named_as_before_whatever_was_spent(
    short_lived,
):
    cells = short_lived.rows(
        "select recency_score, frequency_score, count(distinct rfm_segment), "
        "min(rfm_segment) from features.feat_rfm_cells where silence = 'usual' "
        "group by all order by 1 desc, 2 desc"
    )
    assert {(each[2]) for each in cells} == {1}
    assert {name for *_, name in cells} == AWAKE | SILENT
    grid = {(recency, frequency): name for recency, frequency, _, name in cells}
    assert [grid[5, 4], grid[3, 4], grid[5, 1], grid[4, 1], grid[3, 3], grid[1, 5]] == [
        "Champions",
        "Loyal customers",
        "New customers",
        "Promising",
        "Need attention",
        "Cannot lose them",
    ]
