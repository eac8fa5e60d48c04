import numpy as np
import pandas as pd

from customer_segmentation.explaining.profiles import side_by_side
from tests.python.naming import RFM, named

COLUMNS = [
    *("segmentation", "population", "segment_id"),
    *("feature", "standardised_difference", "median"),
]


def test_each_segment_has_one_row_and_each_feature_two_columns():
    features = pd.DataFrame(
        [
            ("rfm", "all", 1, "recency", -0.5, 3.0),
            ("rfm", "all", 1, "age", np.nan, np.nan),
            ("rfm", "all", 2, "recency", 0.5, 90.0),
            ("rfm", "all", 2, "age", np.nan, np.nan),
        ],
        columns=COLUMNS,
    )
    profiles = side_by_side(features)
    assert profiles["segment_id"].tolist() == [1, 2]
    assert profiles["difference_recency"].tolist() == [-0.5, 0.5]
    assert profiles["median_recency"].tolist() == [3.0, 90.0]
    assert profiles["difference_age"].isna().all()
    assert profiles["median_age"].isna().all()


def test_without_a_segment_there_is_no_profile_and_no_name():
    profiles = side_by_side(pd.DataFrame(columns=COLUMNS))
    assert profiles.empty
    assert named(profiles, RFM).empty
