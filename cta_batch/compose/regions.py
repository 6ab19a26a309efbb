"""Areas of a mask: connected pieces, holes, growing and shrinking. NumPy on booleans only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Labels = NDArray[np.int32]
Floats = NDArray[np.float32]

BAND = 32
"""Rows of a band: of a picture of 1200 px, half a megabyte as float32."""


def bands(height: int) -> Iterator[slice]:
    """Slices of some rows each, for work on single pixels: what it makes by the way then stays in
    the processor's cache, where whole pictures would be written to memory and read again."""
    for top in range(0, height, BAND):
        yield slice(top, top + BAND)


def label(mask: Mask) -> tuple[Labels, NDArray[np.int64]]:
    """Number the 4-connected pieces of ``mask`` from 1 (0 is outside), with their areas.

    Areas are indexed by label: ``areas[0]`` is the outside. Works on horizontal runs, so the cost
    grows with edges, not with pixels.
    """
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    edges = np.diff(padded, axis=1)
    starts = edges[:, :-1] == 1
    runs = np.cumsum(starts.ravel(), dtype=np.int32).reshape(mask.shape)
    runs *= mask
    roots = _joined(int(starts.sum()) + 1, *_touching(runs))
    _, numbers = np.unique(roots, return_inverse=True)
    labels = numbers.astype(np.int32)[runs]
    return labels, np.bincount(labels.ravel(), minlength=int(numbers.max()) + 1)


def _touching(runs: Labels) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Pairs of runs that lie on one another."""
    above, below = runs[:-1], runs[1:]
    both = (above > 0) & (below > 0)
    fresh = both.copy()
    same = (above[:, 1:] == above[:, :-1]) & (below[:, 1:] == below[:, :-1])
    fresh[:, 1:] &= ~(both[:, :-1] & same)
    return above[fresh], below[fresh]


def _joined(count: int, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int32]:
    """The least member of each run's piece: smaller roots spread over pairs until all agree."""
    root = np.arange(count, dtype=np.int32)
    while True:
        low = np.minimum(root[one], root[other])
        before = root.copy()
        np.minimum.at(root, root[one], low)
        np.minimum.at(root, root[other], low)
        root = root[root]
        root = root[root]
        if np.array_equal(before, root):
            return root


def touching_border(mask: Mask) -> Mask:
    """Those pieces of ``mask`` that reach the picture's border."""
    labels, areas = label(mask)
    frame = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    keep = np.zeros(len(areas), dtype=np.bool_)
    keep[frame] = True
    keep[0] = False
    return keep[labels]


def pieces(
    mask: Mask, least: float, most: float, *, margin: int
) -> Iterator[tuple[tuple[slice, slice], Mask]]:
    """Each piece of ``mask`` with an area of ``least`` to ``most`` pixels, in a window around it.

    Gives the window (its box and ``margin`` pixels more) and the piece within that window.
    """
    labels, areas = label(mask)
    fit = (areas >= least) & (areas <= most)
    fit[0] = False
    ys, xs = np.nonzero(fit[labels])
    names = labels[ys, xs]
    order = np.argsort(names, kind="stable")
    cuts = np.flatnonzero(np.diff(names[order])) + 1
    for part in np.split(order, cuts) if len(order) else []:
        window = _window(ys[part], xs[part], margin)
        yield window, labels[window] == names[part[0]]


def _window(ys: NDArray[np.int64], xs: NDArray[np.int64], margin: int) -> tuple[slice, slice]:
    return (
        slice(max(0, int(ys.min()) - margin), int(ys.max()) + margin + 1),
        slice(max(0, int(xs.min()) - margin), int(xs.max()) + margin + 1),
    )


def around(mask: Mask, margin: int) -> tuple[slice, slice]:
    """The window of all that is set in ``mask``, with ``margin`` pixels more on every side."""
    ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return _window(ys, xs, margin)


def without_specks(mask: Mask, least: float) -> Mask:
    """``mask`` without pieces smaller than ``least`` pixels."""
    labels, areas = label(mask)
    keep = areas >= least
    keep[0] = False
    return keep[labels]


def grown(mask: Mask, radius: int) -> Mask:
    """``mask`` with ``radius`` pixels more on every side (a square brush)."""
    return _spread(_spread(mask, radius).T, radius).T


def _spread(mask: Mask, radius: int) -> Mask:
    """Grow along the rows' direction by doubling: log2(radius) passes."""
    out, done = mask.copy(), 0
    while done < radius:
        step = min(max(done, 1), radius - done)
        wider = out.copy()
        wider[step:] |= out[:-step]
        wider[:-step] |= out[step:]
        out, done = wider, done + step
    return out


def shrunk(mask: Mask, radius: int) -> Mask:
    """``mask`` with ``radius`` pixels less on every side; the picture's border is no edge."""
    return ~grown(~mask, radius)


def blurred(values: Floats, radius: int) -> Floats:
    """Mean over a square of ``2 radius + 1`` pixels; (h, w) or (h, w, n), edges repeated."""
    return _mean_rows(_mean_rows(values, radius, 0), radius, 1)


def blurred_at(values: Floats, radius: int, where: Mask) -> Floats:
    """``blurred`` at the pixels of ``where`` alone, as (n,) or (n, c)."""
    total = _sums(_mean_rows(values, radius, 0), radius, 1)
    ys, xs = np.nonzero(where)
    width = 2 * radius + 1
    means: Floats = (total[ys, xs + width] - total[ys, xs]) / np.float32(width)
    return means


def _mean_rows(values: Floats, radius: int, axis: int) -> Floats:
    total = _sums(values, radius, axis)
    width = 2 * radius + 1
    if axis == 0:
        return (total[width:] - total[:-width]) / np.float32(width)
    return (total[:, width:] - total[:, :-width]) / np.float32(width)


def _sums(values: Floats, radius: int, axis: int) -> Floats:
    """Running sums along ``axis``, edges repeated: two of them give the sum between."""
    pad = [(0, 0)] * values.ndim
    pad[axis] = (radius + 1, radius)
    sums: Floats = np.cumsum(np.pad(values, pad, mode="edge"), axis=axis, dtype=np.float32)
    return sums
