import csv

import numpy as np
import pyarrow.parquet

from tools.sample.dirt import RATES
from tools.sample.files import (
    UNREADABLE,
    TableFile,
    write_lines,
)
from tools.sample.lines import (
    CUSTOMER_SCHEMA,
    SCHEMA,
    make_batch,
)

BATCH = make_batch(np.random.SeedSequence(3), 0, 400)


def test_both_formats_hold_the_same_lines(tmp_path):
    for kind in ("csv", "parquet"):
        with TableFile(tmp_path / f"invoices.{kind}", SCHEMA) as file:
            rows = write_lines(file, BATCH)
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
    with TableFile(tmp_path / "invoices.parquet", SCHEMA) as file:
        rows = write_lines(file, BATCH) + write_lines(file, BATCH)
    table = pyarrow.parquet.read_table(tmp_path / "invoices.parquet")
    assert rows == table.num_rows == 2 * BATCH.lines.num_rows


def test_customers_are_the_same_in_both_formats(tmp_path):
    for kind in ("csv", "parquet"):
        with TableFile(tmp_path / f"customers.{kind}", CUSTOMER_SCHEMA) as file:
            file.write(BATCH.customers)
    with (tmp_path / "customers.csv").open(newline="", encoding="utf-8") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    table = pyarrow.parquet.read_table(tmp_path / "customers.parquet")
    columns = [column.to_pylist() for column in table.columns]
    expected = [
        tuple("" if value is None else str(value) for value in row)
        for row in zip(*columns, strict=True)
    ]
    assert rows == expected
