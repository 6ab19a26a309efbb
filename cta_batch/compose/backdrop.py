"""The plain ground a studio photo is taken on: fit it to the border, measure what differs."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cta_batch.compose.regions import (
    BAND,
    Floats,
    Levels,
    Mask,
    Window,
    around,
    bands,
    clipped,
    farthest,
    moved,
    summed_products,
    widened,
)

Indices = NDArray[np.int64]

RING = 0.025
"""Width of the border ring that the ground is fitted to, as a share of the shorter side."""
LEAST_DISTANCE = 9.0
"""Levels by which a pixel must differ from the ground: twice what JPEG leaves around edges."""
MARGIN = 24
"""Pixels of plain ground around what differs: more than anything reaches that looks around."""


@dataclass(frozen=True)
class Backdrop:
    """A smooth ground, the share (0–1) of the border that fits it, and ``noise``: the typical
    deviation there, in levels. ``shape`` is (h, w), ``weights`` (6, 3) go with ``_terms``."""

    shape: tuple[int, int]
    weights: Floats
    fit: float
    noise: float

    def planes(self, window: Window) -> list[Floats]:
        """The ground in a window of the picture: red, green and blue, levels 0–255 (h, w) each."""
        down, across = (_places(n, part) for n, part in zip(self.shape, window, strict=True))
        return self._surface(down, across)

    def colours(self, at: tuple[Indices, Indices], window: Window) -> Floats:
        """The ground at n pixels, by row and column in ``window``: levels 0–255 (n, 3)."""
        y, x = (
            _places(n, part)[indices]
            for n, part, indices in zip(self.shape, window, at, strict=True)
        )
        surface = summed_products(_terms(x, y), self.weights)
        return np.clip(surface, 0, 255, out=surface)

    def may_differ(self, pixels: Levels) -> Window:
        """A window of ``pixels`` (the whole picture) beyond which none is ``LEAST_DISTANCE`` off.

        Found by the lightest and the darkest pixel of each band's columns: ``distance`` is at most
        twice the Euclidean, and a little less is asked for than that allows.
        """
        height, width = self.shape
        parts = [pixels[rows] for rows in bands(height)]
        lightest = np.stack([part.max(axis=0) for part in parts])
        darkest = np.stack([part.min(axis=0) for part in parts])
        limits = np.append(np.arange(0, height, BAND), height - 1)
        ground = self._surface(_places(height, slice(None))[limits], _places(width, slice(None)))
        bend = float(np.abs(self.weights[5]).max()) * (BAND / height) ** 2 / 4
        room = np.float32(LEAST_DISTANCE / 2 / np.sqrt(3) - 0.05 - bend)
        found = np.zeros(lightest.shape[:2], dtype=np.bool_)
        for channel, plane in enumerate(ground):
            found |= lightest[..., channel] > np.minimum(plane[:-1], plane[1:]) + room
            found |= darkest[..., channel] < np.maximum(plane[:-1], plane[1:]) - room
        rows, columns = around(found, 0)
        return slice(rows.start * BAND, min(rows.stop * BAND, height)), columns

    def _surface(self, y: Floats, x: Floats) -> list[Floats]:
        """The polynomial of ``_terms`` in each channel where rows ``y`` and columns ``x`` meet:
        what 1, y and y² are multiplied with in each column, by what they are in each row.

        (For a band, a product of matrices so small that NumPy wakes no threads for it.)
        """
        rows, planes = np.stack([np.ones_like(y), y, y * y], axis=1), []
        for w in self.weights.T:
            columns = (w[0] + w[1] * x + w[3] * x * x, w[2] + w[4] * x, np.full_like(x, w[5]))
            plane = rows @ np.stack(columns)
            planes.append(np.clip(plane, 0, 255, out=plane))
        return planes


def _places(length: int, part: slice) -> Floats:
    """Rows or columns of ``part``, as shares of ``length`` from the middle (-0.5 to 0.5)."""
    return np.asarray(np.arange(length)[part] / length - 0.5, dtype=np.float32)


@dataclass(frozen=True)
class Difference:
    """How every pixel in ``window`` differs from the ground, each (h, w); beyond, none does.

    ``distance`` in levels, colour counted double; ``shade`` is brightness against the ground's
    (1 = the same, 0.6 = in shadow); ``tinge`` is what no shadow explains, in levels.
    """

    window: Window
    distance: Floats
    shade: Floats
    tinge: Floats

    def within(self, part: Window) -> Difference:
        """The same for a part of the window."""
        return Difference(
            moved(part, self.window), self.distance[part], self.shade[part], self.tinge[part]
        )


def fit_backdrop(pixels: Levels) -> Backdrop:
    """Fit a quadratic surface per channel to the border ring of ``pixels`` (h, w, 3).

    Robust: the pixels farthest off are left out, so a product may touch part of the border.
    """
    height, width = pixels.shape[:2]
    ys, xs = _ring(height, width)
    samples = pixels[ys, xs].astype(np.float32)
    every = slice(None)
    terms = _terms(_places(width, every)[xs], _places(height, every)[ys])
    inside = _near_commonest(samples)
    tolerance, fitted, noise = 12.0, samples, 1.0
    for _ in range(4):
        weights = _solve(terms[inside], samples[inside])
        fitted = terms @ weights
        off = farthest(samples - fitted)
        noise = float(np.median(off[inside]) * 1.48) if inside.any() else 1.0
        tolerance = min(max(6.0, 4 * noise), 14.0)
        inside = off < tolerance
        if inside.sum() < 50:
            break
    return Backdrop((height, width), weights, float(inside.mean()), noise)


def differ(pixels: Levels, backdrop: Backdrop) -> Difference:
    """Compare ``pixels`` (h, w, 3) with the ground behind them, where any is ``LEAST_DISTANCE``
    off, and some pixels around."""
    rows, columns = clipped(widened(backdrop.may_differ(pixels), MARGIN), backdrop.shape)
    shape = rows.stop - rows.start, columns.stop - columns.start
    found = Difference((rows, columns), *(np.empty(shape, dtype=np.float32) for _ in range(3)))
    for band in bands(shape[0]):
        part = found.within((band, slice(0, shape[1])))
        _compare(pixels[part.window], backdrop.planes(part.window), part)
    return found.within(clipped(around(found.distance >= LEAST_DISTANCE, MARGIN), shape))


def _compare(pixels: Levels, ground: list[Floats], to: Difference) -> None:
    """Write into ``to`` how ``pixels`` (h, w, 3) differ from the planes of their ground.

    Reckoned from off = pixel - ground, which is small where it matters, so that little is lost to
    rounding: the length of off, less its part along the ground's colour, is what is left.
    """
    power, along, square = np.zeros((3, *pixels.shape[:2]), dtype=np.float32)
    for levels, plane in zip(cv2.split(pixels), ground, strict=True):
        off = cv2.subtract(levels, plane, dtype=cv2.CV_32F)
        cv2.accumulateSquare(plane, power)
        cv2.accumulateProduct(off, plane, along)
        cv2.accumulateSquare(off, square)
    inverse = _MORE / np.maximum(power, 1)
    power += along
    np.multiply(power, inverse, out=to.shade)
    along *= along
    along *= inverse
    square -= along
    np.maximum(square, 0, out=square)
    np.sqrt(square, out=to.tinge)
    cv2.sqrt(cv2.addWeighted(along, 1 / 3 - 1e-6, square, 4, 0), to.distance)


_MORE = np.float32(1 + 1e-6)
"""More than rounding takes: grey on white has no colour, and is less than whole levels off."""


def _ring(height: int, width: int) -> tuple[Indices, Indices]:
    """Row and column numbers of at most some 6000 border pixels, evenly spread."""
    deep = max(2, round(min(height, width) * RING))
    top, columns = min(deep, height), np.arange(width)
    bottom = max(top, height - deep)
    sides = columns[(columns < deep) | (columns >= width - deep)]
    between = np.arange(top, bottom)[:, None] * width + sides
    numbers = np.concatenate(
        [np.arange(top * width), between.ravel(), np.arange(bottom * width, height * width)]
    )
    rows, across = np.divmod(numbers[:: max(1, len(numbers) // 6000)], width)
    return rows, across


def _near_commonest(samples: Floats) -> Mask:
    """Samples near the commonest colour of the ring, with room for a gradient."""
    codes = (samples.astype(np.int32) >> 4) @ np.array([256, 16, 1])
    common = np.bincount(codes).argmax()
    centre = np.median(samples[codes == common], axis=0)
    return np.asarray(farthest(samples - centre) < 40)


def _terms(x: Floats, y: Floats) -> Floats:
    """What the weights of a quadratic surface are for, at n places (n, 6)."""
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).astype(np.float32)


def _solve(terms: Floats, samples: Floats) -> Floats:
    """Least squares with a slight pull to flat, for rings of which one side is missing."""
    pull = np.diag([0, 1e-3, 1e-3, 5e-3, 5e-3, 5e-3]) * len(terms)
    wide = terms.astype(np.float64)
    found = np.linalg.solve(wide.T @ wide + pull, wide.T @ samples)
    return found.astype(np.float32)
