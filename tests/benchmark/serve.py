"""Latency of the service: clients that ask one after the other, all at the same time.

python tests/benchmark/serve.py --published published --clients 20 --seconds 10

Starts the service on the loopback, asks for random customers and for scores, half of
each, and says how long answers took. With --rate, each client asks so often a second;
without, as soon as it has its answer. --switch publishes copies meanwhile.
"""

import argparse
import asyncio
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

PORT = 8799
FEATURES = ("recency", "frequency", "monetary", "quantity", "basket_value")


def requests_of(published: Path) -> list[bytes]:
    """HTTP requests for the customers of a version."""
    columns = ", ".join(f"{each}::double" for each in FEATURES)
    path = str(published / "current" / "segments.duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute(
            f"select customer_id, {columns} from customers where frequency is not null "
            "order by md5(customer_id) limit 5000"
        ).fetchall()
    requests = []
    for customer, *values in rows:
        head = "Host: localhost\r\n"
        requests.append(f"GET /customers/{customer} HTTP/1.1\r\n{head}\r\n".encode())
        body = json.dumps({"features": dict(zip(FEATURES, values, strict=True))})
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        requests.append(
            f"POST /segmentations/rfm/score HTTP/1.1\r\n{head}\r\n{body}".encode()
        )
    return requests


async def client(
    requests: list[bytes], until: float, rate: float, seconds: list, failures: list
) -> None:
    """Ask until the time is over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(random.choice(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        took = time.perf_counter() - begun
        seconds.append(took)
        if b" 200 " not in head[:20]:
            failures.append(head[:60])
        if rate:
            await asyncio.sleep(max(0, random.uniform(0.5, 1.5) / rate - took))
    writer.close()


async def switch(published: Path, until: float) -> int:
    """Point `current` at a copy of the version, again and again."""
    first, copies = (published / "current").resolve(), 0
    while time.perf_counter() < until:
        copies += 1
        copy = published / f"copy-{copies}"
        await asyncio.to_thread(shutil.copytree, first, copy)
        link = published / ".next"
        link.symlink_to(copy.name)
        link.replace(published / "current")
        await asyncio.sleep(1)
    return copies


async def measure(asked: argparse.Namespace, published: Path) -> None:
    """Run all clients, and say how long answers took."""
    requests = requests_of(published)
    seconds, failures = [], []
    until = time.perf_counter() + asked.seconds
    clients = [
        client(requests, until, asked.rate, seconds, failures)
        for _ in range(asked.clients)
    ]
    switches = switch(published, until) if asked.switch else asyncio.sleep(0, 0)
    *_, versions = await asyncio.gather(*clients, switches)
    seconds.sort()
    shares = (0.5, 0.9, 0.99, 0.999)
    said = ", ".join(
        f"{100 * share:g} % under {1000 * seconds[int(share * len(seconds))]:.1f} ms"
        for share in shares
    )
    print(
        f"{len(seconds)} answers, {len(seconds) / asked.seconds:.0f} a second, "
        f"{len(failures)} failures, {versions} versions: {said}"
    )


def main() -> None:
    """Start the service, measure, stop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--published", type=Path, default=Path("published"))
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rate", type=float, default=0, help="questions a second each")
    parser.add_argument("--switch", action="store_true", help="publish meanwhile")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        published = Path(folder) / "published"
        shutil.copytree((asked.published / "current").resolve(), published / "first")
        (published / "current").symlink_to("first")
        module = "customer_segmentation.service.server"
        service = subprocess.Popen(
            [
                sys.executable,
                "-m",
                module,
                "--published",
                published,
                "--port",
                str(PORT),
            ],
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(4)
            asyncio.run(measure(asked, published))
        finally:
            service.terminate()
            service.wait(10)


if __name__ == "__main__":
    main()
