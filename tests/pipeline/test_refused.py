"""What cannot be meant is refused in a sentence, before anything is built."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from customer_segmentation.plugin.functions import Functions
from tests.builds import ROOT, dbt_build
from tests.pipeline.lines import lines

REFUSED = {
    "missing file": (
        None,
        {"invoices": "nowhere.csv"},
        "Setting invoices is nowhere.csv, and there is no file or table of that name",
    ),
    "missing column": (
        "Order,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n1,a,1,2024-01-01,1,c\n",
        {},
        "bad.csv; it has Order, StockCode, Quantity",
    ),
    "mapped column is missing": (
        lines(3),
        {"invoice_columns": {"quantity": "Pieces"}},
        "has no column Pieces in ",
    ),
    "ambiguous column": (
        lines(3).replace("Description", "Price", 1),
        {},
        "that could be unit_price: Price, UnitPrice; say which",
    ),
    "repeated column": (
        lines(3).replace("Description", "quantity", 1),
        {},
        'has more than one column named "quantity"',
    ),
    "empty file": ("", {}, "which is empty; it needs a line of column names"),
    "address on the network": (
        None,
        {"invoices": "https://example.org/invoices.csv"},
        "but a build does not download files",
    ),
    "unknown column in an expression": (
        lines(3),
        {"invoice_columns": {"quantity": "try_cast(Pieces as int) * 2"}},
        "names the column Pieces, which is not there; the columns are InvoiceNo",
    ),
    "an expression that does not fit texts": (
        lines(3),
        {"invoice_columns": {"unit_price": "UnitPrice / 100"}},
        "does not fit its columns, which are texts in CSV (No function matches the",
    ),
    "an expression that ends the select": (
        lines(3),
        {"invoice_columns": {"country": "UnitPrice) where (true"}},
        "is not one SQL expression",
    ),
    "a date format that ends in a percent sign": (
        None,
        {"date_format": "%d/%m/%Y %"},
        "it takes iso or a strptime pattern",
    ),
    "a column with a name of the build": (
        lines(3).replace("Description", "__line_id", 1),
        {},
        "has a column named __line_id, which is reserved for the build",
    ),
    "a folder that is a file": (
        None,
        {"publish_dir": "README.md"},
        "Setting publish_dir is README.md, which is a file; name a folder.",
    ),
    "unknown setting": (
        lines(3),
        {"cancelations": "drop"},
        "There is no setting cancelations; did you mean cancellations?",
    ),
    "statement in place of a column": (
        lines(3),
        {"invoice_columns": {"country": "(select 1)"}},
        "may only use columns of its own row",
    ),
    "function that reads a file": (
        lines(3),
        {"invoice_columns": {"country": "read_text('/etc/hostname')"}},
        "uses read_text, which is not one of",
    ),
    "two statements": (
        lines(3),
        {"invoice_columns": {"country": "1); drop table x; select (1"}},
        "is not one SQL expression",
    ),
    "date format without codes": (
        None,
        {"date_format": "dd.mm.yyyy"},
        "Setting date_format is dd.mm.yyyy; it takes iso or a strptime pattern",
    ),
    "number in place of a path": (
        None,
        {"invoices": 5},
        "Setting invoices is 5; it takes a text.",
    ),
    "two segmentations that share a column": (
        None,
        {
            "segmentation_overrides": {
                "rfm_cluster": {"features": {"recency": "none"}},
            }
        },
        "Segmentation rfm_cluster needs another name",
    ),
    "a segmentation with the column of the campaign segment": (
        None,
        {"segmentation_overrides": {"campaign": {"features": {"recency": "none"}}}},
        "Segmentation campaign needs another name: the column campaign_segment of",
    ),
    "days that are neither auto nor a number": (
        None,
        {"quiet_after": 0},
        "Setting quiet_after is 0; it takes auto or a whole number from 1 to 36500.",
    ),
    "unknown choice": (
        None,
        {"cancellations": "maybe"},
        "Setting cancellations is maybe; it takes net or drop.",
    ),
    "number out of range": (
        None,
        {"history_months": 500},
        "Setting history_months is 500; it takes a whole number from 0 to 120.",
    ),
    "number as text": (
        None,
        {"history_months": "many"},
        'Setting history_months is "many" in quotes, which is a text; it takes a whole '
        "number from 0 to 120.",
    ),
    "day that does not exist": (
        None,
        {"as_of_date": "2024-02-30"},
        "Setting as_of_date is 2024-02-30; it takes latest or a day written YYYY-MM-DD",
    ),
    "unknown key of a segmentation": (
        None,
        {"segmentation_overrides": {"rfm": {"cluster": 3}}},
        "Segmentation rfm has no setting cluster; did you mean clusters?",
    ),
    "segmentations as text": (
        None,
        {"segmentations": "rfm"},
        "Setting segmentations is rfm; it takes a mapping such as {name: value}.",
    ),
    "features as text": (
        None,
        {"segmentation_overrides": {"rfm": {"features": "recency"}}},
        "Setting features of segmentation rfm is recency; it takes a mapping",
    ),
    "override that is no mapping": (
        None,
        {"segmentation_overrides": {"rfm": 3}},
        "Setting segmentation_overrides gives rfm the value 3; it takes a mapping",
    ),
    "new segmentation without features": (
        None,
        {"segmentation_overrides": {"mine": {"clusters": 2}}},
        "Setting features of segmentation mine is absent; it takes a mapping",
    ),
    "name that is no name": (
        None,
        {"segmentation_overrides": {"a b'": {"features": {"recency": "none"}}}},
        "needs a name of at most 40 lower-case letters",
    ),
    "unknown feature": (
        None,
        {"segmentation_overrides": {"rfm": {"features": {"height": "none"}}}},
        "Setting features of segmentation rfm names height; it knows recency",
    ),
    "unknown transform": (
        None,
        {"segmentation_overrides": {"rfm": {"features": {"recency": "root"}}}},
        "rfm: recency is root; it takes none or log1p or clip or {clip: [1, 99]}, two",
    ),
    "percentiles in the wrong order": (
        None,
        {"segmentation_overrides": {"rfm": {"features": {"gap": {"clip": [99, 1]}}}}},
        "rfm: gap is {'clip': [99, 1]}; it takes none or log1p or clip",
    ),
    "unknown scaler": (
        None,
        {"segmentation_overrides": {"rfm": {"scaler": "huge"}}},
        "scaler of segmentation rfm is huge; it takes standard or minmax or robust.",
    ),
    "unknown algorithm": (
        None,
        {"segmentation_overrides": {"rfm": {"algorithm": "spectral"}}},
        "algorithm of segmentation rfm is spectral; it takes kmeans or "
        "bisecting_kmeans or agglomerative or gaussian_mixture.",
    ),
    "algorithm that leaves customers without a cluster": (
        None,
        {"segmentation_overrides": {"rfm": {"algorithm": "hdbscan"}}},
        "algorithm_comparison shows it, but it leaves customers without a cluster, "
        "takes no number of clusters and has no centres by which SQL could score",
    ),
    "range that begins after its end": (
        None,
        {"segmentation_overrides": {"rfm": {"cluster_range": [9, 2]}}},
        "it takes two whole numbers, the smaller first, from 1 to 20.",
    ),
    "split by a number": (
        None,
        {"segmentation_overrides": {"rfm": {"split_by": "monetary"}}},
        "split_by of segmentation rfm is monetary; it takes none or lifecycle_group",
    ),
    "more components than features": (
        None,
        {"segmentation_overrides": {"rfm": {"pca_components": 6}}},
        "pca_components of segmentation rfm is 6, and it has 5 features; it takes none",
    ),
    "filter with a statement": (
        None,
        {"segmentation_overrides": {"rfm": {"filter": "true) or (select true"}}},
        "Setting filter of segmentation rfm may only use columns of its own row",
    ),
    "filter on an unknown column": (
        None,
        {"segmentation_overrides": {"rfm": {"filter": "height > 2"}}},
        "filter of segmentation rfm names the column height, which is not there",
    ),
    "filter that is not a condition": (
        None,
        {"segmentation_overrides": {"rfm": {"filter": "monetary + 1"}}},
        "filter of segmentation rfm is monetary + 1, which is not a condition",
    ),
    "filter that compares a text with a number": (
        None,
        {"segmentation_overrides": {"rfm": {"filter": "household = 5"}}},
        "is household = 5, which cannot be computed for customers; compare numbers",
    ),
    "percentiles as shares": (
        None,
        {"segmentation_overrides": {"rfm": {"features": {"gap": {"clip": [0, 0.9]}}}}},
        "rfm: gap is {'clip': [0, 0.9]}; it takes none or log1p or clip or",
    ),
    "name that is a number": (
        None,
        {"segmentation_overrides": {1: {"features": {"recency": "none"}}}},
        "Segmentation 1 needs a name of at most 40 lower-case letters",
    ),
    "a feature of one's own that is not an aggregate": (
        None,
        {"own_features": {"pieces": {"expression": "quantity", "words": "pieces"}}},
        "Setting unit of own feature pieces is absent; it takes a text. Setting "
        "expression of own feature pieces, quantity, is not an aggregate; write one",
    ),
    "a feature of one's own on an unknown column": (
        None,
        {
            "own_features": {
                "rooms": {"expression": "sum(rooms)", "words": "rooms", "unit": "rooms"}
            }
        },
        "Setting expression of own feature rooms names the column rooms, which is not "
        "there; the columns are invoice_number, product_code, description, country",
    ),
    "a feature of one's own with the name of another": (
        None,
        {"own_features": {"gap": {"expression": "1", "words": "gap", "unit": "days"}}},
        "Own feature gap needs another name: gap is taken.",
    ),
    "several mistakes": (
        None,
        {"max_agee": 5, "refunds": "all", "decimal": "::"},
        "There is no setting max_agee; did you mean max_age? Setting decimal is ::; it "
        'takes "." or ",". Setting refunds is all; it takes invoice_number or',
    ),
    "evidence that is neither": (
        None,
        {"evidence": "some"},
        "Setting evidence is some; it takes full or quick.",
    ),
    "a check that there is not": (
        None,
        {"allow": ["everything"]},
        "Setting allow names everything; it takes a list of lines_conserved",
    ),
    "a template in a setting": (
        None,
        {"publish_dir": "{{ 7 }}"},
        "Setting publish_dir holds {{ 7 }}, which dbt would take for a template",
    ),
    "a share above one": (
        None,
        {"max_shrinkage": 5},
        "Setting max_shrinkage is 5; it takes a number from 0 to 1.",
    ),
    "one mark for two things": (
        lines(3),
        {"decimal": ",", "thousands": ","},
        "Settings decimal and thousands are both ,; a number in text needs two marks",
    ),
    "a decimal mark of two characters": (
        lines(3),
        {"decimal": "::"},
        'Setting decimal is ::; it takes "." or ",".',
    ),
    "a mark of thousands that is none": (
        lines(3),
        {"thousands": "5"},
        'Setting thousands is 5; it takes "" or "." or "," or "\'" or " " or "_".',
    ),
    "a row filter that is not a condition": (
        lines(3),
        {"row_filter": "upper(Description)"},
        "Setting row_filter is upper(Description), which is not a condition; write",
    ),
    "a row filter on an unknown column": (
        lines(3),
        {"row_filter": "Status = 'paid'"},
        "Setting row_filter names the column Status, which is not there; the colu",
    ),
    "a row filter that asks a table": (
        lines(3),
        {"row_filter": "CustomerID in (select 1)"},
        "Setting row_filter may only use columns of its own row",
    ),
    "a row filter that reads a file": (
        lines(3),
        {"row_filter": "getenv('HOME') != ''"},
        "Setting row_filter uses getenv, which is not one of",
    ),
    "a row filter of two statements": (
        lines(3),
        {"row_filter": "true); set threads = 1; select (true"},
        "Setting row_filter, true); set threads = 1; select (true, is not one SQL ex",
    ),
    "a price and an amount": (
        lines(3),
        {"invoice_columns": {"amount": "UnitPrice", "unit_price": "UnitPrice"}},
        "Setting invoice_columns maps both unit_price and amount; map only one of",
    ),
    "neither a price nor an amount": (
        lines(3).replace("UnitPrice", "Net", 1),
        {},
        "has no column for unit_price or amount in ",
    ),
    "no days apart": (
        lines(3),
        {"max_days_apart": 0},
        "Setting max_days_apart is 0; it takes none or a whole number from 1 to 36500.",
    ),
    "a choice that is none": (
        lines(3),
        {"refunds": "sign"},
        "Setting refunds is sign; it takes invoice_number or negative_quantity.",
    ),
    "no input at all": (
        None,
        {"invoices": "", "customers": ""},
        "Settings invoices and customers are both empty",
    ),
    "nothing in place of segmentations": (
        None,
        {"segmentations": None},
        "Setting segmentations is null; it takes a mapping such as {name: value}.",
    ),
    "a list in place of overrides": (
        None,
        {"segmentation_overrides": ["rfm"]},
        "Setting segmentation_overrides is ['rfm']; it takes a mapping",
    ),
    "nothing in place of a segmentation": (
        None,
        {"segmentation_overrides": {"rfm": None}},
        "Setting segmentation_overrides gives rfm the value null; it takes a mapping",
    ),
    "nothing in place of features": (
        None,
        {"segmentation_overrides": {"rfm": {"features": None}}},
        "Setting features of segmentation rfm is null; it takes a mapping",
    ),
    "nothing in place of checks": (
        None,
        {"allow": None},
        "Setting allow is null; it takes a list of lines_conserved",
    ),
    "nothing in place of a date format": (
        None,
        {"date_format": None},
        "Setting date_format is null; it takes iso or a strptime pattern",
    ),
    "a number in quotes": (
        None,
        {"publish_keep": "3"},
        'Setting publish_keep is "3" in quotes, which is a text; it takes a whole '
        "number from 1 to 100.",
    ),
    "a share in quotes": (
        None,
        {"max_line_share": "0.5"},
        'Setting max_line_share is "0.5" in quotes, which is a text; it takes a number',
    ),
    "clusters in quotes": (
        None,
        {"segmentation_overrides": {"rfm": {"clusters": "3"}}},
        'Setting clusters of segmentation rfm is "3" in quotes, which is a text; it '
        "takes auto or a whole number from 1 to 20.",
    ),
    "false in quotes": (
        None,
        {"segmentation_overrides": {"rfm": {"enabled": "false"}}},
        'is "false" in quotes, which is a text; it takes true or false.',
    ),
    "no segmentation": (
        None,
        {
            "segmentation_overrides": {
                name: {"enabled": False} for name in ("rfm", "lifecycle", "persona")
            }
        },
        "No segmentation is enabled",
    ),
}


WHOLE_BUILDS = {
    *("missing file", "address on the network", "a folder that is a file"),
    *("a template in a setting", "several mistakes"),
    *(name for name, (text, _, _) in REFUSED.items() if text is not None),
}
"""Cases that dbt has a part in; the others are refused by the check of settings."""


@pytest.mark.parametrize("case", sorted(WHOLE_BUILDS))
def test_what_cannot_be_meant_is_refused(tmp_path, case):
    text, settings, sentence = REFUSED[case]
    path = tmp_path / "bad.csv"
    path.write_text(lines(3) if text is None else text)
    build = dbt_build(tmp_path, **{"invoices": str(path), **settings})
    assert build.code == 1
    assert sentence in build.said
    assert "on-run-start" in build.said
    assert "Traceback" not in build.said


@pytest.mark.parametrize("case", sorted(REFUSED.keys() - WHOLE_BUILDS))
def test_settings_that_cannot_be_meant_are_refused(monkeypatch, case):
    _, settings, sentence = REFUSED[case]
    monkeypatch.chdir(ROOT)
    defaults = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    values = {**defaults, "invoices": "mine.csv", **settings}
    question = json.dumps({"values": values, "today": "2024-05-01"})
    answer = json.loads(Functions(None).ask("check_settings", question))
    assert sentence in " ".join(answer["problem"].split())


@pytest.mark.parametrize("value", [None, ["x"], 10**9])
def test_no_setting_stops_dbt_before_it_is_checked(tmp_path, value):
    """What dbt renders while it parses must take anything: it has no sentence."""
    names = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    command = [Path(sys.executable).with_name("dbt"), "parse", "--quiet"]
    command += ["--no-write-json", "--target-path", tmp_path, "--log-path", tmp_path]
    command += ["--vars", json.dumps(dict.fromkeys(names, value))]
    parsed = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "WAREHOUSE_PATH": str(tmp_path / "warehouse.duckdb")},
        timeout=300,
        capture_output=True,
        check=False,
    )
    assert parsed.returncode == 0, parsed.stdout
