"""Files of the sample: CSV for people, Parquet for size."""

import csv
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from customer_segmentation.sample_lines import RATES, SCHEMA, Batch

FORMATS = ("csv", "parquet")

UNREADABLE = {"Quantity": "n/a", "UnitPrice": "1,99", "InvoiceDate": "31/02/2024"}
"""What stands in CSV where Parquet has null."""


class InvoiceFile:
    """An invoice file that grows batch by batch; the format follows from its name.

    Parameters
    ----------
    path : pathlib.Path
        Ends with ``.csv`` or ``.parquet``; replaced if it is there.

    Examples
    --------
    >>> with InvoiceFile(Path("invoices.csv")) as invoices:  # doctest: +SKIP
    ...     invoices.write(batch)
    """

    def __init__(self, path: Path):
        self._path = path

    def __enter__(self) -> "InvoiceFile":
        if self._path.suffix == ".csv":
            self._file = self._path.open("w", encoding="utf-8", newline="")
            self._rows = csv.writer(self._file, lineterminator="\n")
            self._rows.writerow(SCHEMA.names)
        else:
            # Without the Arrow schema, readers see texts and not dictionaries.
            self._file = pa.parquet.ParquetWriter(
                self._path, SCHEMA, store_schema=False
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, batch: Batch) -> int:
        """Append the lines of a batch; return how many rows the file grew by."""
        lines = batch.lines
        if self._path.suffix != ".csv":
            self._file.write_table(lines)
            return lines.num_rows
        rows = [*zip(*_as_text(lines).to_pydict().values(), strict=True)]
        cut_off = [row[:2] for row in rows[: _cut_off_count(len(rows))]]
        self._rows.writerows([*rows, *cut_off])
        return len(rows) + len(cut_off)


def write_customers(customers: pa.Table, path: Path) -> None:
    """Write the customers as CSV or Parquet, by the ending of the path."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(customers.column_names)
            rows.writerows(zip(*customers.to_pydict().values(), strict=True))
    else:
        pa.parquet.write_table(customers, path)


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


def _cut_off_count(lines: int) -> int:
    return round(lines * RATES["lines cut off, in CSV"])
