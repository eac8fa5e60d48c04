"""Every input of the catalogue ends as it must: right, with a warning, or refused."""

import json
from collections import Counter
from statistics import median

import pytest

from tests.builds import WITHOUT_TESTS, dbt_build
from tests.reliability.case import ROWS
from tests.reliability.catalogue import cases
from tests.reliability.shop import (
    DATE,
    INVOICE,
    PRICE,
    QUANTITY,
    changed,
    orders,
    text,
)

CASES = cases()
UP_TO_THE_CHECKS = ("--select", "+delivery_checks", *WITHOUT_TESTS)
LEDGER = "select reason, lines from cleaning.int_line_totals"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A folder in which the shop was published: so much as the checks read of it."""
    folder = tmp_path_factory.mktemp("published")
    values = [
        int(row[QUANTITY]) * float(row[PRICE])
        for row in ROWS
        if not row[INVOICE].startswith("C")
    ]
    delivery = {
        "invoice_lines": len(ROWS),
        "customer_lines": 0,
        "typical_line_value": median(values),
        "last_order_date": max(row[DATE] for row in ROWS if row[INVOICE][0] != "C")[
            :10
        ],
        "is_sample": False,
        "version": "20240101T000000000000Z",
    }
    version = folder / delivery["version"]
    version.mkdir()
    (version / "manifest.json").write_text(json.dumps({"history": [delivery]}))
    (folder / "current").symlink_to(version.name)
    return folder


def compared_with_the_last_delivery(name: str) -> bool:
    return CASES[name].files and name in {
        "lf",
        "a day less",
        *(key for key in CASES if "lines is gone" in key or "invoices are gone" in key),
        *(key for key in CASES if key.startswith(("prices in cents", "an old deliv"))),
    }


def pytest_generate_tests(metafunc):
    """In the short form, single cells are in one file, and an eighth of the others run.

    What is refused is always run: it takes no time.
    """
    if "name" in metafunc.fixturenames:
        names = list(CASES)
        if not metafunc.config.getoption("--soak"):
            names = [name for name in CASES if CASES[name].cell is None]
            built = [name for name in names if CASES[name].verdict != "refused"]
            names = [name for name in names if name not in built or name in built[::8]]
        metafunc.parametrize("name", names)


def test_an_input_ends_as_it_must(name, published, tmp_path):
    case = CASES[name]
    for file, content in case.files.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    first = next(iter(case.files), "nowhere.csv")
    settings = {"invoices": str(tmp_path / first), **case.settings}
    for key in ("invoices", "customers", "publish_dir"):
        if key in case.settings:
            settings[key] = settings[key].format(folder=tmp_path)
    if compared_with_the_last_delivery(name):
        settings["publish_dir"] = str(published)

    build = dbt_build(tmp_path, *UP_TO_THE_CHECKS, **settings)

    assert "Traceback" not in build.said
    if case.verdict == "refused":
        assert build.code == 1
        assert case.says in build.said
        return
    assert build.code == 0, build.output
    assert orders_of(build) == orders(case.rows)
    worth_a_word = build.rows(
        "select check_name from delivery.delivery_checks "
        "where verdict in ('warned', 'allowed')"
    )
    words = {name for (name,) in worth_a_word}
    assert case.says in words if case.verdict == "warned" else not words
    ledger = dict(build.rows(LEDGER))
    for reason, lines in case.excluded.items():
        assert ledger[reason] == lines
    assert not {key for key in ledger if "unread" in key} - {*case.excluded}


def test_odd_cells_of_many_kinds_in_one_file(tmp_path):
    odd = [case.cell for case in CASES.values() if case.cell is not None]
    assert len(odd) > 40
    places = range(3, len(ROWS), len(ROWS) // len(odd))
    rows, set_aside, reasons = ROWS, set(), Counter()
    for place, (column, write, reason) in zip(places, odd, strict=False):
        rows = changed(rows, place, column, write(rows[place][column]))
        if reason is not None:
            set_aside.add(place)
            reasons[reason] += 1
    path = tmp_path / "invoices.csv"
    path.write_text(text(rows))
    build = dbt_build(
        tmp_path, *UP_TO_THE_CHECKS, invoices=str(path), max_rejected_share=0.1
    )
    assert build.code == 0, build.output
    good = [row for place, row in enumerate(ROWS) if place not in set_aside]
    assert orders_of(build) == orders(good)
    ledger = dict(build.rows(LEDGER))
    assert {key: ledger[key] for key in ledger if "unread" in key} == reasons
    found = build.rows(
        "select source_line, unreadable_text from cleaning.int_rejected_lines "
        "order by line_id"
    )
    assert [line for line, _ in found] == [place + 2 for place in sorted(set_aside)]


def orders_of(build) -> dict:
    found = build.rows(
        "select customer_id, invoice_number, cast(order_date as varchar), quantity, "
        "net from cleaning.int_orders"
    )
    return {(row[0], row[1]): row[2:] for row in found}


def test_the_catalogue_is_long():
    assert len(CASES) >= 100
    for verdict in ("right", "warned", "refused"):
        assert sum(case.verdict == verdict for case in CASES.values()) >= 20
