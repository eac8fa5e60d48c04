"""Database servers of Debian, in folders of their own and on the loopback."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

PASSWORD = "s3cret/of@shop"
SECONDS = 60
"""How long a server may take to start."""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def program(name: str, *folders: str) -> str:
    """The path of a program; the test is skipped where it is not installed."""
    found = shutil.which(name) or next(
        (
            str(path)
            for folder in folders
            for path in Path("/usr").glob(f"{folder}/{name}")
        ),
        None,
    )
    if found is None:
        pytest.skip(f"{name} is not installed: make test-databases installs it")
    return found


def as_user(user: str) -> list[str]:
    """Servers refuse to be root: run a command as their own user where we are."""
    return ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []


def own(folder: Path, user: str) -> None:
    """Give a new folder to the user of a server, and let it through those above."""
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, user)
        for above in folder.parents[:3]:
            above.chmod(above.stat().st_mode | 0o011)


@contextlib.contextmanager
def running(
    command: list[str], folder: Path, ready: Callable[[], None]
) -> Iterator[None]:
    """Run a server until the end of the block."""
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            until = time.monotonic() + SECONDS
            while True:
                try:
                    ready()
                    break
                except sa.exc.OperationalError:
                    assert server.poll() is None, (folder / "log").read_text()
                    assert time.monotonic() < until
                    time.sleep(0.2)
            yield
        finally:
            server.terminate()
            server.wait(SECONDS)


def try_to_connect(url: sa.URL) -> None:
    with sa.create_engine(url, poolclass=sa.NullPool).connect():
        pass


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[sa.URL]:
    """A PostgreSQL server; gives the URL of its database."""
    binaries = "lib/postgresql/*/bin"
    initdb, server = program("initdb", binaries), program("postgres", binaries)
    own(folder / "postgresql", "postgres")
    data, secret = folder / "postgresql" / "data", folder / "postgresql" / "secret"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    subprocess.run(
        [
            *as_user("postgres"),
            *(initdb, "-D", str(data), "-U", "shop", "--auth=scram-sha-256"),
            *("--pwfile", str(secret), "-E", "UTF8", "--no-sync"),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    url = sa.URL.create(
        "postgresql+psycopg", "shop", PASSWORD, "127.0.0.1", port, "postgres"
    )
    command = [
        *as_user("postgres"),
        *(server, "-D", str(data), "-p", str(port), "-c", "listen_addresses=127.0.0.1"),
        *("-c", "unix_socket_directories=", "-c", "fsync=off"),
    ]
    with running(command, folder / "postgresql", lambda: try_to_connect(url)):
        yield url


@contextlib.contextmanager
def mariadb(folder: Path) -> Iterator[sa.URL]:
    """A MariaDB server; gives the URL of its database."""
    install, server = program("mariadb-install-db"), program("mariadbd", "sbin")
    own(folder / "mariadb", "mysql")
    data, first = folder / "mariadb" / "data", folder / "mariadb" / "first.sql"
    subprocess.run(
        [
            *as_user("mysql"),
            *(install, "--no-defaults", f"--datadir={data}"),
            "--auth-root-authentication-method=normal",
        ],
        check=True,
        capture_output=True,
    )
    first.write_text(
        "create database shop character set utf8mb4;\n"
        f"create user shop@'%' identified by '{PASSWORD}';\n"
        "grant all on shop.* to shop@'%';\n"
    )
    first.chmod(0o644)
    port = free_port()
    url = sa.URL.create("mysql+pymysql", "shop", PASSWORD, "127.0.0.1", port, "shop")
    command = [
        *as_user("mysql"),
        *(server, "--no-defaults", f"--datadir={data}", f"--port={port}"),
        *("--bind-address=127.0.0.1", f"--socket={folder}/mariadb/socket"),
        *(f"--init-file={first}", "--skip-name-resolve"),
    ]
    with running(command, folder / "mariadb", lambda: try_to_connect(url)):
        yield url
