"""The short form of the suite, for `make test`, and the full one, for `make soak`."""

import pytest

from tests.builds import Build, built
from tests.reliability.shop import shop, text


def pytest_addoption(parser):
    parser.addoption("--soak", action="store_true", help="the full form; takes an hour")


@pytest.fixture(scope="session")
def soak(request) -> bool:
    return request.config.getoption("--soak")


@pytest.fixture(scope="module")
def published_shop(tmp_path_factory) -> Build:
    """A whole build of the shop, its input beside it."""
    folder = tmp_path_factory.mktemp("shop")
    path = folder / "invoices.csv"
    path.write_text(text(shop()))
    return built(folder, invoices=str(path), history_months=1)
