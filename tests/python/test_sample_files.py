import csv

import numpy as np
import pyarrow.parquet

from customer_segmentation.sample_files import (
    UNREADABLE,
    InvoiceFile,
    write_customers,
)
from customer_segmentation.sample_lines import RATES, SCHEMA, make_batch

BATCH = make_batch(np.random.SeedSequence(3), 0, 400)


def test_both_formats_hold_the_same_lines(tmp_path):
    for kind in ("csv", "parquet"):
        with InvoiceFile(tmp_path / f"invoices.{kind}") as file:
            rows = file.write(BATCH)
    lines = BATCH.lines.num_rows
    table = pyarrow.parquet.read_table(tmp_path / "invoices.parquet")
    assert table.schema.equals(SCHEMA)
    assert table.num_rows == rows == lines
    with (tmp_path / "invoices.csv").open(newline="", encoding="utf-8") as file:
        header, *texts = csv.reader(file)
    cut_off = round(lines * RATES["lines cut off, in CSV"])
    assert header == SCHEMA.names
    assert len(texts) == lines + cut_off
    assert sum(len(text) < len(header) for text in texts) == cut_off
    for column, word in UNREADABLE.items():
        position = header.index(column)
        found = sum(text[position] == word for text in texts[:lines])
        assert found == table[column].null_count > 0


def test_batches_follow_each_other(tmp_path):
    with InvoiceFile(tmp_path / "invoices.parquet") as file:
        assert file.write(BATCH) + file.write(BATCH) == 2 * BATCH.lines.num_rows


def test_customers_are_the_same_in_both_formats(tmp_path):
    write_customers(BATCH.customers, tmp_path / "customers.csv")
    write_customers(BATCH.customers, tmp_path / "customers.parquet")
    with (tmp_path / "customers.csv").open(newline="", encoding="utf-8") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    table = pyarrow.parquet.read_table(tmp_path / "customers.parquet")
    columns = [column.to_pylist() for column in table.columns]
    assert rows == [(name, str(date)) for name, date in zip(*columns, strict=True)]
