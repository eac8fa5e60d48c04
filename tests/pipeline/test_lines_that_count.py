"""Lines and customers that a setting leaves out or keeps: none vanishes without a word.

One shop is read twice: with the defaults, which leave much of it out and say so, and
with the settings that fit it, as a German program writes it.
"""

import random
from decimal import Decimal

import pytest

from tests.builds import ALL_FORMATS, WITHOUT_TESTS, built, dbt_build
from tests.reliability.shop import (
    CUSTOMER,
    DATE,
    HEADER,
    INVOICE,
    PRICE,
    PRODUCT,
    QUANTITY,
    orders,
    shop,
    text,
)

GIFTS = ("90001", "90002", "90003")
FIRST = ["535000", "20999", "FIRST", "2", "2021-03-04 09:00:00", "4.00", "12399", "UK"]


def line(invoice, units, price, customer, product="24999"):
    when = "2024-03-01 10:00:00"
    return [invoice, product, "GIFT", units, when, price, customer, "UK"]


# Customers who got samples only, one of whom gave one back; and one who bought as well.
FREE = [line(f"7{who}", "1", "0", who) for who in GIFTS]
FREE += [line("790001", "1", "0.00", "12346")]
# The same product twice on an invoice, in lines of their own.
TWINS = [[*row] for row in shop()[:400:20] if row[INVOICE][0] != "C"]
ROWS = [FIRST, *shop(), *FREE]
# What the shop's own program adds to each line.
DRAFT, PAID = "Entwurf", "bezahlt"


def ordinary(row):
    """The same line as a shop writes it whose refunds have ordinary numbers."""
    return [row[INVOICE].lstrip("C"), *row[1:]]


@pytest.fixture(scope="module")
def by_default(tmp_path_factory):
    folder = tmp_path_factory.mktemp("defaults")
    path = folder / "lines.csv"
    # A line that the reader refuses stands before the one that is set aside.
    plain = text([ordinary(row) for row in [*ROWS[1:], *TWINS]])
    first = text([FIRST], header=None)
    path.write_text(plain.replace("\n", "\n1,2\n" + first, 1))
    found = dbt_build(
        folder,
        *("--select", "+rejected_lines", "+delivery_checks", *WITHOUT_TESTS),
        invoices=str(path),
    )
    assert found.code == 0, found.output
    return found


def test_what_is_left_out_is_told_with_the_setting_that_keeps_it(by_default):
    words = dict(
        by_default.rows(
            "select check_name, sentence from delivery.delivery_checks "
            "where verdict = 'warned'"
        )
    )
    refunds = [row for row in ROWS if row[INVOICE][0] == "C"]
    worth = sum(int(row[QUANTITY]) * Decimal(row[PRICE]) for row in refunds)
    assert words.keys() == {
        "customers_of_free_lines",
        "duplicate_lines",
        "negative_quantities",
        "rejected_lines",
    }
    assert words["customers_of_free_lines"].startswith("3 customers are left out, be")
    assert "set free_lines to keep" in words["customers_of_free_lines"]
    assert f"{len(refunds)} of " in words["negative_quantities"]
    assert f"worth {worth}" in words["negative_quantities"]
    assert "set refunds to negative_quantity" in words["negative_quantities"]
    assert f"{len(TWINS)} of " in words["duplicate_lines"]
    assert "set duplicate_lines to keep" in words["duplicate_lines"]
    assert "line_number in invoice_columns" in words["duplicate_lines"]
    assert "a larger max_days_apart would keep" in words["rejected_lines"]


def test_a_line_set_aside_for_its_date_has_its_number(by_default):
    found = by_default.rows(
        "select source_line, reason from marts.rejected_lines order by 1"
    )
    assert found == [(2, "unreadable_line"), (3, "date_apart_from_all_others")]


def german(number: Decimal) -> str:
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    rows = []
    for place, row in enumerate([*ROWS, *TWINS]):
        total = int(row[QUANTITY]) * Decimal(row[PRICE])
        units = german(int(row[QUANTITY]))
        common = [*ordinary(row)[:3], units, row[DATE], *row[6:], german(total)]
        rows.append([*common, PAID, str(place)])
    # What cannot be read does not matter where it is no line of the shop.
    rows += [[*row[:-2], DRAFT, row[-1]] for row in rows[:150]]
    rows.append(["Summe", *6 * [""], "99.999,99", "", ""])
    header = [*HEADER[:5], *HEADER[6:], "Summe", "Status", "Position"]
    path = folder / "lines.csv"
    path.write_text(text(rows, header=header, delimiter=";"))
    people = folder / "people.csv"
    people.write_text("Kunde;Einkommen;children\n12346;42.000,50;1,0\n")
    return built(
        folder,
        invoices=str(path),
        invoice_columns={"amount": "Summe", "line_number": "Position"},
        customers=str(people),
        customer_columns={"customer_id": "Kunde", "income": "Einkommen"},
        decimal=",",
        thousands=".",
        row_filter=f"Status = '{PAID}'",
        refunds="negative_quantity",
        free_lines="keep",
        max_days_apart="none",
        publish_formats=ALL_FORMATS,
    )


def test_every_order_counts_with_the_settings_that_fit(kept):
    found = kept.rows(
        "select customer_id, invoice_number, cast(order_date as varchar), quantity, "
        "net from cleaning.int_orders"
    )
    expected = orders([*ROWS, *TWINS])
    assert {(row[0], row[1]): row[2:] for row in found} == expected
    assert kept.value("select sum(monetary) from marts.customers") == sum(
        net for _, _, net in expected.values()
    )


def test_lines_that_are_left_out_are_counted_with_their_money(kept):
    money = "select sum(amount) from staging.stg_invoice_lines where is_filtered_out"
    found = kept.rows(
        "select disposition, lines, amount from marts.invoice_line_ledger "
        "where reason = 'filtered_out'"
    )
    assert found == [("excluded", 151, kept.value(money))]
    assert kept.value(money) > 99_999
    assert kept.value("select count(sentence) from marts.build_checks") == 0


def test_numbers_of_customers_are_read_by_the_same_marks(kept):
    found = kept.rows("select income, children from staging.stg_customers")
    assert found == [(Decimal("42000.50"), 1)]


def test_customers_of_gifts_are_customers_without_money(kept):
    found = kept.rows(
        "select customer_id, frequency, monetary, basket_value, return_rate, "
        "monetary_score, rfm_segment is not null, rfm_cluster_segment is not null "
        f"from marts.customers where customer_id in {GIFTS} order by 1"
    )
    assert found == [(who, 1, 0, 0, 0, 1, True, True) for who in GIFTS]
    shop_only = {row[CUSTOMER] for row in ROWS}
    assert kept.value("select count(*) from marts.customers") == len(shop_only)


def test_a_paid_refund_takes_no_free_unit(tmp_path):
    path = tmp_path / "lines.csv"
    header = HEADER[: CUSTOMER + 1]
    rows = [
        ["1", "mug", "", "2", "2024-01-01", "5.00", "a"],
        ["2", "mug", "", "2", "2024-01-02", "0", "a"],
        ["C3", "mug", "", "-1", "2024-01-03", "5.00", "a"],
        ["C4", "mug", "", "-2", "2024-01-04", "0", "a"],
        ["5", "mug", "", "1", "2024-01-05", "-1", "a"],
    ]
    assert header[PRODUCT] == "StockCode"
    path.write_text(text(rows, header=header))
    found = dbt_build(
        tmp_path,
        *("--select", "+int_orders", *WITHOUT_TESTS),
        invoices=str(path),
        free_lines="keep",
    )
    assert found.code == 0, found.output
    assert found.rows(
        "select invoice_number, quantity, gross, refunded from cleaning.int_orders"
    ) == [("1", 1, 10, 5)]
    assert dict(
        found.rows(
            "select invoice_number, reason from cleaning.int_invoice_lines_classified"
        )
    ) == {
        "1": "purchase_partly_refunded",
        "2": "cancelled_by_later_refund",
        "C3": "cancellation_matched",
        "C4": "cancellation_matched",
        "5": "price_not_positive",
    }


def test_amounts_that_no_price_of_a_unit_gives_stay_to_the_cent(tmp_path):
    chance = random.Random(7)
    bought = [
        (number, chance.choice([3, 7, 11, 60, 999]), chance.randint(1, 10**6))
        for number in range(600)
    ]
    rows = [
        [
            str(number),
            "mug",
            str(units),
            "2024-01-01",
            f"{cents / 100:.2f}",
            str(number),
        ]
        for number, units, cents in bought
    ]
    whole, part = bought[:200], bought[200:400]
    rows += [
        [f"C{number}", "mug", f"-{units}", "2024-01-02", f"{-cents / 100:.2f}", number]
        for number, units, cents in whole
    ]
    rows += [
        [
            f"C{number}",
            "mug",
            "-2",
            "2024-01-02",
            f"{-2 * cents / units / 100:.2f}",
            number,
        ]
        for number, units, cents in part
    ]
    path = tmp_path / "lines.csv"
    header = ["Invoice", "StockCode", "Quantity", "InvoiceDate", "Total", "Customer"]
    path.write_text(text(rows, header=header))
    found = dbt_build(
        tmp_path,
        *("--select", "+delivery_checks", *WITHOUT_TESTS),
        invoices=str(path),
        invoice_columns={"amount": "Total"},
    )
    assert found.code == 0, found.output
    total = sum(Decimal(row[4]) for row in rows)
    assert found.value("select sum(amount) from cleaning.int_line_totals") == total
    net = dict(
        found.rows(
            "select customer_id, gross - refunded from cleaning.int_order_states "
            "where valid_to is null"
        )
    )
    assert [net[str(number)] for number, _, _ in whole] == len(whole) * [0]
    for number, units, cents in part:
        exact = Decimal(cents) / 100 * (units - 2) / units
        # The refund itself was written in cents.
        assert abs(net[str(number)] - exact) <= Decimal("0.0051")
    for number, _, cents in bought[400:]:
        assert net[str(number)] == Decimal(cents) / 100
