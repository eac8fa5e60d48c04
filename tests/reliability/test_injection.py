"""No setting and no text in the data runs SQL, a template or a command."""

import csv

import duckdb
import pytest

from tests.builds import WITHOUT_TESTS, built, dbt_build
from tests.reliability.shop import CUSTOMER, DESCRIPTION, each, shop, text

TEMPLATE = "{% do run_query('create table main.pwned as select 1') %}"
STRINGS = [
    "'; create table main.pwned as select 1; --",
    '"; create table main.pwned as select 1; --',
    "1) as x; create table main.pwned as select 1; select (1",
    "{{ 1 / 0 }}",
    TEMPLATE,
    "$(touch pwned)`touch pwned`",
    "read_text('/etc/hostname')",
    "(select content from read_text('/etc/hostname'))",
    "getvariable('x') || current_setting('home_directory')",
    "../../../../etc/hostname",
    "/etc/hostname",
    "\n\0\u202e",
]
EVERYTHING = "'\"; create table main.pwned as select 1; -- $(touch pwned) \\"
SETTINGS = {
    "invoices": lambda word: word,
    "customers": lambda word: word,
    "invoice_columns": lambda word: {"country": word},
    "invoice_columns of another name": lambda word: {word: "Country"},
    "date_format": lambda word: word,
    "date_format with codes": lambda word: "%Y-%m-%d " + word,
    "decimal": lambda word: word,
    "thousands": lambda word: word,
    "row_filter": lambda word: word,
    "max_days_apart": lambda word: word,
    "latest_date": lambda word: word,
    "as_of_date": lambda word: word,
    "cancellations": lambda word: word,
    "non_products": lambda word: word,
    "history_months": lambda word: word,
    "evidence": lambda word: word,
    "allow": lambda word: [word],
    "max_rejected_share": lambda word: word,
    "segmentation_overrides": lambda word: {word: {"features": {"recency": "none"}}},
    "segmentation_overrides for a key": lambda word: {"rfm": {word: 1}},
    "segmentation_overrides for a filter": lambda word: {"rfm": {"filter": word}},
    "segmentation_overrides for a feature": lambda word: {
        "rfm": {"features": {word: "none"}}
    },
    "publish_keep": lambda word: word,
    "a setting that is none": lambda word: word,
}
RAW = ("Parser Error", "Binder Error", "Catalog Error", "Traceback", "Invalid Input")
RAW += ("Conversion Error", "IO Error")


@pytest.fixture(scope="module")
def invoices(tmp_path_factory):
    path = tmp_path_factory.mktemp("invoices") / "invoices.csv"
    path.write_text(text(shop()))
    return path


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_string_in_a_setting_is_a_string(setting, invoices, tmp_path, soak):
    for number, word in enumerate(STRINGS if soak else [EVERYTHING, TEMPLATE]):
        folder = tmp_path / str(number)
        settings = {"invoices": str(invoices)}
        settings[setting.split(" ")[0]] = SETTINGS[setting](word)
        selected = ("--select", "+stg_invoice_lines", *WITHOUT_TESTS)
        build = dbt_build(folder, *selected, **settings)
        assert not [raw for raw in RAW if raw in build.said], build.said
        assert build.code == 1
        with duckdb.connect(str(build.warehouse)) as connection:
            tables = connection.execute("select table_name from duckdb_tables()")
            assert "pwned" not in [name for (name,) in tables.fetchall()]
    assert not [*tmp_path.rglob("pwned")]


def test_strings_in_names_and_data_are_published_as_they_are(tmp_path):
    """The folders, the file and the data, which may be anything, in one whole build."""
    folder = tmp_path / 'it\'s "x"; $(touch pwned) --'
    folder.mkdir()
    words = [word for word in STRINGS if "\0" not in word]
    rows = each(shop(), CUSTOMER, lambda cell: words[int(cell) % len(words)] + cell)
    rows = each(rows, DESCRIPTION, lambda _: EVERYTHING)
    path = folder / "'; drop table x; --.csv"
    path.write_text(text(rows))
    build = built(
        folder,
        invoices=str(path),
        publish_dir=str(folder / "published"),
        history_months=0,
    )
    expected = {row[CUSTOMER] for row in rows}
    with duckdb.connect(str(build.current / "segments.duckdb"), read_only=True) as file:
        found = file.execute("select customer_id from customers").fetchall()
    assert {customer for (customer,) in found} == expected
    with (build.current / "customers.csv").open(newline="") as file:
        lines = list(csv.reader(file))
    cells = [line[lines[0].index("customer_id")] for line in lines[1:]]
    assert len(cells) == len(expected)
    assert {cell.removeprefix("'") for cell in cells} == {
        customer.removeprefix("'") for customer in expected
    }
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r\n"]


def test_a_build_reads_no_file_but_its_own(invoices, tmp_path):
    secret = tmp_path / "elsewhere" / "secret.csv"
    secret.parent.mkdir()
    secret.write_text(text(shop()))
    warehouse = tmp_path / "here" / "warehouse.duckdb"
    warehouse.parent.mkdir()
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"create view peep as from read_csv('{secret}')")
    build = dbt_build(
        warehouse.parent, "--select", "+stg_invoice_lines", invoices="main.peep"
    )
    assert build.code == 1
    assert "a view over files that a build may not read" in build.said
    assert "Traceback" not in build.said
