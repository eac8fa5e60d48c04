"""Servers of Spark Connect on loopback, which end with the test that needs them."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"


@dataclass(frozen=True)
class Server:
    """A running server: its address, and its number among processes."""

    remote: str
    process: int

    def executors(self) -> list[int]:
        """The processes that do the work of a real Spark."""
        return [
            process
            for process in descendants(self.process)
            if b"ExecutorBackend" in Path(f"/proc/{process}/cmdline").read_bytes()
        ]


def descendants(process: int) -> list[int]:
    """The children of a process, and theirs."""
    children = [
        int(child)
        for file in Path(f"/proc/{process}/task").glob("*/children")
        for child in file.read_text().split()
    ]
    return children + [each for child in children for each in descendants(child)]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def running(
    command: list[str], port: int, folder: Path, **environment: str
) -> Iterator[Server]:
    """Run a server until it is no longer needed."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "said.txt").open("w") as said:
        server = subprocess.Popen(
            command,
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )
    try:
        for _ in range(600):
            assert server.poll() is None, (folder / "said.txt").read_text()
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        yield Server(f"sc://127.0.0.1:{port}", server.pid)
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def sail(folder: Path):
    """A server of Sail, a small engine that speaks the protocol of Spark."""
    port = free_port()
    program = Path(sys.executable).with_name("sail")
    command = [str(program), "spark", "server", "--ip", "127.0.0.1"]
    return running([*command, "--port", str(port)], port, folder)


def spark(
    home: Path, folder: Path, executors: int = 2, memory: int = 1024, **more: str
):
    """A real Spark, whose executors are processes with one core and ``memory`` MB."""
    port = free_port()
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        **more,
    }
    command = [str(home / "bin" / "spark-submit"), "--class", CONNECT]
    command += ["--master", f"local-cluster[{executors},1,{memory}]"]
    command += ["--driver-memory", "2g", "--executor-memory", f"{memory}m"]
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    (jar,) = (home / "jars").glob("spark-connect_*.jar")
    return running([*command, str(jar)], port, folder, SPARK_HOME=str(home))
