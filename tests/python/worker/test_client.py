import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import duckdb
import pytest

from customer_segmentation.errors import BuildError
from customer_segmentation.worker import client
from customer_segmentation.worker.client import Worker, reading, start_worker
from tests.python.worker.conftest import soon

pytestmark = pytest.mark.usefixtures("functions_in_package")


@pytest.fixture(scope="module", autouse=True)
def second_process(functions_in_package):
    """The tests of this file have one of their own, which ends with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "_RUNNING", running := [])
        yield
    for worker in running:
        worker._process.kill()
        worker._process.wait()


@pytest.fixture
def session(tmp_path):
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        yield connection


def ask(function, **options):
    soon(start_worker().ask, function=f"functions.{function}", options=options)


def in_worker(*arguments, **options):
    return soon(client.in_worker, *arguments, **options)


def process():
    return start_worker()._process


COLUMNS = {
    "'it''s ' || n || ' Größe'": "VARCHAR",
    "if(n = 1, null, '' || n)": "VARCHAR",
    "n::integer": "INTEGER",
    "if(n = 1, null, -n)::integer": "INTEGER",
    "if(n = 1, null, 9007199254740993)": "BIGINT",
    "9007199254740993 - n": "BIGINT",
    "n / 3": "DOUBLE",
    "if(n = 1, null, 0.1)::double": "DOUBLE",
    "n = 1": "BOOLEAN",
    "if(n = 1, null, n = 2)": "BOOLEAN",
    "timestamp '2024-01-02 03:04:05.123456' + interval (n) days": "TIMESTAMP",
    "if(n = 1, null, timestamp '9999-12-31')": "TIMESTAMP",
}


def table(session, rows=3, **columns):
    listed = ", ".join(f'{each} as "{name}"' for name, each in columns.items())
    return session.sql(f"select {listed} from range({rows}) as t(n)")


@pytest.mark.parametrize(("column", "kind"), COLUMNS.items())
def test_a_table_comes_back_with_its_rows_types_and_nulls(session, column, kind):
    given = table(session, number="n", column=column)
    found = in_worker(session, "functions.same", given)
    assert found.columns == ["number", "column"]
    assert found.types == given.types == ["BIGINT", kind]
    assert found.fetchall() == given.fetchall()


@pytest.mark.parametrize("kind", sorted({*COLUMNS.values()} - {"VARCHAR"}))
def test_a_table_without_rows_keeps_its_columns_and_types(session, kind):
    given = table(session, rows=0, number="n", column=f"null::{kind}")
    found = in_worker(session, "functions.same", given)
    assert found.columns == ["number", "column"]
    assert found.types == ["BIGINT", kind]
    assert found.fetchall() == []


def test_texts_of_an_answer_without_rows_are_texts(session):
    """Functions give each column its type, for which a table of pandas has no sign."""
    empty = table(session, rows=0, segmentation="''", population="''", settings="''")
    measure = "evidence.stability.measure_stability"
    found = in_worker(session, measure, empty, empty, empty)
    assert found.types[:4] == ["VARCHAR", "VARCHAR", "INTEGER", "DOUBLE"]
    assert found.fetchall() == []


def test_a_date_comes_back_as_the_beginning_of_its_day(session):
    given = table(session, day="if(n = 1, null, date '2024-01-02')")
    found = in_worker(session, "functions.same", given)
    assert found.types == ["TIMESTAMP"]
    assert found.project("day::date").fetchall() == given.fetchall()


def test_rows_stay_in_their_order(session):
    given = session.sql("select hash(range) % 1000 as a from range(300_000)")
    found = in_worker(session, "functions.same", given)
    assert found.fetchall() == given.fetchall()


def test_tables_and_options_arrive_as_they_are_given(session):
    one, two = session.sql("select 1 as one"), session.sql("select 2 as two")
    found = in_worker(session, "functions.beside", two, one)
    assert found.columns == ["two", "one"]
    said = {"text": 'it\'s "Größe"\n', "list": [1, 2.5, None], "yes": True}
    ((options,),) = in_worker(session, "functions.repeat", **said).fetchall()
    assert json.loads(options) == said


def test_a_table_that_a_build_has_not_committed_is_handed_over_too(session):
    session.execute("begin; create table t as select 1 as a")
    found = in_worker(session, "functions.same", session.table("t"))
    found.query("found", "create table u as from found")
    session.execute("commit")
    assert session.table("u").fetchall() == [(1,)]


def test_what_was_handed_over_is_removed_and_answers_stay(session, tmp_path):
    given = table(session, number="n")
    answers = [in_worker(session, "functions.beside", given, given) for _ in range(2)]
    with pytest.raises(RuntimeError):
        in_worker(session, "functions.fail", given)
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]
    for answer in answers:
        assert answer.fetchall() == [(0, 0), (1, 1), (2, 2)]


def test_other_files_that_a_build_needs_stay(session, tmp_path):
    copy = tmp_path / "warehouse.duckdb.input" / "000000.csv"
    copy.parent.mkdir()
    copy.touch()
    in_worker(session, "functions.same", table(session, number="n"))
    assert [*copy.parent.iterdir()] == [copy]


@pytest.mark.parametrize("name", ["warehouse.duckdb", ":memory:"])
def test_a_warehouse_is_where_it_was_opened(tmp_path, monkeypatch, name):
    process()
    monkeypatch.chdir(tmp_path)
    with duckdb.connect(name) as session:
        given = table(session, number="n")
        found = in_worker(session, "functions.same", given)
        assert found.fetchall() == given.fetchall()


@pytest.mark.parametrize("name", ["[a]", "a*", "?", "year=1"])
def test_names_of_folders_mean_themselves(tmp_path, name):
    for folder, number in ((name, 1), ("a", 2), ("ab", 3)):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "it's.parquet"
        duckdb.sql(f"select {number} as number").write_parquet(str(path))
    found = duckdb.sql(f"from {reading(tmp_path / name / path.name)}")
    assert found.columns == ["number"]
    assert found.fetchall() == [(1,)]


@pytest.mark.parametrize("name", ["it's Größe", "50%", "a=b", "data[1]", "a*"])
def test_a_warehouse_may_be_in_any_folder(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    with duckdb.connect(str(folder / "warehouse.duckdb")) as session:
        given = table(session, number="n")
        found = in_worker(session, "functions.same", given)
        assert found.columns == ["number"]
        assert found.fetchall() == given.fetchall()


def test_everybody_has_the_answer_to_his_own_question(session):
    def work(number):
        with session.cursor() as cursor:
            given = cursor.sql(f"select {number} as number")
            return in_worker(cursor, "functions.same", given).fetchone()

    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(work, range(40))] == [(number,) for number in range(40)]


def test_a_mistake_of_whoever_builds_is_said_in_its_sentence():
    with pytest.raises(BuildError) as raised:
        ask("refuse", sentence="Setting a is 'Größe'; give b.")
    assert str(raised.value) == "Setting a is 'Größe'; give b."


def test_a_mistake_of_a_programmer_is_said_with_its_place(session):
    with pytest.raises(RuntimeError, match=r"functions\.py") as raised:
        in_worker(session, "functions.fail")
    assert str(raised.value).startswith("Traceback (most recent call last):")
    assert "KeyError: 'what is not there'" in str(raised.value)


def test_a_full_disk_is_said_as_such():
    with pytest.raises(OSError, match=r"^No space left on device$"):
        ask("fill_disk")


def test_an_error_without_words_is_no_success():
    with pytest.raises(OSError):
        ask("give_up")


def test_what_a_function_prints_is_no_answer():
    for text in ("aloud", '{"number": 0}', "[]"):
        ask("say", text=text)
    with pytest.raises(BuildError, match=r"^no$"):
        ask("refuse", sentence="no")


def test_one_process_runs_all_functions():
    assert process() is process()
    ask("say", text="again")
    assert process() is process()


@pytest.fixture
def meet(session):
    """Asks all at once; each has a place, and whether it waits for its turn."""

    def meet(seconds, *asked):
        with ThreadPoolExecutor(len(asked)) as pool:
            answers = [
                pool.submit(
                    in_worker,
                    session.cursor(),
                    "functions.meet",
                    in_turn=in_turn,
                    place=place,
                    seconds=seconds,
                )
                for place, in_turn in asked
            ]
        return [answer.exception() for answer in answers]

    return meet


def test_those_that_wait_for_their_turn_are_passed_by_the_others(meet):
    """The first two have the turn one after the other, and need one of the others."""
    asked = [("one", True), ("two", True), ("one", False), ("two", False)]
    assert meet(8, *asked) == [None] * 4


def test_those_that_wait_for_their_turn_do_not_run_beside_each_other(meet):
    for error in meet(0.2, ("nowhere", True), ("nowhere", True)):
        assert isinstance(error, RuntimeError)
        assert "BrokenBarrierError" in str(error)


def test_an_interrupt_does_not_end_it():
    number = process().pid
    os.kill(number, signal.SIGINT)
    ask("say", text="still here")
    assert process().pid == number


def test_a_process_that_is_killed_is_said_and_the_next_call_starts_one(session):
    first = process()
    with pytest.raises(BuildError) as raised:
        ask("kill")
    assert str(raised.value).startswith("The process that fits models ended with ")
    assert "exit code -9 before its answer" in str(raised.value)
    given = table(session, number="n")
    found = in_worker(session, "functions.same", given)
    assert found.fetchall() == given.fetchall()
    assert process().pid != first.pid


@pytest.fixture
def own_process():
    worker = Worker([])
    yield worker
    worker._process.kill()
    worker._process.wait()


def test_a_process_that_is_stopped_ends_well(own_process):
    own_process.ask(function="packages.missing_package", options={"package": "x"})
    assert own_process.is_running
    own_process.stop()
    assert not own_process.is_running
    assert own_process._process.returncode == 0


def test_a_fork_of_who_started_it_does_not_use_it_and_does_not_end_it(own_process):
    fork = os.fork()
    if not fork:
        try:
            own_process.stop()
        finally:
            os._exit(own_process.is_running)
    assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 0
    own_process.ask(function="packages.missing_package", options={"package": "x"})


def wait_for(*paths):
    until = time.monotonic() + 20
    while not all(path.exists() for path in paths):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_all_who_wait_for_a_process_that_is_killed_are_told(own_process, tmp_path):
    signs = [tmp_path / "one", tmp_path / "two"]
    with ThreadPoolExecutor(2) as pool:
        asked = [
            pool.submit(
                soon,
                own_process.ask,
                function="functions.wait",
                options={"seconds": 60, "sign": str(sign)},
            )
            for sign in signs
        ]
        wait_for(*signs)
        os.kill(own_process._process.pid, signal.SIGKILL)
        for each in asked:
            with pytest.raises(BuildError, match="exit code -9 before its answer"):
                each.result(timeout=20)


def test_a_process_that_says_anything_else_is_ended(monkeypatch):
    popen = client.subprocess.Popen
    talks = "print('hello', flush=True); import time; time.sleep(60)"
    monkeypatch.setattr(
        client.subprocess,
        "Popen",
        lambda _, **options: popen([sys.executable, "-c", talks], **options),
    )
    # What the thread that listens says of it.
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    worker = Worker([])
    with pytest.raises(BuildError, match="exit code -9 before its answer"):
        soon(worker.ask, function="packages.missing_package", options={})
    assert not worker.is_running


def test_who_asks_a_process_that_has_ended_is_told(own_process):
    own_process._process.kill()
    own_process._process.wait()
    # Until whoever listens to it knows.
    time.sleep(0.1)
    with pytest.raises(BuildError, match="exit code -9 before its answer"):
        soon(own_process.ask, function="packages.missing_package", options={})
    own_process.stop()


STARTER = """
from customer_segmentation.worker.client import start_worker
worker = start_worker()
print(worker._process.pid, flush=True)
worker.ask(function="functions.wait", options={"seconds": 60})
"""


def test_it_ends_although_it_works_when_who_started_it_is_killed():
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    number = int(starter.stdout.readline())
    try:
        assert starter.stdout.readline() == "at work\n"
        starter.kill()
        # What both of them write to ends when both have ended.
        said, _ = starter.communicate(timeout=10)
        assert said == ""
        assert starter.returncode == -signal.SIGKILL
    except BaseException:
        for each in (starter.pid, number):
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        raise
