"""Areas of a mask: connected pieces, holes, growing and shrinking; means around pixels. OpenCV does
the work on pixels."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Labels = NDArray[np.int32]
Floats = NDArray[np.float32]
Levels = NDArray[np.uint8]
Window = tuple[slice, slice]

cv2.setNumThreads(1)  # pixels have a thread for each core already (cores.py)

BAND = 32
"""Rows of a band: of a picture of 1200 px, half a megabyte as float32."""


def bands(height: int) -> Iterator[slice]:
    """Slices of some rows each, for work on single pixels: what it makes by the way then stays in
    the processor's cache, where whole pictures would be written to memory and read again."""
    for top in range(0, height, BAND):
        yield slice(top, top + BAND)


def label(mask: Mask) -> tuple[Labels, NDArray[np.int64]]:
    """Number the 4-connected pieces of ``mask`` from 1 (0 is outside), with their areas.

    Areas are indexed by label: ``areas[0]`` is the outside.
    """
    labels, facts = _labelled(mask)
    return labels, facts[:, cv2.CC_STAT_AREA].astype(np.int64)


def _labelled(mask: Mask) -> tuple[Labels, Labels]:
    """The pieces' numbers, and a row of left, top, width, height and area (``CC_STAT_…``) each."""
    _, labels, facts, _ = cv2.connectedComponentsWithStats(_bytes(mask), connectivity=4)
    return np.asarray(labels, dtype=np.int32), np.asarray(facts, dtype=np.int32)


def touching_border(mask: Mask) -> Mask:
    """Those pieces of ``mask`` that reach the picture's border."""
    count, found = cv2.connectedComponents(_bytes(mask), connectivity=4)
    labels = np.asarray(found, dtype=np.int32)
    keep = np.zeros(count, dtype=np.bool_)
    keep[np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])] = True
    return _only(keep, labels, mask)


def pieces(mask: Mask, least: float, most: float, *, margin: int) -> Iterator[tuple[Window, Mask]]:
    """Each piece of ``mask`` with an area of ``least`` to ``most`` pixels, in a window around it.

    Gives the window (its box and ``margin`` pixels more) and the piece within that window.
    """
    labels, facts = _labelled(mask)
    for name, (left, top, width, height, area) in enumerate(facts.tolist()[1:], 1):
        if least <= area <= most:
            window = _window(top, top + height, left, left + width, margin)
            yield window, labels[window] == name


def _window(top: int, bottom: int, left: int, right: int, margin: int) -> Window:
    rows = slice(max(0, top - margin), bottom + margin)
    return rows, slice(max(0, left - margin), right + margin)


def around(mask: Mask, margin: int) -> Window:
    """The window of all that is set in ``mask``, with ``margin`` pixels more on every side."""
    left, top, width, height = cv2.boundingRect(_bytes(mask))
    return _window(top, top + height, left, left + width, margin)


def without_specks(mask: Mask, least: float, share: float = 0.0) -> Mask:
    """``mask`` without pieces smaller than ``least`` pixels, or than ``share`` of the largest."""
    labels, areas = label(mask)
    largest = float(areas[1:].max(initial=0))
    return _only(areas >= max(least, share * largest), labels, mask)


def _only(keep: Mask, labels: Labels, mask: Mask) -> Mask:
    """Those pieces of ``mask`` whose number is set in ``keep``."""
    keep[0] = False
    return mask if keep[1:].all() else keep[labels]


def grown(mask: Mask, radius: int) -> Mask:
    """``mask`` with ``radius`` pixels more on every side (a square brush)."""
    return cv2.dilate(_bytes(mask), _square(radius)).view(np.bool_)


def shrunk(mask: Mask, radius: int) -> Mask:
    """``mask`` with ``radius`` pixels less on every side; the picture's border is no edge."""
    return cv2.erode(_bytes(mask), _square(radius)).view(np.bool_)


def highest(values: Floats, radius: int) -> Floats:
    """The largest of ``values`` (h, w) within a square of ``2 radius + 1`` pixels."""
    return np.asarray(cv2.dilate(values, _square(radius)), dtype=np.float32)


def blurred(values: Floats, radius: int) -> Floats:
    """Mean over a square of ``2 radius + 1`` pixels; (h, w) or (h, w, 3), edges repeated."""
    side = 2 * radius + 1
    mean = cv2.blur(values, (side, side), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(mean, dtype=np.float32)


def weighted(values: Floats, weight: Floats) -> Floats:
    """``values`` (h, w, 3), each pixel times its ``weight`` (h, w)."""
    return np.asarray(cv2.multiply(values, cv2.merge([weight] * 3)), dtype=np.float32)


def summed(values: Floats) -> Floats:
    """The sum of each pixel's three channels: (h, w, 3) → (h, w)."""
    return np.asarray(cv2.transform(values, _ONES), dtype=np.float32)


_ONES = np.ones((1, 3), dtype=np.float32)


def summed_products(one: Floats, other: Floats) -> Floats:
    """The matrix product (NumPy's would wake a thread for each core)."""
    return np.asarray(cv2.gemm(one, other, 1.0, _NOTHING, 0.0), dtype=np.float32)


_NOTHING = np.empty((0, 0), dtype=np.float32)


def levels(values: Floats) -> Levels:
    """Numbers as whole levels 0–255, rounded; those below 0 do not occur."""
    return np.asarray(cv2.convertScaleAbs(values), dtype=np.uint8)


def _square(radius: int) -> Levels:
    return np.ones((2 * radius + 1, 2 * radius + 1), dtype=np.uint8)


def _bytes(mask: Mask) -> Levels:
    return np.ascontiguousarray(mask).view(np.uint8)
