import pytest

from tools.sample.dirt import RATES


def test_lines_stand_in_the_order_of_time(lines):
    assert lines["InvoiceDate"].dropna().is_monotonic_increasing


def test_customers_register_before_or_after_or_never(batch, lines):
    people = batch.customers.to_pandas().set_index("CustomerID")["RegistrationDate"]
    first = lines.groupby("CustomerID")["InvoiceDate"].min()
    both = first.to_frame("first").join(people.astype("datetime64[ns]"), how="left")
    late = (both["RegistrationDate"] > both["first"]).mean()
    assert late == pytest.approx(
        RATES["customers registered after their first order"], rel=0.35
    )
    never = both["RegistrationDate"].isna().mean()
    assert never == pytest.approx(RATES["customers without registration"], rel=0.35)
    idle = (~people.index.isin(first.index)).sum() / 4_000
    # Beside these, some have ordered only as guests.
    assert 0.8 < idle / RATES["customers without order"] < 2
