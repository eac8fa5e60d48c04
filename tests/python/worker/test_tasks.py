import importlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from types import SimpleNamespace

import duckdb
import pytest

from customer_segmentation.worker import tasks
from customer_segmentation.worker.tasks import answer_all, import_early, run
from tests.python.worker import functions


@pytest.fixture(autouse=True)
def in_package(monkeypatch):
    """The functions of tests are in the package."""
    monkeypatch.setitem(sys.modules, f"{tasks.PACKAGE}.functions", functions)
    monkeypatch.setattr(functions, "MEETINGS", {})


def write(path, question):
    duckdb.sql(question).write_parquet(str(path))
    return str(path)


def test_a_function_is_found_by_its_module_and_name():
    options = {"package": "duckdb"}
    assert run("packages.missing_package", options) == {}


def test_tables_are_its_arguments_in_order_and_its_answer_is_a_file(tmp_path):
    tables = [
        write(tmp_path / f"{number}.parquet", f"select {number} as number_{number}")
        for number in (2, 0, 1)
    ]
    answer = str(tmp_path / "answer.parquet")
    assert run("functions.beside", {}, tables, answer) == {}
    found = duckdb.read_parquet(answer)
    assert found.columns == ["number_2", "number_0", "number_1"]
    assert found.fetchall() == [(2, 0, 1)]


def test_without_a_file_for_it_there_is_no_answer(tmp_path):
    table = write(tmp_path / "0.parquet", "select 1 as a")
    assert run("functions.same", {}, [table]) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["0.parquet"]


def test_a_mistake_of_whoever_builds_is_its_sentence():
    found = run("functions.refuse", {"sentence": "Setting a is b; give c."})
    assert found == {"problem": "Setting a is b; give c."}


def test_a_mistake_of_a_programmer_is_a_traceback():
    found = run("functions.fail", {})
    assert found.keys() == {"failure"}
    assert found["failure"].startswith("Traceback (most recent call last):")
    assert "functions.py" in found["failure"]
    assert found["failure"].endswith("KeyError: 'what is not there'\n")


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("functions.no_such", "has no attribute 'no_such'"),
        ("no_such.same", "No module named 'customer_segmentation.no_such'"),
    ],
)
def test_a_function_that_is_not_there_is_a_traceback(function, said):
    assert said in run(function, {})["failure"]


def test_an_end_of_the_program_is_an_answer_too():
    assert run("functions.leave", {})["failure"].endswith("SystemExit: 3\n")


def test_a_full_disk_is_said_without_the_name_of_the_file():
    assert run("functions.fill_disk", {}) == {"unwritable": "No space left on device"}


def test_files_that_cannot_be_read_or_written_are_named(tmp_path):
    absent = str(tmp_path / "absent.parquet")
    assert absent in run("functions.same", {}, [absent])["unwritable"]
    table = write(tmp_path / "0.parquet", "select 1 as a")
    nowhere = str(tmp_path / "no" / "such" / "folder.parquet")
    assert nowhere in run("functions.same", {}, [table], nowhere)["unwritable"]


def at_once(*questions):
    """Ask in threads; returns the name of what went wrong, or None, for each."""
    with ThreadPoolExecutor(len(questions)) as pool:
        answers = [
            pool.submit(run, "functions.meet", options, in_turn=in_turn)
            for options, in_turn in questions
        ]
        return [next(iter(answer.result()), None) for answer in answers]


def test_functions_run_beside_each_other():
    here = {"place": "here", "seconds": 20}
    assert at_once((here, False), (here, False)) == [None, None]


def test_those_that_wait_for_their_turn_do_not():
    here = {"place": "here", "seconds": 0.2}
    assert at_once((here, True), (here, True)) == ["failure", "failure"]


def test_a_turn_ends_with_a_failure():
    assert [*run("functions.fail", {}, in_turn=True)] == ["failure"]
    assert run("packages.missing_package", {"package": "x"}, in_turn=True) == {}


@pytest.fixture
def answered(monkeypatch):
    """Answers lines of JSON; returns where answers come, and codes at the end."""
    codes, lines = [], Queue()
    monkeypatch.setattr(tasks.os, "_exit", codes.append)
    answers = SimpleNamespace(write=lines.put, flush=lambda: None)

    def answered(*questions):
        answer_all(map(json.dumps, questions), answers)
        return lines, codes

    return answered


def read(lines, number):
    return [json.loads(lines.get(timeout=20)) for _ in range(number)]


def question(number, function, **options):
    return {"number": number, "function": function, "options": options}


def test_every_question_has_an_answer_with_its_number(answered):
    lines, codes = answered(
        question(7, "functions.refuse", sentence="no"),
        question(9, "packages.missing_package", package="x"),
    )
    assert sorted(read(lines, 2), key=lambda answer: answer["number"]) == [
        {"number": 7, "problem": "no"},
        {"number": 9},
    ]
    assert codes == [0]


def test_a_slow_function_holds_up_no_other(answered):
    lines, _ = answered(
        question(0, "functions.meet", place="here", seconds=20),
        *(question(n, "functions.refuse", sentence="no") for n in range(1, 9)),
        question(9, "functions.meet", place="here", seconds=20),
    )
    answers = read(lines, 10)
    assert {answer["number"] for answer in answers} == {*range(10)}
    assert not [answer for answer in answers if "failure" in answer]


def test_after_the_last_question_nobody_waits_for_answers(answered):
    here = {"place": "here", "seconds": 20}
    lines, codes = answered(question(0, "functions.meet", **here))
    assert codes == [0]
    assert lines.empty()
    assert run("functions.meet", here) == {}
    assert read(lines, 1) == [{"number": 0}]


def test_modules_are_imported_while_questions_are_answered(monkeypatch):
    imported = Queue()
    monkeypatch.setattr(importlib, "import_module", imported.put)
    import_early(["evidence.stability", "publishing.formats"])
    assert [imported.get(timeout=20) for _ in range(2)] == [
        "customer_segmentation.evidence.stability",
        "customer_segmentation.publishing.formats",
    ]
