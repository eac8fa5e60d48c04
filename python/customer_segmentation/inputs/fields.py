"""Our columns of invoices and customers, and the headers that are recognised."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["identifier", "text", "integer", "price", "timestamp", "date"]


@dataclass(frozen=True)
class InputField:
    """A column of an input, under our name.

    Attributes
    ----------
    headers : tuple of str
        Headers that are recognised, as :func:`plain` writes them; none for a column
        that must be named.
    kind : str
        How it is read in staging.
    optional : bool
        Whether it may be absent.
    or_else : str or None
        The column that stands in for it where that is named.
    """

    headers: tuple[str, ...]
    kind: Kind
    optional: bool = False
    or_else: str | None = None


# An "amount" is often a number of units, and a "line number" often that of the file,
# which would tell the copies of a line apart: neither is recognised.
INVOICE_FIELDS = {
    "invoice_number": InputField(
        ("invoicenumber", "invoiceno", "invoice"), "identifier"
    ),
    "product_code": InputField(("productcode", "stockcode"), "identifier"),
    "description": InputField(("description",), "text", optional=True),
    "quantity": InputField(("quantity",), "integer"),
    "invoiced_at": InputField(("invoicedat", "invoicedate"), "timestamp"),
    "unit_price": InputField(("unitprice", "price"), "price", or_else="amount"),
    "amount": InputField((), "price", optional=True),
    "customer_id": InputField(("customerid", "customer"), "identifier"),
    "country": InputField(("country",), "text", optional=True),
    "line_number": InputField((), "text", optional=True),
}
"""The columns of an invoice line."""


def _attribute(kind: Kind, *headers: str) -> InputField:
    return InputField(headers, kind, optional=True)


CUSTOMER_FIELDS = {
    "customer_id": InputField(("customerid", "customer", "id"), "identifier"),
    "registered_date": _attribute(
        *("date", "registereddate", "registrationdate", "registered"),
        "dtcustomer",
    ),
    "education": _attribute("identifier", "education"),
    "marital_status": _attribute("identifier", "maritalstatus"),
    "birth_year": _attribute("integer", "birthyear", "yearbirth"),
    "kids_at_home": _attribute("integer", "kidsathome", "kidhome"),
    "teens_at_home": _attribute("integer", "teensathome", "teenhome"),
    "children": _attribute("integer", "children"),
    "declared_recency": _attribute("integer", "declaredrecency", "recency"),
    "deal_purchases": _attribute("integer", "dealpurchases", "numdealspurchases"),
    "web_purchases": _attribute("integer", "webpurchases", "numwebpurchases"),
    "catalogue_purchases": _attribute(
        "integer", "cataloguepurchases", "numcatalogpurchases"
    ),
    "store_purchases": _attribute("integer", "storepurchases", "numstorepurchases"),
    "web_visits": _attribute("integer", "webvisits", "numwebvisitsmonth"),
    "complained": _attribute("integer", "complained", "complain"),
    "responded": _attribute("integer", "responded", "response"),
    "income": _attribute("price", "income"),
    "total_spending": _attribute("price", "totalspending"),
    "spent_on_wine": _attribute("price", "spentonwine", "mntwines"),
    "spent_on_fruit": _attribute("price", "spentonfruit", "mntfruits"),
    "spent_on_meat": _attribute("price", "spentonmeat", "mntmeatproducts"),
    "spent_on_fish": _attribute("price", "spentonfish", "mntfishproducts"),
    "spent_on_sweets": _attribute("price", "spentonsweets", "mntsweetproducts"),
    "spent_on_gold": _attribute("price", "spentongold", "mntgoldprods"),
}
"""The columns of a customer, with the headers of "Customer Personality Analysis"."""

SPENDING_CATEGORIES = [name for name in CUSTOMER_FIELDS if name[:9] == "spent_on_"]
"""What adds up to the total spending."""

PARTS = {*SPENDING_CATEGORIES, "kids_at_home", "teens_at_home"}
"""Columns that ``int_customers`` knows as part of a sum only."""

FIELDS = {"invoices": INVOICE_FIELDS, "customers": CUSTOMER_FIELDS}
"""The columns of each input."""


def plain(header: object) -> str:
    """Write a header without case, blanks, underscores, hyphens and points.

    >>> plain("Invoice_No.")
    'invoiceno'
    """
    return re.sub(r"[\s_.-]", "", str(header).lower())


def field_of(fields: dict[str, InputField], header: object) -> str | None:
    """Return the field that a header or a key of ``invoice_columns`` means.

    >>> field_of(INVOICE_FIELDS, "StockCode")
    'product_code'
    """
    written = plain(header)
    for name, field in fields.items():
        if written == plain(name) or written in field.headers:
            return name
    return None
