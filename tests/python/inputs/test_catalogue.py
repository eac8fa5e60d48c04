import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from customer_segmentation.inputs.catalogue import InputFiles, matching_inputs


@pytest.fixture
def files(tmp_path):
    return InputFiles(tmp_path / "copies")


def described(files, pattern):
    return files.describe(str(pattern))


def test_a_plain_file_is_read_where_it_is_and_another_from_a_copy(files, tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "b.csv").write_text("a,b\n1,é\n", encoding="utf-16")
    plain, other = described(files, tmp_path / "*.csv")["files"]
    assert plain["read_from"] == plain["name"] == str(tmp_path / "a.csv")
    assert other["name"] == str(tmp_path / "b.csv")
    assert other["read_from"].startswith(str(tmp_path / "copies"))
    assert Path(other["read_from"]).read_text(encoding="utf-8") == "a,b\n1,é\n"


def test_a_name_that_looks_like_a_pattern_is_read_through_a_link(files, tmp_path):
    path = tmp_path / "data[1].csv.gz"
    path.write_bytes(b"")
    path = tmp_path / "data[1].csv"
    path.write_text("a,b\n")
    (tmp_path / "data1.csv").write_text("x,y\n")
    (found,) = described(files, path)["files"]
    assert found["columns"] == ["a", "b"]
    assert Path(found["read_from"]).read_text() == "a,b\n"


def test_files_are_described_once_until_they_change(files, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    assert described(files, path) == described(files, path)
    assert files.changed(str(path)) == ""
    path.write_text("a;b;c\n")
    assert files.changed(str(path)) == str(path)
    assert described(files, path)["files"][0]["columns"] == ["a", "b", "c"]
    assert files.changed(str(path)) == ""
    other = tmp_path / "other.csv"
    other.write_text("a;b;c\n")
    other.replace(path)
    assert files.changed(str(path)) == str(path)
    path.unlink()
    assert files.changed(str(path)) == str(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04" + bytes(9), "is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "is an old Excel workbook"),
        (b"PAR1" + bytes(9), "is a Parquet file; give it a name"),
        (b'{"a": 1}', "is JSON"),
        (b"<html>", "is a web page"),
        (
            bytes(8) + b"DUCK" + bytes(5000),
            "is a DuckDB database; write the",
        ),
        (b"SQLite format 3\x00" + bytes(5000), "is an SQLite database; put its URL"),
        (b"%PDF-1.4\n%\xe2\xe3", "is a PDF"),
        (b"ARROW1\x00\x00\xff\xff\xff\xff", "begins with bytes that are not text"),
        (bytes(5000), "begins with bytes that are not text"),
        ("a,b\n1,2\n".encode("utf-32-be"), "begins with bytes that are not text"),
        (b"a\x00,b\n1,2\n", "begins with bytes that are not text"),
        (b"a,b\n" + 30 * b"\x00\x01\x02\x03\x04", "contains bytes that are not text"),
    ],
)
def test_other_kinds_of_files_are_named(files, tmp_path, content, problem):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert problem in described(files, path)["problem"]


@pytest.mark.parametrize("codec", ["snappy", "gzip"])
def test_a_parquet_file_with_damaged_pages_is_named(files, tmp_path, codec):
    good, bad = tmp_path / "a.parquet", tmp_path / "b.parquet"
    for path in (good, bad):
        pq.write_table(pa.table({"a": range(5000)}), path, compression=codec)
    assert described(files, tmp_path / "*.parquet")["problem"] is None
    assert files.damaged(str(tmp_path / "*.parquet")) == ""
    whole = bad.read_bytes()
    bad.write_bytes(whole[:300] + 300 * b"\xa7" + whole[600:])
    assert described(files, tmp_path / "*.parquet")["problem"] is None
    said = files.damaged(str(tmp_path / "*.parquet"))
    assert said.startswith(f"{bad}, which is a damaged Parquet file (")
    assert said.endswith("); copy it again")
    assert said.count(str(bad)) == 1


def test_what_cannot_be_opened_is_named(files, tmp_path):
    link = tmp_path / "link.csv"
    link.symlink_to("nowhere")
    assert "cannot be read (No such file" in described(files, link)["problem"]
    assert described(files, tmp_path / "none.csv")["files"] == []
    assert "is a folder" in described(files, tmp_path)["problem"]


@pytest.mark.parametrize("suffix", ["", ".csv", ".csv.gz", ".parquet", ".xlsx", ".ods"])
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/urandom", "pipe"])
def test_what_is_no_file_is_refused_before_it_is_read(
    files, tmp_path, in_time, suffix, target
):
    os.mkfifo(tmp_path / "pipe")
    link = tmp_path / f"link{suffix}"
    link.symlink_to(target)
    for name in (link, tmp_path / f"lin?{suffix}", f"{link}#Sheet"):
        if "#" in str(name) and suffix not in (".xlsx", ".ods"):
            continue
        problem = in_time(files.describe, str(name))["problem"]
        assert problem.startswith(f"{link}, which is not a file but a device")
        assert "save its content in a file" in problem


def test_a_pipe_among_files_is_refused_too(files, tmp_path, in_time):
    (tmp_path / "a.csv").write_text("a,b\n")
    os.mkfifo(tmp_path / "b.csv")
    said = in_time(files.describe, str(tmp_path / "*.csv"))
    assert "b.csv, which is not a file but a device" in said["problem"]


def test_a_link_to_a_file_is_read(files, tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n")
    (tmp_path / "b.csv").symlink_to("a.csv")
    (found,) = described(files, tmp_path / "b.csv")["files"]
    assert found["columns"] == ["a", "b"]


def test_a_pattern_means_files_by_name(tmp_path):
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).touch()
    (tmp_path / "folder.csv").mkdir()
    names = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    assert matching_inputs(str(tmp_path / "*.csv")) == [(name, None) for name in names]
    deep = str(tmp_path / "**" / "[ab].csv")
    assert matching_inputs(deep) == [(name, None) for name in names]
