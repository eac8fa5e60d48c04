import plotly.graph_objects as go
import pytest

from customer_segmentation.report.chart import resolve
from customer_segmentation.report.parts import draw_page
from tests.python.report.test_contents import lose_a_segment


def test_the_figures_at_the_top_are_the_totals(published):
    figures = [(words, cell.text) for words, cell in draw_page(published).figures]
    assert figures == [
        ("customers", "6"),
        ("with orders", "5"),
        ("orders", "11"),
        ("revenue (GBP)", "880"),
    ]


def test_each_segmentation_has_its_part_the_rfm_first(published):
    rfm, persona = draw_page(published).parts
    assert (rfm.title, persona.title) == ("RFM clusters", "Persona")
    assert rfm.without == "1 (no orders)"
    assert (persona.segments, persona.without) == ([], "6 (no attributes)")
    assert rfm.rules == {("all", 1): "spent over 200"}


def test_customers_of_a_population_without_a_model_are_told_apart(published):
    published.execute(
        "insert into segmentation_coverage values "
        "('rfm', 'new', 'population_without_model', 3), "
        "('rfm', 'old', 'population_without_model', 2)"
    )
    assert draw_page(published).parts[0].without == (
        "3 (population without model: new), 2 (population without model: old), "
        "1 (no orders)"
    )


@pytest.mark.parametrize(
    ("chosen_by", "said"),
    [
        ("set", "Their number is fixed by a setting."),
        ("structure", "They are groups that stand apart."),
        ("elbow", "The number is a choice of convenience"),
        ("smallest_share", "The number is a choice of convenience"),
    ],
)
def test_a_part_says_how_many_segments_there_are_and_who_chose_the_number(
    published, chosen_by, said
):
    # The sentence of the reason decides nothing: a number that was set may be capped.
    published.execute(
        "update cluster_count_choice set chosen_by = ?, "
        "reason = 'The number of clusters is set to 9.' "
        "where is_chosen",
        [chosen_by],
    )
    page = draw_page(published)
    rfm, persona = page.parts
    assert rfm.introduction.startswith(f"2 segments. {said}")
    assert page.empty == [persona]


def test_all_charts_have_names_of_their_own_and_are_such_as_plotly_knows(published):
    page = draw_page(published)
    names = [chart.name for chart in page.charts]
    assert len(names) == len(set(names)) == 14
    for chart in page.charts:
        shown = [(chart.data, chart.layout)]
        for menu in chart.menus:
            shown += [(o["data"], o["layout"]) for _, o in menu.options if "data" in o]
        for data, layout in shown:
            traces = [resolve(trace, page.contents.points) for trace in data]
            go.Figure(traces, layout)
        assert len({len(row) for row in chart.table.rows}) == 1
        assert len(chart.table.rows[0]) == len(chart.table.columns)


def test_a_segment_without_customers_is_in_the_table_and_breaks_no_chart(published):
    lose_a_segment(published)
    page = draw_page(published)
    gone = page.parts[0].table.rows[2]
    assert [cell.text for cell in gone[:7]] == ["Gone", "0", "0 %", "0", "–", "–", "–"]
    assert len(page.charts) == 14
