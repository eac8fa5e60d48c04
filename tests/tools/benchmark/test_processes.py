import sys

import pytest

from tests.benchmark.processes import measure


def python(code):
    return [sys.executable, "-c", code]


def test_a_process_is_measured(tmp_path):
    used = measure(python("sum(range(3_000_000)); b = b'x' * 2**26"), tmp_path / "log")
    assert 0 < used["cpu"] <= used["wall"] * 2
    assert used["memory"] > 64


def test_memory_is_that_of_a_process_and_its_children_together(tmp_path):
    hold = "b = b'x' * (64 * 2**20); import time; time.sleep(0.5)"
    start = f"child = subprocess.Popen([sys.executable, '-c', {hold!r}])"
    code = f"import subprocess, sys; {start}; {hold}; child.wait()"
    used = measure(python(code), tmp_path / "log")
    assert used["memory"] > 128


def test_nothing_of_the_caller_slows_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    log = tmp_path / "log"
    code = (
        "import os, sys; print(sys.dont_write_bytecode, os.getenv('OMP_NUM_THREADS'))"
    )
    measure(python(code), log)
    assert log.read_text() == "False None\n"
    measure(python(code), log, {"OMP_NUM_THREADS": "1"})
    assert log.read_text() == "False 1\n"


def test_a_failure_ends_the_benchmark_with_the_output(tmp_path):
    with pytest.raises(SystemExit, match="no such thing"):
        measure(python("raise SystemExit('no such thing')"), tmp_path / "log")
