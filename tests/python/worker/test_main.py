import json
import signal
import subprocess
import sys
from threading import Timer

import pytest

pytestmark = pytest.mark.usefixtures("functions_in_package")


class Process:
    """The second process, with somebody at its other end who reads line by line."""

    def __init__(self, *modules):
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "customer_segmentation.worker", *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        # Where it never answers, this ends the line that is waited for.
        self.patience = Timer(30, self.popen.kill)
        self.patience.start()

    def ask(self, number, function, **options):
        line = {"number": number, "function": function, "options": options}
        self.popen.stdin.write(json.dumps(line) + "\n")
        self.popen.stdin.flush()

    def answer(self):
        return json.loads(self.popen.stdout.readline())

    def end(self):
        """Ask nothing more; returns its code and what it said beside answers."""
        _, said = self.popen.communicate(timeout=20)
        return self.popen.returncode, said


@pytest.fixture
def start():
    processes = []

    def start(*modules):
        processes.append(Process(*modules))
        return processes[-1]

    yield start
    for process in processes:
        process.patience.cancel()
        process.popen.kill()
        process.popen.communicate()


def test_what_is_printed_goes_beside_the_answers(start):
    process = start()
    process.ask(1, "functions.say", text='{"number": 0}')
    assert process.answer() == {"number": 1}
    process.ask(2, "functions.refuse", sentence="Größe ist 0")
    assert process.answer() == {"number": 2, "problem": "Größe ist 0"}
    code, said = process.end()
    assert code == 0
    assert said.count('{"number": 0}\n') == 3


def test_it_ends_with_the_last_question_although_a_function_still_runs(start):
    process = start()
    process.ask(1, "functions.wait", seconds=60)
    assert process.popen.stderr.readline() == "at work\n"
    assert process.end() == (0, "")


def test_a_module_that_cannot_be_imported_early_disturbs_nobody(start):
    process = start("no_such_module")
    said = next(line for line in process.popen.stderr if "Error" in line)
    assert "No module named 'customer_segmentation.no_such_module'" in said
    process.ask(1, "packages.missing_package", package="x")
    assert process.answer() == {"number": 1}
    assert process.end() == (0, "")


def test_an_interrupt_does_not_end_it(start):
    process = start()
    for number in (1, 2):
        process.ask(number, "packages.missing_package", package="x")
        assert process.answer() == {"number": number}
        process.popen.send_signal(signal.SIGINT)
    assert process.end() == (0, "")
