"""What replaces a table or a view in the warehouse, and what does not."""

import duckdb
import pytest

from tests.builds import Build, built, dbt_build

SELECTED = ("--select", "staging", "+feat_rfm_cells")
WITHOUT_TESTS = ("--exclude", "resource_type:test")
CELLS = "select count(*) from features.feat_rfm_cells"


@pytest.fixture
def first(tmp_path) -> Build:
    return built(tmp_path, *SELECTED, *WITHOUT_TESTS)


def kinds(build: Build) -> dict[str, str]:
    """The kind of each table and view of two layers."""
    return dict(
        build.rows(
            "select table_name, table_type from information_schema.tables "
            "where table_schema in ('staging', 'features')"
        )
    )


def test_a_table_replaces_a_view_and_a_view_a_table(first):
    before, cells = kinds(first), first.value(CELLS)
    assert before["feat_rfm_cells"] == "BASE TABLE"
    assert before["stg_invoice_lines"] == "VIEW"
    with duckdb.connect(str(first.warehouse)) as warehouse:
        warehouse.execute("drop table features.feat_rfm_cells")
        warehouse.execute("create view features.feat_rfm_cells as select 1 as cell")
        warehouse.execute("drop view staging.stg_invoice_lines")
        warehouse.execute("create table staging.stg_invoice_lines as select 1 as line")
    again = built(first.folder, *SELECTED, *WITHOUT_TESTS)
    assert kinds(again) == before
    assert again.value(CELLS) == cells
    assert again.value("select count(*) from staging.stg_invoice_lines") > 1000


@pytest.mark.parametrize("kind", ["table", "view"])
def test_a_model_whose_hook_refuses_leaves_what_was_there(first, kind):
    cells = first.value(CELLS)
    with duckdb.connect(str(first.warehouse)) as warehouse:
        warehouse.execute("delete from lookups.rfm_segments where rfm_segment = 'Lost'")
        if kind == "view":
            warehouse.execute("alter table features.feat_rfm_cells rename to cells")
            warehouse.execute(
                "create view features.feat_rfm_cells as from features.cells"
            )
    refused = dbt_build(first.folder, "--select", "feat_rfm_cells", *WITHOUT_TESTS)
    assert refused.code != 0
    assert "which has none for" in refused.said
    assert refused.value(CELLS) == cells
