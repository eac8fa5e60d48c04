"""Fifty readers poll what is published while versions change, and see no error."""

import contextlib
import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.builds import built, start_child
from tests.reliability.shop import shop, text
from tests.reliability.versions import TABLES, publish_number

READERS = 50
SECONDS = 600
"""No reader goes on for longer, whatever becomes of who started it."""

NUMBERS = "select min(number), max(number) from {}"


@contextlib.contextmanager
def readers(folder: Path, read: Callable[[], None]) -> Iterator[None]:
    """Fifty processes read again and again; all of them must end well."""
    stop, until = folder / "stop", time.monotonic() + SECONDS

    def poll() -> int:
        reads = 0
        while not stop.exists() and time.monotonic() < until and os.getppid() != 1:
            read()
            reads += 1
            time.sleep(0.1)
        print(reads)
        return 0

    said = [folder / f"reader_{number}.txt" for number in range(READERS)]
    children = [start_child(poll, output) for output in said]
    try:
        yield
    finally:
        stop.touch()
        statuses = [os.waitpid(child, 0)[1] for child in children]
    texts = [output.read_text() for output in said]
    codes = [os.waitstatus_to_exitcode(status) for status in statuses]
    assert codes == [0] * READERS, next(itertools.compress(texts, codes))
    assert sum(map(int, texts)) > READERS


def read_every_format(current: Path) -> None:
    """Every row of a file holds the number of the version."""
    path = str(current / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        found = {
            number
            for table in TABLES
            for number in connection.execute(NUMBERS.format(table)).fetchone()
        }
    assert len(found) == 1, found
    for file in (current / "customers.parquet", current / "customers.csv"):
        low, high = duckdb.sql(NUMBERS.format(f"'{file}'")).fetchone()
        assert low == high
    json.loads((current / "manifest.json").read_text())


def test_readers_see_no_error_and_one_version_in_a_file(tmp_path, soak):
    folder = tmp_path / "published"
    publish_number(folder, 0, rows=200)
    with readers(tmp_path, lambda: read_every_format(folder / "current")):
        for number in range(1, 40 if soak else 3):
            time.sleep(0.2)
            publish_number(folder, number, rows=200)


def count_customers(current: Path) -> None:
    """The published file and a Parquet file hold customers."""
    path = str(current / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute("select count(*) from customers").fetchone()[0]
    file = current / "customer_segments.parquet"
    assert duckdb.sql(f"select count(*) from '{file}'").fetchone()[0] >= rows > 0


def test_readers_do_not_disturb_builds(tmp_path, soak):
    if not soak:
        pytest.skip("five builds with fifty readers: make soak")
    path = tmp_path / "invoices.csv"
    path.write_text(text(shop()))
    settings = {"invoices": str(path), "history_months": 0}
    current = built(tmp_path, **settings).current
    with readers(tmp_path, lambda: count_customers(current)):
        for _ in range(5):
            built(tmp_path, **settings)
