import numpy as np
import pandas as pd

from customer_segmentation.configuration import populations, read_segmentations
from tests.python.frames import sample, settings


def test_reads_what_was_configured():
    (segmentation,) = read_segmentations(settings(clusters=4, starts=7, seed=5))
    assert segmentation.name == "rfm"
    assert segmentation.clusters == 4
    assert segmentation.starts == 7
    assert segmentation.seed == 5
    assert segmentation.cluster_range == (1, 6)
    assert segmentation.smallest_share == 0.05


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
