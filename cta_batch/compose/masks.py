"""Smooth-edged shapes as 8-bit masks, made once and kept."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw

from cta_batch.compose.scaling import scaled

FINE = 4
"""Corners are drawn this many times larger and averaged: Pillow's own edges are jagged."""


@lru_cache(maxsize=16)
def rounded(width: int, height: int, radius: int, arch: bool = False) -> Image.Image:
    """A rectangle with round corners (only the upper two with ``arch``); a disc at the limit.

    The mask is shared by threads: don't draw on it.
    """
    mask = Image.new("L", (width, height), 255)
    radius = min(radius, width // 2, height // (1 if arch else 2))
    if radius < 1:
        return mask
    corner = _corner(radius)
    flipped = corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    mask.paste(corner, (0, 0))
    mask.paste(flipped, (width - radius, 0))
    if not arch:
        lower = height - radius
        mask.paste(corner.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, lower))
        mask.paste(flipped.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (width - radius, lower))
    return mask


def _corner(radius: int) -> Image.Image:
    side = radius * FINE
    fine = Image.new("L", (side, side))
    ImageDraw.Draw(fine).ellipse((0, 0, 2 * side - 1, 2 * side - 1), fill=255)
    return fine.resize((radius, radius), Image.Resampling.BOX)


@lru_cache(maxsize=8)
def halo(width: int, height: int) -> Image.Image:
    """An ellipse of light: 255 in the middle, eased to 0 at the box's edge."""
    side = 128
    rows, columns = np.mgrid[0:side, 0:side]
    far = np.hypot((columns + 0.5) / side * 2 - 1, (rows + 0.5) / side * 2 - 1)
    inside = np.clip(1 - far, 0, 1)
    eased = inside * inside * (3 - 2 * inside)
    return Image.fromarray(scaled((eased * 255 + 0.5).astype(np.uint8), (width, height)))


@lru_cache(maxsize=32)
def ramp(length: int, solid: int, gone: int, strength: float) -> Image.Image:
    """A column ``length`` high: ``strength`` (0–1) before ``solid``, eased to 0 at ``gone``."""
    at = np.arange(length, dtype=np.float64)
    share = np.clip((gone - at) / ((gone - solid) or 1), 0, 1)
    eased = share * share * (3 - 2 * share) * strength
    return Image.fromarray((eased * 255 + 0.5).astype(np.uint8)[:, None])
