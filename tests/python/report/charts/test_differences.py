import plotly.graph_objects as go

from customer_segmentation.report.charts.differences import draw_differences


def test_cells_hold_real_means_and_colours_the_differences(contents):
    heatmap, _ = draw_differences(contents.views[0])
    (trace,) = heatmap.data
    # The first feature stands on top: rows are drawn upwards.
    assert trace["y"] == ["units", "spend (GBP)"]
    assert trace["z"] == [[1.1, -0.7], [1.2, -0.8]]
    assert trace["text"] == [["35.0", "6.00"], ["350", "60.0"]]
    assert trace["x"] == ["Best &lt;i&gt;", "Rest"]
    # Names that look like numbers stay names.
    assert heatmap.layout["xaxis"]["type"] == heatmap.layout["yaxis"]["type"]
    assert heatmap.layout["xaxis"]["type"] == "category"
    go.Figure(heatmap.data, heatmap.layout)


def test_the_snake_has_a_line_per_segment(contents):
    _, snake = draw_differences(contents.views[0])
    assert [trace["x"] for trace in snake.data] == [[1.2, 1.1], [-0.8, -0.7]]
    assert [cell.text for cell in snake.legend] == ["Best <i>", "Rest"]
    go.Figure(snake.data, snake.layout)


def test_the_table_has_means_the_mean_of_all_and_differences(contents):
    heatmap, _ = draw_differences(contents.views[0])
    row = heatmap.table.rows[0]
    assert [cell.value for cell in row[1:]] == [350.25, 60.0, 176.1, 1.2, -0.8]
    assert len(heatmap.table.columns) == len(row)
