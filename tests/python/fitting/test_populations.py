import numpy as np
import pandas as pd

from customer_segmentation.fitting.populations import populations, read_segmentations
from tests.python.frames import sample, settings


def test_reads_what_was_configured():
    (segmentation,) = read_segmentations(settings(clusters=4, starts=7, seed=5))
    assert segmentation.name == "rfm"
    assert segmentation.clusters == 4
    assert segmentation.starts == 7
    assert segmentation.seed == 5
    assert segmentation.cluster_range == (1, 6)
    assert segmentation.smallest_share == 0.05
    assert segmentation.scaler == "standard"
    assert segmentation.algorithm == "kmeans"
    assert segmentation.components is None
    assert segmentation.full_evidence
    assert segmentation.bootstraps == 10


def test_a_clip_of_any_percentiles_is_a_clip():
    features = {"recency": {"clip": [5, 95]}, "monetary": "clip"}
    (segmentation,) = read_segmentations(settings(features=features))
    assert segmentation.features == {"monetary": "clip", "recency": "clip"}


def test_auto_is_no_number_and_features_stand_in_order_of_their_names():
    (segmentation,) = read_segmentations(settings())
    assert segmentation.clusters is None
    assert segmentation.columns == ["monetary_transformed", "recency_transformed"]


def test_populations_are_ordered_by_customer_and_the_frames_are_left_alone():
    frame = sample()
    before = frame.copy()
    both = pd.concat([settings("b"), settings("a")])
    rows = pd.concat([frame.assign(segmentation=name) for name in "ba"])
    found = list(populations(both, rows))
    assert [population.key["segmentation"] for population in found] == ["a", "b"]
    for population in found:
        assert population.customers["customer_id"].is_monotonic_increasing
        assert population.points.shape == (150, 2)
    np.testing.assert_array_equal(found[0].points, found[1].points)
    pd.testing.assert_frame_equal(frame, before)


def test_each_value_of_population_is_one():
    rows = sample()
    rows["population"] = np.where(rows["recency_transformed"] < 3, "near", "far")
    found = list(populations(settings(), rows))
    assert [(p.name, len(p.customers)) for p in found] == [("far", 100), ("near", 50)]


def test_the_first_customers_are_those_of_the_sample():
    rows = sample(each=4)
    (found,) = populations(settings(), rows)
    first = found.customers.loc[found.first(5), "sample_rank"]
    assert sorted(first) == [1, 2, 3, 4, 5]
