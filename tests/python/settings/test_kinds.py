import pytest
from pydantic import ValidationError

from customer_segmentation.settings.kinds import takes_no_text, what_it_takes
from customer_segmentation.settings.project import ProjectSettings
from customer_segmentation.settings.segmentation import SegmentationSettings


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("as_of_date", "2024-02-30"),
        ("as_of_date", "2024-2-3"),
        ("as_of_date", "20240203"),
        ("date_format", "%d.%m"),
        ("date_format", "%d/%m/%Y %"),
        ("date_format", "dd.mm.yyyy"),
        ("publish_keep", "3"),
        ("publish_keep", 3.0),
        ("publish_keep", True),
        ("max_shrinkage", float("nan")),
        ("max_shrinkage", -0.1),
        ("max_age", 0),
        ("row_filter", " "),
        ("invoice_columns", {"quantity": None}),
        ("invoice_columns", {"quantity": ["a"]}),
        ("thousands", "::"),
        ("allow", "rejected_lines"),
        ("allow", [["rejected_lines"]]),
    ],
)
def test_what_a_setting_does_not_take(setting, value):
    with pytest.raises(ValidationError):
        ProjectSettings(**{setting: value})


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("as_of_date", "2024-02-29"),
        ("date_format", "%d.%m.%y"),
        ("date_format", "%b %-d, %Y"),
        ("max_shrinkage", 1),
        ("thousands", " "),
        ("allow", ["rejected_lines"]),
        ("quiet_after", 36500),
    ],
)
def test_what_a_setting_takes(setting, value):
    assert getattr(ProjectSettings(**{setting: value}), setting) == value


@pytest.mark.parametrize(
    "transform",
    [
        *({"clip": [99, 1]}, {"clip": [0, 0.9]}, {"clip": [5]}, {"clip": [0, 101]}),
        *({"cut": [5, 95]}, {}, "root", None, {"clip": [5, 95], "log": [1, 2]}),
    ],
)
def test_what_is_no_transform(transform):
    with pytest.raises(ValidationError):
        SegmentationSettings(features={"gap": transform})


@pytest.mark.parametrize("limits", [[9, 2], [0, 5], [1, 21], [1], [1, 2, 3], "1-5"])
def test_what_is_no_range_of_clusters(limits):
    with pytest.raises(ValidationError):
        SegmentationSettings(features={"gap": "none"}, cluster_range=limits)


def test_a_text_in_place_of_a_number_is_told_apart():
    assert takes_no_text({"anyOf": [{"const": "auto"}, {"type": "integer"}]})
    assert takes_no_text({"type": "boolean"})
    assert not takes_no_text({"enum": ["net", "drop"], "type": "string"})


def test_every_setting_has_words_for_what_it_takes():
    for kind in (ProjectSettings, SegmentationSettings):
        for name, schema in kind.model_json_schema()["properties"].items():
            assert what_it_takes(schema), name
            assert schema["description"].endswith("."), name
