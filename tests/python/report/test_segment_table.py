from customer_segmentation.report.contents import Contents
from customer_segmentation.report.segment_table import tabulate_segments


def test_the_table_of_segments_has_size_value_means_and_campaigns(contents):
    table = tabulate_segments(contents, "rfm")
    assert [cell.text for cell in table.rows[0]] == [
        "Best <i>",
        "2",
        "40.0 %",
        "700",
        "79.6 %",
        "350",
        "35.0",
        "Act by x.",
    ]
    assert table.columns[-1] == "Campaign segments"
    assert table.columns[3:7] == [
        "Revenue (GBP)",
        "Share of revenue",
        "Spend (GBP)",
        "Units",
    ]


def test_without_orders_there_is_no_revenue_in_it(published):
    published.execute("update customers set monetary = null, frequency = null")
    table = tabulate_segments(Contents(published), "rfm")
    assert table.columns[:4] == ["Segment", "Customers", "Share", "Spend (GBP)"]
    assert {len(row) for row in table.rows} == {len(table.columns)}
