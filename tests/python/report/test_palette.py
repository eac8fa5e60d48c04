"""Colour blindness is simulated as in Machado, Oliveira & Fernandes (2009)."""

import itertools
import math

import numpy as np
import pytest

from customer_segmentation.report.palette import COLOURS, MARKS, colour, faded, mark

VISION = {
    "all cones": np.eye(3),
    "no red cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = [
    [0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047],
    [0.2126, 0.7152, 0.0722],
    [0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883],
]


def lightness_and_hue(hexadecimal, matrix):
    """CIELAB of a colour as seen with some cones."""
    screen = np.array([int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(
        screen <= 0.04045, screen / 12.92, ((screen + 0.055) / 1.055) ** 2.4
    )
    x, y, z = (
        each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116
        for each in np.array(TO_XYZ) @ np.clip(np.array(matrix) @ linear, 0, 1)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISION)
def test_eight_segments_are_told_apart_by_everyone(vision):
    seen = [lightness_and_hue(each, VISION[vision]) for each in COLOURS]
    closest = min(math.dist(*pair) for pair in itertools.combinations(seen, 2))
    assert closest >= 22


def test_every_one_of_twenty_segments_has_its_own_look():
    assert len({(colour(place), mark(place)) for place in range(20)}) == 20
    assert {mark(place) for place in range(5)} == set(MARKS)


def test_a_faded_colour_is_the_same_colour():
    assert faded("#D55E00", 0.4) == "rgba(213,94,0,0.4)"
