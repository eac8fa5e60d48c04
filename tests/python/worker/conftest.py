"""What tests of the second process share: functions for it to run."""

import os
from concurrent.futures import Future
from pathlib import Path
from threading import Thread

import pytest

HERE = Path(__file__).parent


def soon(function, /, *arguments, **options):
    """Call a function in a thread, which is left to itself if it never ends."""
    answer = Future()

    def work():
        try:
            answer.set_result(function(*arguments, **options))
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=work, daemon=True).start()
    return answer.result(timeout=10)


@pytest.fixture(scope="module")
def functions_in_package(tmp_path_factory):
    """Processes that start find the module functions of this folder in the package."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "sitecustomize.py").write_text(
        f"import customer_segmentation\n"
        f"customer_segmentation.__path__.append({str(HERE)!r})\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        yield
