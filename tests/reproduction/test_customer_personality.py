"""Customer Personality Analysis: published personas, through a build."""

import duckdb
import pytest

from tests.builds import built
from tests.conftest import real


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return built(
        tmp_path_factory.mktemp("people"),
        evidence="full",
        invoices="",
        customers=real("marketing_campaign.parquet"),
    )


def test_people_are_counted_as_published(people):
    coverage = people.query(
        "select outcome, customers from marts.segmentation_coverage "
        "where segmentation = 'persona'"
    ).set_index("outcome")["customers"]
    assert coverage.to_dict() == {
        "segmented": 2236,
        "implausible_age": 3,
        "implausible_income": 1,
    }
    missing = people.query(
        "select income_is_missing, income from marts.customers where income_is_missing"
    )
    assert len(missing) == 24
    assert missing["income"].astype(float).unique().tolist() == [51_381.5]


def test_eighteen_columns_explain_what_was_published(people):
    features = people.query(
        "select distinct feature from marts.feature_summary "
        "where segmentation = 'persona'"
    )["feature"]
    assert len(features) == 18
    shares = people.query(
        "select explained_share from marts.principal_components "
        "where segmentation = 'persona' order by component"
    )["explained_share"]
    assert shares.round(4).tolist() == [0.2316, 0.1139, 0.1041]


def test_four_personas_are_chosen(people):
    chosen = people.query(
        "select clusters, votes from marts.cluster_count_choice "
        "where segmentation = 'persona' and is_chosen"
    ).iloc[0]
    assert chosen["clusters"] == 4
    assert "elbow" in chosen["votes"]


def test_the_agglomerative_fit_has_the_published_sizes(people):
    sizes = people.value(
        "select sizes from marts.algorithm_comparison "
        "where segmentation = 'persona' and algorithm = 'agglomerative'"
    )
    assert sizes == "905, 534, 444, 353"


def test_segmentations_without_orders_are_empty_and_say_so(people):
    others = people.query(
        "select segmentation, outcome, customers from marts.segmentation_coverage "
        "where segmentation != 'persona' order by all"
    )
    assert others["segmentation"].tolist() == ["lifecycle", "rfm"]
    assert (others["outcome"] == "no_orders").all()
    assert (others["customers"] == 2240).all()


def test_a_csv_with_other_headers_gives_the_same(people, tmp_path):
    path = tmp_path / "kunden.csv"
    duckdb.sql(
        "copy (select * exclude (ID, Income, Year_Birth, MntWines, Dt_Customer), "
        "ID as Kunde, Income as Einkommen, Year_Birth as Geburtsjahr, "
        "MntWines as Wein, "
        "strftime(Dt_Customer, '%d-%m-%Y') as Seit "
        f"from '{real('marketing_campaign.parquet')}') to '{path}' (delimiter ';')"
    )
    found = built(
        tmp_path,
        invoices="",
        customers=str(path),
        date_format="%d-%m-%Y",
        customer_columns={
            "customer_id": "Kunde",
            "income": "Einkommen",
            "birth_year": "Geburtsjahr",
            "spent_on_wine": "Wein",
            "registered_date": "Seit",
        },
    )
    question = "select * from marts.customers order by customer_id"
    assert found.query(question).equals(people.query(question))
