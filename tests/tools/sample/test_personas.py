import numpy as np
import pytest

from tools.sample.behaviour import Uniforms
from tools.sample.dirt import RATES
from tools.sample.personas import AFFLUENT, SCHEMA, make_personas


@pytest.fixture(scope="module")
def people():
    random = Uniforms(np.random.SeedSequence(5))
    return make_personas(random, np.arange(20_000.0)).to_pandas()


def test_columns_are_those_of_the_well_known_data(people):
    assert people.columns.tolist() == SCHEMA.names


def test_dirt_has_its_rates(people):
    missing = people["Income"].isna().mean()
    assert missing == pytest.approx(RATES["customers without income"], rel=0.2)
    old = (people["Year_Birth"] == 1895).mean()
    assert old == pytest.approx(RATES["customers of implausible age"], rel=0.4)
    rich = (people["Income"] >= 600_000).mean()
    assert rich == pytest.approx(RATES["customers of implausible income"], rel=0.4)


def test_there_is_something_to_find(people):
    spending = people.filter(like="Mnt").sum(axis=1)
    plausible = people["Income"] < 600_000
    correlation = np.corrcoef(spending[plausible], people["Income"][plausible])[0, 1]
    assert correlation > 0.6
    assert (people["Income"] > 54_000).mean() == pytest.approx(AFFLUENT, abs=0.03)


def test_who_bought_more_is_more_often_affluent(people):
    is_affluent = people["Income"] > 54_000
    assert is_affluent[10_000:].mean() > 2 * is_affluent[:10_000].mean()


def test_everybody_else_is_plausible(people):
    born = people.loc[people["Year_Birth"] != 1895, "Year_Birth"]
    assert born.between(1925, 2010).all()
    numbers = people.select_dtypes("number").drop(columns="Income")
    assert (numbers >= 0).all(axis=None)
    assert people[["Kidhome", "Teenhome", "Complain", "Response"]].max().max() == 1
