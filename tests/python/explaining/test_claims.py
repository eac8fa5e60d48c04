import pandas as pd
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.explaining.claims import (
    Claim,
    read_claims,
    read_vocabulary,
    write_claims,
)
from tests.python.naming import BANDS, VOCABULARY, WORDS

ABOUT_TIME = [
    "recency",
    "declared_recency",
    "tenure",
    "days_registered",
    "lifespan",
    "gap",
    "overdue_ratio",
    "days_to_first_order",
]


@pytest.mark.parametrize(
    ("difference", "says"),
    [
        (2.0, "very high"),
        (1.99, "high"),
        (0.5, "high"),
        (0.49, "middle"),
        (-0.49, "middle"),
        (-0.5, "low"),
        (-2.0, "very low"),
    ],
)
def test_levels_are_in_standard_deviations(difference, says):
    profile = {"difference_monetary": difference}
    assert VOCABULARY.claim(profile, "monetary") == Claim("monetary", says)


@pytest.mark.parametrize(
    ("median", "words"),
    [
        (0, "Ordered in the last month"),
        (23, "Ordered in the last month"),
        (23.5, "Ordered in the last 3 months"),
        (120, "Ordered in the last 6 months"),
        (183, "Ordered in the last year"),
        (211, "Silent for over half a year"),
        (484, "Silent for over a year"),
        (4000, "Silent for over 2 years"),
    ],
)
@pytest.mark.parametrize("difference", [-3.0, 0.0, 3.0])
def test_days_of_absence_are_absolute(median, words, difference):
    profile = {"difference_recency": difference, "median_recency": median}
    assert VOCABULARY.name([VOCABULARY.claim(profile, "recency")]) == words


@pytest.mark.parametrize(
    ("median", "words"),
    [
        (-200, "Ordered months before registering"),
        (-1, "Ordered before registering"),
        (-0.5, "Ordered before registering"),
        (0, "Ordered soon after registering"),
        (40, "Ordered within 3 months of registering"),
        (400, "Ordered long after registering"),
    ],
)
def test_who_ordered_before_registering_is_told_from_who_ordered_after(median, words):
    profile = {
        "difference_days_to_first_order": -1.0,
        "median_days_to_first_order": median,
    }
    said = VOCABULARY.claim(profile, "days_to_first_order")
    assert VOCABULARY.name([said]) == words


@pytest.mark.parametrize("feature", ABOUT_TIME)
def test_what_speaks_of_time_has_bands_and_no_relative_words(feature):
    assert feature in VOCABULARY.bands
    row = WORDS.set_index("feature").loc[feature]
    assert row[["very_high", "high", "middle", "low", "very_low"]].isna().all()


def test_every_other_feature_has_words_for_each_level():
    others = WORDS[~WORDS["feature"].isin(BANDS["feature"])]
    columns = ["theme", "very_high", "high", "middle", "low", "very_low"]
    assert others[columns].notna().all(axis=None)
    assert WORDS[["theme", "more", "less"]].notna().all(axis=None)


def test_a_name_never_speaks_of_what_is_recent():
    said = pd.concat([WORDS[["high", "low", "more", "less"]].stack(), BANDS["words"]])
    assert not said.str.contains("recent|lately|new", case=False).any()


@pytest.mark.parametrize(
    ("says", "difference", "expected"),
    [
        ("high", 0.26, True),
        ("high", 0.24, False),
        ("high", 2.2, True),
        ("high", 2.3, False),
        ("very high", 1.8, True),
        ("very high", 1.7, False),
        ("middle", 0.74, True),
        ("middle", -0.76, False),
        ("low", -0.3, True),
        ("low", -2.3, False),
        ("very low", -1.8, True),
        ("23", 0.0, False),
        ("high", float("nan"), False),
    ],
)
def test_a_published_level_holds_within_a_margin(says, difference, expected):
    profile = {"difference_monetary": difference}
    assert VOCABULARY.still_holds(Claim("monetary", says), profile) is expected


@pytest.mark.parametrize(
    ("says", "median", "expected"),
    [
        ("23", 31, True),
        ("23", 31.5, False),
        ("69", 92, True),
        ("69", 15, False),
        ("420", 184, True),
        ("420", 183, False),
        ("inf", 5000, True),
        ("90", 50, False),
        ("high", 50, False),
    ],
)
def test_a_published_band_holds_while_its_words_are_true(says, median, expected):
    profile = {"difference_recency": 0.0, "median_recency": median}
    assert VOCABULARY.still_holds(Claim("recency", says), profile) is expected


@pytest.mark.parametrize("feature", ABOUT_TIME)
def test_a_band_holds_of_every_median_that_it_is_given_to(feature):
    said = {f"difference_{feature}": 0.0}
    for median in [*range(-400, 2000), 0.5, 1.5, 2.2, 3.1]:
        profile = {**said, f"median_{feature}": median}
        assert VOCABULARY.still_holds(VOCABULARY.claim(profile, feature), profile)


def test_a_feature_without_words_is_said_by_its_name():
    claims = [Claim("shoe_size", "high"), Claim("shoe_size", "more")]
    vocabulary = read_vocabulary(WORDS, BANDS)
    assert vocabulary.name(claims) == "High shoe size, more shoe size"
    assert vocabulary.theme("shoe_size") == "shoe_size"


def test_a_description_says_it_in_full():
    claims = [
        Claim("monetary", "very high"),
        Claim("recency", "23"),
        Claim("frequency", "more"),
    ]
    assert VOCABULARY.description(claims) == (
        "Spend well above average; at least half of them ordered in the last month; "
        "more orders than segments like it"
    )


def test_bands_without_an_end_are_refused():
    bands = pd.DataFrame({"feature": ["gap"], "up_to": [10], "words": ["often"]})
    with pytest.raises(BuildError, match="nothing of gap above 10; add a row whose"):
        read_vocabulary(WORDS, bands)


@pytest.mark.parametrize("text", [None, "", "no", "[1]", "{}", '[["a"]]', "3", "null"])
def test_what_is_no_list_of_claims_is_none(text):
    assert read_claims(text) == []


def test_claims_are_read_as_they_were_written():
    claims = [Claim("rule", 'A "best" ü'), Claim("recency", "inf")]
    assert read_claims(write_claims(claims)) == claims
