"""The campaign segments: who is in them, what to do, and the RFM grid behind them."""

from customer_segmentation.report.chart import Cell, Chart, Table, axis, label, layout
from customer_segmentation.report.contents import Contents
from customer_segmentation.report.numbers import percent, readable, shortened
from customer_segmentation.report.palette import SEQUENTIAL

SCORES = (1, 2, 3, 4, 5)

ENDS = {1: " (lowest)", 5: " (highest)"}
"""Score -> what is said beside it."""

SEGMENTS = "from rfm_profiles order by revenue desc, rfm_segment"

CELLS = """
    from rfm_grid
    order by recency_score desc, frequency_score desc, place_in_cell
"""

LIMITS = """
    from rfm_cut_points
    where measure = 'recency' and as_of_date = (select max(as_of_date) from customers)
"""


def explain_campaigns(contents: Contents) -> str:
    """Say by which rules a customer with orders gets a campaign segment.

    Parameters
    ----------
    contents : Contents
        The published version, with orders.
    """
    (limits,) = contents.rows(LIMITS)
    gap = limits["usual_gap"]
    usual = (
        ""
        if gap is None
        else f"customers who come back usually do so after {readable(gap)} days, so "
    )
    return (
        "Every customer with an order is in one campaign segment, and each segment has "
        "one action. The segment depends on how recently, how often and for how much "
        "the customer ordered, compared with all others, and on the days since the "
        f"last order: {usual}after {readable(limits['quiet_after'])} days without an "
        "order nobody is called active, new or loyal, and within "
        f"{readable(limits['active_within'])} days nobody is called lost or at risk."
    )


def tabulate_rfm(contents: Contents) -> Table | None:
    """List the campaign segments, highest revenue first.

    Parameters
    ----------
    contents : Contents
        The published version.

    Returns
    -------
    Table or None
        Size, value, means and what to do; None without orders.
    """
    rows = contents.rows(SEGMENTS)
    if not rows:
        return None
    return Table(
        "Campaign segments, highest revenue first",
        [
            "Segment",
            "Customers",
            "Share",
            f"Revenue ({contents.units['monetary'][1]})",
            "Share of revenue",
            "Revenue per customer",
            "Days since the last order",
            "Orders per customer",
            "What to do",
        ],
        [
            [
                Cell(row["rfm_segment"]),
                Cell(readable(row["customers"]), row["customers"]),
                Cell(percent(row["customer_share"]), row["customer_share"]),
                Cell(readable(row["revenue"]), row["revenue"]),
                Cell(percent(row["revenue_share"]), row["revenue_share"]),
                Cell(readable(row["mean_monetary"]), row["mean_monetary"]),
                Cell(readable(row["mean_recency"]), row["mean_recency"]),
                Cell(readable(row["mean_frequency"]), row["mean_frequency"]),
                Cell(row["action"] or ""),
            ]
            for row in rows
        ],
    )


def draw_grid(contents: Contents) -> Chart:
    """Draw the RFM grid: the name, the customers and the revenue of each of its cells.

    Parameters
    ----------
    contents : Contents
        The published version, with orders.
    """
    rows = contents.rows(CELLS)
    return Chart(
        "rfm-grid",
        "The RFM grid",
        "Customers higher up ordered more recently (recency score); those further "
        "right order more often (frequency score). Each cell shows how many customers "
        "are in it and the campaign segment of most of them. The darker the cell, the "
        "larger its share of revenue.",
        [_cells(rows)],
        layout(
            470,
            xaxis=axis("frequency score", dtick=1, showgrid=False),
            yaxis=axis("recency score", dtick=1, showgrid=False),
        ),
        _table(rows),
        width=400,
    )


def _cells(rows: list[dict]) -> dict:
    """Draw the cells, each with the name that most of its customers have."""
    cells = {
        (row["recency_score"], row["frequency_score"]): row
        for row in rows
        if row["place_in_cell"] == 1
    }
    return {
        "type": "heatmap",
        "x": [*SCORES],
        "y": [*SCORES],
        "z": [[_share(cells.get((r, f))) for f in SCORES] for r in SCORES],
        "text": [[_text(cells.get((r, f))) for f in SCORES] for r in SCORES],
        "texttemplate": "%{text}",
        "textfont": {"color": "#1B2733", "size": 10},
        "hovertemplate": "recency %{y}, frequency %{x}: %{z:.1%} of revenue"
        "<extra></extra>",
        "colorscale": SEQUENTIAL,
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
    }


def _share(cell: dict | None) -> float:
    return shortened(cell["cell_revenue_share"] or 0) if cell else 0.0


def _text(cell: dict | None) -> str:
    if not cell:
        return ""
    words = label(cell["campaign_segment"], 12)
    return f"{words}<br><b>{readable(cell['cell_customers'])}</b>"


def _table(rows: list[dict]) -> Table:
    return Table(
        "Cells of the grid",
        ["Recency and frequency score", "Campaign segment", "Customers", "Revenue"],
        [
            [
                Cell(
                    f"{_score(row['recency_score'])}, {_score(row['frequency_score'])}"
                ),
                Cell(row["campaign_segment"]),
                Cell(readable(row["customers"]), row["customers"]),
                Cell(readable(row["revenue"]), row["revenue"]),
            ]
            for row in rows
        ],
    )


def _score(score: int) -> str:
    return f"{score}{ENDS.get(score, '')}"
