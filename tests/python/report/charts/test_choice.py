import plotly.graph_objects as go

from customer_segmentation.report.charts.choice import draw_choice
from customer_segmentation.report.contents import Contents


def test_the_elbow_marks_the_chosen_number_and_says_why(contents):
    elbow, _ = draw_choice(contents.views[0])
    (line,) = elbow.data
    assert (line["x"], line["y"]) == ([1, 2, 3], [10.0, 4.0, 3.0])
    assert line["marker"]["symbol"] == ["circle", "star", "circle"]
    assert elbow.reading.startswith("The elbow is at 2. At 2: silhouette 0.7. ")
    go.Figure(elbow.data, elbow.layout)


def test_the_menu_offers_the_indices_that_were_computed(contents):
    _, indices = draw_choice(contents.views[0])
    (menu,) = indices.menus
    names = [text.split(" (")[0] for text, _ in menu.options]
    assert names == ["Silhouette", "Smallest segment"]
    assert menu.options[0][1]["data"][0]["x"] == [2, 3]


def test_the_table_has_the_votes(contents):
    table = draw_choice(contents.views[0])[0].table
    assert [row[-2].text for row in table.rows] == ["", "elbow", "stability"]
    assert [row[-1].text for row in table.rows] == ["", "chosen", ""]
    assert table.rows[1][1].value == 4.0


def test_nothing_is_drawn_of_what_was_not_tried(published):
    published.execute("delete from cluster_count_choice")
    assert draw_choice(Contents(published).views[0]) == []
