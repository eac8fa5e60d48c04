import plotly.graph_objects as go

from customer_segmentation.report.chart import (
    Points,
    axis,
    axis_type,
    label,
    labels,
    layout,
    resolve,
)


def test_texts_from_the_data_are_shown_as_they_are():
    assert label("<a href>&", 30) == "&lt;a href&gt;&amp;"
    assert labels(["", "<i>"]) == ["", "&lt;i&gt;"]


def test_long_texts_are_broken_between_words():
    assert (
        label("purchases from the catalogue", 12)
        == "purchases<br>from the<br>catalogue"
    )


def test_points_are_those_of_the_segment_in_their_order():
    points = {"k": Points([2, 1, 2], {"x": [1, 2, 3], "id": ["a", "b", "c"]})}
    trace = {
        "x": {"points": "k", "column": "x", "segment": 2},
        "text": {"points": "k", "column": "id", "segment": 2},
        "name": "two",
    }
    assert resolve(trace, points) == {"x": [1, 3], "text": ["a", "c"], "name": "two"}


def test_a_layout_is_one_that_plotly_knows():
    made = layout(300, xaxis=axis("days", type="log"), yaxis=axis())
    assert go.Figure(layout=made).layout.xaxis.dtick == 1
    assert made["showlegend"] is False


def test_only_what_is_positive_and_reaches_far_has_steps_of_factors():
    assert axis_type(0.1, 10, 201) == "log"
    assert axis_type(0.1, 10, 199) == axis_type(-1, 10, 9999) == "linear"
