"""What tests share: the real data, and builds that several of them look at."""

import fcntl
import json
import os

import pytest

from tests.builds import ALL_FORMATS, ROOT, Build, built

REAL_DATA = ROOT.parent / "shared" / "data"


def real(name: str) -> str:
    """The path of a real data set; the test is skipped where it is absent."""
    path = REAL_DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not there: put it at {REAL_DATA}")
    return str(path)


def shared(factory: pytest.TempPathFactory, name: str, *arguments, **settings) -> Build:
    """A build that all processes of a test run look at: the first one makes it."""
    base = factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, said = root / name, root / f"{name}.json"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            build = built(folder, *arguments, publish_formats=ALL_FORMATS, **settings)
            said.write_text(json.dumps(build.output))
    return Build(0, json.loads(said.read_text()), folder)


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory) -> Build:
    return shared(tmp_path_factory, "sample", "--write-json")


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory) -> Build:
    path = real("online_retail.parquet")
    return shared(tmp_path_factory, "online_retail", invoices=path)
