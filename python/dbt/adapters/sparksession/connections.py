"""One session of Spark Connect for all threads of a run."""

import re
import socket
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pyspark
from dbt.adapters.contracts.connection import Connection, ConnectionState
from dbt.adapters.spark.connections import SparkConnectionManager, SparkCredentials
from dbt.adapters.spark.session import Cursor, SessionConnectionWrapper
from dbt_common.exceptions import DbtRuntimeError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

PORT = 15002
"""Where a Spark Connect server listens if nothing else is said."""


@dataclass
class SparkSessionCredentials(SparkCredentials):
    """Where the server is: ``remote``, such as ``sc://localhost:15002``."""

    remote: str = ""

    @classmethod
    def __pre_deserialize__(cls, data: dict[str, Any]) -> dict[str, Any]:
        data = super().__pre_deserialize__(data)
        remote = data.get("remote") or ""
        return {**data, "method": "session", "host": remote or "no server"}

    @property
    def type(self) -> str:
        """Name the adapter."""
        return "sparksession"

    def _connection_keys(self) -> tuple[str, ...]:
        # The parameters of a remote may hold a token.
        return ("schema",)


@cache
def session_of(remote: str) -> SparkSession:
    """Return the session of a server; there is one for all threads.

    Parameters
    ----------
    remote : str
        ``sc://host:port`` and what follows it.

    Raises
    ------
    DbtRuntimeError
        With a sentence, if there is no server.
    """
    check_server(remote)
    # One for each statement, about what Connect does not have.
    warnings.filterwarnings("ignore", module="pyspark")
    try:
        builder = SparkSession.builder.remote(remote)
        builder = builder.config("spark.sql.ansi.enabled", "false")
        builder = builder.config("spark.sql.session.timeZone", "UTC")
        builder = builder.config("spark.sql.parser.escapedStringLiterals", "false")
        session = builder.getOrCreate()
        check_versions(pyspark.__version__, session.version)
    except PySparkException as error:
        raise DbtRuntimeError(
            f"The Spark Connect server of SPARK_REMOTE refuses ({sentence_of(error)}); "
            "check the address and your rights."
        ) from None
    return session


def check_server(remote: str) -> None:
    """Refuse an address at which nobody listens; the client would try for minutes.

    Parameters
    ----------
    remote : str
        ``sc://host:port`` and what follows it, which may be a token.

    Raises
    ------
    DbtRuntimeError
        With a sentence.
    """
    address = urlsplit(remote)
    if address.scheme != "sc" or not address.hostname:
        raise DbtRuntimeError(
            "A target of Spark needs the address of a Spark Connect server; set "
            "SPARK_REMOTE to one such as sc://localhost:15002."
        )
    try:
        port = address.port or PORT
        socket.create_connection((address.hostname, port), timeout=10).close()
    except (OSError, ValueError) as error:
        raise DbtRuntimeError(
            f"No Spark Connect server answers at the host {address.hostname} of "
            f"SPARK_REMOTE ({error}); start one, or correct its address or port."
        ) from None


def check_versions(client: str, server: str) -> None:
    """Refuse a client that is newer than its server.

    Parameters
    ----------
    client, server : str
        Versions of Spark.

    Raises
    ------
    DbtRuntimeError
        With a sentence.

    Examples
    --------
    >>> check_versions("4.0.4", "4.0.5")
    >>> check_versions("4.1.0", "4.0.5")
    Traceback (most recent call last):
    dbt_common.exceptions.base.DbtRuntimeError: Runtime Error
      The server runs Spark 4.0.5, and pyspark-client 4.1.0 is newer; pip install ...
    """
    if _release(client) > _release(server):
        raise DbtRuntimeError(
            f"The server runs Spark {server}, and pyspark-client {client} is newer; "
            f'pip install "pyspark-client=={server.rpartition(".")[0]}.*".'
        )


def _release(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:2]]


def sentence_of(error: Exception) -> str:
    """Return what an error of the server says, without its statement and its calls."""
    return re.split(r"== SQL|JVM stacktrace:", str(error))[0].strip()


def first_line_of(error: Exception) -> str:
    """Return the first line of that, to stand in a sentence."""
    return sentence_of(error).splitlines()[0].rstrip(".")


class _Cursor(Cursor):
    def __init__(self, session: SparkSession) -> None:
        super().__init__()
        self._session = session

    def execute(self, sql: str, *parameters: Any) -> None:
        try:
            self._df = self._session.sql(sql)
        except PySparkException as error:
            raise DbtRuntimeError(sentence_of(error)) from None

    def fetchall(self) -> Sequence:
        try:
            return super().fetchall()
        except PySparkException as error:
            raise DbtRuntimeError(sentence_of(error)) from None


class _Handle(SessionConnectionWrapper):
    def __init__(self, session: SparkSession) -> None:
        super().__init__(handle=None)
        self._session = session

    def cursor(self) -> "_Handle":
        self._cursor = _Cursor(self._session)
        return self


class SparkSessionConnectionManager(SparkConnectionManager):
    """Hands the one session to each thread."""

    TYPE = "sparksession"

    @classmethod
    def open(cls, connection: Connection) -> Connection:
        """Connect, unless this is done."""
        if connection.state != ConnectionState.OPEN:
            connection.handle = _Handle(session_of(connection.credentials.remote))
            connection.state = ConnectionState.OPEN
        return connection
