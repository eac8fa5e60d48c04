"""The formats of a version beside its DuckDB file, all written from that file."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from customer_segmentation.packages import missing_package
from customer_segmentation.published_files import REPORT, WORKBOOK
from customer_segmentation.publishing.segments_workbook import write_workbook
from customer_segmentation.publishing.table_files import write_csv, write_parquet

CSV_TABLES = ("customers", "customer_segments", "segment_profiles", "crm")


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
        ``csv`` (for those of them in ``CSV_TABLES``), ``workbook`` and ``report``,
        which is left out where plotly is not installed.
    folder : pathlib.Path
        Receives the files.
    """
    tables, formats = list(tables), set(formats)
    if "parquet" in formats:
        write_parquet(published, tables, folder)
    if "csv" in formats:
        write_csv(published, [t for t in CSV_TABLES if t in tables], folder)
    if "workbook" in formats:
        write_workbook(published, folder / WORKBOOK)
    if "report" in formats and not missing_package("plotly"):
        from customer_segmentation.report.page import write_report

        write_report(published, folder / REPORT)
