"""Tables that executors of a cluster write, in a folder that readers share."""

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from customer_segmentation.publishing.version_folder import (
    MANIFEST,
    NAME,
    VERSION,
    sha256,
)

ROWS_OF_AGGREGATES = 10_000
"""A table with more rows is one of customers, and not of what sums them up."""

SHARED = "shared_folder"
"""What the manifest of a version calls the folder of its shared tables."""


class SharedTables:
    """The large tables of one build, each a folder of Parquet files.

    Parameters
    ----------
    folder : str
        The setting ``shared_folder``, or '' to share nothing; builds of one project
        alone write there.

    Examples
    --------
    >>> SharedTables("").write(None, "marts", {"customers": 1_000_000})
    {}
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._of_build = Path(folder) / datetime.now(UTC).strftime(NAME)
        self.tables: dict[str, Path] = {}

    def write(
        self, session: Any, schema: str, rows: Mapping[str, int]
    ) -> dict[str, Path]:
        """Let the executors of a cluster write its large tables.

        Parameters
        ----------
        session : duckdb.DuckDBPyConnection or ModelSession
            The session of a Python model; that of DuckDB shares nothing.
        schema : str
            The schema of the tables.
        rows : mapping of str to int
            Table -> number of rows.

        Returns
        -------
        dict of str to pathlib.Path
            Table -> the folder of its files.
        """
        if self._folder and hasattr(session, "write_files"):
            for table, count in rows.items():
                if count > ROWS_OF_AGGREGATES:
                    self.tables[table] = self._of_build / table
                    session.write_files(schema, table, str(self.tables[table]))
        return self.tables

    def in_manifest(self) -> dict[str, str]:
        """Return what the manifest of the version says about it."""
        return {SHARED: str(self._of_build)} if self.tables else {}

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each file, by its path."""
        return {
            str(path): sha256(path)
            for folder in self.tables.values()
            for path in sorted(folder.glob("*.parquet"))
        }

    def remove_old(self, versions: Iterable[Path]) -> None:
        """Remove the tables that none of the versions that stay shows."""
        shown = set()
        for version in versions:
            with suppress(OSError, ValueError):
                manifest = json.loads((version / MANIFEST).read_text())
                shown.add(manifest.get(SHARED))
        for path in Path(self._folder).iterdir() if self._folder else ():
            if VERSION.match(path.name) and str(path) not in shown:
                shutil.rmtree(path, ignore_errors=True)


NOTHING_SHARED = SharedTables("")
