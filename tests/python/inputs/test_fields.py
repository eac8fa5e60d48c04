from customer_segmentation.inputs.fields import (
    CUSTOMER_FIELDS,
    FIELDS,
    INVOICE_FIELDS,
    field_of,
    plain,
)


def test_headers_are_recognised_in_any_spelling():
    for header in ("InvoiceNo", "invoice no", "INVOICE-NO.", "Invoice_Number"):
        assert field_of(INVOICE_FIELDS, header) == "invoice_number"
    assert field_of(CUSTOMER_FIELDS, "Dt_Customer") == "registered_date"
    assert field_of(CUSTOMER_FIELDS, "colour") is None


def test_amounts_and_line_numbers_are_known_by_our_name_only():
    assert field_of(INVOICE_FIELDS, "amount") == "amount"
    assert not INVOICE_FIELDS["amount"].headers
    assert not INVOICE_FIELDS["line_number"].headers


def test_a_header_means_one_column_of_an_input():
    for fields in FIELDS.values():
        headers = [header for field in fields.values() for header in field.headers]
        assert len(headers) == len(set(headers))
        assert headers == [plain(header) for header in headers]
