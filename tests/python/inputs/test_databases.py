import os
import sqlite3

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from customer_segmentation.errors import InputError
from customer_segmentation.inputs import databases
from customer_segmentation.inputs.databases import write_table


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A database of SQLite, which keeps any value in any column."""
    path = tmp_path / "shop.db"
    monkeypatch.setenv("SHOP_URL", f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    connection.execute(
        "create table invoices (id integer primary key, number text, units integer, "
        "price numeric(10, 2), at timestamp, note)"
    )
    yield connection
    connection.close()


def insert(shop, *rows):
    shop.executemany("insert into invoices values (?, ?, ?, ?, ?, ?)", rows)
    shop.commit()


def read(name, folder, decimal="."):
    answer = write_table(name, folder, decimal)
    table = pq.read_table(answer["read_from"])
    assert answer["columns"] == table.column_names
    assert (answer["name"], answer["kind"]) == (name, "parquet")
    return table


def test_a_table_is_read_in_the_order_of_its_key_with_exact_values(shop, tmp_path):
    insert(
        shop,
        (2, "C2", -1, 0.1, "2011-12-09 12:50:00", None),
        (1, "1", 6, 2.55, "2011-12-09 12:51:00", None),
    )
    table = read("env:SHOP_URL/invoices", tmp_path / "copies")
    assert table["id"].to_pylist() == [1, 2]
    assert table["number"].to_pylist() == ["1", "C2"]
    assert table["price"].to_pylist() == [2.55, 0.1]
    assert table["at"].to_pylist()[0] == "2011-12-09 12:51:00"
    assert table["note"].to_pylist() == [None, None]


def test_numbers_among_texts_are_written_with_the_declared_mark(shop, tmp_path):
    insert(shop, (1, "1", 1, 2.55, "", None), (2, "2", 1, "1.000,5", "", None))
    table = read("env:SHOP_URL/invoices", tmp_path / "copies", ",")
    assert table["price"].to_pylist() == ["2,55", "1.000,5"]


def test_a_column_whose_kind_changes_late_is_read_again_as_text(
    shop, tmp_path, monkeypatch
):
    monkeypatch.setattr(databases, "ROWS", 2)
    moment = "2011-12-09 12:50:00"
    insert(
        shop,
        *((n, "1", 1, 1, moment, n) for n in range(1, 4)),
        (4, "1", 1, 1, moment, "x"),
        (5, "1", 1, 1, None, 5),
    )
    table = read("env:SHOP_URL/invoices", tmp_path)
    assert table["note"].to_pylist() == ["1", "2", "3", "x", "5"]
    assert table["units"].to_pylist() == [1] * 5


def test_a_column_that_is_empty_at_first_gets_its_kind_later(
    shop, tmp_path, monkeypatch
):
    monkeypatch.setattr(databases, "ROWS", 2)
    moment = "2011-12-09 12:50:00"
    insert(shop, *((n, "1", None if n < 4 else 7, 1, moment, None) for n in range(6)))
    table = read("env:SHOP_URL/invoices", tmp_path)
    assert table["units"].to_pylist() == [None] * 4 + [7, 7]
    assert str(table["units"].type) == "int64"


def test_views_names_with_dots_and_empty_tables_are_read(shop, tmp_path):
    shop.execute('create view "a.b" as select number, units from invoices')
    table = read("env:SHOP_URL/a.b", tmp_path)
    assert (table.column_names, table.num_rows) == (["number", "units"], 0)
    assert read("env:SHOP_URL/main.invoices", tmp_path).num_rows == 0


def test_sqlite_keeps_any_value_in_any_column_and_none_is_changed(shop, tmp_path):
    insert(
        shop,
        (1, "1", "six", 2.123456789, "01.12.2010 08:26", b"C1"),
        (2, "2", 2, "2,55", 1291191960, None),
        (3, "3", 2.5, "", "", None),
    )
    table = read("env:SHOP_URL/invoices", tmp_path)
    assert table["units"].to_pylist() == ["six", "2", "2.5"]
    assert table["price"].to_pylist() == ["2.123456789", "2,55", None]
    assert table["at"].to_pylist() == ["01.12.2010 08:26", "1291191960", None]
    assert table["note"].to_pylist() == ["C1", None, None]


def test_a_value_that_is_no_text_is_refused(shop, tmp_path):
    insert(shop, (1, "1", 1, 1, None, b"\xff\xfe"))
    with pytest.raises(InputError, match="values in the column note that are not text"):
        write_table("env:SHOP_URL/invoices", tmp_path)


@pytest.mark.parametrize(
    ("url", "table", "sentence"),
    [
        (None, "invoices", "needs the environment variable SHOP_URL, which is not set"),
        ("nothing", "invoices", "finds no supported database URL in SHOP_URL"),
        ("oracle2://u:p@h/x", "invoices", "finds no supported database URL"),
        (
            "sqlite:///{0}",
            "orders",
            "is not there: the tables of the database are invo",
        ),
        ("sqlite:///{0}", "x'; drop table invoices; --", "is not there"),
        (
            "sqlite:////no/such/folder/x.db",
            "invoices",
            "finds no SQLite file at /no/such/folder/x.db",
        ),
        ("sqlite://", "invoices", "finds no SQLite file at no path"),
        (
            "mysql://u:p@127.0.0.1:9/x?foo=bar",
            "invoices",
            "cannot be read from the data",
        ),
        (
            "postgresql://u:p@ss@127.0.0.1/x",
            "invoices",
            "finds more than one @ in SHOP_",
        ),
    ],
)
def test_what_cannot_be_read_is_said(shop, tmp_path, monkeypatch, url, table, sentence):
    if url is None:
        monkeypatch.delenv("SHOP_URL")
    else:
        monkeypatch.setenv("SHOP_URL", url.format(tmp_path / "shop.db"))
    with pytest.raises(InputError, match=sentence):
        write_table(f"env:SHOP_URL/{table}", tmp_path / "copies")


@pytest.mark.parametrize("place", ["pipe", "link", "."])
def test_sqlite_reads_files_only(tmp_path, monkeypatch, in_time, place):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    monkeypatch.setenv("SHOP_URL", f"sqlite:///{tmp_path / place}")
    said = in_time(write_table, "env:SHOP_URL/invoices", tmp_path / "copies")
    assert said.startswith("finds no SQLite file at")


def test_no_error_repeats_a_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOP_URL", "postgresql://alice:s3cret@127.0.0.1:9/shop")
    with pytest.raises(InputError, match="cannot be read from the database") as said:
        write_table("env:SHOP_URL/invoices", tmp_path)
    assert "s3cret" not in str(said.value)
    assert "alice" not in str(said.value)
    address = "postgresql://alice:p%40ss@h/shop"
    text = 'password for "alice" at h: passwordp@ss, p%40ss, malice'
    hidden = databases._without(sa.make_url(address), address, text)
    assert hidden == 'password for "***" at h: password***, ***, malice'


def test_missing_packages_are_named(shop, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "missing_package", lambda package: package)
    with pytest.raises(InputError, match="needs sqlalchemy; pip install sqlalchemy"):
        write_table("env:SHOP_URL/invoices", tmp_path)
