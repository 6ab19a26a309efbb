"""What differs from a plain ground against the same reckoned plainly."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cta_batch.compose.backdrop import (
    LEAST_DISTANCE,
    Backdrop,
    _ring,
    differ,
    fit_backdrop,
)
from cta_batch.compose.regions import Floats, Levels

GROUNDS = arrays(np.float32, (6, 3), elements=st.floats(-30, 30, width=32)).map(
    lambda slopes: slopes + np.array([[200.0]] + [[0.0]] * 5, dtype=np.float32)
)


def plainly(pixels: Levels, ground: Floats) -> tuple[Floats, Floats, Floats]:
    """Distance, shade and tinge as they are defined."""
    seen, behind = pixels.astype(np.float64), ground.astype(np.float64)
    power = np.maximum((behind**2).sum(axis=2), 1)
    shade = (seen * behind).sum(axis=2) / power
    rest = seen - behind * shade[..., None]
    light = (1 - shade) * np.sqrt(power / 3)
    tinge = np.sqrt((rest**2).sum(axis=2))
    return np.sqrt(light**2 + 4 * tinge**2), shade, tinge


def surface(backdrop: Backdrop) -> Floats:
    return np.stack(backdrop.planes((slice(None), slice(None))), axis=2)


@given(GROUNDS, st.integers(0, 2**32 - 1), st.sampled_from([(40, 70), (100, 30)]))
def test_differences_are_as_defined_and_none_is_beyond_the_window(
    weights: Floats, seed: int, shape: tuple[int, int]
) -> None:
    backdrop = Backdrop(shape, weights, 1.0, 0.0)
    dice = np.random.default_rng(seed)
    pixels = np.rint(surface(backdrop)).astype(np.uint8)
    top, left = (int(dice.integers(0, n)) for n in shape)
    patch = pixels[top : top + 9, left : left + 9]
    patch[:] = dice.integers(0, 256, patch.shape)
    distance, shade, tinge = plainly(pixels, surface(backdrop))
    found = differ(pixels, backdrop)
    assert np.allclose(found.distance, distance[found.window], atol=0.1)
    assert np.allclose(found.shade, shade[found.window], atol=1e-4)
    assert np.allclose(found.tinge, tinge[found.window], atol=0.2)
    distance[found.window] = 0
    assert (distance < LEAST_DISTANCE + 0.01).all()


def test_greys_on_white_are_not_quite_whole_levels_off() -> None:
    """So that a bar of whole levels does not fall to rounding."""
    pixels = np.full((60, 60, 3), 255, dtype=np.uint8)
    pixels[20:40, 20:40] = 255 - np.arange(20, dtype=np.uint8)[:, None, None]
    found = differ(pixels, fit_backdrop(pixels)).distance.max(axis=1)
    found = found[found > 0.5]
    assert np.rint(found).tolist() == list(range(1, 20))
    assert (found < np.rint(found)).all()


@given(st.integers(2, 60), st.integers(2, 60))
def test_the_ring_is_the_border_row_by_row(height: int, width: int) -> None:
    near = np.zeros((height, width), dtype=np.bool_)
    near[:2] = near[-2:] = True
    near[:, :2] = near[:, -2:] = True
    rows, columns = _ring(height, width)
    assert np.array_equal(np.stack([rows, columns]), np.stack(np.nonzero(near)))


@given(st.integers(0, 2**32 - 1))
def test_the_ground_at_pixels_is_that_of_the_window(seed: int) -> None:
    dice = np.random.default_rng(seed)
    weights = dice.normal(0, 40, (6, 3)).astype(np.float32) + np.float32(120)
    backdrop = Backdrop((50, 80), weights, 1.0, 0.0)
    window = (slice(11, 40), slice(7, 60))
    at = dice.integers(0, 29, 20), dice.integers(0, 53, 20)
    planes = np.stack(backdrop.planes(window), axis=2)
    assert np.allclose(backdrop.colours(at, window), planes[at], atol=0.01)
