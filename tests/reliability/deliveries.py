"""Deliveries of which too much is wrong, or that differ too much from the last one."""

from collections.abc import Iterator

from tests.reliability.case import ROWS, Case, plain
from tests.reliability.shop import (
    CUSTOMER,
    DATE,
    INVOICE,
    PRICE,
    each,
    text,
)


def shares() -> Iterator:
    bad = [row if n % 50 else [*row[:3], "x", *row[4:]] for n, row in enumerate(ROWS)]
    good = [row for n, row in enumerate(ROWS) if n % 50]
    counts = f"{len(ROWS) - len(good)} of {len(ROWS)} invoice lines"
    yield (
        "two of a hundred lines unreadable",
        plain(
            text(bad),
            verdict="refused",
            says=counts
            + " (2.03 %) were set aside: 27 unreadable quantity (first: line 2",
        ),
    )
    yield (
        "two of a hundred lines unreadable, allowed",
        plain(
            text(bad),
            verdict="warned",
            says="rejected_lines",
            rows=good,
            excluded={"unreadable_quantity": len(ROWS) - len(good)},
            settings={"allow": ["rejected_lines"]},
        ),
    )
    yield (
        "two of a hundred lines unreadable, tolerated",
        plain(
            text(bad),
            verdict="warned",
            says="rejected_lines",
            rows=good,
            excluded={"unreadable_quantity": len(ROWS) - len(good)},
            settings={"max_rejected_share": 0.05},
        ),
    )
    yield (
        "a few copies",
        plain(
            text([*ROWS, *ROWS[:30]]),
            verdict="warned",
            says="duplicate_lines",
            excluded={"exact_duplicate": 30},
        ),
    )
    yield (
        "everything twice",
        plain(
            text([*ROWS, *ROWS]),
            verdict="refused",
            says="equal an earlier line in every",
        ),
    )
    yield (
        "everything twice, allowed",
        plain(
            text([*ROWS, *ROWS]),
            verdict="warned",
            says="duplicate_lines",
            excluded={"exact_duplicate": len(ROWS)},
            settings={"allow": ["duplicate_lines"]},
        ),
    )
    few = ROWS[:9]
    yield (
        "one bad line of ten",
        plain(
            text([*few, [*few[0][:3], "x", *few[0][4:]]]),
            verdict="warned",
            says="rejected_lines",
            rows=few,
            excluded={"unreadable_quantity": 1},
        ),
    )
    yield (
        "every customer unknown",
        plain(
            text(each(ROWS, CUSTOMER, lambda _: "")),
            verdict="refused",
            says="No order is left in",
        ),
    )


def deliveries() -> Iterator:
    """What is compared with the shop as it was published last: see the manifest."""
    past = [row for row in ROWS if row[DATE] < "2024-09-01"]
    days = sorted({row[DATE][:10] for row in ROWS if row[INVOICE][0] != "C"})
    yield (
        "a day less",
        plain(
            text([row for row in ROWS if row[DATE] < days[-1]]),
            verdict="refused",
            says=f"The last order that counts is of {days[-2]}, and that of the",
        ),
    )
    shrunken = [row for row in ROWS if row[CUSTOMER] > "12355"]
    yield (
        "a quarter of the lines is gone",
        plain(
            text(shrunken),
            verdict="refused",
            says=f"have {len(shrunken)} lines, and those",
        ),
    )
    yield (
        "a quarter of the lines is gone, allowed",
        plain(
            text(shrunken),
            verdict="warned",
            says="shrunken_invoices",
            rows=shrunken,
            settings={"allow": ["shrunken_invoices"]},
        ),
    )
    cents = each(ROWS, PRICE, lambda cell: cell.replace(".", ""))
    yield (
        "prices in cents",
        plain(text(cents), verdict="refused", says="The median purchase line is worth"),
    )
    yield (
        "prices in cents, allowed",
        plain(
            text(cents),
            verdict="warned",
            says="moved_line_value",
            rows=cents,
            settings={"allow": ["moved_line_value"]},
        ),
    )
    yield (
        "an old delivery",
        plain(
            text(past),
            verdict="refused",
            says="allow: [shrunken_invoices, stale_delivery]",
        ),
    )
    yield (
        "an old delivery, allowed",
        plain(
            text(past),
            verdict="warned",
            says="stale_delivery",
            rows=past,
            settings={"allow": ["shrunken_invoices", "stale_delivery"]},
        ),
    )
    yield (
        "a damaged manifest",
        Case(
            {
                "invoices.csv": text(ROWS).encode(),
                "damaged/current/manifest.json": b"{",
            },
            verdict="refused",
            says="damaged/current/manifest.json, cannot be read",
            settings={"publish_dir": "{folder}/damaged"},
        ),
    )
