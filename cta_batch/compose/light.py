"""Soft light on a canvas: computed coarsely, scaled up, and dithered into pixels.

Fields are floats of every ``COARSE``-th pixel: masks (h, w) and colours (h, w, 3), both 0–1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image

from cta_batch.compose import colour
from cta_batch.compose.regions import Floats, Levels, bands
from cta_batch.domain import Palette

COARSE = 4
"""Soft light is computed on every fourth pixel and scaled up: it has nothing finer to show."""
GRAIN = 1.1
"""Standard deviation of the grain, in steps of 255: hides bands, cannot be seen itself."""


@dataclass(frozen=True)
class Canvas:
    """What a painter knows: size in pixels, colours, its own dice, the product's picture."""

    width: int
    height: int
    palette: Palette
    dice: np.random.Generator
    picture: bytes | None

    @property
    def short(self) -> int:
        return min(self.width, self.height)

    @property
    def light(self) -> bool:
        return colour.lch_of(self.palette.background)[0] > 0.55

    def tone(self, lightness: float, accent: float = 0.0) -> str:
        """The ground made lighter (or darker, where negative), with a share of the accent."""
        ground = colour.shifted(self.palette.background, lightness=lightness)
        return colour.mix(ground, self.palette.accent, accent) if accent else ground


def coarse_size(canvas: Canvas) -> tuple[int, int]:
    """Width and height of its fields."""
    return (max(2, canvas.width // COARSE), max(2, canvas.height // COARSE))


@lru_cache(maxsize=4)
def grid(width: int, height: int) -> tuple[Floats, Floats]:
    """Row and column numbers (h, w) of a coarse field; shared, so not to be changed."""
    rows, columns = np.mgrid[0:height, 0:width]
    return rows.astype(np.float32), columns.astype(np.float32)


def ramp(canvas: Canvas, angle: float) -> Floats:
    """0–1 along ``angle`` (radians), eased at both ends."""
    rows, columns = grid(*coarse_size(canvas))
    along = columns * math.cos(angle) - rows * math.sin(angle)
    even = (along - along.min()) / (along.max() - along.min())
    return np.asarray(even * even * (3 - 2 * even), dtype=np.float32)


def corner(canvas: Canvas, angle: float) -> tuple[float, float]:
    """The corner (x, y in pixels) that a ramp along ``angle`` rises towards."""
    x = canvas.width if math.cos(angle) > 0 else 0
    return (x, canvas.height if -math.sin(angle) > 0 else 0)


def spot(canvas: Canvas, x: float, y: float, *, radius: float) -> Floats:
    """A soft light at x, y (pixels): 1 in its middle, 0 from ``radius`` short sides on."""
    rows, columns = grid(*coarse_size(canvas))
    reach = radius * canvas.short
    far = np.hypot(columns * COARSE - x, rows * COARSE - y) / reach
    inside = np.clip(1 - far, 0, 1)
    return np.asarray(inside * inside * (3 - 2 * inside), dtype=np.float32)


def lit(canvas: Canvas, lift: float) -> Floats:
    """The plain ground under one soft lamp."""
    x = canvas.width * canvas.dice.uniform(0.3, 0.7)
    lamp = spot(canvas, x, canvas.height * canvas.dice.uniform(0.2, 0.5), radius=1.15)
    return mixed(canvas.tone(-lift), canvas.tone(lift), lamp)


def mixed(one: str, other: str, field: Floats) -> Floats:
    """A field of colours: ``one`` where the mask ``field`` is 0, ``other`` where it is 1."""
    ends = [colour.from_hex(c).astype(np.float32) for c in (one, other)]
    return ends[0] + (ends[1] - ends[0]) * field[..., None]


def over(base: Floats, tone: str, mask: Floats) -> Floats:
    """``base`` with a colour laid on it through ``mask``."""
    ink = colour.from_hex(tone).astype(np.float32)
    return base + (ink - base) * mask[..., None]


def scaled_up(field: Floats, canvas: Canvas) -> Floats:
    """A coarse field, of one channel or three, at full size, still as floats."""
    size = (canvas.width, canvas.height)
    full = cv2.resize(field.astype(np.float32, copy=False), size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(full, dtype=np.float32)


def image(field: Floats, canvas: Canvas) -> Image.Image:
    """Coarse RGB floats 0–1 → a picture of the canvas, dithered so that no bands show."""
    noise = _noise(canvas.height, canvas.width, 7)
    full = scaled_up(field * np.float32(255), canvas)
    made = np.empty(full.shape, dtype=np.uint8)
    for rows in bands(canvas.height):
        dither = cv2.cvtColor(noise[rows], cv2.COLOR_GRAY2RGB)
        made[rows] = cv2.convertScaleAbs(cv2.scaleAdd(dither, 0.5, full[rows]))
    return Image.fromarray(made)


@lru_cache(maxsize=8)
def _noise(height: int, width: int, seed: int) -> Floats:
    """Even-tempered noise of standard deviation 1; the same tile serves every picture."""
    tile = np.random.default_rng(seed).standard_normal((512, 512), dtype=np.float32)
    repeats = (-(-height // 512), -(-width // 512))
    return np.tile(tile, repeats)[:height, :width]


@lru_cache(maxsize=8)
def _grain(height: int, width: int, seed: int) -> tuple[Levels, Levels]:
    """Whole levels of noise (h, w), with ``GRAIN`` as deviation: what it adds, what it takes."""
    noise = np.rint(_noise(height, width, seed) * np.float32(GRAIN))
    return noise.clip(0).astype(np.uint8), (-noise).clip(0).astype(np.uint8)


def grained(picture: Image.Image, dice: np.random.Generator) -> Image.Image:
    """An RGB picture with a fine grain, the same on all channels."""
    pixels = np.asarray(picture)
    more, less = _grain(picture.height, picture.width, int(dice.integers(4)))
    made = np.empty_like(pixels)
    for rows in bands(picture.height):
        raised = cv2.add(pixels[rows], cv2.cvtColor(more[rows], cv2.COLOR_GRAY2RGB))
        made[rows] = cv2.subtract(raised, cv2.cvtColor(less[rows], cv2.COLOR_GRAY2RGB))
    return Image.fromarray(made)
