import plotly.graph_objects as go
import pytest

from customer_segmentation.report.chart import resolve
from customer_segmentation.report.charts.maps import draw_maps
from customer_segmentation.report.contents import Contents


def test_the_map_shows_every_customer_in_the_colour_of_the_segment(contents):
    flat, pairs = draw_maps(contents.views[0])
    traces = [resolve(trace, contents.points) for trace in flat.data]
    assert sorted(zip(traces[0]["x"], traces[0]["text"], strict=True)) == [
        (3.0, "b"),
        (4.005, "a<b>"),
    ]
    assert len(traces[1]["x"]) == 3
    assert [trace["marker"]["color"] for trace in traces] == [
        cell.colour for cell in flat.legend
    ]
    assert flat.layout["xaxis"]["title"]["text"] == "Component 1 (75.0 %)"
    assert "All 5 customers" in flat.reading
    for chart in (flat, pairs):
        go.Figure(
            [resolve(trace, contents.points) for trace in chart.data], chart.layout
        )


def test_three_components_can_be_turned(published):
    published.execute("update customer_projection set component_3 = 1")
    published.execute("update segment_centres set component_3 = 1")
    _, space, _ = draw_maps(Contents(published).views[0])
    assert space.data[0]["type"] == "scatter3d"
    assert space.data[0]["z"]["column"] == "component_3"


def test_spend_against_quantity_comes_first_and_every_feature_can_be_chosen(contents):
    pairs = draw_maps(contents.views[0])[-1]
    assert [menu.axis for menu in pairs.menus] == ["x", "y"]
    assert pairs.data[0]["x"]["column"] == "monetary"
    assert pairs.data[0]["y"]["column"] == "quantity"
    assert [text for text, _ in pairs.menus[0].options] == ["spend (GBP)", "units"]
    # Spend reaches from 30 to 4,000 with a middle of 90; units do not.
    axes = [shown["axis"] for _, shown in pairs.menus[0].options]
    assert [axis["type"] for axis in axes] == ["log", "linear"]
    # Steps of one suit sizes of ten only.
    assert [axis.get("dtick") for axis in axes] == [1, None]
    assert pairs.table.rows[0][1].value == 350.25


def test_a_part_of_the_customers_is_said_to_be_one(published, monkeypatch):
    monkeypatch.setattr("customer_segmentation.report.contents.MOST_POINTS", 4)
    flat, _ = draw_maps(Contents(published).views[0])
    assert "4 of 5 customers are shown, chosen at random" in flat.reading


def test_one_feature_makes_no_pair(published):
    published.execute("delete from feature_summary where feature = 'quantity'")
    charts = draw_maps(Contents(published).views[0])
    assert [chart.name for chart in charts] == ["rfm-all-map"]


@pytest.mark.parametrize("column", ["component_1", "component_2"])
def test_the_centres_stand_in_the_table(contents, column):
    flat, _ = draw_maps(contents.views[0])
    place = ["component_1", "component_2"].index(column) + 1
    expected = {"component_1": (3.5025, 0.6), "component_2": (3.5, 0.6)}[column]
    assert [row[place].value for row in flat.table.rows] == pytest.approx(expected)
