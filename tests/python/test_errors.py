import traceback

import pytest

from customer_segmentation.errors import BuildError


def test_it_shows_its_sentence_and_no_traceback():
    with pytest.raises(BuildError) as caught:
        raise BuildError("The disk is full; free some of it.")
    shown = "".join(traceback.format_exception(caught.value))
    assert shown == "BuildError: The disk is full; free some of it.\n"
