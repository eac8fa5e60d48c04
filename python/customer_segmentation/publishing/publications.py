"""Publishing: every format of a version appears at once, or not at all."""

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from customer_segmentation.errors import BuildError
from customer_segmentation.published_files import DATABASE
from customer_segmentation.publishing.shared_tables import NOTHING_SHARED, SharedTables
from customer_segmentation.publishing.table_files import attached, write_database
from customer_segmentation.publishing.version_folder import (
    MANIFEST,
    alone_in,
    flush,
    hashes,
    new_version,
    next_name,
    read_history,
    remove_old_versions,
    switch_to,
    versions_in,
)
from customer_segmentation.relations import relation_of
from customer_segmentation.sql_text import literal, name
from customer_segmentation.worker.client import start_worker

COLUMNS = {
    "version": "VARCHAR",
    "published_at": "TIMESTAMP",
    "as_of_date": "TIMESTAMP",
    "invoice_lines": "BIGINT",
    "customer_lines": "BIGINT",
    "last_order_date": "TIMESTAMP",
    "typical_line_value": "DOUBLE",
    "is_sample": "BOOLEAN",
    "rows": "BIGINT",
    "checks": "VARCHAR",
    "files": "VARCHAR",
}
DELIVERY = {
    "invoice_lines": int,
    "customer_lines": int,
    "last_order_date": lambda date: date.isoformat(),
    "typical_line_value": float,
    "is_sample": bool,
}
"""Figures of a delivery that the next one is compared with, and how JSON holds them."""

FEW_ROWS = 200_000
"""Below this, one thread writes the formats: several would wait for each other."""


def publish(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    tables: dict[str, int],
    delivery: dict[str, object],
    folder: str | Path,
    *,
    formats: str = "parquet,csv",
    after: str | None = None,
    keep: int = 3,
    shared: SharedTables = NOTHING_SHARED,
) -> list[dict]:
    """Publish tables as a new version and point ``current`` at it.

    The version is written to a folder of its own: one DuckDB file with all tables
    in its default schema, the other formats, which are made from that file, and
    ``manifest.json`` with the hash of every file. It is checked, flushed to disk
    and given its name; then the link ``current`` is replaced, which is one atomic
    step for all formats. Readers that hold the previous version keep it. One process
    at a time publishes to a folder, and removes what a killed one left there.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to the warehouse, outside any transaction.
    schema : str
        The schema of the tables.
    tables : dict of str to int
        What to publish, ``customers`` among them, and how many rows each has.
    delivery : dict
        The figures of ``DELIVERY``; None for one that is not known.
    folder : str or pathlib.Path
        Receives the versions and the link ``current``; made if absent.
    formats : str, default "parquet,csv"
        The setting ``publish_formats`` with commas, see ``write_formats``.
    after : str or None, default None
        The version that the delivery was compared with; None before the first one.
    keep : int, default 3
        Versions that stay, this one included.
    shared : SharedTables, default none
        The tables that executors of a cluster have written.

    Returns
    -------
    list of dict
        One row per version published to the folder, the newest last, with the
        columns of ``COLUMNS``.

    Raises
    ------
    BuildError
        If the folder cannot be written, another process publishes to it or has
        published meanwhile, or a file does not hold what it should.

    Examples
    --------
    >>> publish(connection, "marts", tables, delivery, "out")  # doctest: +SKIP
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder):
            _check_last_version(folder, after)
            incoming = new_version(folder)
            history = _write_version(
                *(connection, schema, tables, delivery, folder, incoming, formats),
                shared,
            )
            flush(incoming)
            switch_to(folder, incoming, history[-1]["version"])
            remove_old_versions(folder, keep)
            shared.remove_old(versions_in(folder))
    except (OSError, duckdb.IOException, duckdb.FatalException) as error:
        raise BuildError(
            f"Publishing to {folder} failed ({_reason(error)}), and the last version "
            "is still the current one; free the disk or make the folder writable, or "
            "name another with the setting publish_dir."
        ) from None
    return history


def _reason(error: Exception) -> str:
    """Say why a file could not be written, without its path and the stack of DuckDB."""
    said = str(error).splitlines()[0].rsplit('": ', 1)[-1]
    return getattr(error, "strerror", None) or said


def _check_last_version(folder: Path, after: str | None) -> None:
    history = read_history(folder)
    last = history[-1]["version"] if history else None
    if last != after:
        raise BuildError(
            f"Another build published {last} to {folder} while this one, which was "
            f"compared with {after or 'none'}, ran; nothing was published: build again."
        )


def _write_version(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    tables: dict[str, int],
    delivery: dict[str, object],
    folder: Path,
    incoming: Path,
    formats: str,
    shared: SharedTables,
) -> list[dict]:
    """Write every file of a version; return the history that ends with it."""
    history = read_history(folder)
    database = incoming / DATABASE
    rows = write_database(connection, schema, tables, database, shared.tables)
    for table, expected in tables.items():
        _check_rows(table, rows[table], expected)
    entry = {
        "version": next_name(history),
        "published_at": datetime.now(UTC).replace(tzinfo=None).isoformat(),
        "as_of_date": _as_of_date(database),
        **_figures(delivery),
        "rows": sum(rows.values()),
        "checks": f"{len(rows)} tables with the rows of the warehouse, no open log",
        # A file cannot hold its own hash: inside the published file this is null.
        "files": None,
    }
    history.append(entry)
    _add_publications(connection, database, history)
    _check(rows, incoming)
    start_worker().ask(
        function="publishing.formats.write_all_formats",
        options={
            "folder": str(incoming.absolute()),
            "tables": [*tables, "publications"],
            "formats": formats.split(","),
            "config": _config(connection, sum(rows.values())),
        },
    )
    files = hashes(incoming) | shared.hashes()
    history[-1] = {**entry, "files": json.dumps(files)}
    manifest = {**entry, "files": files, "tables": rows, "history": history}
    manifest |= shared.in_manifest()
    (incoming / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
    return history


def _as_of_date(database: Path) -> str:
    with duckdb.connect(str(database), read_only=True) as published:
        (day,) = published.execute("select max(as_of_date) from customers").fetchone()
    return day.isoformat()


def _config(connection: duckdb.DuckDBPyConnection, rows: int) -> dict[str, str | int]:
    """How a connection to the published file is configured: as the warehouse is."""
    (memory,) = connection.execute("select current_setting('memory_limit')").fetchone()
    return {"memory_limit": memory} | ({"threads": 1} if rows < FEW_ROWS else {})


def _figures(delivery: dict[str, object]) -> dict:
    return {
        figure: None if delivery[figure] is None else as_json(delivery[figure])
        for figure, as_json in DELIVERY.items()
    }


def _add_publications(
    connection: duckdb.DuckDBPyConnection, database: Path, history: list[dict]
) -> None:
    dates = {"as_of_date": "DATE", "last_order_date": "DATE"}
    with attached(connection, database), connection.cursor() as cursor:
        relation_of(cursor, history, COLUMNS | dates).query(
            "history", "create table published.main.publications as from history"
        )


def _check(rows: dict[str, int], incoming: Path) -> None:
    """Compare what the file holds with what was written to it."""
    counts = " union all ".join(
        f"select {literal(table)}, count(*) from {name(table)}" for table in rows
    )
    with duckdb.connect(str(incoming / DATABASE), read_only=True) as published:
        for table, found in published.execute(counts).fetchall():
            _check_rows(table, found, rows[table])
    if list(incoming.glob("*.wal")):
        raise BuildError(
            "The published file was left with an open log; nothing was published: "
            "build again."
        )


def _check_rows(table: str, found: int, expected: int) -> None:
    if found != expected:
        raise BuildError(
            f"The published file holds {found} rows of {table} where the warehouse "
            f"has {expected}; nothing was published: build again."
        )
