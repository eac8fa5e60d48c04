"""The folder beside the warehouse for files that a build needs while it runs."""

from pathlib import Path


def build_folder(warehouse: str) -> Path:
    """Name the folder of a warehouse.

    Examples
    --------
    >>> str(build_folder("data/warehouse.duckdb")), str(build_folder(":memory:"))
    ('data/warehouse.duckdb.input', 'memory.input')
    """
    return Path(warehouse.replace(":memory:", "memory") + ".input")
