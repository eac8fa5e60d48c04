import pandas as pd

from customer_segmentation.tables import stack

COLUMNS = {"name": "string", "number": "Int32", "share": "float64"}


def test_frames_stand_below_each_other_with_columns_and_types():
    one = pd.DataFrame({"number": [1], "name": ["a"], "more": [0]})
    two = pd.DataFrame({"name": ["b"], "share": [0.5]})
    found = stack([one, two], COLUMNS)
    assert found.dtypes.astype(str).to_dict() == COLUMNS
    assert found["name"].tolist() == ["a", "b"]
    assert found["number"].isna().tolist() == [False, True]
    assert found["share"].isna().tolist() == [True, False]


def test_no_frame_is_a_table_without_rows():
    found = stack(iter([]), COLUMNS)
    assert found.empty
    assert found.dtypes.astype(str).to_dict() == COLUMNS
