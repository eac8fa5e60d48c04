import plotly.graph_objects as go

from customer_segmentation.report.charts.history import draw_history
from customer_segmentation.report.contents import Contents
from tests.python.report.test_contents import lose_a_segment


def test_sizes_are_those_of_the_segments_on_each_date(contents):
    sizes, _ = draw_history(contents, "rfm")
    assert [trace["y"] for trace in sizes.data] == [[1, 2], [3, 3]]
    assert sizes.data[0]["x"] == ["2025-12-01", "2026-01-01"]
    assert [cell.value for cell in sizes.table.rows[1][1:]] == [2, 3]
    go.Figure(sizes.data, sizes.layout)


def test_movement_goes_from_the_date_before_to_the_last_one(contents):
    _, movement = draw_history(contents, "rfm")
    link = movement.data[0]["link"]
    # Nodes: two segments and nowhere, on the left, and again on the right.
    ways = dict(
        zip(
            zip(link["source"], link["target"], strict=True), link["value"], strict=True
        )
    )
    assert ways == {(0, 3): 1, (1, 3): 1, (1, 4): 2, (2, 4): 1}
    assert "2 of 5 customers changed segment" in movement.reading
    go.Figure(movement.data, movement.layout)


def test_the_matrix_has_every_pair(contents):
    table = draw_history(contents, "rfm")[1].table
    numbers = [[cell.value for cell in row[1:]] for row in table.rows]
    assert numbers == [[1, 0, 0], [1, 2, 0], [0, 1, 0]]


def test_only_nodes_with_room_have_their_name_beside_them(contents, published):
    published.execute(
        "update segment_movements set customers = 1000 where previous_segment_id = 2"
    )
    node = draw_history(contents, "rfm")[1].data[0]["node"]
    assert node["label"] == ["", "Rest", "", "Best &lt;i&gt;", "", ""]
    assert node["customdata"][0] == "Best &lt;i&gt;"


def test_one_date_is_no_history(contents):
    assert draw_history(contents, "persona") == []


def test_a_segment_that_lost_all_its_customers_is_where_they_came_from(published):
    lose_a_segment(published)
    sizes, movement = draw_history(Contents(published), "rfm")
    assert [trace["y"] for trace in sizes.data] == [[1, 2], [3, 43], [40, 0]]
    assert "42 of 45 customers changed segment" in movement.reading
    assert movement.title == "Who moved since 2025-12-01"
