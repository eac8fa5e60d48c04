"""Fifty readers poll what is published while versions change, and see no error."""

import itertools
import json
import os
import time
from pathlib import Path

import duckdb
import pytest

from tests.builds import built, start_child
from tests.reliability.shop import shop, text
from tests.reliability.versions import TABLES, publish_number

READERS = 50
NUMBERS = "select min(number), max(number) from {}"


DEADLINE = 600


def go_on(stop: Path) -> bool:
    """Whether a reader goes on: no longer than ten minutes, nor than who started it."""
    began = float(os.environ["READERS_BEGAN"])
    orphaned = os.getppid() == 1
    return not (stop.exists() or orphaned or time.time() - began > DEADLINE)


def poll(folder: Path, stop: Path) -> int:
    """Read every format again and again; the exit code says whether all was well."""
    current = folder / "current"
    reads = 0
    while go_on(stop):
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
        reads += 1
        time.sleep(0.1)
    print(reads)
    return 0


@pytest.fixture(autouse=True)
def began(monkeypatch):
    monkeypatch.setenv("READERS_BEGAN", str(time.time()))


def test_readers_see_no_error_and_one_version_in_a_file(tmp_path, soak):
    folder, stop = tmp_path / "published", tmp_path / "stop"
    publish_number(folder, 0, rows=200)
    readers = [
        start_child(lambda: poll(folder, stop), tmp_path / f"reader_{n}.txt")
        for n in range(READERS)
    ]
    try:
        for number in range(1, 40 if soak else 6):
            time.sleep(0.2)
            publish_number(folder, number, rows=200)
    finally:
        stop.touch()
        codes = [os.waitstatus_to_exitcode(os.waitpid(n, 0)[1]) for n in readers]
    texts = [(tmp_path / f"reader_{n}.txt").read_text() for n in range(READERS)]
    assert codes == [0] * READERS, next(itertools.compress(texts, codes))
    assert sum(map(int, texts)) > READERS


def count(folder: Path, stop: Path) -> int:
    """Read customers of the published file and of a Parquet file, over and over."""
    reads = 0
    while go_on(stop):
        path = str(folder / "current" / "segments.duckdb")
        with duckdb.connect(path, read_only=True) as connection:
            rows = connection.execute("select count(*) from customers").fetchone()[0]
        file = folder / "current" / "customer_segments.parquet"
        assert duckdb.sql(f"select count(*) from '{file}'").fetchone()[0] >= rows > 0
        reads += 1
        time.sleep(0.05)
    print(reads)
    return 0


def test_readers_do_not_disturb_builds(tmp_path, soak):
    if not soak:
        pytest.skip("five builds with fifty readers: make soak")
    path, stop = tmp_path / "invoices.csv", tmp_path / "stop"
    path.write_text(text(shop()))
    settings = {"invoices": str(path), "history_months": 0}
    built(tmp_path, **settings)
    readers = [
        start_child(
            lambda: count(tmp_path / "published", stop), tmp_path / f"reader_{n}.txt"
        )
        for n in range(READERS)
    ]
    try:
        for _ in range(5):
            built(tmp_path, **settings)
    finally:
        stop.touch()
        codes = [os.waitstatus_to_exitcode(os.waitpid(n, 0)[1]) for n in readers]
    assert not any(codes), (tmp_path / "reader_0.txt").read_text()
