"""What the rules of the project look at."""

import json

import pytest


@pytest.fixture(scope="session")
def manifest(sample_build):
    return json.loads((sample_build.folder / "target" / "manifest.json").read_text())
