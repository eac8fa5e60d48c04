from customer_segmentation.packages import missing_package


def test_a_package_is_missing_or_not():
    assert missing_package("duckdb") == ""
    assert missing_package("plotly_without_e") == "plotly_without_e"
