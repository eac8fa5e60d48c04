import pandas as pd

from customer_segmentation.tables import POPULATION, rows_of, stack

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


def test_rows_of_a_population_are_those_that_agree_in_every_column():
    frame = pd.DataFrame(
        [("rfm", "new", 1), ("rfm", "old", 2), ("own", "new", 3), (None, "new", 4)],
        columns=[*POPULATION, "customers"],
    )
    found = rows_of(frame, {"segmentation": "rfm", "population": "new"})
    assert found["customers"].tolist() == [1]
    assert rows_of(frame[:0], {"segmentation": "rfm"}).empty
