"""What tests share: an end of what never ends."""

import multiprocessing
import resource

import pytest


@pytest.fixture
def in_time():
    """Ask a function in a process of its own, which is killed if it does not answer."""
    fork = multiprocessing.get_context("fork")

    def ask(function, *arguments):
        answers, answer = fork.Pipe(duplex=False)

        def run():
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            try:
                answer.send(function(*arguments))
            except Exception as error:
                answer.send(str(error))

        process = fork.Process(target=run)
        process.start()
        said = answers.recv() if answers.poll(20) else "this never ends"
        process.kill()
        process.join()
        return said

    return ask
