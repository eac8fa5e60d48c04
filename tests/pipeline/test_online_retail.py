"""Online Retail, as people count it: the ledger to the penny, and what is left."""

import asyncio
from decimal import Decimal

import duckdb
import pytest

from tests.builds import built
from tests.conftest import real
from tests.pipeline.scoring import (
    assert_labels_equal_scikit_learn,
    assert_scores_equal_those_of_sql,
)

RAW_LINES = 541_909
RAW_MONEY = Decimal("9747747.934")

FEATURES = "from features.feat_customers order by as_of_date, customer_id"
LABELS = (
    "select as_of_date, customer_id, segment_id, segment_name, model_version "
    "from marts.customer_segments order by all"
)


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory):
    """The settings under which tutorials count."""
    return built(
        tmp_path_factory.mktemp("tutorial"),
        invoices=real("online_retail.parquet"),
        cancellations="drop",
        non_products="keep",
    )


@pytest.fixture(scope="module")
def from_csv(tmp_path_factory):
    folder = tmp_path_factory.mktemp("csv")
    path = folder / "online_retail.csv"
    duckdb.sql(f"copy (from '{real('online_retail.parquet')}') to '{path}'")
    return built(folder, invoices=str(path))


def ledger_total(build) -> tuple:
    row = build.query(
        "select sum(lines)::bigint as lines, sum(amount)::varchar as amount "
        "from marts.invoice_line_ledger"
    ).iloc[0]
    return int(row["lines"]), Decimal(row["amount"])


def test_the_ledger_holds_every_line_and_penny(online_retail, tutorial, from_csv):
    for build in (online_retail, tutorial, from_csv):
        assert ledger_total(build) == (RAW_LINES, RAW_MONEY)


def test_without_netting_the_clean_lines_are_those_of_the_tutorials(tutorial):
    clean = tutorial.query(
        "select count(*) as lines, count(distinct invoice_number) as orders, "
        "count(distinct customer_id) as customers, sum(amount)::varchar as amount "
        "from cleaning.int_invoice_lines_classified where disposition = 'clean'"
    ).iloc[0]
    assert (clean["lines"], clean["orders"], clean["customers"]) == (
        392_692,
        18_532,
        4_338,
    )
    assert Decimal(clean["amount"]) == Decimal("8887208.894")
    assert tutorial.value("select count(*) from cleaning.int_orders") == 18_532
    assert tutorial.value("select count(*) from marts.customers") == 4_338


def test_units_bought_by_mistake_are_no_order(online_retail):
    assert (
        online_retail.value(
            "select count(*) from cleaning.int_orders where customer_id = '12346'"
        )
        == 0
    )
    assert (
        online_retail.value(
            "select count(*) from marts.customers where customer_id = '12346'"
        )
        == 0
    )
    assert online_retail.value(
        "select monetary from marts.customers where customer_id = '16446'"
    ) == Decimal("2.90")


def test_nobody_is_below_zero_and_gross_minus_refunded_is_net(online_retail):
    wrong = online_retail.value(
        "select count(*) from features.feat_customers "
        "where monetary < 0 or gross - refunded != monetary"
    )
    assert wrong == 0


def test_little_refund_money_stays_unmatched_and_the_ledger_says_how_much(
    online_retail,
):
    share = online_retail.value(
        "select sum(unmatched_amount) / -sum(amount) from marts.invoice_line_ledger "
        "where reason like 'cancellation%'"
    )
    assert 0 < share <= 0.08


@pytest.mark.parametrize("build", ["online_retail", "tutorial"])
def test_sql_labels_are_those_of_scikit_learn(build, request):
    assert_labels_equal_scikit_learn(request.getfixturevalue(build))


def test_csv_gives_what_parquet_gives(online_retail, from_csv):
    for question in (FEATURES, LABELS):
        assert from_csv.query(question).equals(online_retail.query(question))


def test_later_lines_change_no_earlier_features(online_retail, tmp_path):
    path = tmp_path / "until_september.parquet"
    duckdb.sql(
        f"copy (from '{real('online_retail.parquet')}' "
        f"where InvoiceDate < '2011-09-15') to '{path}'"
    )
    earlier = built(tmp_path, "--select", "+feat_customers", invoices=str(path))
    question = (
        "from features.feat_customers where as_of_date between '2011-01-01' and "
        "'2011-09-01' order by as_of_date, customer_id"
    )
    then = earlier.query(question)
    assert then["as_of_date"].nunique() == 9
    assert then.equals(online_retail.query(question))


def test_the_service_scores_every_customer_as_the_sql_does(tutorial):
    assert asyncio.run(assert_scores_equal_those_of_sql(tutorial)) == 4_338


def test_segments_describe_and_share_no_name_with_the_grid(online_retail):
    named = online_retail.rows(
        "select segment_name, median_recency from marts.segment_profiles "
        "where segmentation = 'rfm' order by segment_id"
    )
    assert [name for name, _ in named] == [
        "High spend, ordered in the last month",
        "Average spend, ordered in the last 3 months",
        "Low spend, silent for over half a year",
    ]
    assert [days for _, days in named] == [18, 47, 219]
    grid = online_retail.rows("select distinct rfm_segment from marts.customers")
    assert not {name for name, _ in named} & {name for (name,) in grid}
