"""Every setting does what it says: a test fails when it is ignored."""

import pytest

from tests.builds import built, dbt_build
from tests.pipeline.scoring import assert_labels_equal_scikit_learn


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Build the sample, unit tests and all, with no setting left at its default."""
    build = dbt_build(
        tmp_path_factory.mktemp("other"),
        unit_tests=True,
        cancellations="drop",
        refunds="negative_quantity",
        non_products="keep",
        free_lines="keep",
        duplicate_lines="keep",
        max_days_apart="none",
        thousands=" ",
        row_filter="Country is null or Country != 'Spain'",
        as_of_date="2025-07-15",
        history_months=2,
        quiet_after=200,
        fit_sample_size=150,
        publish_keep=1,
        segmentation_overrides={
            "rfm": {"clusters": 4, "starts": 3, "seed": 7},
            "habits": {
                "features": {"return_rate": "none", "tenure": "log1p"},
                "clusters": "auto",
                "cluster_range": [2, 3],
                "smallest_share": 0.01,
            },
            "lifecycle": {"enabled": False},
            "persona": {"enabled": False},
        },
    )
    assert build.code == 0, build.output
    return build


def test_the_default_is_the_day_after_the_last_order(sample_build):
    dates = sample_build.query(
        "select as_of_date::varchar as date, is_current from features.feat_as_of_dates "
        "order by 1"
    )
    assert len(dates) == 13
    assert dates["date"].iloc[0] == "2025-01-01"
    assert dates["date"].iloc[-1] == "2026-01-01"
    assert dates["is_current"].tolist() == [False] * 12 + [True]


def test_as_of_date_and_history_months(other):
    dates = other.query(
        "select as_of_date::varchar as date from features.feat_as_of_dates order by 1"
    )
    assert dates["date"].tolist() == ["2025-06-01", "2025-07-01", "2025-07-15"]
    assert other.value(
        "select max(last_order_date) < '2025-07-15' from marts.customers"
    )


def test_quiet_after_is_in_days_and_by_default_three_usual_gaps(sample_build, other):
    question = (
        "select usual_gap::double, active_within, quiet_after "
        "from marts.rfm_cut_points where measure = 'recency' "
        "order by as_of_date desc limit 1"
    )
    assert sample_build.rows(question) == [(46.5, 46, 140)]
    assert other.rows(question)[0][1:] == (66, 200)
    longest = "select max(recency) from marts.customers where campaign_segment in "
    awake = "('Champions', 'Loyal customers', 'Potential loyalists', 'New customers')"
    assert sample_build.value(longest + awake) <= 140
    assert 140 < other.value(longest + awake) <= 200


def test_cancellations_and_non_products(sample_build, other):
    question = "select distinct reason from marts.invoice_line_ledger"
    dropped = set(other.query(question)["reason"])
    netted = set(sample_build.query(question)["reason"])
    assert "cancellation_dropped" in dropped - netted
    assert not [reason for reason in dropped if reason.startswith("non_product")]
    assert netted > {"cancellation_matched", "non_product_postage"}


def test_a_past_date_sees_what_it_saw(sample_build, tmp_path):
    other = built(
        tmp_path,
        "--select",
        "+feat_customers",
        as_of_date="2025-07-15",
        history_months=2,
    )
    question = (
        "from features.feat_customers where as_of_date in ('2025-06-01', '2025-07-01') "
        "order by as_of_date, customer_id"
    )
    assert len(other.query(question)) > 500
    assert other.query(question).equals(sample_build.query(question))


def test_the_sample_size_bounds_the_fit_and_everyone_is_scored(other, sample_build):
    fitted = (
        "select max(fitted_customers) from marts.segment_model_parameters "
        "where segmentation = 'rfm'"
    )
    assert other.value(fitted) == 150
    assert sample_build.value(fitted) == sample_build.value(
        "select count(frequency) from marts.customers"
    )
    assert other.value(
        "select count(*) from marts.customer_segments "
        "where segmentation = 'rfm' and as_of_date = '2025-07-15'"
    ) == other.value("select count(frequency) from marts.customers")


def test_an_override_changes_one_number_and_a_new_name_adds_a_segmentation(other):
    chosen = other.query(
        "select segmentation, clusters, reason from marts.cluster_count_choice "
        "where is_chosen order by 1"
    )
    assert chosen["segmentation"].tolist() == ["habits", "rfm"]
    assert chosen["clusters"].iloc[1] == 4
    assert chosen["reason"].iloc[1].startswith("The number of clusters is set to 4.")
    tried = other.query(
        "select clusters from marts.cluster_count_choice "
        "where segmentation = 'habits' order by 1"
    )
    assert tried["clusters"].tolist() == [2, 3]
    for table in ("segment_profiles", "segment_features", "customer_segments"):
        assert (
            other.value(f"select count(distinct segmentation) from marts.{table}") == 2
        )
    assert other.value("select count(habits_segment) from marts.customers") > 0


def test_a_segmentation_can_be_switched_off(tmp_path):
    found = built(
        tmp_path,
        history_months=0,
        segmentation_overrides={
            "rfm": {"enabled": False},
            "lifecycle": {"enabled": False},
            "persona": {"enabled": False},
            "habits": {"features": {"tenure": "none"}, "clusters": 2},
        },
    )
    assert found.query("select distinct segmentation from marts.segment_profiles")[
        "segmentation"
    ].tolist() == ["habits"]


def test_sql_labels_are_those_of_scikit_learn_on_the_sample(sample_build):
    assert_labels_equal_scikit_learn(sample_build)


def test_segments_are_numbered_by_worth_and_named_once(sample_build):
    profiles = sample_build.query(
        "select * from marts.segment_profiles order by segment_id"
    )
    worth = {
        "rfm": "mean_monetary",
        "lifecycle": "mean_monetary",
        "persona": "mean_total_spending",
    }
    assert set(profiles["segmentation"]) == set(worth)
    for (name, _), of in profiles.groupby(["segmentation", "population"]):
        assert of[worth[name]].is_monotonic_decreasing
        assert of["segment_name"].is_unique
    assert profiles["sets_apart"].notna().all()
    assert profiles["action"].str.match("Act by campaign segment[:;] .+[.]").all()
