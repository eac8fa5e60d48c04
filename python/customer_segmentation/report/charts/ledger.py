"""Where the lines of the input went, in lines and in money."""

from customer_segmentation.report.chart import (
    Cell,
    Chart,
    Table,
    axis,
    labels,
    layout,
    names_axis,
)
from customer_segmentation.report.contents import Contents
from customer_segmentation.report.numbers import percent, readable, shortened
from customer_segmentation.report.palette import DISPOSITIONS

WORDS = {
    "clean": "counts as a purchase",
    "excluded": "readable, but not a purchase",
    "rejected": "could not be read",
}
"""What the colours of the bars stand for."""

LEDGER = """
    select disposition, reason, lines, line_share, quantity, amount
    from invoice_line_ledger
    order by
        case disposition when 'clean' then 1 when 'excluded' then 2 else 3 end,
        lines desc,
        reason
"""


def draw_ledger(contents: Contents) -> list[Chart]:
    """Draw where the lines of the input went, in lines and in money.

    Parameters
    ----------
    contents : Contents
        The published version.

    Returns
    -------
    list of Chart
        One for lines and one for money; none without invoices.
    """
    rows = contents.rows(LEDGER)
    if not rows:
        return []
    table = _table(rows, contents.units["monetary"][1])
    return [
        _bars(
            "ledger-lines",
            "Where the lines went",
            "Every line of the input is in one bar. The scale is logarithmic, so that "
            "small bars can be seen.",
            rows,
            "lines",
            axis("lines", type="log"),
            table,
        ),
        _bars(
            "ledger-money",
            "Where the money went",
            "The same lines by amount; refunds are below zero.",
            rows,
            "amount",
            axis("amount"),
            table,
        ),
    ]


def _table(rows: list[dict], money: str) -> Table:
    return Table(
        f"Lines of the input by what happened to them; amounts in {money}",
        ["Reason", "Outcome", "Lines", "Share of lines", "Units", "Amount"],
        [
            [
                Cell(_words(row["reason"])),
                Cell(row["disposition"]),
                Cell(readable(row["lines"]), row["lines"]),
                Cell(percent(row["line_share"]), row["line_share"]),
                Cell(readable(row["quantity"]), row["quantity"]),
                Cell(readable(row["amount"]), row["amount"]),
            ]
            for row in rows
        ],
    )


def _bars(
    name: str,
    title: str,
    reading: str,
    rows: list[dict],
    column: str,
    across: dict,
    table: Table,
) -> Chart:
    names = labels((_words(row["reason"]) for row in rows), 24)
    return Chart(
        name,
        title,
        reading,
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": [shortened(row[column]) for row in rows],
                "y": [
                    f"{words}: <b>{readable(row[column])}</b>"
                    for words, row in zip(names, rows, strict=True)
                ],
                "marker": {"color": [DISPOSITIONS[row["disposition"]] for row in rows]},
                "hovertemplate": "%{y}<extra></extra>",
            }
        ],
        layout(
            90 + 30 * len(rows), xaxis=across, yaxis=names_axis(autorange="reversed")
        ),
        table,
        legend=[Cell(WORDS[each], colour=DISPOSITIONS[each]) for each in DISPOSITIONS],
    )


def _words(reason: str) -> str:
    return reason.replace("_", " ")
