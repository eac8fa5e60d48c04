"""The formats of a version beside its DuckDB file, all written from that file."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from customer_segmentation.packages import missing_package
from customer_segmentation.published_files import DATABASE, REPORT, WORKBOOK
from customer_segmentation.publishing.segments_workbook import write_workbook
from customer_segmentation.publishing.table_files import write_csv, write_parquet

OF_TODAY = "as_of_date = (select max(as_of_date) from customer_segments)"

CSV_TABLES = {
    "customers": "true",
    "customer_segments": OF_TODAY,
    "segment_profiles": "true",
    "crm": "true",
}
"""Table -> which of its rows its CSV file has. A spreadsheet opens a million rows, and
the history of a large shop has more."""


def write_all_formats(
    folder: str, tables: list[str], formats: list[str], config: dict[str, str | int]
) -> None:
    """Open the DuckDB file of a version and write what stands beside it.

    Parameters
    ----------
    folder : str
        The folder of the version.
    tables, formats
        See :func:`write_formats`.
    config : dict
        Options of the connection.
    """
    database = str(Path(folder) / DATABASE)
    with duckdb.connect(database, read_only=True, config=config) as published:
        write_formats(published, tables, formats, Path(folder))


def write_formats(
    published: duckdb.DuckDBPyConnection,
    tables: Iterable[str],
    formats: Iterable[str],
    folder: Path,
) -> None:
    """Write what stands beside the DuckDB file of a version.

    Parameters
    ----------
    published : duckdb.DuckDBPyConnection
        A connection to ``segments.duckdb``.
    tables : iterable of str
        All its tables.
    formats : iterable of str
        Those of the setting ``publish_formats``: ``parquet`` (a file for each table),
        ``csv`` (for those of them in ``CSV_TABLES``, without their history),
        ``workbook`` and ``report``, which is left out where plotly is not installed.
    folder : pathlib.Path
        Receives the files.
    """
    tables, formats = list(tables), set(formats)
    if "parquet" in formats:
        views = "select view_name from duckdb_views() where not internal"
        # A view shows Parquet that is there already.
        already = {view for (view,) in published.execute(views).fetchall()}
        write_parquet(
            published, [each for each in tables if each not in already], folder
        )
    if "csv" in formats:
        chosen = {table: CSV_TABLES[table] for table in CSV_TABLES if table in tables}
        write_csv(published, chosen, folder)
    if "workbook" in formats:
        write_workbook(published, folder / WORKBOOK)
    if "report" in formats and not missing_package("plotly"):
        from customer_segmentation.report.page import write_report

        write_report(published, folder / REPORT)
