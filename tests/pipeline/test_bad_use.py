"""Bad use ends with one sentence, and the last version stays."""

import json

import duckdb
import pytest

from tests.conftest import dbt_build

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID"


def lines(count: int, invoice: str = "{0}", quantity: str = "{0}") -> str:
    """Invoice lines of `count` customers, `{0}` being their number."""
    row = f"{invoice},10001,MUG,{quantity},2024-01-{{1:02}} 08:26:00,{{0}}.5,{{0}}"
    rows = [row.format(number, 1 + number % 28) for number in range(1, count + 1)]
    return "\n".join([HEADER, *rows]) + "\n"


CASES = {
    "missing file": (
        None,
        {"invoices": "nowhere.csv"},
        "Setting invoices is nowhere.csv, and there is no file or table of that name",
    ),
    "missing column": (
        "Order,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n1,a,1,2024-01-01,1,c\n",
        {},
        "has no column invoice_number; it has Order, StockCode, Quantity",
    ),
    "mapped column is missing": (
        lines(3),
        {"invoice_columns": {"quantity": "Pieces"}},
        "has no column Pieces; it has InvoiceNo",
    ),
    "ambiguous column": (
        lines(3).replace("Description", "Price", 1),
        {},
        "has several columns that could be unit_price: Price, UnitPrice",
    ),
    "repeated column": (
        lines(3).replace("Description", "quantity", 1),
        {},
        'has more than one column named "quantity"',
    ),
    "empty file": ("", {}, "which is empty; it needs a line of column names"),
    "no rows": (HEADER + "\n", {}, "which has column names and no rows"),
    "open quote": (
        lines(9).replace("5,10001,MUG", '5,10001,"MUG', 1) + lines(9),
        {},
        "bad.csv has a quote in line 6 that nothing closes",
    ),
    "address on the network": (
        None,
        {"invoices": "https://example.org/invoices.csv"},
        "a build reads nothing from the network",
    ),
    "unknown column in an expression": (
        lines(3),
        {"invoice_columns": {"quantity": "try_cast(Pieces as int) * 2"}},
        "names the column Pieces, which is not there; the columns are InvoiceNo",
    ),
    "date format without codes": (
        lines(3),
        {"date_format": "dd.mm.yyyy"},
        "Setting date_format is dd.mm.yyyy; it takes iso or a strptime pattern",
    ),
    "number in place of a path": (
        None,
        {"invoices": 5},
        "Setting invoices is 5; it takes a text.",
    ),
    "two segmentations that share a column": (
        lines(3),
        {
            "segmentation_overrides": {
                "rfm_cluster": {"features": {"recency": "none"}},
            }
        },
        "Segmentation rfm_cluster needs another name",
    ),
    "unknown setting": (
        lines(3),
        {"cancelations": "drop"},
        "There is no setting cancelations; the settings are as_of_date",
    ),
    "unknown choice": (
        lines(3),
        {"cancellations": "maybe"},
        "Setting cancellations is maybe; it takes net or drop.",
    ),
    "number out of range": (
        lines(3),
        {"history_months": 500},
        "Setting history_months is 500; it takes a whole number from 0 to 120.",
    ),
    "number as text": (
        lines(3),
        {"history_months": "many"},
        "Setting history_months is many; it takes a whole number from 0 to 120.",
    ),
    "day that does not exist": (
        lines(3),
        {"as_of_date": "2024-02-30"},
        "Setting as_of_date is 2024-02-30; it takes latest or a day written YYYY-MM-DD",
    ),
    "date before every order": (
        lines(3),
        {"as_of_date": "2020-01-01"},
        "As of 2020-01-01 no customer has an order; the first one is of 2024-01-02",
    ),
    "unknown key of a segmentation": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"cluster": 3}}},
        "Segmentation rfm has no setting cluster; it takes features, split_by",
    ),
    "segmentations as text": (
        lines(3),
        {"segmentations": "rfm"},
        "Setting segmentations is rfm; it takes a mapping such as {name: value}.",
    ),
    "features as text": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"features": "recency"}}},
        "Setting features of segmentation rfm is recency; it takes a mapping",
    ),
    "override that is no mapping": (
        lines(3),
        {"segmentation_overrides": {"rfm": 3}},
        "Setting segmentation_overrides gives rfm the value 3; it takes a mapping",
    ),
    "new segmentation without features": (
        lines(3),
        {"segmentation_overrides": {"mine": {"clusters": 2}}},
        "Setting features of segmentation mine is absent; it takes a mapping",
    ),
    "name that is no name": (
        lines(3),
        {"segmentation_overrides": {"a b'": {"features": {"recency": "none"}}}},
        "needs a name of at most 40 lower-case letters",
    ),
    "unknown feature": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"features": {"height": "none"}}}},
        "Setting features of segmentation rfm names height; it knows recency",
    ),
    "unknown transform": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"features": {"recency": "root"}}}},
        "rfm: recency is root; it takes none or log1p or clip or {clip: [1, 99]}, two",
    ),
    "percentiles in the wrong order": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"features": {"gap": {"clip": [99, 1]}}}}},
        "rfm: gap is {'clip': [99, 1]}; it takes none or log1p or clip",
    ),
    "unknown scaler": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"scaler": "huge"}}},
        "scaler of segmentation rfm is huge; it takes standard or minmax or robust.",
    ),
    "unknown algorithm": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"algorithm": "dbscan"}}},
        "algorithm of segmentation rfm is dbscan; it takes kmeans or bisecting_kmeans",
    ),
    "range that begins after its end": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"cluster_range": [9, 2]}}},
        "it takes two whole numbers, the smaller first, from 1 to 20.",
    ),
    "split by a number": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"split_by": "monetary"}}},
        "split_by of segmentation rfm is monetary; it takes none or lifecycle_group",
    ),
    "more components than features": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"pca_components": 6}}},
        "pca_components of segmentation rfm is 6, and it has 5 features; it takes none",
    ),
    "filter with a statement": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"filter": "true) or (select true"}}},
        "Setting filter of segmentation rfm may only use columns of its own row",
    ),
    "filter on an unknown column": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"filter": "height > 2"}}},
        "filter of segmentation rfm names the column height, which is not there",
    ),
    "filter that is no condition": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"filter": "monetary + 1"}}},
        "filter of segmentation rfm is monetary + 1, which is no condition",
    ),
    "filter that compares a text with a number": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"filter": "household = 5"}}},
        "is household = 5, which cannot be told of a customer; compare numbers with",
    ),
    "percentiles as shares": (
        lines(3),
        {"segmentation_overrides": {"rfm": {"features": {"gap": {"clip": [0, 0.9]}}}}},
        "rfm: gap is {'clip': [0, 0.9]}; it takes none or log1p or clip or",
    ),
    "name that is a number": (
        lines(3),
        {"segmentation_overrides": {1: {"features": {"recency": "none"}}}},
        "Segmentation 1 needs a name of at most 40 lower-case letters",
    ),
    "customers without rows": (
        "customer_id,income\n",
        {},
        "bad.csv, which has column names and no rows; give a file or table with cust",
    ),
    "evidence that is neither": (
        lines(3),
        {"evidence": "some"},
        "Setting evidence is some; it takes full or quick.",
    ),
    "no input at all": (
        None,
        {"invoices": "", "customers": ""},
        "Settings invoices and customers are both empty",
    ),
    "no segmentation": (
        lines(3),
        {
            "segmentation_overrides": {
                name: {"enabled": False} for name in ("rfm", "lifecycle", "persona")
            }
        },
        "No segmentation is enabled",
    ),
    "all lines cancelled": (
        lines(3, invoice="C{0}", quantity="-{0}"),
        {},
        "No order is left in",
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


def test_a_folder_that_cannot_be_written_is_named(published):
    taken = published.folder / "taken"
    taken.write_text("a file where a folder should be")
    build = dbt_build(
        published.folder,
        invoices=str(published.folder / "good.csv"),
        publish_dir=str(taken),
    )
    assert build.code != 0
    assert f"Publishing to {taken} failed" in build.output
    assert "Traceback" not in build.output


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
    assert "Failure in test every_customer_has_a_cell_of_the_rfm_grid" in build.output
    assert published.current.resolve() == before
