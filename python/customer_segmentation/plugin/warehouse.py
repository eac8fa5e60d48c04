"""The warehouse as dbt opens it: alone, with the functions that read input files."""

import atexit
import gc
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin

from customer_segmentation.build_folder import build_folder
from customer_segmentation.inputs.catalogue import InputFiles
from customer_segmentation.plugin.functions import Functions
from customer_segmentation.sql_text import literal

LOCKED = re.compile(r"Conflicting lock is held in (?:(.*?) )?\(PID (\d+)\)", re.DOTALL)


class Plugin(BasePlugin):
    """The plugin of dbt-duckdb that ``profiles/profiles.yml`` names.

    It refuses, in one sentence, a warehouse that cannot be opened, and registers the
    SQL function ``ask_customer_segmentation(function, question)``, by which macros ask
    :class:`~customer_segmentation.plugin.functions.Functions`.
    """

    def update_connection_config(
        self, creds: DuckDBCredentials, config: dict[str, Any]
    ) -> None:
        """Open the warehouse once, to refuse what cannot be opened."""
        check_warehouse(creds.path, config)

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Register the functions that read input files, and apply settings once."""
        apply_settings_once(self.creds, conn)
        folder = build_folder(self.creds.path)
        # What a killed build left.
        shutil.rmtree(folder, ignore_errors=True)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        # To look for garbage in all that dbt made takes a second, and the process ends.
        atexit.register(gc.freeze)
        functions = Functions(InputFiles(folder))
        conn.create_function(
            "ask_customer_segmentation",
            functions.ask,
            ["VARCHAR", "VARCHAR"],
            "VARCHAR",
            side_effects=True,
        )


def apply_settings_once(
    creds: DuckDBCredentials, connection: duckdb.DuckDBPyConnection
) -> None:
    """Apply the settings of the profile to the database instead of to each cursor.

    dbt-duckdb sets them again on every cursor, which fails once a build has locked the
    configuration. What is no setting of the whole database is left to it; a setting
    that is empty stays as DuckDB has it.
    """
    for key, value in [*(creds.settings or {}).items()]:
        if value == "":
            del creds.settings[key]
            continue
        if key == "memory_limit":
            value = size_of_memory(str(value), connection)
        try:
            connection.execute(f"set global {key} = {literal(str(value))}")
        except duckdb.Error:
            continue
        del creds.settings[key]


def size_of_memory(limit: str, connection: duckdb.DuckDBPyConnection) -> str:
    """Return a limit of memory as a size, also where it is a share of the machine's.

    DuckDB asks the system, or the container, and keeps to 80 % of what there is, unless
    it is told otherwise.

    Parameters
    ----------
    limit : str
        A share from 1% to 100%, or a size that DuckDB understands.
    connection : duckdb.DuckDBPyConnection
        Whose limit of memory nobody has set.

    Raises
    ------
    RuntimeError
        If it is neither, with a sentence that dbt shows.

    Examples
    --------
    >>> size_of_memory("50%", duckdb.connect(config={"memory_limit": "8 GiB"}))
    '5369MB'
    >>> size_of_memory("6GB", duckdb.connect())
    '6GB'
    """
    is_share = re.fullmatch(r"([1-9][0-9]?|100)%", limit)
    size = "current_setting('memory_limit')" if is_share else literal(limit)
    try:
        (size,) = connection.execute(f"select parse_formatted_bytes({size})").fetchone()
    except duckdb.Error:
        raise RuntimeError(
            f"WAREHOUSE_MEMORY is {limit!r}; give a size such as 6GB, or a share of "
            "the machine's memory from 1% to 100%."
        ) from None
    return f"{round(size / 0.8 * int(is_share[1]) / 1e8)}MB" if is_share else limit


def check_warehouse(path: str, config: dict[str, Any]) -> None:
    """Refuse a warehouse that cannot be opened.

    Parameters
    ----------
    path : str
        The DuckDB file; it may be absent.
    config : dict
        Options of the connection.

    Raises
    ------
    RuntimeError
        With the sentence; dbt shows it without a traceback.
    """
    if Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()):
        # Opening a pipe may never end.
        raise RuntimeError(explain(path, "it is a device, a pipe or a socket"))
    try:
        duckdb.connect(path, config=config).close()
    except duckdb.Error as error:
        raise RuntimeError(explain(path, str(error))) from None


def explain(path: str, error: str) -> str:
    """Say in one sentence why a warehouse cannot be opened.

    Examples
    --------
    >>> explain("w.duckdb", "Conflicting lock is held in /usr/bin/python (PID 7).")
    ... # doctest: +ELLIPSIS
    'The warehouse w.duckdb is in use by process 7 (/usr/bin/python); wait ...'
    """
    locked = LOCKED.search(error)
    if locked:
        holder = f" ({locked[1]})" if locked[1] else ""
        return (
            f"The warehouse {path} is in use by process {locked[2]}{holder}; wait "
            "until it ends; to read results, open the published files instead."
        )
    reason = error.splitlines()[0].removeprefix("IO Error: ")
    return (
        f"The warehouse {path} cannot be opened ({reason}); set WAREHOUSE_PATH to a "
        "DuckDB file in a writable folder."
    )
