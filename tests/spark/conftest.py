"""What tests of clusters share: an input in Parquet, and a build of it on DuckDB."""

import importlib.util
from pathlib import Path

import duckdb
import pytest

from tests.builds import ROOT, Build, built
from tests.spark import servers

OWN_SETTINGS = {
    "invoice_columns": {"description": "upper(trim(Description))"},
    "row_filter": "coalesce(Country, '') != 'Norway'",
    "own_features": {
        "variety": {
            "expression": "count(distinct product_code)",
            "words": "different products",
            "unit": "products",
        }
    },
    "segmentation_overrides": {
        "variety": {
            "features": {"variety": "log1p", "recency": "log1p"},
            "filter": "frequency > 1 and household != 'x'",
        }
    },
}
"""Expressions that both engines understand."""


@pytest.fixture(scope="session")
def inputs(tmp_path_factory) -> dict[str, object]:
    """The sample as a cluster has it, texts in Parquet, with expressions of its own."""
    folder = tmp_path_factory.mktemp("inputs")
    paths = {}
    for setting in ("invoices", "customers"):
        paths[setting] = str(folder / f"{setting}.parquet")
        file = ROOT / "seeds" / "sample" / f"{setting}.csv"
        duckdb.sql(
            f"copy (from read_csv('{file}', all_varchar = true, ignore_errors = true)) "
            f"to '{paths[setting]}'"
        )
    return {**paths, **OWN_SETTINGS}


@pytest.fixture(scope="session")
def on_duckdb(tmp_path_factory, inputs) -> Build:
    return built(tmp_path_factory.mktemp("duckdb"), **inputs)


@pytest.fixture(scope="session")
def sail(tmp_path_factory) -> str:
    """The address of a server of Sail."""
    if importlib.util.find_spec("pysail") is None:
        pytest.skip("pysail is not installed: make test installs it")
    with servers.sail(Path(tmp_path_factory.mktemp("sail"))) as server:
        yield server.remote
