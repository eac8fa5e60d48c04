import pytest

from tools.sample.dirt import RATES


def rate_of(mask, lines) -> float:
    return mask.fillna(False).sum() / len(lines)


def test_every_kind_of_dirt_occurs_at_its_rate(lines):
    known = {
        "lines repeated exactly": lines.duplicated() & lines.notna().all(axis=1),
        "lines refunded later": lines["InvoiceNo"].str.startswith("C")
        & (lines["Quantity"] < 0),
        "lines with negative quantity": (lines["Quantity"] < 0)
        & ~lines["InvoiceNo"].str.startswith("C"),
        "lines without price": lines["UnitPrice"] == 0,
        "cancellations without quantity": lines["Quantity"] == 0,
        "lines with unreadable quantity": lines["Quantity"].isna(),
        "lines with unreadable price": lines["UnitPrice"].isna(),
        "lines with unreadable date": lines["InvoiceDate"].isna(),
        "lines without invoice number": lines["InvoiceNo"].isna(),
        "lines without product code": lines["StockCode"].isna(),
    }
    for kind, mask in known.items():
        found = rate_of(mask, lines)
        # Three standard errors of a count, and the lines that dirt itself adds.
        room = 3 * (RATES[kind] / len(lines)) ** 0.5 + 0.1 * RATES[kind]
        assert found == pytest.approx(RATES[kind], abs=room), kind


def test_guests_and_adjustments_are_orders(lines):
    plain = lines[lines["InvoiceNo"].str.fullmatch("[0-9]+").fillna(False)]
    guests = plain.groupby("InvoiceNo")["CustomerID"].first().isna().mean()
    assert guests == pytest.approx(RATES["orders without customer"], rel=0.15)
    adjustments = lines["InvoiceNo"].str.startswith("A").sum()
    assert adjustments / plain["InvoiceNo"].nunique() == pytest.approx(
        RATES["orders with an adjustment"], rel=0.5
    )


def test_refunds_follow_purchases_and_some_find_none(lines):
    refunds = lines[lines["InvoiceNo"].str.startswith("C").fillna(False)]
    first = lines[lines["Quantity"] > 0].groupby(["CustomerID", "StockCode"])
    first = first["InvoiceDate"].min().rename("bought").reset_index()
    joined = refunds.merge(first, on=["CustomerID", "StockCode"], how="left")
    assert joined["bought"].isna().any()
    known = joined.dropna(subset=["bought", "InvoiceDate"])
    assert (known["InvoiceDate"] >= known["bought"]).mean() > 0.95
