import math

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customer_segmentation.fitting.transforms import Transforms, rounded
from tests.builds import ROOT

NOWHERE = np.array([-np.inf]), np.array([np.inf])

SQL = {
    "none": "round(value, 9)",
    "log1p": "round(ln(1 + value), 9)",
    "clip": "case when value < -2.5 then -2.5 when value > 1e6 then 1e6 "
    "else round(value, 9) end",
}
"""The macro ``transformed``, in short."""


def in_sql(expression: str, values: list[float]) -> list[float]:
    with duckdb.connect() as connection:
        question = f"select {expression} from (select unnest(?::double[]) as value)"
        return [row[0] for row in connection.execute(question, [values]).fetchall()]


def test_the_sql_compared_with_is_that_of_the_macro():
    macro = (ROOT / "macros" / "segmentation" / "transformed.sql").read_text()
    for part in ("round(ln(1 + {{ value }}), 9)", "round({{ value }}, 9)"):
        assert part in macro


@settings(deadline=None)
@given(st.lists(st.floats(-1e15, 1e15), min_size=1))
def test_numbers_are_rounded_as_by_duckdb(values):
    assert rounded(np.array(values)).tolist() == in_sql("round(value, 9)", values)


def test_large_amounts_with_pence_are_rounded_as_by_duckdb():
    values = np.random.default_rng(0).uniform(4.5e6, 9e6, 10_000).round(2).tolist()
    assert rounded(np.array(values)).tolist() == in_sql("round(value, 9)", values)


@pytest.mark.parametrize("kind", SQL)
@settings(deadline=None)
@given(st.lists(st.floats(-0.999, 1e9), min_size=1))
def test_features_are_transformed_as_by_duckdb(kind, values):
    bounds = (np.array([-2.5]), np.array([1e6])) if kind == "clip" else NOWHERE
    found = Transforms({"feature": kind}, *bounds).apply(np.array(values)[:, None])
    assert found.ravel().tolist() == in_sql(SQL[kind], values)


def test_each_feature_has_its_own_transform_and_the_values_stay():
    values = np.array([[99, 9, 0.1234567895], [1, 0, -7]])
    lower, upper = np.array([18, -np.inf, -np.inf]), np.array([90, np.inf, np.inf])
    kinds = {"age": "clip", "spend": "log1p", "share": "none"}
    found = Transforms(kinds, lower, upper).apply(values)
    expected = [[90, round(math.log(10), 9), 0.12345679], [18, 0, -7]]
    assert found.tolist() == expected
    assert values[0].tolist() == [99, 9, 0.1234567895]


def test_what_has_no_logarithm_is_refused():
    with pytest.raises(ValueError, match="math domain"):
        Transforms({"spend": "log1p"}, *NOWHERE).apply(np.array([[-1.0]]))
