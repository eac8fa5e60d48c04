"""Small versions to publish, and whether what is published is whole."""

import json
from datetime import date
from pathlib import Path

import duckdb

from customer_segmentation.publishing.publications import publish
from customer_segmentation.publishing.version_folder import read_history, sha256

TABLES = ("customers", "customer_segments", "segment_profiles")
DELIVERY = {
    "invoice_lines": 1,
    "customer_lines": 0,
    "last_order_date": date(2024, 1, 30),
    "typical_line_value": 2.5,
    "is_sample": False,
}


def publish_number(folder: Path, number: int, rows: int = 100) -> None:
    """Publish tables in which every row holds the same number."""
    with duckdb.connect() as warehouse:
        warehouse.execute("create schema marts")
        for table in TABLES:
            warehouse.execute(
                f"create table marts.{table} as select 'c' || range as customer_id, "
                f"date '2024-01-31' as as_of_date, {number} as number "
                f"from range({rows})"
            )
        tables = dict.fromkeys(TABLES, rows)
        history = read_history(folder)
        after = history[-1]["version"] if history else None
        publish(warehouse, "marts", tables, DELIVERY, folder, after=after)


def read_version(folder: Path) -> str:
    """Name the current version, once all of its files are as its manifest says."""
    version = (folder / "current").resolve()
    manifest = json.loads((version / "manifest.json").read_text())
    assert manifest["version"] == version.name
    names = {path.name for path in version.iterdir()}
    assert names == {*manifest["files"], "manifest.json"}
    for name, digest in manifest["files"].items():
        assert sha256(version / name) == digest, name
    path = str(version / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        for table, rows in manifest["tables"].items():
            found = connection.execute(f'select count(*) from "{table}"').fetchone()
            assert found == (rows,), table
        listed = connection.execute("select version from publications").fetchall()
    assert listed[-1] == (version.name,)
    return version.name
