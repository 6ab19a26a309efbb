"""Soft shadows, from the coverage of what casts them. Masks with the offset they lie at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from cta_batch.compose.scaling import scaled

# Blur, offset and opacity of a hanging product's shadow, in its height: the looks' own figures.
BLUR, DROP, OPACITY = 0.035, 0.025, 0.26
SMALLER = 4
"""Shadows are made on every fourth pixel: they have nothing finer to show."""

REACH = 0.26
"""How far above its lowest point, in its height, a standing product may still touch the floor."""

Shade = tuple[Image.Image, tuple[int, int]]
Floats = NDArray[np.float64]


def drop(alpha: Image.Image) -> list[Shade]:
    """The shadow on the wall behind a product that hangs before it."""
    mask, pad = _spread(alpha, max(1.0, BLUR * alpha.height), OPACITY)
    return [(mask, (-pad, round(DROP * alpha.height) - pad))]


def card(mask: Image.Image) -> Shade:
    """A wide soft shadow below a card."""
    reach = max(2.0, 0.05 * min(mask.size))
    shade, pad = _spread(mask, reach, 0.22)
    return shade, (-pad, round(reach * 0.55) - pad)


def contact(alpha: Image.Image) -> list[Shade]:
    """Shadows of a product that stands: a wide pool and a dark seam where it meets the floor.

    The floor is met along the lower hull of its outline, so that a heel and a toe at different
    depths each stand on it; what hovers above the hull leaves a paler shadow.
    """
    size = (max(2, alpha.width // SMALLER), max(2, alpha.height // SMALLER))
    solid = np.asarray(alpha.resize(size, Image.Resampling.BOX)) > 127
    columns = np.flatnonzero(solid.any(axis=0))
    if len(columns) < 3:
        return []
    lowest = (size[1] - 1 - np.argmax(solid[::-1], axis=0))[columns].astype(np.float64)
    floor = _hull(columns.astype(np.float64), lowest)
    weight = _touching(floor, lowest, size[1])
    return [
        _pool(columns, floor, weight, size, thick=0.050, blur=0.030, opacity=0.42),
        _pool(columns, floor, weight**2, size, thick=0.014, blur=0.007, opacity=0.62),
    ]


def _hull(x: Floats, y: Floats) -> Floats:
    """The lower convex hull of an outline (y grows downwards), at every x."""
    chain: list[tuple[float, float]] = []
    for point in zip(x.tolist(), y.tolist(), strict=True):
        while len(chain) > 1 and _turns_up(chain[-2], chain[-1], point):
            chain.pop()
        chain.append(point)
    xs, ys = zip(*chain, strict=True)
    return np.asarray(np.interp(x, xs, ys), dtype=np.float64)


def _turns_up(
    one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]
) -> bool:
    cross = (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
    return cross >= 0


def _touching(floor: Floats, lowest: Floats, height: int) -> Floats:
    """How firmly each column stands on the floor, 0–1: not high, not steep, not hovering."""
    high = (floor.max() - floor) / (REACH * height)
    steep = np.abs(np.gradient(floor))
    hovering = np.clip(floor - lowest, 0, None) / (0.05 * height)
    flat = np.clip(1.3 - steep, 0, 1)
    low = np.clip(1 - high, 0, 1) ** 0.7
    weight: Floats = low * flat * (0.25 + 0.75 * np.exp(-hovering))
    return weight


def _pool(
    columns: NDArray[np.intp],
    floor: Floats,
    weight: Floats,
    size: tuple[int, int],
    *,
    thick: float,
    blur: float,
    opacity: float,
) -> Shade:
    """A band along the floor line, softened; lengths in the product's height."""
    width, height = size
    pad = int(height * (thick + blur) * 3) + 4
    top = int(floor.min()) - pad
    rows = np.arange(top, height + pad)[:, None]
    band = np.exp(-(((rows - floor[None, :]) / (thick * height)) ** 2)) * weight[None, :]
    field = np.zeros((len(rows), width + 2 * pad))
    field[:, columns + pad] = band
    small = Image.fromarray((field * 255 * opacity + 0.5).astype(np.uint8))
    soft = small.filter(ImageFilter.GaussianBlur(max(0.6, blur * height)))
    full = (soft.width * SMALLER, soft.height * SMALLER)
    return _enlarged(soft, full), (-pad * SMALLER, top * SMALLER)


def _spread(alpha: Image.Image, blur: float, opacity: float) -> tuple[Image.Image, int]:
    """``alpha`` blurred, with room for the blur around it (how much: second value)."""
    pad = SMALLER * (int(blur * 2.5 / SMALLER) + 1)
    size = (alpha.width + 2 * pad, alpha.height + 2 * pad)
    small = Image.new("L", (-(-size[0] // SMALLER), -(-size[1] // SMALLER)))
    inner = (max(1, alpha.width // SMALLER), max(1, alpha.height // SMALLER))
    small.paste(alpha.resize(inner, Image.Resampling.BOX), (pad // SMALLER, pad // SMALLER))
    soft = small.filter(ImageFilter.GaussianBlur(blur / SMALLER))
    soft = soft.point(lambda v: int(v * opacity + 0.5))
    return _enlarged(soft, size), pad


def _enlarged(soft: Image.Image, size: tuple[int, int]) -> Image.Image:
    return Image.fromarray(scaled(np.asarray(soft), size))
