"""A few invoice lines as text."""

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID"


def lines(count: int, invoice: str = "{0}", quantity: str = "{0}") -> str:
    """Invoice lines of `count` customers, `{0}` being their number."""
    row = f"{invoice},10001,MUG,{quantity},2024-01-{{1:02}} 08:26:00,{{0}}.5,{{0}}"
    rows = [row.format(number, 1 + number % 28) for number in range(1, count + 1)]
    return "\n".join([HEADER, *rows]) + "\n"
