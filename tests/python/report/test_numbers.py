import math
from decimal import Decimal

import pytest

from customer_segmentation.report.numbers import (
    percent,
    plain,
    readable,
    shortened,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (4324, "4,324"),
        (8291239.42, "8,291,239"),
        (-446739.1, "-446,739"),
        (99.94, "99.9"),
        (99.96, "100"),
        (9.994, "9.99"),
        (9.996, "10.0"),
        (0.5, "0.5"),
        (0.99951, "1"),
        (-0.0004, "0"),
        (None, "–"),
        (math.nan, "–"),
    ],
)
def test_numbers_have_as_many_digits_as_tell_something(value, text):
    assert readable(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.5049, "50.5 %"), (0.00049, "0.05 %"), (0.0, "0 %"), (1, "100 %"), (None, "–")],
)
def test_shares_are_percentages(share, text):
    assert percent(share) == text


def test_shares_are_percentages_and_other_values_have_their_unit_in_the_heading():
    assert plain(3.0, "orders") == "3.00"
    assert plain(None, "orders") == plain(None, "share") == "–"
    assert plain(0.5, "share") == "50.0 %"


def test_shortening_keeps_four_digits_of_any_size():
    for value in (123456.0, 0.00123456, -98765.4, float(Decimal("7.00009"))):
        assert shortened(value) == pytest.approx(value, rel=5e-4)
        assert len(f"{shortened(value):g}".strip("-0.").replace(".", "")) <= 6
