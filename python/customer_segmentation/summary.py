"""What was built and where: the last lines of ``make run``."""

import argparse
import os
from pathlib import Path

import duckdb

from customer_segmentation.publications import DATABASE

SEGMENTS = """
    select
        segment_name as segment,
        customers,
        printf('%.0f %%', 100 * customer_share) as share,
        printf('%.0f %%', 100 * revenue_share) as "of revenue",
        printf('%.0f days', mean_recency) as "last order",
        printf('%.1f', mean_frequency) as orders,
        printf('%.2f', mean_monetary) as spend,
        action as "what to do"
    from segment_profiles
    order by segmentation, population, segment_id
    limit 10
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
        The segments, five customers with theirs, and where the files are.
    """
    current = folder / "current"
    with duckdb.connect(str(current / DATABASE), read_only=True) as connection:
        segments, members = (
            connection.sql(question).df().to_string(index=False)
            for question in (SEGMENTS, CUSTOMERS)
        )
        customers, lines, as_of_date = connection.execute(
            "select (select count(*) from customers), "
            "(select sum(lines) from invoice_line_ledger), "
            "(select max(as_of_date) from customers)"
        ).fetchone()
    return (
        f"\n{lines:,} invoice lines, {customers:,} customers, as of {as_of_date}\n"
        f"\n{segments}\n"
        f"\n{members}\n"
        f"\nWarehouse   {warehouse}\n"
        f"Published   {current}/ ({DATABASE}, Parquet, CSV, manifest.json)\n"
        f"Next        read {current}/segment_profiles.csv, or query {DATABASE}"
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m customer_segmentation.summary",
        description="Say what was built and where.",
    )
    parser.add_argument(
        "--published",
        type=Path,
        default=Path("published"),
        help="folder of the versions (default published)",
    )
    warehouse = Path(os.environ.get("WAREHOUSE_PATH", "warehouse.duckdb"))
    print(summarise(parser.parse_args().published, warehouse))


if __name__ == "__main__":
    main()
