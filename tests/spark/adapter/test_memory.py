from datetime import date

import duckdb
import pytest

pytest.importorskip("dbt.adapters.spark", reason="dbt-spark is not installed")

from customer_segmentation.memory.recall import recall
from dbt.adapters.sparksession import memory
from dbt.adapters.sparksession.connections import session_of

TABLES = {"customer_segments": {"segment_id": "integer", "as_of_date": "date"}}


@pytest.mark.parametrize("rows_at_once", [1_000_000, 10])
def test_the_tables_of_a_version_are_there(sail, tmp_path, monkeypatch, rows_at_once):
    monkeypatch.setattr(memory, "ROWS_AT_ONCE", rows_at_once)
    version = "20240101T000000000000Z"
    (tmp_path / version).mkdir()
    with duckdb.connect(str(tmp_path / version / "segments.duckdb")) as connection:
        connection.execute(
            "create table customer_segments as select i as segment_id, "
            "date '2024-01-31' as as_of_date from range(5000) as numbers(i)"
        )
    session = session_of(sail)
    memory.write_memory(session, recall(str(tmp_path), version, TABLES))
    table = session.table("memory.customer_segments").toArrow()
    assert table.num_rows == 5000
    assert table["as_of_date"][0].as_py() == date(2024, 1, 31)


def test_without_a_version_the_tables_have_no_rows(sail):
    session = session_of(sail)
    memory.write_memory(session, recall("nowhere", None, TABLES))
    table = session.table("memory.customer_segments").toArrow()
    assert (table.num_rows, table.column_names) == (0, ["segment_id", "as_of_date"])
