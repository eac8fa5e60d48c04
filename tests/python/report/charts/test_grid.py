import plotly.graph_objects as go

from customer_segmentation.report.charts.grid import (
    draw_grid,
    explain_campaigns,
    tabulate_rfm,
)
from customer_segmentation.report.contents import Contents


def test_segments_come_by_revenue_with_their_means_and_actions(contents):
    rows = tabulate_rfm(contents).rows
    assert [row[0].text for row in rows] == ["Champions", "At risk", "Lost"]
    assert [row[1].value for row in rows] == [2, 1, 2]
    assert [row[3].value for row in rows] == [700.5, 90, 90]
    assert [cell.text for cell in rows[2][2:]] == [
        "40.0 %",
        "90.0",
        "10.2 %",
        "45.0",
        "250",
        "1.00",
        "Try one mail",
    ]


def test_the_grid_has_customers_and_the_share_of_revenue(contents):
    grid = draw_grid(contents)
    (trace,) = grid.data
    assert trace["z"][4] == [0.0, 0.0, 0.0, 0.3407, 0.4549]
    assert trace["text"][0][0] == "Lost<br><b>2</b>"
    assert trace["text"][2] == [""] * 5
    assert grid.table.rows[0][0].text == "5 (highest), 5 (highest)"
    go.Figure(grid.data, grid.layout)


def test_a_cell_with_two_segments_is_named_after_the_larger_one(published):
    published.execute(
        "insert into rfm_grid by name select * replace ('Promising' as "
        "campaign_segment, 2 as place_in_cell, 1 as customers) "
        "from rfm_grid where campaign_segment = 'Lost'"
    )
    published.execute("update rfm_grid set cell_customers = 3 where recency_score = 1")
    grid = draw_grid(Contents(published))
    assert grid.data[0]["text"][0][0] == "Lost<br><b>3</b>"
    assert [[cell.text for cell in row[1:3]] for row in grid.table.rows[-2:]] == [
        ["Lost", "2"],
        ["Promising", "1"],
    ]


def test_the_days_that_names_are_checked_against_are_said(published):
    said = explain_campaigns(Contents(published))
    assert "usually do so after 30.4 days" in said
    assert "after 92 days without an order nobody is called active" in said
    assert "within 30 days nobody is called lost" in said
    published.execute("update rfm_cut_points set usual_gap = null")
    assert "usually" not in explain_campaigns(Contents(published))


def test_without_orders_there_is_no_grid(published):
    published.execute("delete from rfm_profiles")
    assert tabulate_rfm(Contents(published)) is None
