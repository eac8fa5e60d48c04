"""Segmentations are configuration: each option does what it says, in every mart."""

import numpy as np
import pytest

from tests.builds import ROOT, built, dbt_build
from tests.pipeline.scoring import assert_labels_equal_scikit_learn

MARTS = [
    "algorithm_comparison",
    "cluster_count_choice",
    "customer_projection",
    "customer_segments",
    "feature_correlations",
    "feature_summary",
    "principal_component_loadings",
    "principal_components",
    "segment_centres",
    "segment_features",
    "segment_model_parameters",
    "segment_profiles",
    "segment_rules",
    "segment_stability",
    "segmentation_coverage",
]


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The sample as it is built by default."""
    return built(tmp_path_factory.mktemp("full"), evidence="full")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A segmentation that uses every option, beside two that are changed a little."""
    return built(
        tmp_path_factory.mktemp("own"),
        evidence="full",
        bootstraps=12,
        history_months=1,
        max_age=75,
        max_income=80_000,
        segmentation_overrides={
            "habits": {
                "features": {
                    "basket_value": {"clip": [10, 90]},
                    "tenure": "log1p",
                    "income": "none",
                    "lifespan": "clip",
                },
                "split_by": "household",
                "filter": "frequency > 1 -- who came back\n"
                "and education_level != 'undergraduate' -- and more",
                "scaler": "robust",
                "pca_components": 2,
                "algorithm": "agglomerative",
                "clusters": 3,
            },
            "persona": {"clusters": 2, "scaler": "minmax", "pca_components": "none"},
            "rfm": {"algorithm": "gaussian_mixture", "clusters": 4},
        },
    )


@pytest.mark.parametrize("mart", MARTS)
def test_a_fourth_segmentation_is_in_every_mart(own, mart):
    found = own.query(f"select distinct segmentation from marts.{mart} order by 1")
    expected = ["habits", "lifecycle", "persona", "rfm"]
    assert found["segmentation"].tolist() == expected


def test_it_has_a_column_of_customers(own):
    assert own.value("select count(habits_segment) from marts.customers") == own.value(
        "select sum(customers) from marts.segmentation_coverage "
        "where segmentation = 'habits' and outcome = 'segmented'"
    )


def test_labels_in_sql_are_those_of_scikit_learn(own):
    assert_labels_equal_scikit_learn(own)


def test_each_value_of_the_split_has_a_fit_of_its_own(own):
    models = own.query(
        "select distinct population, model_version from marts.segment_model_parameters "
        "where segmentation = 'habits' order by 1"
    )
    assert models["population"].tolist() == ["alone", "partner"]
    assert models["model_version"].is_unique
    wrong = own.value(
        "select count(*) from marts.customer_segments as segments "
        "inner join marts.customers as customers using (as_of_date, customer_id) "
        "where segmentation = 'habits' and population != household"
    )
    assert wrong == 0


def test_the_filter_decides_who_takes_part(own):
    members = own.query(
        "select frequency, education_level from marts.customer_segments "
        "inner join marts.customers using (as_of_date, customer_id) "
        "where segmentation = 'habits'"
    )
    assert members["frequency"].min() == 2
    assert set(members["education_level"]) == {"graduate", "postgraduate"}
    assert own.value(
        "select sum(customers) from marts.segmentation_coverage "
        "where segmentation = 'habits' and outcome = 'filtered_out'"
    ) == own.value(
        "select count(*) from marts.customers where not (frequency > 1 "
        "and education_level != 'undergraduate') and implausible is null "
        "and frequency is not null"
    )


def test_features_are_clipped_at_stored_percentiles(own):
    bounds = (
        own.query(
            "select population, feature, parameter, value "
            "from marts.segment_model_parameters "
            "where segmentation = 'habits' and parameter in ('lower', 'upper')"
        )
        .set_index(["population", "feature", "parameter"])["value"]
        .sort_index()
    )
    for population in ("alone", "partner"):
        of = own.query(
            "select basket_value::double as basket_value, lifespan "
            "from marts.customer_segments inner join marts.customers "
            "using (as_of_date, customer_id) "
            f"where segmentation = 'habits' and population = '{population}'"
        )
        for feature, low, high in (("basket_value", 10, 90), ("lifespan", 1, 99)):
            expected = np.percentile(of[feature], [low, high])
            found = bounds[population, feature].loc[["lower", "upper"]]
            np.testing.assert_allclose(found, expected, atol=1e-8)
    summary = own.query(
        "select stage, maximum from marts.feature_summary "
        "where segmentation = 'habits' and feature = 'basket_value' "
        "and population = 'alone'"
    ).set_index("stage")["maximum"]
    upper = bounds["alone", "basket_value", "upper"]
    assert summary["after"] == pytest.approx(upper)
    assert summary["after"] < summary["before"]


def test_scalers_and_components_are_those_that_were_set(own):
    offsets = own.query(
        "select feature, value from marts.segment_model_parameters "
        "where segmentation = 'persona' and parameter = 'offset'"
    ).set_index("feature")["value"]
    lowest = own.query(
        "select min(age) as age from marts.customer_segments "
        "inner join marts.customers using (as_of_date, customer_id) "
        "where segmentation = 'persona'"
    )["age"].item()
    assert offsets["age"] == lowest
    components = own.query(
        "select segmentation, max(component) as components "
        "from marts.segment_model_parameters group by all order by 1"
    )["components"]
    assert components.fillna(0).tolist() == [2, 0, 0, 0]


def test_algorithms_are_those_that_were_set(own):
    chosen = own.query(
        "select distinct segmentation, algorithm, clusters "
        "from marts.algorithm_comparison where is_chosen order by 1"
    )
    assert chosen["algorithm"].tolist() == [
        *("agglomerative", "kmeans", "kmeans", "gaussian_mixture")
    ]
    assert chosen["clusters"].tolist() == [3, 3, 2, 4]
    agreement = own.query(
        "select segmentation, min(scoring_agreement) as agreement "
        "from marts.segment_model_parameters group by all order by 1"
    )["agreement"]
    assert agreement.iloc[1] == agreement.iloc[2] == 1
    assert 0.5 < agreement.iloc[0] <= 1
    assert 0.5 < agreement.iloc[3] < 1


def test_bootstraps_are_as_many_as_were_set(own, full):
    question = "select distinct bootstraps from marts.segment_stability"
    assert own.value(question) == 12
    assert full.value(question) == 50


def test_implausible_people_are_set_aside_with_the_reason(own, full):
    question = (
        "select outcome, customers from marts.segmentation_coverage "
        "where segmentation = 'persona' and outcome like 'implausible%' order by 1"
    )
    ages, incomes = own.query(question)["customers"]
    assert ages == own.value("select count(*) from marts.customers where age >= 75")
    assert incomes == own.value(
        "select count(*) from marts.customers where income >= 80000 and age < 75"
    )
    few = full.query(question)["customers"]
    assert 0 < few[0] < ages
    assert 0 < few[1] < incomes
    assert (
        own.value(
            "select count(persona_segment) from marts.customers "
            "where age >= 75 or income >= 80000"
        )
        == 0
    )


def test_coverage_tells_of_everybody(full):
    coverage = full.query("from marts.segmentation_coverage")
    everybody = full.value("select count(*) from marts.customers")
    assert (coverage.groupby("segmentation")["customers"].sum() == everybody).all()
    lifecycle = coverage[coverage["segmentation"] == "lifecycle"]
    assert set(lifecycle["population"].dropna()) == {"normal", "pre_registration"}
    unknown = lifecycle.set_index("outcome").loc["no_registration_date", "customers"]
    assert unknown == full.value(
        "select count(*) from marts.customers "
        "where days_to_first_order is null and frequency > 0"
    )
    assert 0 < unknown < 100


def test_quick_evidence_changes_no_segment(full, sample_build):
    for question in (
        "from marts.customer_segments order by all",
        "from marts.segment_profiles",
        "from marts.segment_rules",
        "from marts.segment_model_parameters",
    ):
        assert sample_build.query(question).equals(full.query(question))
    for mart in ("algorithm_comparison", "segment_stability"):
        assert sample_build.value(f"select count(*) from marts.{mart}") == 0
        assert full.value(f"select count(*) from marts.{mart}") > 0
    scored = "select count(gap_statistic) from marts.cluster_count_choice"
    assert sample_build.value(scored) == 0
    assert full.value(scored) > 0


def test_names_follow_from_the_profiles(full):
    names = full.query(
        "select distinct segment_name from marts.segment_profiles "
        "where segmentation = 'lifecycle' order by 1"
    )
    assert names["segment_name"].tolist() == [
        "Extreme high-volume",
        "Low engagement",
        "Loyal high-value",
    ]


def test_the_projection_is_centred_and_has_the_explained_variance(full):
    variance = full.query(
        "select segmentation, population, "
        "var_samp(component_1) as one, var_samp(component_3) as three, "
        "abs(avg(component_1)) + abs(avg(component_2)) as centre "
        "from marts.customer_projection group by all order by all"
    )
    explained = full.query(
        "select segmentation, population, "
        "max(case when component = 1 then explained_variance end) as one, "
        "max(case when component = 3 then explained_variance end) as three "
        "from marts.principal_components group by all order by all"
    )
    np.testing.assert_allclose(variance["one"], explained["one"])
    np.testing.assert_allclose(variance["three"], explained["three"])
    assert (variance["centre"] < 1e-9).all()


def test_summaries_are_those_of_pandas(full):
    frame = full.query(
        "select monetary::double as monetary, frequency from marts.customers "
        "where frequency > 0"
    )
    summary = full.query(
        "from marts.feature_summary where segmentation = 'rfm'"
    ).set_index(["feature", "stage"])
    for stage, values in (
        ("before", frame["monetary"]),
        ("after", np.log1p(frame["monetary"])),
    ):
        row = summary.loc["monetary", stage]
        assert row["mean"] == pytest.approx(values.mean())
        assert row["standard_deviation"] == pytest.approx(values.std(ddof=0))
        assert row["skewness"] == pytest.approx(values.skew(), abs=1e-6)
        quartiles = row[["lower_quartile", "median", "upper_quartile"]].astype(float)
        expected = values.quantile([0.25, 0.5, 0.75])
        np.testing.assert_allclose(quartiles, expected)
        low, _, high = expected
        fence = 1.5 * (high - low)
        outliers = ((values < low - fence) | (values > high + fence)).mean()
        assert row["outlier_share"] == pytest.approx(outliers)
    correlation = full.query(
        "from marts.feature_correlations where segmentation = 'rfm' "
        "and feature = 'frequency' and other_feature = 'monetary'"
    ).iloc[0]
    assert correlation["correlation_before"] == pytest.approx(
        frame.corr().iloc[0, 1], abs=1e-6
    )
    assert correlation["correlation_after"] == pytest.approx(
        np.log1p(frame).corr().iloc[0, 1], abs=1e-6
    )


@pytest.mark.parametrize("build", ["own", "full"])
def test_a_rule_selects_its_segment_in_customers(build, request):
    build = request.getfixturevalue(build)
    rules = build.query("from marts.segment_rules")
    assert len(rules) > 10
    for rule in rules.itertuples():
        precision = build.value(
            f"select avg((segment_id = {rule.segment_id})::int) from marts.customers "
            "inner join marts.customer_segments using (as_of_date, customer_id) "
            f"where segmentation = '{rule.segmentation}' and {rule.sql_condition}"
        )
        assert precision == pytest.approx(rule.precision, abs=1e-6), rule.rule


def test_a_population_smaller_than_its_clusters_gets_fewer(tmp_path):
    found = built(
        tmp_path,
        "--select",
        "+cluster_count_choice +segment_profiles",
        history_months=0,
        segmentation_overrides={
            "lifecycle": {"clusters": 10, "filter": "frequency > 20"},
        },
    )
    choice = found.query(
        "select population, clusters, reason from marts.cluster_count_choice "
        "where segmentation = 'lifecycle' and is_chosen order by 1"
    )
    small = choice[choice["clusters"] < 10]
    assert len(small) > 0
    assert small["reason"].str.contains("set to 10, but the population has only").all()


def test_customers_without_orders_are_enough_for_a_persona(full, tmp_path):
    customers = "seeds/sample/customers.csv"
    path = tmp_path / "customers.csv"
    path.write_text((ROOT / customers).read_text())
    found = built(tmp_path, customers=str(path))
    assert found.value("select count(*) from marts.invoice_line_ledger") == 0
    coverage = found.query(
        "select segmentation, customers from marts.segmentation_coverage "
        "where outcome = 'segmented'"
    )
    assert coverage["segmentation"].tolist() == ["persona"]
    # The sample is as of a later day, but distances do not depend on the day.
    question = "select customer_id, persona_segment from marts.customers order by 1"
    before = full.query(question).set_index("customer_id")["persona_segment"]
    now = found.query(question).set_index("customer_id")["persona_segment"]
    assert now.equals(before[now.index])


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """Customers of whom little can be read, and one who ordered too early."""
    folder = tmp_path_factory.mktemp("odd")
    path = folder / "kunden.csv"
    path.write_text(
        "Kunde;Seit;Einkommen;Geburtsjahr;Schule\n"
        "10001;2030-01-01;58.138,00;1970;Hauptschule\n"
        "10002;2020-01-01;52000;2050;PhD\n"
        "10003;2020-13-01;-1;1980;PhD\n"
    )
    invoices = folder / "invoices.csv"
    invoices.write_text((ROOT / "seeds/sample/invoices.csv").read_text())
    build = dbt_build(
        folder,
        evidence="full",
        as_of_date="2031-01-01",
        history_months=0,
        invoices=str(invoices),
        customers=str(path),
        customer_columns={
            "customer_id": "Kunde",
            "registered_date": "Seit",
            "income": "Einkommen",
            "birth_year": "Geburtsjahr",
            "education": "Schule",
        },
        segmentation_overrides={
            "wealth": {"features": {"income": "log1p"}},
            "nobody": {"features": {"web_visits": "none"}},
        },
    )
    assert build.code == 0, build.output
    return build


def test_what_cannot_be_read_of_customers_is_said(odd):
    said = " ".join(odd.output.split())
    assert (
        "Note: 2 of 3 lines of the customers have a field that cannot be read and "
        "is treated as unknown (income in 1, registered_date in 1)"
    ) in said
    assert "the education Hauptschule, which is treated as unknown" in said


def test_a_segmentation_without_customers_is_empty_and_says_so(odd):
    said = " ".join(odd.output.split())
    assert "Segmentation nobody is empty (no attributes: " in said
    assert "unknown web_visits" not in said
    assert "Segmentation persona is empty" in said


def test_a_population_of_one_is_a_segment(odd):
    groups = odd.query(
        "select population, customers from marts.segment_profiles "
        "where segmentation = 'lifecycle' order by all"
    )
    assert groups["population"].tolist() == ["normal", "pre_registration"]
    assert groups["customers"].tolist() == [1, 1]


def test_what_has_no_logarithm_is_set_aside(odd):
    outcomes = odd.query(
        "select outcome, customers from marts.segmentation_coverage "
        "where segmentation = 'wealth' and outcome != 'no_attributes' order by 1"
    ).set_index("outcome")["customers"]
    assert outcomes.to_dict() == {
        "implausible_age": 1,
        "no_logarithm_of_income": 1,
        "segmented": 1,
    }


def test_when_every_segmentation_is_empty_the_build_is_whole(tmp_path):
    path = tmp_path / "customers.csv"
    path.write_text("customer_id,web_purchases\na,1\nb,2\n")
    found = built(tmp_path, invoices="", customers=str(path), as_of_date="2024-01-01")
    assert found.value("select count(*) from marts.customers") == 2
    assert found.value("select count(*) from marts.segment_profiles") == 0
