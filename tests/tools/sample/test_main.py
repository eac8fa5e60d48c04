import filecmp

import pyarrow.parquet
import pytest

from tests.builds import ROOT
from tools.sample import __main__ as sample
from tools.sample.__main__ import batches, main, write_sample


def test_the_bundled_sample_is_what_the_generator_writes(tmp_path):
    main(["--output", str(tmp_path)])
    bundled = ROOT / "seeds" / "sample"
    files = ["invoices.csv", "customers.csv"]
    assert filecmp.cmpfiles(tmp_path, bundled, files, shallow=False) == (files, [], [])
    assert sum((bundled / file).stat().st_size for file in files) < 3 * 2**20


def test_seeds_decide(tmp_path):
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_sample(tmp_path / folder, seed=seed, customers=30)
    a, b, c = ((tmp_path / x / "invoices.csv").read_bytes() for x in "abc")
    assert a == b
    assert a != c


def test_lines_are_counted_to_the_last_one(tmp_path):
    rows = write_sample(tmp_path, seed=1, lines=5_000, file_format="parquet")
    assert rows["invoices"] == 5_000
    table = pyarrow.parquet.read_table(tmp_path / "invoices.parquet")
    assert table.num_rows == 5_000


def test_batches_have_customers_and_invoices_of_their_own(monkeypatch):
    monkeypatch.setattr(sample, "CUSTOMERS_PER_BATCH", 20)
    first, second, third = batches(seed=1, customers=50)
    assert [len(set(b.customers["CustomerID"].to_pylist())) for b in (first, third)]
    for column in ("InvoiceNo", "CustomerID"):
        known = [set(b.lines[column].to_pylist()) - {None} for b in (first, second)]
        assert not known[0] & known[1]


@pytest.mark.parametrize(
    "size", [{}, {"customers": 1, "lines": 1}, {"customers": 0}, {"lines": -5}]
)
def test_a_size_that_cannot_be_meant_is_refused(size):
    with pytest.raises(ValueError, match="give one of the two"):
        list(batches(seed=1, **size))


@pytest.mark.parametrize("words", [["--lines", "0"], ["--customers", "x"]])
def test_the_command_line_refuses_in_a_sentence(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "error: " in capsys.readouterr().err


def test_help_states_the_rates(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "lines refunded later 3.00%" in " ".join(capsys.readouterr().out.split())
