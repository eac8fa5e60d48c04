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
    "unknown setting": (
        lines(3),
        {"cancelations": "drop"},
        "There is no setting cancelations; the settings are as_of_date",
    ),
    "date before every order": (
        lines(3),
        {"as_of_date": "2020-01-01"},
        "As of 2020-01-01 no customer has an order; the first one is of 2024-01-02",
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
