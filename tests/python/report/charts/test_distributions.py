import plotly.graph_objects as go
import pytest

from customer_segmentation.report.charts.distributions import draw_distributions
from customer_segmentation.report.contents import Contents


def test_boxes_are_the_percentiles_of_the_segment(contents):
    (chart,) = draw_distributions(contents.views[0])
    (menu,) = chart.menus
    assert [text for text, _ in menu.options] == ["spend (GBP)", "units"]
    box = menu.options[0][1]["data"][1]
    expected = [33, 45, 60, 75, 87]
    parts = ("lowerfence", "q1", "median", "q3", "upperfence")
    assert [box[part][0] for part in parts] == pytest.approx(expected)
    row = chart.table.rows[1]
    assert row[0].text == "spend (GBP): Rest"
    assert [cell.value for cell in row[1:]] == pytest.approx(expected)
    for _, shown in menu.options:
        go.Figure(shown["data"], shown["layout"])


def test_shares_between_zero_and_one_have_boxes_too(published):
    published.execute(
        "update feature_dictionary set unit = 'share', is_whole = false "
        "where feature = 'quantity'"
    )
    (chart,) = draw_distributions(Contents(published).views[0])
    assert chart.menus[0].options[1][1]["data"][0]["type"] == "box"


def test_shares_of_zero_and_one_are_bars_of_their_means(published):
    published.execute(
        "update feature_dictionary set unit = 'share' where noun = 'units'"
    )
    published.execute(
        "update feature_summary set maximum = 1 where feature = 'quantity'"
    )
    published.execute("update segment_profiles set mean_quantity = segment_id / 4")
    (chart,) = draw_distributions(Contents(published).views[0])
    _, shown = chart.menus[0].options[1]
    assert [trace["x"] for trace in shown["data"]] == [[0.25], [0.5]]
    assert shown["data"][0]["type"] == "bar"
