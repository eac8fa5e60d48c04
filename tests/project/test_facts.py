"""Every model and seed has its key in tests/facts, and what it says there is tested."""

import re
import shutil

import duckdb
import jinja2
import networkx
import pytest

from tests.builds import ROOT, dbt_build

PROJECT = "customer_segmentation"
# The list of what is published is tested before anything is; and codes before lines are
# joined to them.
EARLIER = {"published_tables": "marts", "non_product_codes": "staging"}


@pytest.fixture(scope="module")
def declared():
    """The facts of each table, and the file that has them."""
    found = {}

    def collect(tables, layer):
        assert not found.keys() & tables.keys()
        found.update({table: (layer, facts) for table, facts in tables.items()})
        return ""

    for path in sorted((ROOT / "tests" / "facts").glob("*.sql")):
        layer = path.stem.removeprefix("facts_of_")
        jinja2.Template(path.read_text()).render(
            facts=lambda tables, layer=layer: collect(tables, layer)
        )
    return found


@pytest.fixture(scope="module")
def tables(manifest):
    kinds = ("model", "seed")
    nodes = manifest["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] in kinds}


@pytest.fixture(scope="module")
def lineage(manifest):
    arrows = (
        (parent, child)
        for child, node in manifest["nodes"].items()
        for parent in node["depends_on"].get("nodes", ())
    )
    return networkx.DiGraph(arrows)


def test_each_table_is_in_the_file_of_its_layer(declared, tables):
    layers = {name: node["fqn"][1] for name, node in tables.items()}
    seeds = {n for n, node in tables.items() if node["resource_type"] == "seed"}
    layers |= dict.fromkeys(seeds, "lookups") | EARLIER
    assert {table: layer for table, (layer, _) in declared.items()} == layers


def test_a_key_is_that_of_the_description(declared, tables):
    for table, (_, facts) in declared.items():
        described = " ".join(tables[table]["description"].split())
        key = re.search(r"Key: ([^.;]*)[.;]", described)[1]
        one_row = {"": "none is needed", None: "none"}
        expected = facts.get("key")
        assert key == one_row.get(expected, expected), table


def test_a_fact_is_of_a_known_kind(declared):
    for table, (_, facts) in declared.items():
        assert facts.keys() <= {"key", "other_keys", "proved_by", "rules"}, table


def test_what_proves_a_key_is_tested_itself_and_related(
    declared, manifest, tables, lineage
):
    names = {node["name"]: key for key, node in manifest["nodes"].items()}
    for table, (_, facts) in declared.items():
        here = tables[table]["unique_id"]
        family = networkx.ancestors(lineage, here) | networkx.descendants(lineage, here)
        for proof in filter(None, facts.get("proved_by", "").split(", ")):
            assert "proved_by" not in declared.get(proof, (None, {}))[1], table
            assert names[proof] in family, (table, proof)


def test_facts_that_do_not_hold_stop_what_follows_and_publishing(manifest, lineage):
    publishing = f"model.{PROJECT}.publications"
    before = networkx.ancestors(lineage, publishing)
    tests = [n for n in manifest["nodes"].values() if n["fqn"][1] == "facts"]
    read = {test["name"]: set(test["depends_on"]["nodes"]) for test in tests}
    assert len(read) == 8
    assert read.pop("facts_of_publish") == {publishing}
    assert set().union(*read.values()) <= before
    # A model waits for a test if all that the test reads comes before the model.
    for test, first in (
        ("facts_of_staging", "int_invoice_lines_checked"),
        ("facts_of_cleaning", "delivery_checks"),
        ("facts_of_delivery", "feat_as_of_dates"),
        ("facts_of_features", "seg_features"),
    ):
        model = f"model.{PROJECT}.{first}"
        assert read[test] <= networkx.ancestors(lineage, model), (test, first)


BROKEN = {
    "insert into lookups.features from lookups.features where feature = 'recency'": (
        *("features", "feature is unique", 2, "recency"),
    ),
    "update lookups.non_product_codes set product_code = 'dot' "
    "where product_code = 'DOT'": (
        *("non_product_codes", "codes are upper case and have a reason", 1, "dot"),
    ),
    "update lookups.rfm_segments set rfm_segment = null where rfm_segment = 'Lost'": (
        *("rfm_segments", "ranges of RFM scores run upwards from 1 to 5", 1, None),
    ),
    "update staging.stg_customers set line_id = 7 where line_id in (8, 9)": (
        *("stg_customers", "line_id is unique", 3, "7"),
    ),
    "update cleaning.int_stock_moves set height = null, line_id = 3 where line_id = "
    "(select min(line_id) from cleaning.int_stock_moves)": (
        *("int_stock_moves", "no stack is below zero", 1, "3"),
    ),
    "delete from delivery.delivery_figures": (
        *("delivery_figures", "it has one row", 0, None),
    ),
    "update features.feat_rfm_cells set ranges = 2 where recency_score = 5": (
        "feat_rfm_cells",
        "each cell of the RFM grid has one segment and says what to do",
        *(75, "5, 1, 1, active"),
    ),
    "update segmentation.seg_names set segment_name = 'Same' "
    "where segmentation = 'rfm'": (
        "seg_names",
        "segmentation, population, segment_name are unique together",
        *(3, "rfm, all, Same"),
    ),
    "insert into marts.rfm_profiles from marts.rfm_profiles "
    "where rfm_segment = 'Lost'": (
        *("rfm_profiles", "rfm_segment is unique", 2, "Lost"),
    ),
    "insert into marts.publications from marts.publications": (
        *("publications", "version is unique", 2),
    ),
}


@pytest.fixture
def own_copy(sample_build, tmp_path):
    # With what was last written to it, which may be in a file beside it.
    for path in sample_build.folder.glob("warehouse.duckdb*"):
        shutil.copy(path, tmp_path)
    return tmp_path / "warehouse.duckdb"


def test_what_does_not_hold_is_found_with_its_rows(manifest, own_copy):
    nodes = manifest["nodes"].values()
    queries = [n["compiled_code"] for n in nodes if n["fqn"][1] == "facts"]
    with duckdb.connect(str(own_copy)) as connection:
        for query in queries:
            assert not connection.execute(query).fetchall()
        for edit in BROKEN:
            connection.execute(edit)
        found = [
            row for query in queries for row in connection.execute(query).fetchall()
        ]
    assert len(found) == len(BROKEN), found
    for expected in BROKEN.values():
        assert expected in [row[: len(expected)] for row in found], (expected, found)


def test_the_end_of_a_run_says_which_fact_does_not_hold(own_copy):
    with duckdb.connect(str(own_copy)) as connection:
        for edit in BROKEN:
            connection.execute(edit)
    build = dbt_build(own_copy.parent, "--select", "facts_of_lookups")
    assert build.code != 0
    for sentence in (
        "Failed: features: feature is unique (2 rows, such as recency).",
        "Failed: rfm_segments: ranges of RFM scores run upwards from 1 to 5 (1 row).",
    ):
        assert sentence in build.output
