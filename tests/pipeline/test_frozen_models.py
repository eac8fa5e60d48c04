"""A run without the fit scores with the last model, or says why it cannot."""

import pytest

from tests.builds import built, dbt_build
from tests.pipeline.test_segmentations import MARTS

FROZEN = ["--exclude", "tag:fit"]
LABELS = (
    "select segment_id, segment_name, model_version from marts.customer_segments "
    "where as_of_date = '2025-06-01' and segmentation = 'rfm' order by customer_id"
)
REFUSED = {
    "rfm was fitted with clusters = auto, but the settings say 7": {
        "rfm": {"clusters": 7}
    },
    "rfm was fitted with filter = none, but the settings say": {
        "rfm": {"filter": "frequency > 1"}
    },
    "Segmentation mine was never fitted": {"mine": {"features": {"gross": "none"}}},
}


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("frozen")
    return built(folder, as_of_date="2025-06-01", history_months=0)


def test_labels_and_names_are_those_of_the_fit(fitted):
    then = fitted.query(LABELS)
    frozen = built(
        fitted.folder,
        *FROZEN,
        "publications",
        as_of_date="2025-07-15",
        history_months=2,
        segmentation_overrides={"persona": {"enabled": False}},
    )
    assert frozen.query(LABELS).equals(then)
    for mart in MARTS:
        names = frozen.query(f"select distinct segmentation from marts.{mart}")
        assert "persona" not in set(names["segmentation"]), mart


@pytest.mark.parametrize("sentence", REFUSED)
def test_settings_of_another_model_are_refused(fitted, sentence):
    build = dbt_build(fitted.folder, *FROZEN, segmentation_overrides=REFUSED[sentence])
    assert build.code != 0
    assert sentence in " ".join(build.output.split())


def test_a_model_of_the_future_scores_nobody(fitted):
    build = dbt_build(
        fitted.folder,
        *FROZEN,
        history_months=0,
        as_of_date="2025-03-15",
    )
    assert build.code != 0
    assert "assert_no_model_was_fitted_later_than_today" in build.output


def test_scoring_without_a_model_is_refused(tmp_path):
    build = dbt_build(tmp_path, *FROZEN)
    assert build.code != 0
    assert "There is no fitted model" in build.output
