"""What is published is whole, and readable to older clients."""

import json

import duckdb

from customer_segmentation.publishing.formats import CSV_TABLES, OF_TODAY
from customer_segmentation.publishing.version_folder import sha256

TABLES = [
    "algorithm_comparison",
    "build_checks",
    "cluster_count_choice",
    "crm",
    "customer_changes",
    "customer_projection",
    "customer_segments",
    "customers",
    "feature_correlations",
    "feature_dictionary",
    "feature_summary",
    "invoice_line_ledger",
    "principal_component_loadings",
    "principal_components",
    "publications",
    "rejected_lines",
    "rfm_cut_points",
    "rfm_grid",
    "rfm_profiles",
    "segment_centres",
    "segment_changes",
    "segment_features",
    "segment_lineage",
    "segment_model_parameters",
    "segment_models",
    "segment_movements",
    "segment_profiles",
    "segment_registry",
    "segment_rules",
    "segment_stability",
    "segmentation_coverage",
]


def test_every_mart_is_published_in_every_format(sample_build):
    current = sample_build.current
    files = {f"{table}.parquet" for table in TABLES}
    files |= {"segments.duckdb", "manifest.json", "segments.xlsx", "report.html"}
    files |= {f"{table}.csv" for table in CSV_TABLES}
    assert {path.name for path in current.iterdir()} == files
    with duckdb.connect(str(current / "segments.duckdb"), read_only=True) as published:
        assert [t for (t,) in published.execute("show tables").fetchall()] == TABLES
        for table in sorted({*TABLES} - {"publications"}):
            rows = published.sql(f"from {table}").df()
            assert rows.equals(sample_build.query(f"from marts.{table}")), table
            read = duckdb.sql(f"from '{current}/{table}.parquet'").df()
            assert read.equals(rows), table
    for table in CSV_TABLES:
        lines = duckdb.sql(f"select count(*) from read_csv('{current}/{table}.csv')")
        with duckdb.connect(
            str(current / "segments.duckdb"), read_only=True
        ) as published:
            rows = published.sql(f"from {table} where {CSV_TABLES[table]}")
            assert lines.fetchone()[0] == len(rows) > 0
    assert OF_TODAY in CSV_TABLES.values()


def test_the_manifest_vouches_for_every_file(sample_build):
    manifest = json.loads((sample_build.current / "manifest.json").read_text())
    for name, digest in manifest["files"].items():
        assert sha256(sample_build.current / name) == digest
    assert manifest["as_of_date"] == "2026-01-01"


def test_publications_stand_in_the_warehouse(sample_build):
    row = sample_build.query("from marts.publications").iloc[-1]
    assert row["version"] == sample_build.current.resolve().name
    assert str(row["as_of_date"])[:10] == "2026-01-01"
    assert set(json.loads(row["files"])) >= {"segments.duckdb", "customers.csv"}
