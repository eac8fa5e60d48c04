"""Bad use ends with one sentence, and the last version stays."""

import json
import shutil

import duckdb
import pytest

from tests.builds import ROOT, dbt_build
from tests.pipeline.lines import HEADER, lines

CASES = {
    "no rows": (HEADER + "\n", {}, "which has column names and no rows"),
    "open quote": (
        lines(9).replace("5,10001,MUG", '5,10001,"MUG', 1) + lines(9),
        {},
        "bad.csv, which has a quote in line 6 that is never closed",
    ),
    "date before every order": (
        lines(40),
        {"as_of_date": "2020-01-01"},
        "No customer has an order before 2020-01-01; the first one is from 2024-01-01",
    ),
    "customers without rows": (
        "customer_id,income\n",
        {},
        "bad.csv, which has column names and no rows; give a file or table with cust",
    ),
    "all lines cancelled": (
        lines(3, invoice="C{0}", quantity="-{0}"),
        {},
        "No order is left in",
    ),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A folder with a published version, and what its manifest says."""
    folder = tmp_path_factory.mktemp("bad_use")
    path = folder / "good.csv"
    path.write_text(lines(40))
    build = dbt_build(folder, invoices=str(path))
    assert build.code == 0, build.output
    return build


@pytest.mark.parametrize("case", CASES)
def test_bad_use_is_refused_in_a_sentence(published, case):
    text, settings, sentence = CASES[case]
    if text is not None:
        path = published.folder / "bad.csv"
        path.write_text(text)
        kind = "customers" if text.startswith("customer_id") else "invoices"
        settings = {"invoices": "", kind: str(path), **settings}
    before = json.loads((published.current / "manifest.json").read_text())
    build = dbt_build(published.folder, **settings)
    assert build.code != 0
    assert sentence in " ".join(build.output.split())
    assert "Traceback" not in build.output
    assert json.loads((published.current / "manifest.json").read_text()) == before


def test_a_failed_test_publishes_nothing(published):
    before = published.current.resolve()
    with duckdb.connect(str(published.warehouse)) as connection:
        connection.execute("update lookups.campaign_segments set action = null")
    build = dbt_build(
        published.folder,
        "--exclude",
        "campaign_segments",
        invoices=str(published.folder / "good.csv"),
    )
    assert build.code != 0
    assert (
        "Failed: feat_rfm_cells: each cell of the RFM grid has one segment and says "
        "what to do (375 rows, such as 1, 1, 1, active)." in build.output
    )
    assert "Lines: 40 clean, purchase." in build.output
    assert f"Nothing was published: {published.current.parent} stays as it was" in (
        build.output
    )
    assert published.current.resolve() == before


def test_an_edited_map_that_misses_or_repeats_cells_is_refused_with_their_names(
    published,
):
    before = published.current.resolve()
    with duckdb.connect(str(published.warehouse)) as connection:
        connection.execute(
            "delete from lookups.rfm_segments where rfm_segment = 'Lost'; "
            "insert into lookups.rfm_segments values ('Rich', 5, 5, 5, 5, 4, 5)"
        )
    path = str(published.folder / "good.csv")
    build = dbt_build(published.folder, "--exclude", "rfm_segments", invoices=path)
    assert build.code != 0
    assert (
        "takes one range of the seed rfm_segments, which has 2 for R5 F5 M4 and 5, "
        "none for R1 F1 M1 to 5, none for R1 F2 M1 to 5; correct its ranges."
    ) in build.said
    assert "Nothing was published" in build.output
    assert published.current.resolve() == before


@pytest.mark.parametrize(
    ("table", "edit", "sentence"),
    [
        (
            "rfm_segments",
            "rfm_segment = 'Champs' where rfm_segment = 'Champions'",
            "The seed rfm_segments names Champs, which campaign_segments does not have",
        ),
        (
            "campaign_segments",
            "when_active = 'Promissing' where campaign_segment = 'Lost'",
            "names Promissing as when_active, which campaign_segments does not have",
        ),
        (
            "campaign_segments",
            "when_quiet = 'Loyal customers' where campaign_segment = 'Champions'",
            "names Loyal customers as when_quiet, which itself gives way to another",
        ),
    ],
)
def test_a_name_that_no_seed_explains_is_refused(
    published, tmp_path, table, edit, sentence
):
    shutil.copy(published.warehouse, tmp_path)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        seeds = (ROOT / "seeds" / "lookups").as_posix()
        for seed in ("rfm_segments", "campaign_segments"):
            connection.execute(
                f"delete from lookups.{seed}; "
                f"insert into lookups.{seed} from read_csv('{seeds}/{seed}.csv')"
            )
        connection.execute(f"update lookups.{table} set {edit}")
    path = str(published.folder / "good.csv")
    build = dbt_build(tmp_path, "--select", "feat_rfm_cells", invoices=path)
    assert build.code != 0
    assert sentence in build.said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--select", "publications"], "This run leaves out"),
        (["--exclude-resource-type", "test"], "This run leaves out"),
    ],
)
def test_only_a_whole_build_is_published(published, arguments, sentence):
    before = published.current.resolve()
    path = str(published.folder / "good.csv")
    build = dbt_build(published.folder, *arguments, invoices=path)
    assert build.code != 0
    assert sentence in build.said
    assert "only a complete build is published; use dbt build without a" in build.said
    assert published.current.resolve() == before
