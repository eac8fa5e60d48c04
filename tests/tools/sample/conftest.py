"""What tests of the sample share: one batch of it."""

import numpy as np
import pytest

from tools.sample.lines import make_batch


@pytest.fixture(scope="module")
def batch():
    return make_batch(np.random.SeedSequence(3), 0, 4_000)


@pytest.fixture(scope="module")
def lines(batch):
    return batch.lines.to_pandas()
