"""What surfaces look like: colour patterns and how they take the light."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from drawing.shapes import Floats

TILT = np.array([[0.36, 0.48, -0.80], [-0.80, 0.60, 0.0], [0.48, 0.64, 0.60]], np.float32)
"""A turn that keeps the noise's grid off the shapes' own axes."""

Colour = tuple[float, float, float]
Pattern = Callable[[Floats], tuple[Floats, Floats]]
"""Points (3, n) → linear colours (3, n) and gloss (n), 1 being the material's own."""


@dataclass(frozen=True)
class Material:
    """How a surface takes light. Roughness 0 is a mirror, 1 chalk; ``emission`` is own light.

    ``mirror`` is the share reflected head-on, for each channel: 0.04 for glaze, high for metal.
    """

    pattern: Pattern
    roughness: float = 0.3
    mirror: Colour = (0.04, 0.04, 0.04)
    emission: Colour = (0.0, 0.0, 0.0)


def linear(hex_colour: str) -> Colour:
    """``#rrggbb`` as linear light, by the sRGB curve (IEC 61966-2-1)."""
    red, green, blue = (int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def column(colour: Colour) -> Floats:
    """A colour as an array of shape (3, 1)."""
    return np.array(colour, np.float32)[:, None]


def plain(hex_colour: str) -> Pattern:
    """One colour all over."""
    colour = column(linear(hex_colour))

    def pattern(p: Floats) -> tuple[Floats, Floats]:
        return np.broadcast_to(colour, p.shape), np.ones(p.shape[1], np.float32)

    return pattern


def metal(hex_colour: str, roughness: float) -> Material:
    """Bare metal: all its colour is in what it reflects."""
    return Material(plain("#000000"), roughness, linear(hex_colour))


def smoothstep(low: float, high: float, x: Floats) -> Floats:
    """0 below low, 1 above high, an S between."""
    t = np.clip((x - np.float32(low)) / np.float32(high - low), 0, 1)
    eased: Floats = t * t * (3 - 2 * t)
    return eased


def scatter(cell: Floats, seed: int = 0) -> Floats:
    """A fixed random number in 0–1 for each whole-number cell (3, n)."""
    i = cell.astype(np.int64).astype(np.uint64)
    with np.errstate(over="ignore"):
        mixed = i[0] * np.uint64(73856093) ^ i[1] * np.uint64(19349663) ^ i[2] * np.uint64(83492791)
        mixed = (mixed + np.uint64(seed * 7919 + 1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
    chance: Floats = ((mixed >> np.uint64(40)) / np.float32(1 << 24)).astype(np.float32)
    return chance


def noise(p: Floats, scale: float, seed: int = 0) -> Floats:
    """Smooth random values in 0–1 with bumps ``1/scale`` wide."""
    q = (TILT @ p) * np.float32(scale)
    low = np.floor(q)
    t = q - low
    t = t * t * t * (t * (t * 6 - 15) + 10)
    total = np.zeros(p.shape[1], np.float32)
    for corner in np.ndindex(2, 2, 2):
        step = np.array(corner, np.float32)[:, None]
        weight = np.where(step > 0, t, 1 - t).prod(0)
        total += weight * scatter(low + step, seed)
    return total


def specks(p: Floats, scale: float, share: float, seed: int = 0) -> Floats:
    """1 inside small round dots, one at most in each cell ``1/scale`` wide, else 0."""
    q = p * np.float32(scale)
    cell = np.floor(q)
    centre = np.stack([scatter(cell, seed + k) for k in (1, 2, 3)]) * 0.4 + 0.3
    size = scatter(cell, seed + 4) * 0.22 + 0.06
    away = np.sqrt(((q - cell - centre) ** 2).sum(0))
    here = scatter(cell, seed) < share
    return smoothstep(-0.06, 0.06, (size - away).astype(np.float32)) * here


def mixed(a: Floats, b: Floats, share: Floats) -> Floats:
    """Colour a where share is 0, b where it is 1."""
    blended: Floats = a + (b - a) * share
    return blended
