"""Publishing: every format of a version appears at once, or not at all."""

import hashlib
import json
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from customer_segmentation.errors import BuildError
from customer_segmentation.exports import (
    name,
    write_csv,
    write_database,
    write_parquet,
)

CSV_TABLES = ("customers", "customer_segments", "segment_profiles")
DATABASE = "segments.duckdb"
MANIFEST = "manifest.json"
INCOMING = ".incoming"
VERSION = re.compile(r"^\d{8}T\d{12}Z$")

COLUMNS = {
    "version": "string",
    "published_at": "datetime64[us]",
    "as_of_date": "datetime64[us]",
    "rows": "Int64",
    "checks": "string",
    "files": "string",
}


def publish(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    tables: list[str],
    folder: str | Path,
    *,
    keep: int = 3,
) -> pd.DataFrame:
    """Publish tables as a new version and point ``current`` at it.

    The version is written to a folder of its own: one DuckDB file with all tables
    in its default schema, a Parquet file for each, CSV for those in ``CSV_TABLES``,
    and ``manifest.json`` with the hash of every file. It is checked, flushed to disk
    and given its name; then the link ``current`` is replaced, which is one atomic
    step for all formats. Readers that hold the previous version keep it.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A connection to the warehouse, outside any transaction.
    schema : str
        The schema of the tables.
    tables : list of str
        What to publish, ``customers`` among them.
    folder : str or pathlib.Path
        Receives the versions and the link ``current``; made if absent.
    keep : int, default 3
        Versions that stay, this one included.

    Returns
    -------
    pandas.DataFrame
        One row per version published to the folder, the newest last, with the
        columns of ``COLUMNS``.

    Raises
    ------
    BuildError
        If the folder cannot be written, or a file does not hold what it should.

    Examples
    --------
    >>> publish(connection, "marts", ["customers"], "published")  # doctest: +SKIP
    """
    folder = Path(folder)
    try:
        incoming = _empty_folder(folder / INCOMING)
        history = _write_version(connection, schema, tables, folder, incoming)
        version = history[-1]["version"]
        _flush(incoming)
        incoming.rename(folder / version)
        _point_current_at(folder, version)
        _remove_old_versions(folder, keep)
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise BuildError(
            f"Publishing to {folder} failed ({reason}) and the last version is still "
            "the current one; free the disk or make the folder writable, or name "
            "another with the setting publish_dir."
        ) from None
    return pd.DataFrame(history, columns=[*COLUMNS]).astype(COLUMNS)


def read_history(folder: Path) -> list[dict]:
    """Read the rows of ``publications`` from the manifest of the current version.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the versions.

    Returns
    -------
    list of dict
        The oldest first; empty before the first publish, or without a manifest.
    """
    try:
        return json.loads((folder / "current" / MANIFEST).read_text())["history"]
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError):
        return []


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_version(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    tables: list[str],
    folder: Path,
    incoming: Path,
) -> list[dict]:
    """Write every file of a version; return the history that ends with it."""
    now = datetime.now(UTC)
    rows = write_database(connection, schema, tables, incoming / DATABASE)
    as_of_date = connection.execute(
        f"select max(as_of_date) from {name(schema)}.customers"
    ).fetchone()[0]
    entry = {
        "version": now.strftime("%Y%m%dT%H%M%S%fZ"),
        "published_at": now.replace(tzinfo=None).isoformat(),
        "as_of_date": as_of_date.isoformat(),
        "rows": sum(rows.values()),
        "checks": f"{len(rows)} tables with the rows of the warehouse, no open log",
        # A file cannot hold its own hash: inside the published file this is null.
        "files": None,
    }
    history = [*read_history(folder), entry]
    _add_publications(incoming / DATABASE, history)
    with duckdb.connect(str(incoming / DATABASE), read_only=True) as published:
        _check(published, rows, incoming)
        write_parquet(published, [*tables, "publications"], incoming)
        write_csv(published, CSV_TABLES, incoming)
    files = {path.name: sha256(path) for path in sorted(incoming.iterdir())}
    history[-1] = {**entry, "files": json.dumps(files)}
    manifest = {**entry, "files": files, "tables": rows, "history": history}
    (incoming / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
    return history


def _add_publications(database: Path, history: list[dict]) -> None:
    frame = pd.DataFrame(history, columns=[*COLUMNS]).astype(COLUMNS)
    with duckdb.connect(str(database)) as published:
        published.register("history", frame)
        published.execute(
            "create table publications as select * "
            "replace (as_of_date::date as as_of_date) from history"
        )
        published.execute("checkpoint")


def _check(
    published: duckdb.DuckDBPyConnection, rows: dict[str, int], incoming: Path
) -> None:
    """Compare what the file holds with what was written to it."""
    for table, expected in rows.items():
        found = published.execute(f"select count(*) from {name(table)}").fetchone()[0]
        if found != expected:
            raise BuildError(
                f"The published file holds {found} rows of {table} where the warehouse "
                f"has {expected}; nothing was published: build again."
            )
    if list(incoming.glob("*.wal")):
        raise BuildError(
            "The published file was left with an open log; nothing was published: "
            "build again."
        )


def _empty_folder(path: Path) -> Path:
    """Make a folder, in place of what a killed run may have left there."""
    if path.exists():
        shutil.rmtree(path)
    path.mkdir(parents=True)
    return path


def _flush(folder: Path) -> None:
    """Make the files of a folder read-only and see them, and it, onto the disk."""
    for path in folder.iterdir():
        path.chmod(0o444)
        _synchronise(path)
    _synchronise(folder)


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _point_current_at(folder: Path, version: str) -> None:
    """Replace the link ``current``: the one step that publishes."""
    link = folder / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(version, target_is_directory=True)
    link.replace(folder / "current")
    _synchronise(folder)


def _remove_old_versions(folder: Path, keep: int) -> None:
    versions = sorted(path for path in folder.iterdir() if VERSION.match(path.name))
    for version in versions[:-keep]:
        shutil.rmtree(version)
