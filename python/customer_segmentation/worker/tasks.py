"""The side of the second process: it runs the functions that it is asked for."""

import importlib
import json
import os
import traceback
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Lock, Thread
from typing import Any, TextIO

import duckdb

from customer_segmentation.errors import BuildError
from customer_segmentation.worker.client import reading

PACKAGE = "customer_segmentation"

AT_ONCE = 8
"""Functions at a time: dbt waits for one in each of its threads."""

_TURN = Lock()


def run(
    function: str,
    options: dict[str, Any],
    tables: Iterable[str] = (),
    answer: str | None = None,
    in_turn: bool = False,
) -> dict[str, str]:
    """Run a function of the package.

    Parameters
    ----------
    function : str
        Its module, without the name of the package, and its name.
    options : dict
        Its keyword arguments.
    tables : iterable of str, default none
        Parquet files; each becomes a ``pandas.DataFrame``.
    answer : str, optional
        The Parquet file for the ``DataFrame`` that it returns; without one, it returns
        nothing.
    in_turn : bool, default False
        Whether no other function of this kind runs beside it.

    Returns
    -------
    dict of str to str
        Empty, or ``problem``, a sentence for whoever builds, or ``unwritable``, why a
        file could not be written, or ``failure``, a traceback.
    """
    try:
        module, _, name = function.rpartition(".")
        called = getattr(importlib.import_module(f"{PACKAGE}.{module}"), name)
        with duckdb.connect() as connection:
            frames = [connection.sql(f"from {reading(path)}").df() for path in tables]
            with _TURN if in_turn else nullcontext():
                found = called(*frames, **options)
            if answer:
                connection.from_df(found).write_parquet(answer)
    except BuildError as error:
        return {"problem": str(error)}
    except (OSError, duckdb.IOException, duckdb.FatalException) as error:
        return {"unwritable": getattr(error, "strerror", None) or str(error)}
    except BaseException:
        # An end of the program too is an answer: somebody waits for one.
        return {"failure": traceback.format_exc()}
    return {}


def answer_all(questions: TextIO, answers: TextIO) -> None:
    """Answer each line of JSON with one, until there are no more; then end at once.

    Nobody waits for what is still running when the process that asks has ended.
    """
    written = Lock()

    def answer_one(number: int, **question: Any) -> None:
        answer = json.dumps({"number": number, **run(**question)})
        with written:
            answers.write(answer + "\n")
            answers.flush()

    pool = ThreadPoolExecutor(AT_ONCE)
    for line in questions:
        pool.submit(answer_one, **json.loads(line))
    os._exit(0)


def import_early(modules: list[str]) -> None:
    """Import modules of the package beside whatever else happens."""

    def work() -> None:
        for module in modules:
            importlib.import_module(f"{PACKAGE}.{module}")

    Thread(target=work, daemon=True).start()
