from dataclasses import replace

import pytest

from customer_segmentation.report.population_view import Feature

INCOME = Feature("income", "income (GBP)", "GBP", False, 100.0, 900.0, 20_000.0)


def test_a_view_has_what_the_charts_of_a_population_share(contents):
    (view,) = contents.views
    assert (view.segmentation, view.population, view.key) == ("rfm", "all", "rfm-all")
    assert [each.name for each in view.features] == ["monetary", "quantity"]
    assert [each.heading for each in view.features] == ["spend (GBP)", "units"]
    assert [each.axis_type for each in view.features] == ["log", "linear"]
    assert view.fitted == len(view.points.segment) == 5


def test_rows_are_those_of_the_population(contents, published):
    published.execute(
        "insert into segment_stability values ('rfm', 'x', 1, 1, 1, 0, 9)"
    )
    rows = contents.views[0].rows(
        "from segment_stability where segmentation = ? and population = ?"
    )
    assert [row["bootstraps"] for row in rows] == [50, 50]


@pytest.mark.parametrize(
    ("unit", "is_whole", "expected"),
    [("share", True, True), ("share", False, False), ("units", True, False)],
)
def test_a_whole_share_is_zero_or_one(unit, is_whole, expected):
    feature = replace(INCOME, unit=unit, is_whole=is_whole)
    assert feature.is_zero_or_one is expected


def test_what_reaches_far_has_an_axis_of_equal_factors():
    assert INCOME.axis_type == "log"
    assert replace(INCOME, minimum=0).axis_type == "linear"
