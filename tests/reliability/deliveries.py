"""Deliveries of which too much is wrong, or that differ too much from the last one."""

from collections.abc import Iterator

from tests.reliability.case import PLACE, ROWS, Case, plain
from tests.reliability.shop import (
    CUSTOMER,
    DATE,
    INVOICE,
    PRICE,
    PRODUCT,
    QUANTITY,
    changed,
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


def largest_lines() -> Iterator:
    """One line that is worth more than all others, or nearly."""
    absurd = changed(changed(ROWS, PLACE, QUANTITY, "1000000"), PLACE, PRICE, "1000000")
    yield (
        "an absurd line",
        plain(
            text(absurd),
            verdict="refused",
            says=f"invoices.csv (invoice {ROWS[PLACE][INVOICE]}, product "
            f"{ROWS[PLACE][PRODUCT]}, 1000000 units at 1000000.0, 1000000000000.0 in",
        ),
    )
    places = (PLACE, PLACE + 200)
    several = ROWS
    for place in places:
        several = changed(
            changed(several, place, QUANTITY, "1000000"), place, PRICE, "9"
        )
    yield (
        "two absurd lines",
        plain(
            text(several),
            verdict="refused",
            says="99.56 % of all money is in 2 of",
        ),
    )
    yield (
        "an absurd line, allowed",
        plain(
            text(absurd),
            verdict="warned",
            says="largest_line",
            rows=absurd,
            settings={"allow": ["largest_line"]},
        ),
    )
    third = changed(ROWS, PLACE, QUANTITY, "20000")
    yield (
        "a third of all money in a line",
        plain(text(third), verdict="warned", says="largest_line", rows=third),
    )
    yield (
        "a third of all money in a line, tolerated",
        plain(text(third), rows=third, settings={"max_line_share": 0.8}),
    )
    line = ["1", "X1", "MUG", "80995", "2024-02-01 09:15:00", "2.08", "12350", "UK"]
    back = ["C2", *line[1:3], "-80995", "2024-02-01 09:27:00", *line[5:]]
    yield (
        "an absurd line, cancelled minutes later",
        plain(text([*ROWS, line, back])),
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
            says=f"The last order that counts is from {days[-2]}, but the invoices",
        ),
    )
    shrunken = [row for row in ROWS if row[CUSTOMER] > "12355"]
    yield (
        "a quarter of the lines is gone",
        plain(
            text(shrunken),
            verdict="refused",
            says=f"have {len(shrunken)} lines, but those",
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
    people = f"customer_id\n{ROWS[0][CUSTOMER]}\n".encode()
    only_people = {"invoices": "", "customers": "{folder}/people.csv"}
    yield (
        "the invoices are gone",
        Case(
            {"people.csv": people},
            verdict="refused",
            says="allow it once with --vars '{allow: [missing_invoices]}'",
            settings=only_people,
        ),
    )
    yield (
        "the invoices are gone, allowed",
        Case(
            {"people.csv": people},
            verdict="warned",
            says="missing_invoices",
            rows=[],
            settings={**only_people, "allow": ["missing_invoices"]},
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
            says="damaged/current is neither a link to a version nor a readable",
            settings={"publish_dir": "{folder}/damaged"},
        ),
    )
