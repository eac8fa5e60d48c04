import pytest

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.columns import map_columns, named_fields

HEADERS = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "Customer"]
TEXTS = dict.fromkeys(HEADERS, "VARCHAR")


def mapped(columns=TEXTS, **named):
    named = named_fields("invoices", named)
    return map_columns("invoices", columns, named, " in a.csv")


def test_headers_are_recognised_and_optional_columns_may_be_absent():
    found = mapped()
    assert found["invoice_number"] == '"InvoiceNo"'
    assert found["country"] == found["amount"] == "cast(null as varchar)"


def test_a_name_comes_before_a_header_and_an_expression_spoils_its_line_alone():
    found = mapped(
        {**TEXTS, "Price": "VARCHAR"}, unit_price="price", country="upper(Customer)"
    )
    assert found["unit_price"] == '"Price"'
    assert found["country"] == "try(upper(Customer)\n)"


def test_a_named_amount_stands_in_for_the_price():
    found = mapped(amount="UnitPrice")
    assert found["amount"] == '"UnitPrice"'
    assert found["unit_price"] == "cast(null as varchar)"


@pytest.mark.parametrize(
    ("columns", "named", "sentence"),
    [
        (
            {**TEXTS, "Price": "VARCHAR"},
            {},
            "Setting invoices has several columns in a.csv that could be unit_price: "
            "UnitPrice, Price; say which with invoice_columns.",
        ),
        (
            TEXTS,
            {"quantity": "Pieces"},
            "has no column Pieces in a.csv; it has InvoiceN",
        ),
        (
            {"InvoiceNo": "VARCHAR"},
            {},
            "has no column for product_code, quantity, invoiced_at, unit_price or "
            "amount, customer_id in a.csv; it has InvoiceNo: map what is missing with",
        ),
        (TEXTS, {"quantty": "Quantity"}, "names quantty; did you mean quantity?"),
        (TEXTS, {"colour": "Quantity"}, "names colour; it knows invoice_number, prod"),
        (TEXTS, {"StockCode": "a", "product_code": "b"}, "names product_code twice"),
        (TEXTS, {"amount": "a", "unit_price": "b"}, "maps both unit_price and amount"),
        (TEXTS, {"quantity": "(select 1)"}, "the expression for quantity may only use"),
    ],
)
def test_columns_that_cannot_be_told(columns, named, sentence):
    with pytest.raises(SettingError) as raised:
        mapped(columns, **named)
    assert sentence in str(raised.value)
