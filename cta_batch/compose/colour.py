"""Colours: sRGB and OKLCH, and contrast as WCAG counts it."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

READABLE = 4.5
"""Least contrast of text (WCAG 2.2, success criterion 1.4.3, AA)."""
COMFORTABLE = 7.0
"""Contrast of text we aim at (WCAG 2.2, 1.4.6, AAA)."""
VISIBLE = 3.0
"""Least contrast of a button against its ground (WCAG 2.2, 1.4.11)."""

# Björn Ottosson, "A perceptual color space for image processing" (2020): linear sRGB → LMS → OKLab.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LAB = np.linalg.inv(_TO_LAB)
_FROM_LMS = np.linalg.inv(_TO_LMS)


_KEPT = lru_cache(maxsize=4096)
"""For what is asked again and again of the few colours of a job, at 0.1 to 2 ms each."""


def is_hex(text: str) -> bool:
    """Whether ``text`` is a colour like ``#1a2b3c``."""
    return re.fullmatch("#[0-9a-fA-F]{6}", text) is not None


def from_hex(colour: str) -> Floats:
    """``#rrggbb`` → three numbers 0–1 of sRGB. Raises ValueError for anything else."""
    if not is_hex(colour):
        raise ValueError(f"{colour!r} is not a colour like #1a2b3c")
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def to_hex(rgb: ArrayLike) -> str:
    """Three numbers 0–1 of sRGB → ``#rrggbb``; what lies outside is clipped."""
    parts = np.rint(np.clip(np.asarray(rgb, dtype=np.float64), 0, 1) * 255).astype(int)
    return "#" + "".join(f"{p:02x}" for p in parts)


def to_rgb255(colour: str) -> tuple[int, int, int]:
    """``#rrggbb`` → the tuple of 0–255 that Pillow draws with."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return (red, green, blue)


def linear(srgb: ArrayLike) -> Floats:
    """sRGB 0–1 → linear light 0–1 (IEC 61966-2-1); any shape."""
    values = np.asarray(srgb, dtype=np.float64)
    low = values / 12.92
    high: Floats = ((np.maximum(values, 0.04045) + 0.055) / 1.055) ** 2.4
    return np.where(values <= 0.04045, low, high)


_LINEAR = linear(np.arange(256) / 255)
"""Linear light of each level."""


def encoded(light: ArrayLike) -> Floats:
    """Linear light → sRGB; any shape, values outside 0–1 pass through monotonically."""
    values = np.asarray(light, dtype=np.float64)
    high = 1.055 * np.maximum(values, 0.0031308) ** (1 / 2.4) - 0.055
    return np.where(values <= 0.0031308, values * 12.92, high)


def srgb_to_oklch(rgb: ArrayLike) -> Floats:
    """sRGB 0–1, shape (…, 3) → lightness 0–1, chroma 0–0.37, hue 0–360°; same shape."""
    lab = np.cbrt(linear(rgb) @ _TO_LMS.T) @ _TO_LAB.T
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])) % 360
    return np.stack([lab[..., 0], chroma, hue], axis=-1)


def oklch_to_srgb(lch: ArrayLike) -> Floats:
    """OKLCH, shape (…, 3) → sRGB; outside 0–1 where the screen cannot show the colour."""
    values = np.asarray(lch, dtype=np.float64)
    angle = np.radians(values[..., 2])
    a, b = values[..., 1] * np.cos(angle), values[..., 1] * np.sin(angle)
    lab = np.stack([values[..., 0], a, b], axis=-1)
    return encoded((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T)


@_KEPT
def oklch(lightness: float, chroma: float, hue: float) -> str:
    """``#rrggbb`` of an OKLCH colour, its chroma lowered until a screen can show it."""
    lightness = min(max(lightness, 0.0), 1.0)
    low, high = 0.0, max(chroma, 0.0)
    if _shown(lightness, high, hue):
        return to_hex(oklch_to_srgb([lightness, high, hue]))
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if _shown(lightness, middle, hue) else (low, middle)
    return to_hex(oklch_to_srgb([lightness, low, hue]))


@_KEPT
def lch_of(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue of ``#rrggbb``."""
    lightness, chroma, hue = (float(v) for v in srgb_to_oklch(from_hex(colour)))
    return (lightness, chroma, hue)


def luminance(rgb: ArrayLike) -> Floats:
    """Relative luminance 0–1 of sRGB 0–1, shape (…, 3) → (…) (WCAG 2.2)."""
    light: Floats = linear(rgb) @ _LUMINANCE
    return light


_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


@_KEPT
def contrast(one: str, other: str) -> float:
    """WCAG contrast of two ``#rrggbb``: 1–21, whichever is lighter."""
    lights = sorted(float(luminance(from_hex(c))) for c in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def contrasts(colour: str, pixels: NDArray[np.uint8]) -> Floats:
    """WCAG contrast of ``#rrggbb`` against sRGB pixels 0–255, shape (…, 3) → (…)."""
    mine = float(luminance(from_hex(colour))) + 0.05
    theirs: Floats = _LINEAR.take(pixels) @ _LUMINANCE + 0.05
    return np.maximum(mine, theirs) / np.minimum(mine, theirs)


def lightness(pixels: NDArray[np.uint8]) -> Floats:
    """OKLab lightness 0–1 of sRGB pixels 0–255, shape (…, 3) → (…)."""
    cones: Floats = np.cbrt(_LINEAR.take(pixels) @ _TO_LMS.T)
    return np.asarray(cones @ _TO_LAB[0], dtype=np.float64)


def mix(one: str, other: str, share: float) -> str:
    """``share`` 0–1 of the way from one colour to the other, evenly to the eye (OKLab)."""
    ends = [np.cbrt(linear(from_hex(c)) @ _TO_LMS.T) for c in (one, other)]
    between = ends[0] + (ends[1] - ends[0]) * share
    return to_hex(encoded(between**3 @ _FROM_LMS.T))


def shifted(colour: str, *, lightness: float = 0.0, chroma: float = 1.0, hue: float = 0.0) -> str:
    """The colour with lightness added, chroma multiplied, hue turned by degrees."""
    light, strength, angle = lch_of(colour)
    return oklch(light + lightness, strength * chroma, angle + hue)


@_KEPT
def ink_for(ground: str, *, least: float = COMFORTABLE, tint: float = 0.04) -> str:
    """A text colour for ``ground``: near-black or near-white with a breath of the ground's hue.

    Reaches ``least`` where any colour does; otherwise black or white, never under 4.58:1.
    """
    hue = lch_of(ground)[2]
    hue = _EARTH if 62 < hue < 130 else hue
    dark = contrast(ground, "#000000") >= contrast(ground, "#ffffff")
    steps = (0.24, 0.20, 0.15, 0.10) if dark else (0.97, 0.985, 0.995)
    inks = [oklch(step, tint if dark else tint / 3, hue) for step in steps]
    good = [ink for ink in inks if contrast(ink, ground) >= least]
    return good[0] if good else ("#000000" if dark else "#ffffff")


_EARTH = 55.0
"""The hue of inks on yellow: a dark yellow looks like olives."""


def apart(colour: str, ground: str, least: float) -> str:
    """``colour``, its lightness moved as little as needed to reach ``least`` against ``ground``.

    ``least`` of up to 4.5 is always reached; beyond, the best that black or white gives.
    """
    light, chroma, hue = lch_of(colour)
    tries = sorted(np.linspace(0, 1, 51), key=lambda v: abs(float(v) - light))
    for step in [light, *(float(t) for t in tries)]:
        moved = oklch(step, chroma, hue)
        if contrast(moved, ground) >= least:
            return moved
    return max(("#000000", "#ffffff"), key=lambda c: contrast(c, ground))


def _shown(lightness: float, chroma: float, hue: float) -> bool:
    rgb = oklch_to_srgb([lightness, chroma, hue])
    return bool((rgb > -0.0005).all() and (rgb < 1.0005).all())
