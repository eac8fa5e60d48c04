import numpy as np
import pandas as pd
import pytest

from customer_segmentation.explaining.claims import Claim, write_claims
from customer_segmentation.explaining.name_memory import remembered
from customer_segmentation.explaining.name_rules import rules_for
from tests.python.naming import RFM, RULES, VOCABULARY, named, rfm, table

HIGH, MIDDLE = Claim("monetary", "high"), Claim("monetary", "middle")
MORE, FEWER = Claim("frequency", "more"), Claim("frequency", "less")


def registry_of(*claims, **key):
    """The published segment_registry: what the names of segments 1, 2, ... said."""
    columns = {
        **{"segmentation": "rfm", "population": "all", **key},
        "segment_id": range(1, len(claims) + 1),
        "named_by": [write_claims(said) for said in claims],
        "status": "current",
    }
    return pd.DataFrame(columns)


def after(frame, *claims, features=RFM, **more):
    found = named(frame, features, registry=registry_of(*claims), **more)
    return found["segment_name"].tolist()


def kept(frame, fresh, *published, rules=()):
    """The segments of a table that keep their names."""
    found = remembered(
        {number: said for number, said in enumerate(published, 1) if said},
        dict(enumerate(fresh, 1)),
        frame.to_dict("records"),
        ["monetary", "frequency"],
        [*rules],
        VOCABULARY,
    )
    return [*found]


def test_a_difference_that_went_over_a_bound_leaves_the_name():
    """As found: one difference went from -0.4993 to -0.5008."""
    before, then = (
        rfm([0.1, -0.1], [value, 0.6], [47, 20]) for value in (-0.4993, -0.5008)
    )
    first = named(before, RFM)
    assert (
        first["segment_name"].iloc[0] == "Average spend, ordered in the last 3 months"
    )
    claims = first.assign(status="current")
    second = named(then, RFM, registry=claims)
    assert second["segment_name"].tolist() == first["segment_name"].tolist()
    assert named(then, RFM)["segment_name"].iloc[0].startswith("Low spend")


@pytest.mark.parametrize(
    ("spend", "name"),
    [(-0.74, "Average spend"), (-0.76, "Low spend"), (0.74, "Average spend")],
)
def test_the_name_goes_when_its_level_fails_by_the_margin(spend, name):
    said = [MIDDLE, Claim("recency", "69")]
    found = after(rfm([0.1, 0.0], [spend, 1.9], [47, 20]), said)
    assert found[0] == f"{name}, ordered in the last 3 months"


@pytest.mark.parametrize(("days", "months"), [(31, "month"), (32, "3 months")])
def test_the_name_goes_when_its_band_is_not_true_any_more(days, months):
    said = [HIGH, Claim("recency", "23")]
    found = after(rfm([-0.9, 0.5], [1.2, -0.9], [days, 200]), said)
    assert found[0] == f"High spend, ordered in the last {months}"


def test_the_name_goes_when_another_difference_says_much_more():
    frame = table({"monetary": [0.6, 0.0], "return_rate": [0.7, 0.0]})
    features = ["monetary", "return_rate"]
    assert after(frame, [HIGH], features=features)[0] == "High spend"
    assert after(frame, features=features)[0] == "High refunds, high spend"
    frame["difference_return_rate"] = [0.8, 0.0]
    assert after(frame, [HIGH], features=features)[0] == "High refunds, high spend"


def test_a_feature_that_is_not_used_any_more_is_forgotten():
    frame = table({"monetary": [1.0, -1.0]})
    said = [Claim("shoe_size", "high")]
    assert after(frame, said, features=["monetary"])[0] == "High spend"


def test_words_that_were_edited_are_said_at_once():
    frame = table({"monetary": [1.0, -1.0]})
    words = VOCABULARY.words | {"monetary": {"high": "big spenders"}}
    assert type(VOCABULARY)(words, {}).name([HIGH]) == "Big spenders"
    assert after(frame, [HIGH], features=["monetary"])[0] == "High spend"


def lifecycle(quantity, lifespan):
    differences = {"quantity": [quantity, 0], "lifespan": [lifespan, 2]}
    frame = table(differences | {"monetary": [0.3, -1.0]}, segmentation="lifecycle")
    return frame.assign(median_lifespan=[100, 500])


@pytest.mark.parametrize(
    ("quantity", "lifespan", "published", "name"),
    [
        (0.2, 0.55, "Low engagement", "Low engagement"),
        (0.2, 0.74, "Low engagement", "Low engagement"),
        (0.2, 0.76, "Low engagement", "Loyal high-value"),
        (0.2, 0.3, "Loyal high-value", "Loyal high-value"),
        (0.2, 0.2, "Loyal high-value", "Low engagement"),
        (2.2, 0.9, "Loyal high-value", "Loyal high-value"),
        (2.3, 0.9, "Loyal high-value", "Extreme high-volume"),
        (1.8, 0.9, "Extreme high-volume", "Extreme high-volume"),
        (1.7, 0.9, "Extreme high-volume", "Loyal high-value"),
        (1.7, 0.9, "A name that no rule gives now", "Loyal high-value"),
    ],
)
def test_the_name_of_a_rule_stays_until_it_fails_by_the_margin(
    quantity, lifespan, published, name
):
    found = named(
        lifecycle(quantity, lifespan),
        ["quantity", "lifespan", "monetary"],
        name="lifecycle",
        registry=registry_of([Claim("rule", published)], segmentation="lifecycle"),
    )
    assert found["segment_name"].iloc[0] == name


def test_a_rule_that_was_added_takes_over_where_it_clearly_holds():
    frame = table({"monetary": [1.0, 0.6], "frequency": [0.0, 0.0]})
    rule = {"priority": 1, "segment_name": "VIP", "monetary": "high"}
    seed = pd.concat([RULES, pd.DataFrame([rule])], ignore_index=True)
    rules = rules_for(seed, "rfm", ["monetary"])
    vip = [Claim("rule", "VIP")]
    assert kept(frame, [vip, vip], [HIGH], [], rules=rules) == []
    assert kept(frame, [vip, vip], [], [HIGH], rules=rules) == [2]


def test_equal_names_are_told_apart_by_what_told_them_apart():
    frame = table({"monetary": [0.9, 0.8], "frequency": [0.8, 0.6], "recency": [0, 2]})
    frame["median_recency"] = [10, 20]
    said = [HIGH, Claim("recency", "23")]
    features = ["monetary", "frequency", "recency"]
    found = after(frame, [*said, MORE], [*said, FEWER], features=features)
    assert found == [
        "High spend, ordered in the last month, more orders",
        "High spend, ordered in the last month, fewer orders",
    ]


def test_they_are_told_apart_anew_when_the_comparison_fails_by_the_margin():
    frame = table({"monetary": [0.9, 0.8], "frequency": [0.5, 0.7]})
    fresh = [[HIGH], [HIGH]]
    assert kept(frame, fresh, [HIGH, MORE], [HIGH, FEWER]) == [1, 2]
    frame["difference_frequency"] = [0.5, 0.8]
    assert kept(frame, fresh, [HIGH, MORE], [HIGH, FEWER]) == []


def test_a_new_segment_of_a_kept_name_is_told_from_it():
    frame = table({"monetary": [0.9, 0.8, -1.0], "frequency": [0.9, 0.1, 0.0]})
    found = after(frame, [HIGH], features=["monetary", "frequency"])
    assert found == ["High spend", "High spend, fewer orders", "Low spend"]


def test_three_that_were_told_apart_in_two_steps_stay():
    frame = table({"monetary": [0.6, 0.9, 0.7], "frequency": [0.1, 0.2, 0.9]})
    lower, higher = Claim("monetary", "less"), Claim("monetary", "more")
    published = [[HIGH, FEWER, lower], [HIGH, FEWER, higher], [HIGH, MORE]]
    assert kept(frame, [[HIGH]] * 3, *published) == [1, 2, 3]


def test_two_segments_never_keep_one_name():
    frame = table({"monetary": [0.9, 0.8], "frequency": [0.0, 0.0]})
    assert kept(frame, [[HIGH], [HIGH]], [HIGH], [HIGH]) == []


def test_numbers_stay_with_their_customers():
    frame = table({"monetary": [0.9, 0.9]})
    published = [[HIGH, Claim("number", "2")], [HIGH, Claim("number", "1")]]
    found = after(frame, *published, features=["monetary"])
    assert found == ["High spend 2", "High spend 1"]


def test_who_is_alone_is_everybody_whatever_the_name_was():
    frame = table({"monetary": [0.0]})
    assert after(frame, [HIGH], features=["monetary"]) == ["All customers"]


@pytest.mark.parametrize("seed", range(20))
def test_the_same_profiles_give_the_same_names_again(seed):
    """Any profiles, published once and then again: no name changes."""
    random = np.random.RandomState(seed)
    count = random.randint(2, 15)
    used = [*random.choice(RFM, random.randint(1, 5), replace=False)]
    differences = {each: random.normal(0, 1, count) for each in used}
    frame = table(differences, {"recency": random.lognormal(4, 1.5, count)})
    first = named(frame, used)
    claims = first.assign(status="current")
    assert named(frame, used, registry=claims).equals(first)


@pytest.mark.parametrize("seed", range(20))
def test_a_small_step_changes_no_name_and_never_gives_one_twice(seed):
    random = np.random.RandomState(100 + seed)
    count = random.randint(2, 8)
    differences = {each: random.normal(0, 1, count) for each in RFM}
    frame = table(differences, {"recency": random.lognormal(4, 1.5, count)})
    first = named(frame, RFM)
    step = frame.copy()
    for feature in RFM:
        step[f"difference_{feature}"] += random.uniform(-0.1, 0.1, count)
    step["median_recency"] *= random.uniform(0.95, 1.05, count)
    claims = first.assign(status="current")
    second = named(step, RFM, registry=claims)
    assert second["segment_name"].tolist() == first["segment_name"].tolist()
    far = frame.sample(frac=1, random_state=seed).assign(segment_id=frame["segment_id"])
    assert named(far, RFM, registry=claims)["segment_name"].is_unique
