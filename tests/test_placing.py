"""Windows of a smaller picture, seen in the picture itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cta_batch.compose.placing import Place, rescaled, within


@given(
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from([(60, 50), (70, 58), (61, 50), (113, 97)]),
)
def test_a_scaled_window_is_the_window_of_the_scaled(
    top: int, left: int, to: tuple[int, int]
) -> None:
    window = (slice(top, 50), slice(left, 60))
    pixels = np.zeros((50, 60, 3), dtype=np.uint8)
    pixels[top + 5 : -5, left + 5 : -5] = np.random.default_rng(top).integers(
        0, 256, (40 - top, 50 - left, 3)
    )
    place = Place(window, (60, 50), to)
    found = np.asarray(place.scaled(pixels[window]), dtype=np.int16)
    whole = Image.fromarray(pixels).resize(to, Image.Resampling.BICUBIC)
    wanted = np.asarray(whole.crop(place.box), dtype=np.int16)
    assert np.abs(found - wanted).max() <= 2
    assert place.found((1, 2, 3, 4))[:2] == (place.box[0] + 1, place.box[1] + 2)


def test_a_window_within_a_window_keeps_its_place() -> None:
    place = Place((slice(10, 40), slice(5, 50)), (60, 50), (60, 50))
    assert place.within((slice(8, 20), slice(9, 30))).box == (14, 18, 35, 30)


def test_a_picture_that_is_small_enough_is_not_copied() -> None:
    picture = Image.new("RGB", (30, 20))
    assert within(picture, 30) is picture
    assert within(picture, 15).size == (15, 10)
    assert picture.size == (30, 20)
    assert rescaled((2, 4, 6, 8), (30, 20), (15, 10)) == (1, 2, 3, 4)
