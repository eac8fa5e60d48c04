"""What was built and where: the last lines of ``make run``."""

import argparse
import json
import os
from pathlib import Path

import duckdb

from customer_segmentation.published_files import DATABASE, REPORT, WORKBOOK

CAMPAIGNS = """
    select
        rfm_segment as "campaign segment",
        customers,
        printf('%.0f %%', 100 * customer_share) as share,
        coalesce(printf('%.0f %%', 100 * revenue_share), '') as "of revenue",
        printf('%.0f days', mean_recency) as "last order",
        action as "what to do"
    from rfm_profiles
    order by revenue desc, rfm_segment
"""

SEGMENTS = """
    select
        segmentation
        || case when population = 'all' then '' else ', ' || population end
            as segmentation,
        segment_name as segment,
        customers,
        printf('%.0f %%', 100 * customer_share) as share,
        coalesce(printf('%.0f %%', 100 * revenue_share), '') as "of revenue",
        coalesce(printf('%.0f days', mean_recency), '') as "last order",
        coalesce(printf('%.1f', mean_frequency), '') as orders,
        coalesce(printf('%.2f', mean_monetary), '') as spend
    from segment_profiles
    order by segmentation, population, segment_id
"""

WITHOUT_SEGMENT = """
    select
        segmentation,
        string_agg(
            customers || ' ' || replace(outcome, '_', ' '), ', ' order by outcome
        ) as "customers without a segment"
    from segmentation_coverage
    where outcome != 'segmented'
    group by segmentation
    order by segmentation
"""

CUSTOMERS = """
    select
        customer_id as customer,
        segmentation,
        segment_name as segment,
        round(distance, 2) as distance,
        round(margin, 2) as margin
    from customer_segments
    where as_of_date = (select max(as_of_date) from customers)
    order by segmentation, customer_id
    limit 5
"""


def summarise(folder: Path, warehouse: Path) -> str:
    """Describe the current version that is published to a folder.

    Parameters
    ----------
    folder : pathlib.Path
        The setting ``publish_dir``.
    warehouse : pathlib.Path
        The DuckDB file that was built.

    Returns
    -------
    str
        Campaign segments with what to do, all other segments, how many customers have
        none and why, five customers with their segments, and where the files are.
    """
    current = folder / "current"
    files = [file for file in (REPORT, WORKBOOK, DATABASE) if (current / file).exists()]
    with duckdb.connect(str(current / DATABASE), read_only=True) as connection:
        tables = [
            connection.sql(question).df()
            for question in (CAMPAIGNS, SEGMENTS, WITHOUT_SEGMENT, CUSTOMERS)
        ]
        customers, buyers, as_of_date = connection.execute(
            "select count(*), count(frequency), max(as_of_date) from customers"
        ).fetchone()
        lines, clean = connection.execute(
            "select coalesce(sum(lines), 0), "
            "coalesce(sum(lines) filter (disposition = 'clean'), 0) "
            "from invoice_line_ledger"
        ).fetchone()
    shown = "".join(
        f"\n{table.to_string(index=False)}\n" for table in tables if len(table)
    )
    return (
        f"\n{lines:,} invoice lines, {clean:,} of them clean; {customers:,} customers, "
        f"{buyers:,} of them with orders; as of {as_of_date}\n"
        f"{shown}"
        f"\nWarehouse   {warehouse}\n"
        f"Published   {current}/ with {', '.join(files)}\n"
        f"Next        open {current}/{files[0]} ({_door(files[0])})"
    )


def _door(file: str) -> str:
    """Say how a file is opened."""
    return {REPORT: "in a browser", WORKBOOK: "in a spreadsheet"}.get(file, "in DuckDB")


def published_folder(manifest: Path) -> Path:
    """Read from dbt's manifest to which folder the last run published.

    Parameters
    ----------
    manifest : pathlib.Path
        ``target/manifest.json``; where it is absent, the default of ``publish_dir``.
    """
    if not manifest.exists():
        return Path("published")
    nodes = json.loads(manifest.read_text())["nodes"]
    publications = nodes["model.customer_segmentation.publications"]
    return Path(publications["config"]["meta"]["publish_dir"])


def main() -> None:
    """Run the command line."""
    argparse.ArgumentParser(
        prog="python -m customer_segmentation.publishing.summary",
        description="Say what the last run built and where.",
    ).parse_args()
    folder = published_folder(Path("target/manifest.json"))
    warehouse = Path(os.environ.get("WAREHOUSE_PATH", "warehouse.duckdb"))
    print(summarise(folder, warehouse))


if __name__ == "__main__":
    main()
