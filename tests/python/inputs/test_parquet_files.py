import random

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from customer_segmentation.errors import InputError
from customer_segmentation.inputs.parquet_files import page_problem, parquet_columns


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "it's.parquet"
    table = pa.table({"a": range(5000), "b": [f"x{n}" for n in range(5000)]})
    pq.write_table(table, path, compression="gzip")
    return path


def test_columns_are_read_from_the_end_of_a_file(path, tmp_path):
    assert parquet_columns(path) == ["a", "b"]
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    with pytest.raises(InputError, match="is an incomplete Parquet file"):
        parquet_columns(path)
    path.write_bytes(b"a,b" + whole)
    with pytest.raises(InputError, match="is not a Parquet file, although its name"):
        parquet_columns(path)


def test_damage_is_found_wherever_the_database_finds_it(path):
    """In one sentence without the name of the file, which stands before it."""
    whole, chance, found = path.read_bytes(), random.Random(3), 0
    assert page_problem(str(path)) == ""
    for _ in range(20):
        place = chance.randrange(4, len(whole) - 3000)
        path.write_bytes(whole[:place] + chance.randbytes(200) + whole[place + 200 :])
        problem = page_problem(str(path))
        assert 'parquet"' not in problem
        assert "\n" not in problem
        try:
            duckdb.sql(f"from read_parquet({str(path)!r})").fetchall()
        except duckdb.Error:
            assert problem
            found += 1
    assert found >= 10
