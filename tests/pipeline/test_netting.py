"""Netting against a stack in plain Python, on random lines."""

import csv
import random
from collections import defaultdict
from decimal import Decimal

import pytest

from tests.builds import WITHOUT_TESTS, dbt_build


def random_lines(seed: int) -> list[tuple]:
    """Lines of few customers and products, many refunds, and many equal minutes."""
    chance = random.Random(seed)
    lines = []
    for number in range(3_000):
        refund = chance.random() < 0.4
        units = chance.randint(1, 9)
        lines.append(
            (
                f"C{number}" if refund else str(number),
                chance.choice(["x1", "X1", "y1", "z1"]),
                -units if refund else units,
                f"2024-01-{chance.randint(1, 28):02} {chance.randint(8, 11):02}:00:00",
                chance.choice(["1.25", "2.50", "0.99"]),
                f"customer {chance.randint(1, 9)}",
            )
        )
    return lines


def net(lines: list[tuple]) -> dict[tuple[str, str], tuple[int, Decimal]]:
    """Take the units of each refund from the top of a stack of purchases."""
    stacks = defaultdict(list)
    taken = defaultdict(lambda: [0, Decimal(0)])

    def order(line):
        invoice, _, quantity, moment, price, _ = line
        return (moment, quantity < 0, invoice, Decimal(price), quantity)

    for invoice, product, quantity, _, price, customer in sorted(lines, key=order):
        stack = stacks[customer, product.upper()]
        if quantity > 0:
            stack.append([invoice, quantity, Decimal(price)])
        while quantity < 0 and stack:
            purchase, left, paid = stack[-1]
            units = min(left, -quantity)
            taken[invoice, purchase][0] += units
            taken[invoice, purchase][1] += units * min(Decimal(price), paid)
            quantity += units
            stack[-1][1] -= units
            if stack[-1][1] == 0:
                stack.pop()
    return {pair: tuple(sums) for pair, sums in taken.items()}


@pytest.mark.parametrize("seed", [1, 2])
def test_matches_are_those_of_a_stack(tmp_path, seed):
    lines = random_lines(seed)
    path = tmp_path / "lines.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["invoice", "product", "quantity", "date", "price", "customer"])
        rows.writerows(lines)
    build = dbt_build(
        tmp_path,
        *("--select", "+int_refund_matches", *WITHOUT_TESTS),
        invoices=str(path),
        invoice_columns={"product_code": "product", "invoiced_at": "date"},
    )
    assert build.code == 0, build.output
    found = build.query(
        "select refund_invoice_number, purchase_invoice_number, units, "
        "amount::varchar as amount from cleaning.int_refund_matches"
    )
    matches = {
        (row.refund_invoice_number, row.purchase_invoice_number): (
            row.units,
            Decimal(row.amount),
        )
        for row in found.itertuples()
    }
    assert len(matches) > 500
    assert matches == net(lines)
