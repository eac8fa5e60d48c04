import json
from pathlib import Path

import duckdb

from customer_segmentation.publishing.summary import published_folder, summarise


def test_it_says_what_was_built_and_where(tmp_path):
    (tmp_path / "current").mkdir()
    with duckdb.connect(str(tmp_path / "current" / "segments.duckdb")) as connection:
        connection.execute(
            "create table customers as select date '2024-01-31' as as_of_date, "
            "unnest([3, null]) as frequency"
        )
        connection.execute(
            "create table invoice_line_ledger as "
            "select 1234 as lines, 'clean' as disposition"
        )
        connection.execute(
            "create table segment_profiles as select 'rfm' as segmentation, "
            "'all' as population, number as segment_id, 'Segment ' || number as "
            "segment_name, 10 as customers, 0.25 as customer_share, 0.5 as "
            "revenue_share, 12.4 as mean_recency, 2.0 as mean_frequency, "
            "99.5 as mean_monetary, 'Act by' as action from range(1, 13) as t (number)"
        )
        connection.execute(
            "create table rfm_profiles as select 'Champions' as rfm_segment, "
            "10 as customers, 0.25 as customer_share, 0.5 as revenue_share, 90 as "
            "revenue, 12.4 as mean_recency, 'Write' as action"
        )
        connection.execute(
            "create table segmentation_coverage as select 'rfm' as segmentation, "
            "unnest(['segmented', 'no_orders']) as outcome, "
            "unnest([120, 7]) as customers"
        )
        connection.execute(
            "create table customer_segments as select date '2024-01-31' as as_of_date, "
            "'rfm' as segmentation, 'Member ' || number as customer_id, 'x' as "
            "segment_name, 1.5 as distance, 0.5 as margin "
            "from range(1, 8) as t (number)"
        )
    text = summarise(tmp_path, Path("warehouse.duckdb"))
    assert "1,234 invoice lines, 1,234 of them clean" in text
    assert "2 customers, 1 of them with orders; as of 2024-01-31" in text
    assert "7 no orders" in text
    assert "120 segmented" not in text
    assert "Champions 10 25 % 50 % 12 days Write" in " ".join(text.split())
    assert "Act by" not in text
    assert "Segment 1" in text
    assert "25 %" in text
    assert "Segment 12" in text
    assert "Member 5" in text
    assert "Member 6" not in text
    assert "warehouse.duckdb" in text
    assert f"open {tmp_path}/current/segments.duckdb (in DuckDB)" in text
    (tmp_path / "current" / "report.html").touch()
    text = summarise(tmp_path, Path("warehouse.duckdb"))
    assert f"open {tmp_path}/current/report.html (in a browser)" in text


def test_the_folder_is_the_one_of_the_last_run(tmp_path):
    manifest = tmp_path / "manifest.json"
    assert published_folder(manifest) == Path("published")
    node = {"config": {"meta": {"publish_dir": "elsewhere"}}}
    nodes = {"model.customer_segmentation.publications": node}
    manifest.write_text(json.dumps({"nodes": nodes}))
    assert published_folder(manifest) == Path("elsewhere")
