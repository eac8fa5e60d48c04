import asyncio

import pytest
from fastapi.testclient import TestClient

from customer_segmentation.service.api import make_api
from customer_segmentation.service.paths import CheckedPaths
from customer_segmentation.service.version import Versions

ODD = ("0a", "0d", "0d%0a", "00", "09", "0b", "1b", "7f", "c2%85", "e2%80%a8")


@pytest.mark.parametrize("path", ["/customers/2", "/customers/", "/health"])
def test_a_control_character_is_no_part_of_a_name(published, path):
    client = TestClient(make_api(Versions(published)))
    for odd in ODD:
        for asked in (f"{path}%{odd}", f"{path[:-1]}%{odd}{path[-1]}"):
            assert client.get(asked).status_code == 404, asked


def test_another_blank_makes_another_customer(published):
    client = TestClient(make_api(Versions(published)))
    assert client.get("/customers/2").status_code == 200
    for odd in ("%20", "%c2%a0", "%e2%80%89", "%ef%bb%bf", "+", "/"):
        assert client.get(f"/customers/2{odd}").status_code == 404
        assert client.get(f"/customers/{odd}2").status_code == 404


def test_other_paths_are_handed_over_as_they_are():
    handed = []

    async def app(scope, receive, send):
        handed.append(scope["path"])

    scope = {"type": "http", "path": "/customers/10/1 é"}
    asyncio.run(CheckedPaths(app)(scope, None, None))
    assert handed == ["/customers/10/1 é"]
