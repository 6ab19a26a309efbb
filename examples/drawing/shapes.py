"""Solid shapes as signed distances: negative inside, in scene units, for points of shape (3, n)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Distance = Callable[[Floats], Floats]
Curve = Sequence[tuple[float, float]]

GRID_CELLS = 448


def smooth_curve(points: Curve, rounds: int = 4) -> NDArray[np.float64]:
    """Points (m, 2) of a curve with every corner cut (Chaikin); both ends stay.

    A corner given twice stays sharper, given three times stays a corner.
    """
    curve = np.asarray(points, float)
    for _ in range(rounds):
        near = 0.75 * curve[:-1] + 0.25 * curve[1:]
        far = 0.25 * curve[:-1] + 0.75 * curve[1:]
        cut = np.stack([near, far], 1).reshape(-1, 2)
        curve = np.concatenate([curve[:1], cut[1:-1], curve[-1:]])
    return curve


class PlaneField:
    """Distance to a plane curve, computed once on a grid and looked up between its knots."""

    def __init__(self, curve: NDArray[np.float64], *, solid: bool, margin: float = 0.25) -> None:
        self._low = curve.min(0) - margin
        self._cell = float((curve.max(0) + margin - self._low).max()) / (GRID_CELLS - 1)
        axis = np.arange(GRID_CELLS) * self._cell
        x, y = np.meshgrid(self._low[0] + axis, self._low[1] + axis, indexing="ij")
        self._values = _curve_distance(x, y, curve, solid=solid).astype(np.float32)

    def __call__(self, x: Floats, y: Floats) -> Floats:
        """Distance at (x, y); outside the grid a lower bound that grows with the way to it."""
        column, far_x = self._knot(x, 0)
        row, far_y = self._knot(y, 1)
        i, j = column.astype(np.intp), row.astype(np.intp)
        u, v = column - i, row - j
        table, start = self._values.ravel(), i * GRID_CELLS + j
        low = table[start] * (1 - v) + table[start + 1] * v
        high = table[start + GRID_CELLS] * (1 - v) + table[start + GRID_CELLS + 1] * v
        inside = low * (1 - u) + high * u
        outside = far_x * far_x + far_y * far_y
        found: Floats = np.where(outside > 0, np.sqrt(inside * inside + outside), inside)
        return found

    def _knot(self, value: Floats, axis: int) -> tuple[Floats, Floats]:
        exact = (value - np.float32(self._low[axis])) / np.float32(self._cell)
        held = np.clip(exact, 0, np.float32(GRID_CELLS - 1.001))
        return held, (exact - held) * np.float32(self._cell)


def _curve_distance(
    x: NDArray[np.float64], y: NDArray[np.float64], curve: NDArray[np.float64], *, solid: bool
) -> NDArray[np.float64]:
    nearest = np.full_like(x, np.inf)
    inside = np.zeros(x.shape, bool)
    for (ax, ay), (bx, by) in pairwise(curve):
        if solid and ay != by:
            crossing = ax + (y - ay) / (by - ay) * (bx - ax)
            inside ^= ((y < ay) != (y < by)) & (x < crossing)
        if solid and ax == bx == 0:
            continue  # the axis of a lathe is no surface
        along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / max(
            (bx - ax) ** 2 + (by - ay) ** 2, 1e-12
        )
        along = np.clip(along, 0, 1)
        dx, dy = x - ax - along * (bx - ax), y - ay - along * (by - ay)
        np.minimum(nearest, dx * dx + dy * dy, out=nearest)
    distance = np.sqrt(nearest)
    return np.where(inside, -distance, distance)


def lathe(profile: Curve, *, rounds: int = 4) -> Distance:
    """The solid swept by turning a profile of (radius, height), from axis to axis, about y."""
    curve = smooth_curve(profile, rounds)
    field = PlaneField(np.concatenate([curve, curve[:1]]), solid=True)
    return lambda p: field(np.hypot(p[0], p[2]), p[1])


def tube(path: Curve, thickness: float, *, width: float = 1.0) -> Distance:
    """A rod of radius ``thickness`` along a curve in the xy plane, ``width`` times as wide in z."""
    field = PlaneField(smooth_curve(path), solid=False)

    def distance(p: Floats) -> Floats:
        around: Floats = np.hypot(field(p[0], p[1]), p[2] / np.float32(width))
        return (around - np.float32(thickness)) * np.float32(min(1.0, width))

    return distance


def box(size: tuple[float, float, float], corner: float = 0.02) -> Distance:
    """A box of half-widths ``size`` about the origin, its edges rounded by ``corner``."""
    half = np.array(size, np.float32)[:, None] - np.float32(corner)

    def distance(p: Floats) -> Floats:
        q = np.abs(p) - half
        outer = np.sqrt((np.maximum(q, 0) ** 2).sum(0))
        found: Floats = outer + np.minimum(q.max(0), 0) - np.float32(corner)
        return found

    return distance


def cone(
    a: tuple[float, float, float], b: tuple[float, float, float], ra: float, rb: float
) -> Distance:
    """A rod from a to b whose radius goes from ``ra`` to ``rb``."""
    start = np.array(a, np.float32)[:, None]
    span = np.array(b, np.float32)[:, None] - start
    length2 = np.float32((span * span).sum())

    def distance(p: Floats) -> Floats:
        q = p - start
        along = np.clip((q * span).sum(0) / length2, 0, 1)
        gap = q - span * along
        found: Floats = np.sqrt((gap * gap).sum(0)) - (ra + (rb - ra) * along).astype(np.float32)
        return found

    return distance


def merged(shapes: Sequence[Distance], blend: float = 0.0) -> Distance:
    """The union of shapes; seams are filled with a fillet of about ``blend``."""

    def distance(p: Floats) -> Floats:
        found = shapes[0](p)
        for shape in shapes[1:]:
            other = shape(p)
            if blend:
                overlap = np.maximum(blend - np.abs(found - other), 0).astype(np.float32)
                fillet = overlap * overlap / np.float32(4 * blend)
                found = np.minimum(found, other) - fillet
            else:
                found = np.minimum(found, other)
        return found

    return distance


def without(shape: Distance, hole: Distance) -> Distance:
    """The shape with the other one cut out of it."""

    def distance(p: Floats) -> Floats:
        found: Floats = np.maximum(shape(p), -hole(p))
        return found

    return distance


def placed(
    shape: Distance, at: tuple[float, float, float] = (0.0, 0.0, 0.0), turn: float = 0.0
) -> Distance:
    """The shape turned by ``turn`` degrees about y, then moved to ``at``."""
    offset = np.array(at, np.float32)[:, None]
    cosine, sine = np.float32(np.cos(np.radians(turn))), np.float32(np.sin(np.radians(turn)))

    def distance(p: Floats) -> Floats:
        q = p - offset
        return shape(np.stack([q[0] * cosine - q[2] * sine, q[1], q[0] * sine + q[2] * cosine]))

    return distance
