import pytest

from customer_segmentation import published_files
from tests.builds import ROOT

NAMES = [name for name in vars(published_files) if name.isupper()]


@pytest.mark.parametrize("name", NAMES)
def test_readers_are_told_of_the_file_by_its_name(name):
    assert f"`{getattr(published_files, name)}`" in (ROOT / "README.md").read_text()
