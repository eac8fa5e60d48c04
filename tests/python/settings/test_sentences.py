import pytest

from customer_segmentation.settings.project import ProjectSettings
from customer_segmentation.settings.segmentation import SegmentationSettings
from customer_segmentation.settings.sentences import mistakes, unknown


def said(kind, **values):
    return mistakes(kind, values, lambda name: f"Setting {name}")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"invoices": 5}, "Setting invoices is 5; it takes a text."),
        (
            {"quiet_after": 0},
            "Setting quiet_after is 0; it takes auto or a whole number from 1 to "
            "36500.",
        ),
        ({"evidence": None}, "Setting evidence is null; it takes full or quick."),
        (
            {"segmentations": "rfm"},
            "Setting segmentations is rfm; it takes a mapping such as {name: value}.",
        ),
        (
            {"publish_formats": ["csv", "json"]},
            "Setting publish_formats names json; it takes a list of parquet, csv, "
            "workbook, report.",
        ),
        (
            {"max_income": "1"},
            'Setting max_income is "1" in quotes, which is a text; it takes a number '
            "from 0 to 1000000000000.",
        ),
    ],
)
def test_a_mistake_is_one_sentence(values, sentence):
    assert said(ProjectSettings, **values) == [sentence]


def test_each_of_several_mistakes_has_a_sentence():
    found = said(ProjectSettings, allow=["x", "y"], refunds="all", max_age=500)
    assert [sentence.split(";")[0] for sentence in found] == [
        "Setting refunds is all",
        "Setting allow names x",
        "Setting allow names y",
        "Setting max_age is 500",
    ]


def test_what_is_wrong_within_a_mapping_is_named():
    features = {"recency": "none", "gap": {"clip": [9, 1]}, "tenure": "root"}
    found = said(SegmentationSettings, features=features)
    assert [sentence.split("; it takes none or log1p")[0] for sentence in found] == [
        "Setting features: gap is {'clip': [9, 1]}",
        "Setting features: tenure is root",
    ]


def test_an_algorithm_without_centres_is_refused_with_the_reason():
    (sentence,) = said(SegmentationSettings, features={"a": "none"}, algorithm="dbscan")
    assert "gaussian_mixture; algorithm_comparison shows it, but" in sentence


def test_a_name_far_from_all_others_is_not_guessed():
    assert unknown("It names", "zzz", ["recency"], "it knows recency").endswith(
        "zzz; it knows recency."
    )
