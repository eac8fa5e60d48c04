import plotly.graph_objects as go

from customer_segmentation.report.charts.ledger import draw_ledger
from customer_segmentation.report.contents import Contents


def test_every_line_and_all_money_are_in_a_bar(contents):
    lines, money = draw_ledger(contents)
    assert lines.data[0]["x"] == [8.0, 2.0, 1.0]
    assert money.data[0]["x"] == [880.5, -40.25, 0.0]
    assert money.data[0]["y"][1] == "cancellation matched: <b>-40.2</b>"
    for chart in (lines, money):
        go.Figure(chart.data, chart.layout)


def test_the_table_has_lines_units_and_money(contents):
    row = draw_ledger(contents)[0].table.rows[1]
    assert [cell.value for cell in row[2:]] == [2, 0.181818, -4, -40.25]
    assert row[3].text == "18.2 %"


def test_without_invoices_there_is_no_ledger(published):
    published.execute("delete from invoice_line_ledger")
    assert draw_ledger(Contents(published)) == []
