"""What tests of the benchmark share: the summary of a work."""

import pytest

from tests.benchmark.figures import summary
from tests.tools.benchmark.measurements import measured


@pytest.fixture
def works():
    return {"sample": summary(measured("bundled sample", [4], [6]))}
