"""Bad use ends with one sentence, and the last version stays."""

import json

import duckdb
import pytest

from tests.builds import dbt_build
from tests.pipeline.lines import HEADER, lines

CASES = {
    "no rows": (HEADER + "\n", {}, "which has column names and no rows"),
    "open quote": (
        lines(9).replace("5,10001,MUG", '5,10001,"MUG', 1) + lines(9),
        {},
        "bad.csv, which has a quote in line 6 that nothing closes",
    ),
    "date before every order": (
        lines(40),
        {"as_of_date": "2020-01-01"},
        "As of 2020-01-01 no customer has an order; the first one is of 2024-01-01",
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
    build = dbt_build(
        published.folder, "--exclude-resource-type", "unit_test", **settings
    )
    assert build.code != 0
    assert sentence in " ".join(build.output.split())
    assert "Traceback" not in build.output
    assert json.loads((published.current / "manifest.json").read_text()) == before


def test_a_failed_test_publishes_nothing(published):
    before = published.current.resolve()
    with duckdb.connect(str(published.warehouse)) as connection:
        connection.execute("delete from lookups.rfm_segments where recency_score = 3")
    build = dbt_build(
        published.folder,
        "--exclude",
        "rfm_segments",
        invoices=str(published.folder / "good.csv"),
    )
    assert build.code != 0
    assert "Failed: every customer has a cell of the rfm grid (" in build.output
    assert "Lines: 40 clean, purchase." in build.output
    assert f"Nothing was published: {published.current.parent} stays as it was" in (
        build.output
    )
    assert published.current.resolve() == before


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
    assert "only a whole build is published; use dbt build without a" in build.said
    assert published.current.resolve() == before
