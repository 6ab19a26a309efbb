"""Pictures at another size: no colour that was not there, nothing shifted, as sharp as Lanczos."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cta_batch.compose.geometry import Box
from cta_batch.compose.regions import Levels
from cta_batch.compose.scaling import glanced, halved, mixed, scaled, unmixed

SIDES = st.integers(1, 90)
LEVELS = st.integers(0, 255)


def detailed(width: int = 900, height: int = 700) -> Image.Image:
    """Soft and sharp things of many sizes, as a photo has them."""
    dice = np.random.default_rng(3)
    layers = np.zeros((height, width, 3))
    for side, weight in ((6, 0.4), (30, 0.3), (120, 0.2), (400, 0.1)):
        rough = Image.fromarray(dice.integers(0, 256, (side, side, 3)).astype(np.uint8))
        layers += weight * np.asarray(rough.resize((width, height), Image.Resampling.BICUBIC))
    return Image.fromarray(layers.astype(np.uint8))


def decibels(one: Levels, other: Levels) -> float:
    off = np.square(one.astype(np.float64) - other).mean()
    return float(10 * np.log10(255**2 / off))


def sharpness(pixels: Levels) -> float:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(grey, cv2.CV_32F).std())


@given(size=st.tuples(SIDES, SIDES), target=st.tuples(SIDES, SIDES), level=LEVELS)
def test_an_even_picture_stays_even_at_any_size(
    size: tuple[int, int], target: tuple[int, int], level: int
) -> None:
    pixels = np.full((size[1], size[0], 3), level, dtype=np.uint8)

    made = scaled(pixels, target)

    assert made.shape == (target[1], target[0], 3)
    assert (np.abs(made.astype(int) - level) <= 1).all()


@pytest.mark.parametrize("share", [0.9, 0.7, 0.5, 0.4, 0.3, 0.2])
def test_smaller_is_near_to_lanczos_and_as_sharp(share: float) -> None:
    photo = detailed()
    size = (round(photo.width * share), round(photo.height * share))
    best = np.asarray(photo.resize(size, Image.Resampling.LANCZOS))

    made = scaled(np.asarray(photo), size)

    assert decibels(made, best) > 36
    assert 0.9 < sharpness(made) / sharpness(best) < 1.12


@given(box=st.tuples(*[st.floats(-20, 120)] * 4), target=st.tuples(SIDES, SIDES))
def test_any_part_even_one_past_the_edge_has_the_size_that_was_asked_for(
    box: tuple[float, float, float, float], target: tuple[int, int]
) -> None:
    pixels = np.zeros((60, 80, 3), dtype=np.uint8)

    assert scaled(pixels, target, Box(*box)).shape == (target[1], target[0], 3)


def test_a_part_is_what_lies_there() -> None:
    pixels = np.zeros((100, 100, 3), dtype=np.uint8)
    pixels[40:60, 20:50] = (10, 200, 30)

    made = scaled(pixels, (60, 40), Box(20, 40, 50, 60))

    assert (np.abs(made.astype(int) - (10, 200, 30)) <= 1).all()


def test_the_colour_of_what_is_transparent_is_not_seen() -> None:
    picture = Image.new("RGBA", (200, 200), (255, 255, 255, 0))
    picture.paste((30, 60, 90, 255), (50, 50, 150, 150))

    made = np.asarray(unmixed(scaled(mixed(picture), (87, 87))))

    seen = made[made[..., 3] > 16][:, :3].astype(int)
    assert len(seen) > 1000
    assert (np.abs(seen - (30, 60, 90)) <= 10).all()


@given(level=LEVELS, alpha=LEVELS)
def test_what_is_opaque_is_mixed_and_unmixed_unchanged(level: int, alpha: int) -> None:
    picture = Image.new("RGBA", (4, 3), (level, 7, 250, alpha))

    back = unmixed(mixed(picture).copy()).getpixel((1, 1))

    assert isinstance(back, tuple)
    assert back[3] == alpha
    off = max(abs(a - b) for a, b in zip(back[:3], (level, 7, 250), strict=True))
    assert off <= (0 if alpha == 255 else 255 if alpha == 0 else 1 + 255 / alpha)


def test_halves_are_means() -> None:
    pixels = np.arange(7 * 5 * 3, dtype=np.uint8).reshape(7, 5, 3)

    made = halved(pixels)

    whole = pixels[:6, :4].reshape(3, 2, 2, 2, 3).astype(float).mean(axis=(1, 3))
    assert made.shape == (3, 2, 3)
    assert np.abs(made - whole).max() <= 0.5


@pytest.mark.parametrize(
    ("size", "seen"), [((900, 700), (160, 124)), ((90, 70), (90, 70)), ((4000, 3), (160, 1))]
)
def test_a_glance_is_small_and_keeps_the_proportions(
    size: tuple[int, int], seen: tuple[int, int]
) -> None:
    assert glanced(Image.new("RGB", size, "red"), 160).size == seen
