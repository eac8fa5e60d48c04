"""Files of the sample: CSV for people, Parquet for size."""

import csv
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from tools.sample.dirt import RATES
from tools.sample.lines import SCHEMA, Batch

FORMATS = ("csv", "parquet")

UNREADABLE = {"Quantity": "n/a", "UnitPrice": "1,99", "InvoiceDate": "31/02/2024"}
"""What stands in CSV where Parquet has null."""


class TableFile:
    """A file of rows that grows table by table; the format follows from its name.

    Parameters
    ----------
    path : pathlib.Path
        Ends with ``.csv`` or ``.parquet``; replaced if it is there.
    schema : pyarrow.Schema
        The columns.

    Examples
    --------
    >>> with TableFile(Path("invoices.csv"), SCHEMA) as invoices:  # doctest: +SKIP
    ...     write_lines(invoices, batch)
    """

    def __init__(self, path: Path, schema: pa.Schema):
        self._path = path
        self._schema = schema
        self.is_csv = path.suffix == ".csv"

    def __enter__(self) -> "TableFile":
        if self.is_csv:
            self._file = self._path.open("w", encoding="utf-8", newline="")
            self._rows = csv.writer(self._file, lineterminator="\n")
            self._rows.writerow(self._schema.names)
        else:
            # Without the Arrow schema, readers see texts and not dictionaries.
            self._file = pa.parquet.ParquetWriter(
                self._path, self._schema, store_schema=False
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, table: pa.Table) -> int:
        """Append a table; return its number of rows."""
        if self.is_csv:
            columns = table.to_pydict().values()
            self._rows.writerows(zip(*columns, strict=True))
        else:
            self._file.write_table(table)
        return table.num_rows


def write_lines(invoices: TableFile, batch: Batch) -> int:
    """Append the invoice lines of a batch; return how many lines the file grew by."""
    if not invoices.is_csv:
        return invoices.write(batch.lines)
    cut_off = round(batch.lines.num_rows * RATES["lines cut off, in CSV"])
    first = _as_text(batch.lines).select(SCHEMA.names[:2]).slice(0, cut_off)
    return invoices.write(_as_text(batch.lines)) + invoices.write(first)


def _as_text(lines: pa.Table) -> pa.Table:
    """Turn the columns that may be unreadable into text, as CSV is to hold it."""
    dates = lines["InvoiceDate"].cast(pa.timestamp("s"))
    texts = {
        "Quantity": lines["Quantity"].cast(pa.string()),
        "UnitPrice": lines["UnitPrice"].cast(pa.string()),
        "InvoiceDate": pc.strftime(dates, "%Y-%m-%d %H:%M:%S"),
    }
    for column, values in texts.items():
        filled = pc.fill_null(values, UNREADABLE[column])
        lines = lines.set_column(lines.column_names.index(column), column, filled)
    return lines
