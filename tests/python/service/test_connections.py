import contextlib
import http.client
import json
import socket
import threading
import time

import pytest
import uvicorn

from customer_segmentation.service import bodies
from customer_segmentation.service.api import make_api
from customer_segmentation.service.connections import Connections
from customer_segmentation.service.version import Versions

RFM = "/segmentations/rfm/score"
HALF = (
    b"POST " + RFM.encode() + b" HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/json\r\nContent-Length: 60\r\n\r\n{"
)
PIECES = {
    "half a body": HALF,
    "half a header": HALF[:50],
    "nothing": b"",
    "half a chunk": HALF.replace(
        b"Content-Length: 60", b"Transfer-Encoding: chunked"
    ).removesuffix(b"{")
    + b"5\r\n{",
}


@contextlib.contextmanager
def serving(published, **limits):
    """A service in a thread, with as many connections as the command allows."""
    connections = Connections(make_api(Versions(published)), **limits)
    server = uvicorn.Server(
        uvicorn.Config(
            connections,
            port=0,
            http=connections.protocol(),
            ws="none",
            proxy_headers=False,
            limit_concurrency=200,
            log_level="critical",
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        thread.join(20)


def connected(stack, port, piece):
    """A connection that sends a piece of a request, and then waits."""
    client = stack.enter_context(socket.create_connection(("127.0.0.1", port), 20))
    client.sendall(piece)
    return client


def asked(port, method="GET", path="/health", body=None):
    """Ask like any client; return the status and how long it took."""
    began = time.monotonic()
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    client.request(method, path, body, {"content-type": "application/json"})
    status = client.getresponse().status
    client.close()
    return status, time.monotonic() - began


def is_closed(client):
    try:
        return client.recv(1000) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("piece", PIECES)
def test_others_are_answered_whoever_waits(published, piece):
    with serving(published) as port, contextlib.ExitStack() as stack:
        waiting = [connected(stack, port, PIECES[piece]) for _ in range(210)]
        for _ in range(3):
            status, seconds = asked(port)
            assert status == 200
            assert seconds < 3
        body = json.dumps({"features": {"recency": 50, "monetary": 100}})
        status, seconds = asked(port, "POST", RFM, body)
        assert status == 200
        assert seconds < 3
        # The first ones made room.
        assert is_closed(waiting[0])


@pytest.mark.parametrize("piece", PIECES)
def test_nobody_waits_for_ever(published, piece):
    with (
        serving(published, seconds=0.4) as port,
        contextlib.ExitStack() as stack,
    ):
        assert is_closed(connected(stack, port, PIECES[piece]))


def test_a_connection_is_kept_from_one_request_to_the_next(published):
    with serving(published, seconds=0.6) as port:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(4):
            client.request("GET", "/health")
            assert json.load(client.getresponse())["customers"] == 3
            address = client.sock.getsockname()
            time.sleep(0.3)
        client.request("GET", "/health")
        assert client.getresponse().status == 200
        assert client.sock.getsockname() == address
        # After an answer, half a request is no reason to wait either.
        client.sock.sendall(b"GET /he")
        client.sock.settimeout(20)
        while client.sock.recv(10_000):
            pass
        client.close()


def test_a_slow_body_gets_an_answer(published, monkeypatch):
    monkeypatch.setattr(bodies, "SECONDS", 0.3)
    with serving(published) as port, contextlib.ExitStack() as stack:
        client = connected(stack, port, HALF)
        said = b""
        while piece := client.recv(10_000):
            said += piece
    assert said.startswith(b"HTTP/1.1 408 ")
    assert b"The body did not arrive within 0.3 seconds; send it at once." in said
