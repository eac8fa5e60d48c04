"""What tests share: the real data, and builds that several of them look at."""

import pytest

from tests.builds import ALL_FORMATS, ROOT, Build, built

REAL_DATA = ROOT.parent / "shared" / "data"


def real(name: str) -> str:
    """The path of a real data set; the test is skipped where it is absent."""
    path = REAL_DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not there: put it at {REAL_DATA}")
    return str(path)


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory) -> Build:
    folder = tmp_path_factory.mktemp("sample")
    return built(folder, "--write-json", publish_formats=ALL_FORMATS)


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory) -> Build:
    path = real("online_retail.parquet")
    folder = tmp_path_factory.mktemp("online_retail")
    return built(folder, invoices=path, publish_formats=ALL_FORMATS)
