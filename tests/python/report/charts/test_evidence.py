import plotly.graph_objects as go

from customer_segmentation.report.charts.evidence import draw_evidence
from customer_segmentation.report.contents import Contents


def test_algorithms_stand_beside_each_other_the_chosen_one_first(contents):
    algorithms, _ = draw_evidence(contents.views[0])
    silhouette, stability, agreement = algorithms.data
    assert silhouette["y"] == ["kmeans (chosen)", "dbscan"]
    assert silhouette["x"] == [0.7, None]
    assert (stability["x"], agreement["x"]) == ([0.9, 0.5], [1.0, 0.1])
    assert algorithms.table.rows[1][2].text == "20.0 %"
    go.Figure(algorithms.data, algorithms.layout)


def test_stability_has_its_5th_percentile_and_both_limits(contents):
    _, stability = draw_evidence(contents.views[0])
    assert [trace["x"] for trace in stability.data] == [[0.9], [0.6]]
    assert [trace["error_x"]["arrayminus"] for trace in stability.data] == [
        [0.1],
        [0.2],
    ]
    assert [shape["x0"] for shape in stability.layout["shapes"]] == [0.75, 0.5]
    assert stability.table.rows[1][3].value == 9
    assert stability.reading.startswith("50 fits")
    go.Figure(stability.data, stability.layout)


def test_quick_evidence_draws_nothing(published):
    published.execute("delete from algorithm_comparison")
    published.execute("delete from segment_stability")
    assert draw_evidence(Contents(published).views[0]) == []
