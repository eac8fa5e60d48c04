"""Bad and odd inputs, each with what must come of it, from the one generator."""

from tests.reliability import cells, choices, deliveries, files, people, texts
from tests.reliability.case import Case

PARTS = (
    texts.encodings,
    texts.line_ends,
    texts.layouts,
    texts.quotes,
    texts.headers,
    cells.numbers,
    cells.dates,
    cells.identifiers,
    cells.cancellations,
    choices.marks,
    choices.amounts,
    choices.lines,
    files.kinds_of_files,
    files.names_of_files,
    files.typed_tables,
    people.customers,
    deliveries.shares,
    deliveries.largest_lines,
    deliveries.deliveries,
)


def cases() -> dict[str, Case]:
    """All cases by name."""
    found = {}
    for part in PARTS:
        for name, case in part():
            assert name not in found, name
            found[name] = case
    return found
