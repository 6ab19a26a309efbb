"""The plain ground a studio photo is taken on: fit it to the border, measure what differs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cta_batch.compose.regions import (
    Floats,
    Levels,
    Mask,
    Window,
    bands,
    summed,
    summed_products,
    weighted,
)

Indices = NDArray[np.int64]

RING = 0.025
"""Width of the border ring that the ground is fitted to, as a share of the shorter side."""


@dataclass(frozen=True)
class Backdrop:
    """A smooth ground, the share (0–1) of the border that fits it, and ``noise``: the typical
    deviation there, in levels. ``shape`` is (h, w), ``weights`` (6, 3) go with ``_terms``."""

    shape: tuple[int, int]
    weights: Floats
    fit: float
    noise: float

    def ground(self, window: Window) -> Floats:
        """The ground in a window of the picture: levels 0–255 (h, w, 3).

        The polynomial of ``_terms`` at every pixel: what 1, y and y² are multiplied with in each
        column, by what they are in each row.
        """
        down, across = (_places(n, part) for n, part in zip(self.shape, window, strict=True))
        w, x, y = self.weights, across[:, None], down
        columns = (
            w[0] + w[1] * x + w[3] * x * x,
            w[2] + w[4] * x,
            np.broadcast_to(w[5], (len(x), 3)),
        )
        rows = np.stack([np.ones_like(y), y, y * y], axis=1)
        flat = summed_products(rows, np.stack(columns).reshape(3, -1))
        surface: Floats = flat.reshape(len(y), len(x), 3)
        np.clip(surface, 0, 255, out=surface)
        return surface


def _places(length: int, part: slice) -> Floats:
    """Rows or columns of ``part``, as shares of ``length`` from the middle (-0.5 to 0.5)."""
    return np.asarray(np.arange(length)[part] / length - 0.5, dtype=np.float32)


@dataclass(frozen=True)
class Difference:
    """How every pixel differs from the ground, each (h, w).

    ``distance`` in levels, colour counted double; ``shade`` is brightness against the ground's
    (1 = the same, 0.6 = in shadow); ``tinge`` is what no shadow explains, in levels.
    """

    distance: Floats
    shade: Floats
    tinge: Floats

    def within(self, window: Window) -> Difference:
        """The same for a part of the picture."""
        return Difference(self.distance[window], self.shade[window], self.tinge[window])


def fit_backdrop(pixels: Levels) -> Backdrop:
    """Fit a quadratic surface per channel to the border ring of ``pixels`` (h, w, 3).

    Robust: the pixels farthest off are left out, so a product may touch part of the border.
    """
    height, width = pixels.shape[:2]
    ys, xs = _ring(height, width)
    samples = pixels[ys, xs].astype(np.float32)
    terms = _terms((xs / width).astype(np.float32), (ys / height).astype(np.float32))
    inside = _near_commonest(samples)
    tolerance, fitted, noise = 12.0, samples, 1.0
    for _ in range(4):
        weights = _solve(terms[inside], samples[inside])
        fitted = terms @ weights
        off = np.abs(samples - fitted).max(axis=1)
        noise = float(np.median(off[inside]) * 1.48) if inside.any() else 1.0
        tolerance = min(max(6.0, 4 * noise), 14.0)
        inside = off < tolerance
        if inside.sum() < 50:
            break
    return Backdrop((height, width), weights, float(inside.mean()), noise)


def differ(pixels: Levels, backdrop: Backdrop) -> Difference:
    """Compare ``pixels`` (h, w, 3) with the ground behind them."""
    found = Difference(*(np.empty(backdrop.shape, dtype=np.float32) for _ in range(3)))
    for rows in bands(backdrop.shape[0]):
        part = _differ(pixels[rows].astype(np.float32), backdrop.ground((rows, slice(None))))
        found.distance[rows], found.shade[rows] = part.distance, part.shade
        found.tinge[rows] = part.tinge
    return found


def _differ(pixels: Floats, ground: Floats) -> Difference:
    power = np.maximum(summed(ground * ground), np.float32(1))
    shade: Floats = np.divide(summed(pixels * ground), power)
    rest = pixels - weighted(ground, shade)
    colour = summed(rest * rest)
    light = (1 - shade) * np.sqrt(power / np.float32(3))
    return Difference(np.sqrt(light * light + 4 * colour), shade, np.sqrt(colour))


def _ring(height: int, width: int) -> tuple[Indices, Indices]:
    """Row and column numbers of at most some 6000 border pixels, evenly spread."""
    deep = max(2, round(min(height, width) * RING))
    near: Mask = np.zeros((height, width), dtype=np.bool_)
    near[:deep] = near[-deep:] = True
    near[:, :deep] = near[:, -deep:] = True
    ys, xs = np.nonzero(near)
    step = max(1, len(ys) // 6000)
    return ys[::step], xs[::step]


def _near_commonest(samples: Floats) -> Mask:
    """Samples near the commonest colour of the ring, with room for a gradient."""
    codes = (samples.astype(np.int32) >> 4) @ np.array([256, 16, 1])
    common = np.bincount(codes).argmax()
    centre = np.median(samples[codes == common], axis=0)
    return np.asarray(np.abs(samples - centre).max(axis=1) < 40)


def _terms(x: Floats, y: Floats) -> Floats:
    x, y = x - 0.5, y - 0.5
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).astype(np.float32)


def _solve(terms: Floats, samples: Floats) -> Floats:
    """Least squares with a slight pull to flat, for rings of which one side is missing."""
    pull = np.diag([0, 1e-3, 1e-3, 5e-3, 5e-3, 5e-3]) * len(terms)
    wide = terms.astype(np.float64)
    found = np.linalg.solve(wide.T @ wide + pull, wide.T @ samples)
    return found.astype(np.float32)
