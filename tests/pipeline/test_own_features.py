"""Features of one's own, against an independent computation from the ledger's lines."""

import pandas as pd
import pytest

from tests.builds import built

OWN = {
    "products": ("count(distinct product_code)", "different products", "products"),
    "weekend_share": (
        "avg(case when extract(dow from invoiced_at) in (0, 6) then 1.0 else 0.0 end)",
        "share of lines on weekends",
        "share",
    ),
    "units_per_line": ("avg(quantity)", "units per line", "units"),
    "german_share": (
        "sum(case when country = 'Germany' then amount else 0 end) / sum(amount)",
        "share of spend in Germany",
        "share",
    ),
    "dear_lines": ("sum(case when unit_price > 9 then 1 end)", "dear lines", "lines"),
    "no_number": ("sum(amount) / sum(0)", "no number", "money"),
}


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    return built(
        tmp_path_factory.mktemp("own"),
        history_months=2,
        publish_formats=["csv", "workbook", "report"],
        own_features={
            name: dict(zip(("expression", "words", "unit"), each, strict=True))
            for name, each in OWN.items()
        },
        segmentation_overrides={
            "breadth": {
                "features": {"products": "log1p", "units_per_line": "log1p"},
                "filter": "weekend_share < 0.9",
                "clusters": 3,
            }
        },
    )


def expected(build, date):
    """The features as pandas computes them from the lines that were kept."""
    lines = build.query(
        "select * from cleaning.int_invoice_lines_classified "
        "where disposition = 'clean' or reason = 'cancelled_by_later_refund'"
    )
    matches = build.query("from cleaning.int_refund_matches")
    back = matches[matches["refunded_at"] < date].groupby("purchase_line_id")
    lines = lines[lines["invoiced_at"] < date].set_index("line_id")
    lines["quantity"] -= back["units"].sum().reindex(lines.index).fillna(0)
    amounts = lines["amount"].astype(float)
    lines["amount"] = amounts - (
        back["amount"].sum().astype(float).reindex(lines.index).fillna(0)
    )
    lines = lines[lines["quantity"] > 0]
    lines["weekend"] = lines["invoiced_at"].dt.day_of_week >= 5
    lines["german"] = lines["amount"].where(lines["country"] == "Germany", 0)
    lines["dear"] = lines["unit_price"].astype(float) > 9
    of = lines.groupby("customer_id")
    return pd.DataFrame(
        {
            "products": of["product_code"].nunique(),
            "weekend_share": of["weekend"].mean(),
            "units_per_line": of["quantity"].mean(),
            "german_share": of["german"].sum() / of["amount"].sum(),
            "dear_lines": of["dear"].sum().replace(0, float("nan")),
            "no_number": float("nan"),
        }
    )


@pytest.mark.parametrize("date", ["2025-12-01", "2026-01-01"])
def test_values_equal_those_of_pandas_at_each_date(build, date):
    found = build.query(
        f"select customer_id, {', '.join(OWN)} from features.feat_customers "
        f"where as_of_date = '{date}' order by customer_id"
    ).set_index("customer_id")
    assert len(found) > 500
    wanted = expected(build, pd.Timestamp(date)).loc[found.index]
    pd.testing.assert_frame_equal(
        found.astype(float), wanted.astype(float), atol=1e-8, rtol=0
    )


def test_an_own_feature_is_one_like_any_other(build):
    names = set(OWN)
    for table in ("marts.segment_features", "marts.feature_dictionary"):
        assert names <= set(build.query(f"select feature from {table}")["feature"])
    columns = build.query("from marts.segment_profiles limit 0").columns
    assert {f"mean_{name}" for name in names} <= set(columns)
    rules = build.rows(
        "select sql_condition from marts.segment_rules where segmentation = 'breadth'"
    )
    assert any("products" in rule or "units_per_line" in rule for (rule,) in rules)
    assert build.value(
        "select count(*) from marts.segmentation_coverage "
        "where segmentation = 'breadth' and outcome = 'filtered_out'"
    )
    names_of_segments = build.rows(
        "select segment_name from marts.segment_profiles where segmentation = 'breadth'"
    )
    assert any("different products" in name for (name,) in names_of_segments)
    page = (build.current / "report.html").read_text()
    assert "different products" in page


def test_without_own_features_nothing_is_asked_of_lines(sample_build):
    assert sample_build.value("select count(*) from features.feat_own_features") == 0
