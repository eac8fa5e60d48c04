import os
import subprocess
import sys

import duckdb
import pytest
from dbt.adapters.duckdb.credentials import DuckDBCredentials

from customer_segmentation.build_folder import build_folder
from customer_segmentation.plugin.warehouse import (
    Plugin,
    apply_settings_once,
    check_warehouse,
    explain,
    size_of_memory,
)


def test_a_warehouse_that_is_free_is_left_as_it_is(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    check_warehouse(str(path), {})
    check_warehouse(str(path), {"threads": "1"})


def test_a_warehouse_in_use_is_named_with_its_process(tmp_path):
    path = str(tmp_path / "warehouse.duckdb")
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb; c = duckdb.connect({path!r}); print(1, flush=True); "
            "input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout.readline()
        with pytest.raises(RuntimeError, match=f"in use by process {holder.pid} "):
            check_warehouse(path, {})
    finally:
        holder.communicate(b"\n")


@pytest.mark.parametrize("place", ["notes.txt", "no/such/folder/warehouse.duckdb"])
def test_what_is_no_warehouse_is_named(tmp_path, place):
    (tmp_path / "notes.txt").write_text("no database")
    with pytest.raises(RuntimeError, match=f"{place} cannot be opened .* WAREHOUSE_PA"):
        check_warehouse(str(tmp_path / place), {})


@pytest.mark.parametrize("target", ["pipe", "/dev/zero"])
def test_a_warehouse_is_no_pipe_and_no_device(tmp_path, in_time, target):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(target)
    for path in {tmp_path / target, tmp_path / "link"}:
        said = in_time(check_warehouse, str(path), {})
        assert "cannot be opened (it is a device, a pipe or a socket); set" in said


def test_the_holder_of_a_lock_need_not_have_a_name():
    error = "Could not set lock: Conflicting lock is held in (PID 12). See also"
    assert "in use by process 12; wait" in explain("w.duckdb", error)


def test_settings_of_the_profile_are_applied_once():
    settings = {"threads": 1, "no_such_setting": 2}
    creds = DuckDBCredentials(schema="main", path=":memory:", settings=settings)
    with duckdb.connect() as connection:
        apply_settings_once(creds, connection)
        found = connection.execute("select current_setting('threads')").fetchone()
    assert found == (1,)
    assert creds.settings == {"no_such_setting": 2}


def test_macros_can_ask_the_plugin(tmp_path, monkeypatch):
    monkeypatch.setattr("atexit.register", lambda *arguments, **more: None)
    path = tmp_path / "warehouse.duckdb"
    left = build_folder(str(path))
    left.mkdir()
    creds = DuckDBCredentials(schema="main", path=str(path))
    plugin = Plugin("warehouse", {}, creds)
    with duckdb.connect() as connection:
        plugin.configure_connection(connection)
        question = (
            "select ask_customer_segmentation('missing_package', '{\"name\": \"x\"}')"
        )
        (answer,) = connection.execute(question).fetchone()
    assert not left.exists()
    assert answer == '{"answer": "x"}'


def test_a_share_of_memory_is_one_of_the_machine():
    connection = duckdb.connect(config={"memory_limit": "800MiB"})
    assert size_of_memory("25%", connection) == "262MB"


@pytest.mark.parametrize("limit", ["0%", "101%", "50 %", "half", "6 elephants", "%"])
def test_what_is_no_memory_is_refused(limit):
    with pytest.raises(RuntimeError, match=f"is '{limit}'; give a size such"):
        size_of_memory(limit, duckdb.connect())


def test_settings_that_are_empty_stay_as_they_are():
    creds = DuckDBCredentials(settings={"temp_directory": "", "memory_limit": "1GiB"})
    connection = duckdb.connect()
    before = connection.sql("select current_setting('temp_directory')").fetchone()
    apply_settings_once(creds, connection)
    assert creds.settings == {}
    after = connection.sql("select current_setting('temp_directory')").fetchone()
    assert after == before
    limit = connection.sql("select current_setting('memory_limit')").fetchone()
    assert limit == ("1.0 GiB",)
