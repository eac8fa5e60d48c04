"""What a build recalls of the version that it continues: models, names, labels."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from customer_segmentation.published_files import DATABASE
from customer_segmentation.sql_text import literal, name

BEFORE_MODELS_WERE_KEPT = {
    "segment_models": """(
        select
            segmentation,
            population,
            model_version,
            fitted_as_of,
            max(fitted_customers) as customers,
            max(segment_id) as segments,
            string_agg(feature || ': ' || transform, ', ' order by feature)
                filter (parameter = 'offset') as features,
            coalesce(max(component), 0) as components,
            'current' as status
        from last_version.main.segment_model_parameters
        group by all
    )""",
    "segment_registry": """(
        select
            segmentation,
            population,
            segment_id,
            segment_name,
            description,
            named_by,
            'current' as status
        from last_version.main.segment_profiles
    )""",
}
"""Table -> what says the same in a version that was published before there was one."""


def recall(
    folder: str, version: str | None, tables: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Say how tables of the version that a build continues are read.

    A version that cannot be read is passed over for the one before it, as long as
    there is one in the folder.

    Parameters
    ----------
    folder : str
        The setting ``publish_dir``.
    version : str or None
        The version published last, if this build continues it.
    tables : mapping
        Published table -> its columns, name -> type.

    Returns
    -------
    dict
        ``version`` and ``database``, the path of its file, both None where there is
        nothing to recall; ``selects``: table -> SQL for these columns, in which the
        version is ``last_version``, without rows where it has no such table;
        ``passed_over``: the versions that cannot be read.

    Examples
    --------
    >>> recall("nowhere", None, {"segments": {"segment_id": "integer"}})["selects"]
    {'segments': 'select cast(null as integer) as "segment_id" where false'}
    """
    passed_over = []
    for candidate in _not_newer(Path(folder), version):
        try:
            selects = _selects(candidate / DATABASE, tables)
        except duckdb.Error:
            passed_over.append(candidate.name)
        else:
            return {
                "version": candidate.name,
                "database": str((candidate / DATABASE).absolute()),
                "selects": selects,
                "passed_over": passed_over,
            }
    nothing = {table: _select(columns, set()) for table, columns in tables.items()}
    return {
        **{"version": None, "database": None},
        **{"selects": nothing, "passed_over": passed_over},
    }


def _not_newer(folder: Path, version: str | None) -> list[Path]:
    """List the versions that are there, the one asked for first, then older ones."""
    if version is None:
        return []
    found = {path.parent for path in folder.glob(f"[0-9]*Z/{DATABASE}")}
    return sorted((path for path in found if path.name <= version), reverse=True)


def _selects(database: Path, tables: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(database)} as last_version (read_only)")
        found = connection.execute(
            "select table_name from information_schema.tables "
            "where table_catalog = 'last_version'"
        ).fetchall()
        selects = {}
        for table, columns in tables.items():
            source = f"last_version.main.{name(table)}"
            if (table,) not in found:
                source = BEFORE_MODELS_WERE_KEPT.get(table)
            selects[table] = _select(columns, _columns(connection, source), source)
            if source:
                # Reads the first block: a damaged file is noticed now.
                connection.execute(f"{selects[table]} limit 1").fetchall()
    return selects


def _columns(connection: duckdb.DuckDBPyConnection, source: str | None) -> set[str]:
    if source is None:
        return set()
    return {row[0] for row in connection.execute(f"describe from {source}").fetchall()}


def _select(
    columns: Mapping[str, str], there: set[str], source: str | None = None
) -> str:
    selected = ", ".join(
        f"cast({name(column) if column in there else 'null'} as {kind}) "
        f"as {name(column)}"
        for column, kind in columns.items()
    )
    return f"select {selected} " + (f"from {source}" if source else "where false")
