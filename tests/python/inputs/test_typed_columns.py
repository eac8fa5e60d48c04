import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_segmentation.inputs.typed_columns import TYPES, as_array, as_text, kind_of

NOON = dt.datetime(2011, 12, 9, 12)
ZONED = NOON.replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], "nothing"),
        ([None, ""], "nothing"),
        ([1, 2.0, -3], "integer"),
        ([1, 2.5, None], "number"),
        ([float("nan")], "number"),
        ([2.0**60], "number"),
        ([2**70], "text"),
        ([Decimal("1.10")], "text"),
        ([536365.0, "C536379"], "text"),
        ([True, False], "text"),
        ([True, 1], "text"),
        ([NOON, None], "moment"),
        ([dt.date(2011, 1, 1)], "date"),
        ([dt.date(2011, 1, 1), NOON], "moment"),
        ([ZONED], "zoned_moment"),
        ([ZONED, NOON], "text"),
        ([dt.timedelta(1)], "text"),
    ],
)
def test_a_column_is_of_the_kind_of_all_its_values(values, kind):
    assert kind_of(values) == kind
    assert as_array(values, kind).type == TYPES[kind]
    assert len(as_array(values, kind)) == len(values)


def test_nothing_stays_nothing_and_values_stay_what_they_are():
    assert as_array([1.0, None, ""], "integer").to_pylist() == [1, None, None]
    assert as_array([1, 2.5], "number").to_pylist() == [1.0, 2.5]
    midnight = dt.datetime(2011, 1, 1)
    assert as_array([midnight.date(), NOON], "moment").to_pylist() == [midnight, NOON]
    assert as_array([ZONED], "zoned_moment").to_pylist() == [ZONED]


def test_bytes_are_their_text_and_structures_are_json():
    values = [b"C1", memoryview(b"\xc3\xa9"), {"a": [1, Decimal("2.5")]}]
    assert [as_text(value) for value in values] == ["C1", "é", '{"a": [1, "2.5"]}']
    with pytest.raises(UnicodeDecodeError):
        as_text(b"\xff")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("C1", "integer"),
        (1.5, "integer"),
        (2**63, "integer"),
        (True, "integer"),
        ("x", "number"),
        (NOON, "date"),
        ("x", "moment"),
        (ZONED, "moment"),
        (NOON, "zoned_moment"),
    ],
)
def test_a_value_of_another_kind_is_refused(value, kind):
    with pytest.raises((TypeError, ValueError, OverflowError, pa.ArrowException)):
        as_array([value], kind)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals_stay_exact_as_texts(value):
    text = as_text(value)
    assert Decimal(text) == value
    assert "E" not in text


@given(st.floats(-1e15, 1e15))
def test_numbers_as_texts_have_no_exponent_and_stay_equal(value):
    assert float(as_text(value)) == value
    assert "e" not in as_text(value)
