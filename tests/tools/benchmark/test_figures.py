import pytest

from tests.benchmark.figures import (
    TARGETS,
    achieved,
    grown_stages,
    summary,
    verdicts,
)
from tests.benchmark.works import BUILD, SCORING, SCRIPT, SCRIPT_ALONE
from tests.tools.benchmark.measurements import measured


@pytest.fixture
def works():
    return {
        "sample": summary(measured("sample", [4, 5, 6], [8, 9, 50])),
        "lines-10000000": summary(measured("10 million", [40], [30])),
    }


def met(rows):
    return {row["target"]: row["met"] for row in rows}


def test_a_summary_has_medians_and_stages_in_units_of_the_script(works):
    summed = works["sample"]
    assert summed["medians"][BUILD] == {"wall": 9, "cpu": 18, "memory": 900}
    marts = {"wall": 2.25, "share": 0.25, "cpu": 4.5, "of_script": 0.45}
    assert summed["stages"]["marts"] == pytest.approx(marts)


def test_a_work_without_a_script_has_no_ratios_to_it():
    alone = measured("100 million", [1], [300])
    del alone["rounds"][SCRIPT], alone["rounds"][SCRIPT_ALONE]
    summed = summary(alone)
    assert summed["stages"]["marts"]["of_script"] is None
    assert grown_stages(summed, summed) == []


def test_targets_are_met_at_their_limit_and_missed_above_it(works):
    rows = verdicts(works, {})
    assert met(rows) == {
        f"sample, {BUILD}, wall: {SCRIPT} of sample": False,
        f"lines-10000000, {BUILD}, wall: {SCRIPT} of lines-10000000": False,
        f"lines-10000000, {BUILD}, cpu: {SCRIPT_ALONE} of lines-10000000": True,
        f"lines-10000000, {BUILD}, memory: {SCRIPT} of lines-10000000": True,
        f"sample, {SCORING}, wall: {BUILD} of sample": True,
        f"lines-10000000, {SCORING}, wall: {BUILD} of lines-10000000": True,
    }
    assert rows[0]["value"] == pytest.approx(9 / 5)
    assert rows[3]["value"] == rows[3]["limit"] == 0.75
    assert rows[0]["published"] is None


def test_a_work_that_was_not_measured_is_divided_by_as_published(works):
    huge = measured("100 million", [1], [300])
    del huge["rounds"][SCRIPT], huge["rounds"][SCRIPT_ALONE]
    rows = verdicts({"lines-100000000": summary(huge)}, works)
    assert [row["value"] for row in rows] == [10, 30_000, 0.5]
    assert [row["met"] for row in rows] == [True, False, True]


def test_published_numbers_stand_beside_those_of_now(works):
    slower = summary(measured("sample", [5], [10]))
    row = verdicts({"sample": slower}, works)[0]
    assert (row["value"], row["published"]) == (2, 9 / 5)


def test_names_of_targets_are_unique():
    assert len({target.name for target in TARGETS}) == len(TARGETS)
    assert achieved(TARGETS[0], {}) is None


@pytest.mark.parametrize(
    ("now", "before", "grown"),
    [
        (0.50, 0.30, True),
        (0.50, 0.41, False),
        (0.06, 0.02, False),
        (0.50, None, False),
        (None, 0.30, False),
    ],
)
def test_a_stage_has_grown_by_more_than_a_quarter_and_more_than_noise(
    now, before, grown
):
    works = [{"stages": {"marts": {"of_script": each}}} for each in (now, before)]
    assert grown_stages(*works) == (["marts"] if grown else [])


def test_new_stages_and_works_have_not_grown(works):
    assert grown_stages(works["sample"], None) == []
    assert grown_stages(works["sample"], {"stages": {}}) == []
