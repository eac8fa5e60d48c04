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


def test_columns_of_columns_count_once(path):
    """Whatever is inside them has the names of other columns here."""
    nested = {
        "before": range(2),
        "row": [{"after": 1, "inside": {"before": 2, "row": 3}}] * 2,
        "list": [[1, 2]] * 2,
        "map": pa.array([[("k", 1)]] * 2, pa.map_(pa.string(), pa.int64())),
        "rows": [[{"before": 1, "list": [{"after": 1}]}]] * 2,
        "between": ["x"] * 2,
        "last": [{"last": 1}] * 2,
    }
    for names in (nested, [*nested][::-1], ["row", "rows"], ["last"]):
        pq.write_table(pa.table({name: nested[name] for name in names}), path)
        assert parquet_columns(path) == [*names]
        assert parquet_columns(path) == pq.read_schema(path).names


def test_a_table_without_rows_has_columns_too(path):
    pq.write_table(pq.read_table(path)[:0], path)
    assert parquet_columns(path) == ["a", "b"]


def test_names_that_cannot_be_told_apart_are_refused(path):
    pq.write_table(pa.table([[1], [2]], ["a", "A"]), path)
    with pytest.raises(InputError, match="has more than one column named"):
        parquet_columns(path)


def test_a_damaged_end_is_said_in_one_sentence(path):
    """Or it is as long and as whole as an end must be, and is read."""
    whole, chance, refused = path.read_bytes(), random.Random(3), 0
    end = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    for _ in range(50):
        place = chance.randrange(end, len(whole) - 8)
        path.write_bytes(whole[:place] + chance.randbytes(4) + whole[place + 4 :])
        path.write_bytes(path.read_bytes()[:-4] + b"PAR1")
        try:
            parquet_columns(path)
        except InputError as error:
            refused += 1
            assert str(error).startswith("is a damaged Parquet file (")
            assert str(error).endswith("); copy it again")
            assert "\n" not in str(error)
    assert refused >= 10


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
