"""An impossible setting is refused in a sentence before anything is built."""

import json

import pytest
from dbt.cli.main import dbtRunner

from tests.conftest import ROOT

REFUSED = {
    "date format without codes": (
        {"date_format": "dd.mm.yyyy"},
        "Setting date_format is dd.mm.yyyy; it takes iso or a strptime pattern",
    ),
    "number in place of a path": (
        {"invoices": 5},
        "Setting invoices is 5; it takes a text.",
    ),
    "two segmentations that share a column": (
        {
            "segmentation_overrides": {
                "rfm_cluster": {"features": {"recency": "none"}},
            }
        },
        "Segmentation rfm_cluster needs another name",
    ),
    "unknown choice": (
        {"cancellations": "maybe"},
        "Setting cancellations is maybe; it takes net or drop.",
    ),
    "number out of range": (
        {"history_months": 500},
        "Setting history_months is 500; it takes a whole number from 0 to 120.",
    ),
    "number as text": (
        {"history_months": "many"},
        "Setting history_months is many; it takes a whole number from 0 to 120.",
    ),
    "day that does not exist": (
        {"as_of_date": "2024-02-30"},
        "Setting as_of_date is 2024-02-30; it takes latest or a day written YYYY-MM-DD",
    ),
    "unknown key of a segmentation": (
        {"segmentation_overrides": {"rfm": {"cluster": 3}}},
        "Segmentation rfm has no setting cluster; it takes features, split_by",
    ),
    "segmentations as text": (
        {"segmentations": "rfm"},
        "Setting segmentations is rfm; it takes a mapping such as {name: value}.",
    ),
    "features as text": (
        {"segmentation_overrides": {"rfm": {"features": "recency"}}},
        "Setting features of segmentation rfm is recency; it takes a mapping",
    ),
    "override that is no mapping": (
        {"segmentation_overrides": {"rfm": 3}},
        "Setting segmentation_overrides gives rfm the value 3; it takes a mapping",
    ),
    "new segmentation without features": (
        {"segmentation_overrides": {"mine": {"clusters": 2}}},
        "Setting features of segmentation mine is absent; it takes a mapping",
    ),
    "name that is no name": (
        {"segmentation_overrides": {"a b'": {"features": {"recency": "none"}}}},
        "needs a name of at most 40 lower-case letters",
    ),
    "unknown feature": (
        {"segmentation_overrides": {"rfm": {"features": {"height": "none"}}}},
        "Setting features of segmentation rfm names height; it knows recency",
    ),
    "unknown transform": (
        {"segmentation_overrides": {"rfm": {"features": {"recency": "root"}}}},
        "rfm: recency is root; it takes none or log1p or clip or {clip: [1, 99]}, two",
    ),
    "percentiles in the wrong order": (
        {"segmentation_overrides": {"rfm": {"features": {"gap": {"clip": [99, 1]}}}}},
        "rfm: gap is {'clip': [99, 1]}; it takes none or log1p or clip",
    ),
    "unknown scaler": (
        {"segmentation_overrides": {"rfm": {"scaler": "huge"}}},
        "scaler of segmentation rfm is huge; it takes standard or minmax or robust.",
    ),
    "unknown algorithm": (
        {"segmentation_overrides": {"rfm": {"algorithm": "dbscan"}}},
        "algorithm of segmentation rfm is dbscan; it takes kmeans or bisecting_kmeans",
    ),
    "range that begins after its end": (
        {"segmentation_overrides": {"rfm": {"cluster_range": [9, 2]}}},
        "it takes two whole numbers, the smaller first, from 1 to 20.",
    ),
    "split by a number": (
        {"segmentation_overrides": {"rfm": {"split_by": "monetary"}}},
        "split_by of segmentation rfm is monetary; it takes none or lifecycle_group",
    ),
    "more components than features": (
        {"segmentation_overrides": {"rfm": {"pca_components": 6}}},
        "pca_components of segmentation rfm is 6, and it has 5 features; it takes none",
    ),
    "filter with a statement": (
        {"segmentation_overrides": {"rfm": {"filter": "true) or (select true"}}},
        "Setting filter of segmentation rfm may only use columns of its own row",
    ),
    "filter on an unknown column": (
        {"segmentation_overrides": {"rfm": {"filter": "height > 2"}}},
        "filter of segmentation rfm names the column height, which is not there",
    ),
    "filter that is no condition": (
        {"segmentation_overrides": {"rfm": {"filter": "monetary + 1"}}},
        "filter of segmentation rfm is monetary + 1, which is no condition",
    ),
    "filter that compares a text with a number": (
        {"segmentation_overrides": {"rfm": {"filter": "household = 5"}}},
        "is household = 5, which cannot be told of a customer; compare numbers with",
    ),
    "percentiles as shares": (
        {"segmentation_overrides": {"rfm": {"features": {"gap": {"clip": [0, 0.9]}}}}},
        "rfm: gap is {'clip': [0, 0.9]}; it takes none or log1p or clip or",
    ),
    "name that is a number": (
        {"segmentation_overrides": {1: {"features": {"recency": "none"}}}},
        "Segmentation 1 needs a name of at most 40 lower-case letters",
    ),
    "evidence that is neither": (
        {"evidence": "some"},
        "Setting evidence is some; it takes full or quick.",
    ),
    "no input at all": (
        {"invoices": "", "customers": ""},
        "Settings invoices and customers are both empty",
    ),
    "no segmentation": (
        {
            "segmentation_overrides": {
                name: {"enabled": False} for name in ("rfm", "lifecycle", "persona")
            }
        },
        "No segmentation is enabled",
    ),
}


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """`dbt build` with settings, in this process: the project is parsed only once."""
    folder = tmp_path_factory.mktemp("refused")
    paths = ["--target-path", str(folder), "--log-path", str(folder)]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setenv("WAREHOUSE_PATH", str(folder / "warehouse.duckdb"))
        parsed = dbtRunner().invoke(["parse", "--quiet", *paths])
        assert parsed.success, parsed.exception

        def run(settings: dict) -> tuple[bool, str]:
            said = []
            runner = dbtRunner(
                parsed.result, [lambda event: said.append(event.info.msg)]
            )
            words = ["build", "--quiet", "--vars", json.dumps(settings)]
            result = runner.invoke([*words, *paths])
            return result.success, " ".join(" ".join(said).split())

        yield run


@pytest.mark.parametrize("case", REFUSED)
def test_an_impossible_setting_is_refused(build, case):
    settings, sentence = REFUSED[case]
    success, said = build(settings)
    assert not success
    assert sentence in said
    assert "on-run-start" in said
    assert "Traceback" not in said
