"""Rules of the project that dbt's manifest and the built warehouse show."""

import csv
import re

import duckdb
import pytest

from tests.builds import ROOT
from tools.lineage import draw_lineage

LAYERS = [
    *("staging", "cleaning", "delivery", "features", "segmentation", "marts"),
    "publish",
]
FORBIDDEN = r"\b(qualify|\* exclude|pivot|unpivot|group by all|power\()"


@pytest.fixture(scope="module")
def models(manifest):
    return [n for n in manifest["nodes"].values() if n["resource_type"] == "model"]


def test_a_layer_reads_only_from_layers_to_its_left(manifest, models):
    for model in models:
        layer = LAYERS.index(model["fqn"][1])
        for parent in model["depends_on"]["nodes"]:
            node = manifest["nodes"].get(parent, {})
            if node.get("resource_type") == "model":
                assert LAYERS.index(node["fqn"][1]) <= layer, (model["name"], parent)


def test_each_layer_has_one_schema_and_one_colour(models):
    for layer in LAYERS:
        of_layer = [model for model in models if model["fqn"][1] == layer]
        assert len({model["schema"] for model in of_layer}) == 1
        assert len({model["config"]["docs"]["node_color"] for model in of_layer}) == 1


def test_every_description_begins_with_the_grain(models):
    for model in models:
        assert model["description"].startswith("One row per "), model["name"]
        assert "Key: " in model["description"], model["name"]


def test_every_column_says_what_null_means(models):
    for model in models:
        assert model["columns"], model["name"]
        for name, column in model["columns"].items():
            text = column["description"]
            assert re.search(r"\b[Nn]ull\b", text), (model["name"], name)


def test_every_money_column_names_its_currency(models):
    money = {"monetary", "gross", "refunded", "revenue", "amount", "basket_value"}
    for model in models:
        for name in money & set(model["columns"]):
            text = model["columns"][name]["description"]
            assert "currency of the invoices" in text, (model["name"], name)


def test_yaml_and_warehouse_agree_both_ways(manifest, models, sample_build):
    with duckdb.connect(str(sample_build.warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select schema_name || '.' || table_name, list(column_name) "
            "from duckdb_columns() where not internal group by all"
        ).fetchall()
    found = {table: set(columns) for table, columns in rows}
    for model in models:
        table = f"{model['schema']}.{model['name']}"
        pattern = model["config"]["meta"].get("generated_columns", "")
        columns = {name for name in found.pop(table) if not re.fullmatch(pattern, name)}
        assert columns == set(model["columns"]), table
    sources = {f"{s['schema']}.{s['name']}" for s in manifest["sources"].values()}
    assert set(found) - sources == {
        "lookups.attribute_categories",
        "lookups.campaign_segments",
        "lookups.feature_bands",
        "lookups.features",
        "lookups.non_product_codes",
        "lookups.rfm_segments",
        "lookups.segment_name_rules",
    }


def test_marts_are_contracted(models):
    for model in models:
        if model["fqn"][1] == "marts":
            assert model["config"]["contract"]["enforced"], model["name"]


def test_a_feature_is_declared_once_and_stands_everywhere(models):
    with (ROOT / "seeds" / "lookups" / "features.csv").open(newline="") as file:
        declared = [*csv.DictReader(file)]
    columns = {model["name"]: set(model["columns"]) for model in models}
    bands = (ROOT / "seeds" / "lookups" / "feature_bands.csv").read_text()
    for row in declared:
        name = row["feature"]
        source = {"orders": "feat_customers", "customers": "feat_personas"}
        assert row["source"] in source, f"{name}: its source in features.csv"
        for key in ("unit", "meaning", "when_null", "noun", "above", "below", "more"):
            assert row[key], f"{name}: {key} in features.csv"
        in_words = row["very_high"] or f"\n{name}," in bands
        assert in_words, f"{name}: very_high to very_low in features.csv, or its bands"
        for model in (source[row["source"]], "seg_features", "customers"):
            assert name in columns[model], f"{name}: a column of {model}.yml"
        assert {f"mean_{name}", f"median_{name}"} <= columns["segment_profiles"], (
            f"{name}: run python -m customer_segmentation.settings.documents"
        )


def test_a_model_says_what_its_hooks_do(models):
    for model in models:
        hooks = model["config"]["post-hook"]
        if hooks:
            told = re.search(r"^-- .*\bhook\b", model["raw_code"], re.M)
            assert told, model["name"]


def test_publishing_waits_for_every_mart(manifest, models):
    publication = manifest["nodes"]["model.customer_segmentation.publications"]
    tables = manifest["nodes"]["model.customer_segmentation.published_tables"]
    marts = {m["unique_id"] for m in models if m["fqn"][1] == "marts"}
    assert set(tables["depends_on"]["nodes"]) == marts
    assert tables["unique_id"] in publication["depends_on"]["nodes"]
    (exposure,) = manifest["exposures"].values()
    assert set(exposure["depends_on"]["nodes"]) == marts | {publication["unique_id"]}


def test_at_least_fifteen_rules_have_unit_tests(manifest):
    assert len(manifest["unit_tests"]) >= 15


def test_sql_stays_within_what_two_engines_know(models):
    for model in models:
        if model["language"] == "sql":
            assert not re.search(FORBIDDEN, model["raw_code"]), model["name"]


def test_every_macro_is_documented():
    for path in sorted((ROOT / "macros").rglob("*.sql")):
        text = path.read_text()
        for match in re.finditer(r"\{% macro (\w+)", text):
            before = text[: match.start()].rstrip()
            dispatched = "__" in match[1]
            assert dispatched or before.endswith("#}"), (path.name, match[1])


def test_the_readme_shows_the_lineage_of_today(manifest):
    picture = (ROOT / "docs" / "lineage.svg").read_text()
    assert picture == draw_lineage(manifest), "run python -m tools.lineage"
    assert "docs/lineage.svg" in (ROOT / "README.md").read_text()


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 150


def test_the_readme_names_every_published_table(sample_build):
    readme = (ROOT / "README.md").read_text()
    path = str(sample_build.current / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as published:
        tables = [table for (table,) in published.execute("show tables").fetchall()]
    assert len(tables) == 31
    for table in tables:
        assert f"| `{table}` |" in readme


def test_dbt_knows_of_no_deprecation(monkeypatch, tmp_path):
    """dbt checks the spelling of settings for a few adapters only; here it must."""
    import dbt.jsonschemas.jsonschemas as schemas
    from dbt.cli.main import dbtRunner

    supported = {*schemas._JSONSCHEMA_SUPPORTED_ADAPTERS, "duckdb"}
    monkeypatch.setattr(schemas, "_JSONSCHEMA_SUPPORTED_ADAPTERS", supported)
    monkeypatch.setenv("WAREHOUSE_PATH", str(tmp_path / "warehouse.duckdb"))
    monkeypatch.chdir(ROOT)
    result = dbtRunner().invoke(
        [
            *("--warn-error", "--show-all-deprecations", "parse", "--no-partial-parse"),
            *("--target-path", str(tmp_path), "--log-path", str(tmp_path)),
        ]
    )
    assert result.success, result.exception
