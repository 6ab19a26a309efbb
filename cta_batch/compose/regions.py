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
TILE = 64
"""Side of a tile: work along an edge sees few pixels beside it, and begins some fifty times."""
COARSE = 8
"""Pixels between those by which the largest piece is guessed."""
_SET, _FILL, _NONE = 1, 2, 3
"""Marks: of what is set in a mask, of a piece of it that was filled, and of nothing at all."""


def bands(height: int) -> Iterator[slice]:
    """Slices of some rows each, for work on single pixels: what it makes by the way then stays in
    the processor's cache, where whole pictures would be written to memory and read again."""
    for top in range(0, height, BAND):
        yield slice(top, min(top + BAND, height))


def tiles(mask: Mask, *, margin: int) -> Iterator[tuple[Window, Mask]]:
    """What is set in ``mask``, tile by tile, for work on few pixels that needs those around them.

    Gives a window (the box of the tile's set pixels and ``margin`` pixels more) and, within that
    window, the pixels of this tile: every set pixel is in exactly one.
    """
    for top in range(0, mask.shape[0], TILE):
        for left in range(0, mask.shape[1], TILE):
            part = mask[top : top + TILE, left : left + TILE]
            x, y, width, height = cv2.boundingRect(part.view(np.uint8))
            if width:
                box = _window(top + y, top + y + height, left + x, left + x + width, 0)
                window = widened(box, margin)
                own = np.zeros(mask[window].shape, dtype=np.bool_)
                own[_inside(box, window)] = mask[box]
                yield window, own


def widened(window: Window, margin: int) -> Window:
    """A window with ``margin`` pixels more on every side; none above or left of the picture."""
    rows, columns = window
    return _window(rows.start, rows.stop, columns.start, columns.stop, margin)


def moved(window: Window, by: Window) -> Window:
    """A window within the window ``by``, as one of the picture."""
    rows, columns = (
        slice(part.start + whole.start, part.stop + whole.start)
        for part, whole in zip(window, by, strict=True)
    )
    return rows, columns


def clipped(window: Window, shape: tuple[int, ...]) -> Window:
    """What of a window lies in a picture of ``shape`` (h, w)."""
    rows, columns = (
        slice(part.start, min(part.stop, n)) for part, n in zip(window, shape[:2], strict=True)
    )
    return rows, columns


def _inside(box: Window, window: Window) -> Window:
    """``box`` as seen from within a window around it."""
    rows, columns = (
        slice(part.start - whole.start, part.stop - whole.start)
        for part, whole in zip(box, window, strict=True)
    )
    return rows, columns


def area(mask: Mask) -> int:
    """How many pixels are set."""
    return int(cv2.countNonZero(_bytes(mask)))


def label(mask: Mask) -> tuple[Labels, NDArray[np.int64]]:
    """Number the 4-connected pieces of ``mask`` from 1 (0 is outside), with their areas.

    Areas are indexed by label: ``areas[0]`` is the outside.
    """
    labels, facts = _labelled(mask)
    return labels, facts[:, cv2.CC_STAT_AREA].astype(np.int64)


def _labelled(mask: Mask) -> tuple[Labels, Labels]:
    """The pieces' numbers, and a row of left, top, width, height and area (``CC_STAT_…``) each."""
    if not mask.size:
        return np.zeros(mask.shape, np.int32), np.zeros((1, cv2.CC_STAT_MAX), np.int32)
    _, labels, facts, _ = cv2.connectedComponentsWithStats(_bytes(mask), connectivity=4)
    return np.asarray(labels, dtype=np.int32), np.asarray(facts, dtype=np.int32)


def touching_border(mask: Mask) -> Mask:
    """Those pieces of ``mask`` that reach the picture's border."""
    framed = np.ones((mask.shape[0] + 2, mask.shape[1] + 2), dtype=np.uint8)
    framed[1:-1, 1:-1] = mask
    _filled(framed, 0, 0)
    return _equal(framed[1:-1, 1:-1], _FILL)


def _filled(marks: Levels, row: int, column: int) -> int:
    """Mark a piece of equal ``marks`` with ``_FILL`` from one of its pixels; gives its area."""
    return int(cv2.floodFill(marks, None, (column, row), (_FILL,))[0])


def _equal(marks: Levels, mark: int) -> Mask:
    found: Mask = marks == mark
    return found


def pieces(mask: Mask, least: float, most: float, *, margin: int) -> Iterator[tuple[Window, Mask]]:
    """Each piece of ``mask`` with an area of ``least`` to ``most`` pixels, in a window around it.

    Gives the window (its box and ``margin`` pixels more) and the piece within that window. One that
    is larger is filled first, which takes a tenth of the time that labels do.
    """
    if area(mask) > most and (large := _with_large_piece_filled(mask))[1] > most:
        mask = _equal(large[0], _SET)
    if area(mask) < least:
        return
    inked = around(mask, margin)
    labels, facts = _labelled(mask[inked])
    for name, (left, top, width, height, size) in enumerate(facts.tolist()[1:], 1):
        if least <= size <= most:
            near = _window(top, top + height, left, left + width, margin)
            yield moved(near, inked), labels[near] == name


def _window(top: int, bottom: int, left: int, right: int, margin: int) -> Window:
    rows = slice(max(0, top - margin), bottom + margin)
    return rows, slice(max(0, left - margin), right + margin)


def around(mask: Mask, margin: int) -> Window:
    """The window of all that is set in ``mask``, with ``margin`` pixels more on every side."""
    left, top, width, height = cv2.boundingRect(_bytes(mask))
    return _window(top, top + height, left, left + width, margin)


def without_specks(mask: Mask, least: float, share: float = 0.0) -> Mask:
    """``mask`` without pieces smaller than ``least`` pixels, or than ``share`` of the largest.

    Only what is left besides one large piece, which is filled, must be labelled.
    """
    marks, filled = _with_large_piece_filled(mask)
    bar, rest = max(least, share * filled), _equal(marks, _SET)
    if area(rest) < bar:
        return _equal(marks, _FILL if filled >= bar else _NONE)
    window = around(rest, 0)
    labels, areas = label(rest[window])
    areas[0] = 0
    bar = max(bar, share * int(areas.max()))
    kept = _equal(marks, _FILL if filled >= bar else _NONE)
    kept[window] |= (areas >= bar)[labels]
    return kept


def _with_large_piece_filled(mask: Mask) -> tuple[Levels, int]:
    """``mask`` as marks, a piece of it that is likely its largest filled; and that one's area."""
    marks = _bytes(mask).copy()
    labels, areas = label(mask[::COARSE, ::COARSE])
    if len(areas) == 1:
        return marks, 0
    seed = np.argmax(labels == 1 + np.argmax(areas[1:]))
    row, column = np.unravel_index(seed, labels.shape)
    return marks, _filled(marks, int(row) * COARSE, int(column) * COARSE)


def grown(mask: Mask, radius: int) -> Mask:
    """``mask`` with ``radius`` pixels more on every side (a square brush)."""
    return cv2.dilate(_bytes(mask), _square(radius)).view(np.bool_)


def shrunk(mask: Mask, radius: int) -> Mask:
    """``mask`` with ``radius`` pixels less on every side; the picture's border is no edge."""
    return cv2.erode(_bytes(mask), _square(radius)).view(np.bool_)


def blurred(values: Floats | Levels, radius: int) -> Floats:
    """Mean over a square of ``2 radius + 1`` pixels, for each channel; edges repeated."""
    side = 2 * radius + 1
    mean = cv2.boxFilter(values, cv2.CV_32F, (side, side), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(mean, dtype=np.float32)


def steepness(values: Floats) -> Floats:
    """How much ``values`` (h, w) change from pixel to pixel in the direction where they change
    most; half of that along the border, whose pixels are repeated."""
    down, across = (
        cv2.Sobel(
            values, cv2.CV_32F, dx, 1 - dx, ksize=1, scale=0.5, borderType=cv2.BORDER_REPLICATE
        )
        for dx in (0, 1)
    )
    return np.asarray(cv2.magnitude(down, across), dtype=np.float32)


def summed(values: Floats) -> Floats:
    """The sum of each pixel's three channels: (h, w, 3) → (h, w)."""
    return np.asarray(cv2.transform(values, _ONES), dtype=np.float32)


_ONES = np.ones((1, 3), dtype=np.float32)


def farthest(offsets: Floats) -> Floats:
    """How far colours are off in the channel that is off most: (n, 3) → (n), as NumPy's maximum
    along the short axis finds it, in a thirtieth of the time."""
    red, green, blue = np.abs(offsets).T
    most: Floats = np.maximum(np.maximum(red, green), blue)
    return most


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
