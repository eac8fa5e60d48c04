import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from customer_segmentation.service import server
from customer_segmentation.service.server import is_loopback, main


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_the_command_serves_on_the_loopback_and_under_its_names_only(published, port):
    command = [sys.executable, "-m", server.__name__, "--published", str(published)]
    service = subprocess.Popen(
        [*command, "--port", str(port)], stderr=subprocess.PIPE, text=True
    )
    try:
        address = f"http://127.0.0.1:{port}/health"
        assert ask(address)["customers"] == 3
        foreign = urllib.request.Request(address, headers={"Host": "example.org"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(foreign, timeout=5)
        assert refused.value.code == 400
    finally:
        service.send_signal(signal.SIGINT)
        _, said = service.communicate(timeout=20)
    assert "Traceback" not in said
    assert f"http://127.0.0.1:{port}" in said


def ask(address):
    """Ask until the service is there."""
    until = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return json.load(answer)
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_nothing_published_ends_with_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="Nothing is published in"):
        main(["--published", str(tmp_path)])


def test_missing_packages_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(server, "missing_package", lambda package: package)
    with pytest.raises(SystemExit, match="needs fastapi; pip install fastapi uvicorn"):
        main([])


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.8.9.1", True),
        ("::1", True),
        ("192.168.0.7", False),
        ("example.org", False),
    ],
)
def test_addresses_of_this_machine_are_known(host, expected):
    assert is_loopback(host) is expected
