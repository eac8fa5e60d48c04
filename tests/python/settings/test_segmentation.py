from typing import get_args

from customer_segmentation.fitting.algorithms import CHOOSABLE
from customer_segmentation.settings.features import COLUMNS_BESIDE_FEATURES
from customer_segmentation.settings.segmentation import (
    Algorithm,
    Group,
    SegmentationSettings,
)


def test_the_defaults_are_those_of_a_segmentation_that_says_only_its_features():
    settings = SegmentationSettings(features={"recency": "none"})
    assert settings.algorithm == "kmeans"
    assert settings.clusters == "auto"
    assert settings.cluster_range == [1, 10]
    assert settings.enabled


def test_algorithms_are_listed_once():
    assert get_args(Algorithm) == CHOOSABLE


def test_groups_are_texts_that_a_filter_may_use():
    kinds = {COLUMNS_BESIDE_FEATURES[group] for group in get_args(Group)}
    assert kinds == {"VARCHAR"}
