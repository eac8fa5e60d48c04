"""The side of dbt: tables are handed to the second process, and a table comes back.

dbt runs one Python model at a time, whatever its number of threads, as Python does.
So fits are made in a process of their own, which imports the large libraries while SQL
reads the first lines. Tables are handed over as Parquet files beside the warehouse, and
names of functions and options as lines of JSON.
"""

import atexit
import glob
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Lock, Thread

import duckdb

from customer_segmentation.build_folder import build_folder
from customer_segmentation.errors import BuildError
from customer_segmentation.sql_text import literal, name

ENDED = (
    "The process that fits models ended with exit code {code} before its answer, as it "
    "does where the machine has too little memory; free some, lower fit_sample_size, "
    "and build again."
)


class Worker:
    """A running second process.

    Parameters
    ----------
    modules : list of str
        Modules of the package that it imports first, such as
        ``evidence.cluster_counts``.
    """

    def __init__(self, modules: list[str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "customer_segmentation.worker", *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._owner = os.getpid()
        self._numbers = count()
        self._waiting: dict[int, Future] = {}
        self._has_ended = False
        self._lock = Lock()
        Thread(target=self._listen, daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Whether it can be asked: a fork of the process that started it cannot."""
        return self._owner == os.getpid() and self._process.poll() is None

    def ask(self, **question: object) -> None:
        """Have a function run, and wait for its end.

        Parameters
        ----------
        **question
            See :func:`customer_segmentation.worker.tasks.run`.

        Raises
        ------
        BuildError
            If the function does, with its sentence, or if the process ends.
        OSError
            If a file cannot be read or written.
        RuntimeError
            If the function fails; the message is its traceback.
        """
        future = Future()
        with self._lock:
            number = next(self._numbers)
            self._waiting[number] = future
            # Where it has ended, whoever listens says so, or has said so already.
            with suppress(OSError):
                line = json.dumps({"number": number, **question})
                self._process.stdin.write(line + "\n")
                self._process.stdin.flush()
            if self._has_ended:
                self._tell_all_that_it_ended()
        succeed_or_raise(future.result())

    def stop(self) -> None:
        """Let it end."""
        if self._owner == os.getpid():
            with suppress(OSError):
                self._process.stdin.close()
            self._process.wait()

    def _listen(self) -> None:
        try:
            for line in self._process.stdout:
                answer = json.loads(line)
                with self._lock:
                    future = self._waiting.pop(answer.pop("number"))
                future.set_result(answer)
        finally:
            # It has ended, or what it says is no answer: then it never gives one.
            self._process.kill()
            with self._lock:
                self._has_ended = True
                self._tell_all_that_it_ended()

    def _tell_all_that_it_ended(self) -> None:
        problem = ENDED.format(code=self._process.wait())
        while self._waiting:
            self._waiting.popitem()[1].set_result({"problem": problem})


def succeed_or_raise(answer: dict[str, str]) -> None:
    """Raise what an answer of :func:`customer_segmentation.worker.tasks.run` says.

    Examples
    --------
    >>> succeed_or_raise({})
    >>> succeed_or_raise({"unwritable": "No space left on device"})
    Traceback (most recent call last):
    OSError: No space left on device
    """
    kinds = {"problem": BuildError, "unwritable": OSError, "failure": RuntimeError}
    for kind, said in answer.items():
        raise kinds[kind](said)


_LOCK = Lock()
_RUNNING: list[Worker] = []
_NAMES = count()


def start_worker(*modules: str) -> Worker:
    """Return the second process of this one; start it if there is none.

    Parameters
    ----------
    *modules : str
        What it imports while nobody waits.
    """
    with _LOCK:
        if not (_RUNNING and _RUNNING[0].is_running):
            _RUNNING[:] = [Worker([*modules])]
        return _RUNNING[0]


@atexit.register
def _stop_worker() -> None:
    for worker in _RUNNING:
        worker.stop()


def in_worker(
    session: duckdb.DuckDBPyConnection,
    function: str,
    *tables: duckdb.DuckDBPyRelation,
    in_turn: bool = False,
    **options: object,
) -> duckdb.DuckDBPyRelation:
    """Call a function from tables to a table in the second process.

    Parameters
    ----------
    session : duckdb.DuckDBPyConnection
        The connection of the Python model.
    function : str
        Where it is in the package: ``evidence.stability.measure_stability``. It takes
        a ``pandas.DataFrame`` for each table, and returns one.
    *tables : duckdb.DuckDBPyRelation
        Its arguments.
    in_turn : bool, default False
        Whether it waits for other functions of this kind: for what takes long, and what
        no segment waits for.
    **options
        Its other arguments, which JSON can hold.

    Returns
    -------
    duckdb.DuckDBPyRelation
        The rows that it returns.

    Raises
    ------
    BuildError, OSError, RuntimeError
        See :meth:`Worker.ask`.

    Examples
    --------
    >>> in_worker(session, "explaining.rules.find_rules", *tables)  # doctest: +SKIP
    """
    with _folder_for_a_call(session) as folder:
        paths = [folder / f"{place}.parquet" for place in range(len(tables))]
        for table, path in zip(tables, paths, strict=True):
            table.write_parquet(str(path))
        answer = folder / "answer.parquet"
        start_worker().ask(
            function=function,
            tables=[*map(str, paths)],
            answer=str(answer),
            in_turn=in_turn,
            options=options,
        )
        # Small, and read when the files are gone.
        table = name(folder.name)
        session.execute(f"create temp table {table} as from {reading(answer)}")
    return session.table(f"temp.{table}")


def reading(path: Path | str) -> str:
    """Write the SQL that reads a file, whatever the names of its folders look like.

    >>> reading("[a]/year=1/it's.parquet")
    "read_parquet('[[]a]/year=1/it''s.parquet', hive_partitioning = false)"
    """
    return f"read_parquet({literal(glob.escape(str(path)))}, hive_partitioning = false)"


@contextmanager
def _folder_for_a_call(session: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    """Make a folder beside the warehouse, and remove it afterwards."""
    (file,) = session.sql(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    parent = build_folder(file or ":memory:").absolute()
    folder = parent / f"handed_over_{next(_NAMES)}"
    with _LOCK:
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        with _LOCK, suppress(OSError):
            shutil.rmtree(folder)
            parent.rmdir()
