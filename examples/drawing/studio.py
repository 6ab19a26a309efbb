"""Light and lens: marches rays through a scene of solid parts and shades what they meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from drawing.paint import Material, column, smoothstep
from drawing.shapes import Distance, Floats

Vector = tuple[float, float, float]
CLOSE = np.float32(0.0008)


@dataclass(frozen=True)
class Part:
    """One solid of one material."""

    distance: Distance
    material: Material


@dataclass(frozen=True)
class Panel:
    """A lit softbox far away: where it hangs, half its width and height (tangents), brightness."""

    towards: Vector
    width: float
    height: float
    light: Vector


@dataclass(frozen=True)
class Light:
    """The set-up: a key light, what comes from everywhere, and the panels that mirror.

    ``key_at`` is a place when ``near`` (it falls off with distance), else a direction.
    ``key_hardness`` sets penumbrae: 2 is a huge softbox, 30 the sun. ``gobo`` masks the key.
    """

    key_at: Vector = (-3.0, 5.0, 3.5)
    key: Vector = (2.0, 1.96, 1.9)
    key_hardness: float = 5.0
    near: bool = False
    sky: Vector = (0.62, 0.64, 0.68)
    bounce: Vector = (0.5, 0.48, 0.46)
    panels: tuple[Panel, ...] = ()
    gobo: Callable[[Floats], Floats] | None = None


@dataclass(frozen=True)
class Scene:
    """What stands before the camera, who lights it and from where it is seen.

    With ``backdrop`` (top, bottom; display values 0–1) the floor y=0 only catches shadow, as on
    a seamless studio sweep; without, the parts must fill the frame.
    ``lens`` is the focal length in half picture widths, ``reach`` how far the camera sees.
    """

    parts: tuple[Part, ...]
    camera: Vector
    target: Vector
    lens: float = 4.0
    light: Light = field(default_factory=Light)
    backdrop: tuple[Vector, Vector] | None = ((0.955, 0.953, 0.95), (0.935, 0.932, 0.928))
    reach: float = 14.0
    exposure: float = 1.0

    def distance(self, p: Floats) -> Floats:
        """Distance to the nearest part."""
        found = self.parts[0].distance(p)
        for part in self.parts[1:]:
            found = np.minimum(found, part.distance(p))
        return found

    def nearest(self, p: Floats) -> NDArray[np.intp]:
        """Which part lies nearest to each point."""
        found: NDArray[np.intp] = np.stack([part.distance(p) for part in self.parts]).argmin(0)
        return found


def unit(v: Floats) -> Floats:
    """Vectors (3, n) at length one."""
    scaled: Floats = v / np.sqrt((v * v).sum(0) + np.float32(1e-12))
    return scaled


def march(scene: Scene, start: Floats, way: Floats, reach: float, steps: int = 90) -> Floats:
    """How far each ray runs until it meets a part; infinite when it meets none."""
    gone = np.zeros(start.shape[1], np.float32)
    found = np.full(start.shape[1], np.inf, np.float32)
    active = np.arange(start.shape[1])
    for _ in range(steps):
        t = gone[active]
        gap = scene.distance(start[:, active] + way[:, active] * t)
        hit = gap < CLOSE * np.maximum(1, t * np.float32(0.3))
        found[active[hit]] = t[hit]
        gone[active] = t + gap * np.float32(0.92)
        active = active[~hit & (gone[active] < reach)]
        if not active.size:
            break
    return found


def normals(scene: Scene, p: Floats, step: float = 0.004) -> Floats:
    """Outward directions of the surface at p, by four differences (a tetrahedron)."""
    total = np.zeros_like(p)
    for signs in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
        arm = np.array(signs, np.float32)[:, None]
        total += arm * scene.distance(p + arm * np.float32(step))
    return unit(total)


def shadow(scene: Scene, p: Floats, way: Floats, hardness: float, reach: float | Floats) -> Floats:
    """Share of the key light that reaches p, with a penumbra that widens with distance."""
    lit = np.ones(p.shape[1], np.float32)
    t = np.full(p.shape[1], 0.02, np.float32)
    before = np.full(p.shape[1], 1e9, np.float32)
    stride = np.float32(0.4 if scene.light.near else 1.0)  # near light shows each step as a ring
    for _ in range(64 if scene.light.near else 44):
        gap = scene.distance(p + way * t)
        back = np.where((gap > 0) & (gap < before), gap * gap / (2 * before), 0)
        side = np.where(gap > 0, np.sqrt(np.maximum(gap * gap - back * back, 0)), gap)
        share = np.float32(hardness) * side / np.maximum(t - back, 1e-3)
        lit = np.where(t < reach, np.minimum(lit, share), lit)
        before = np.maximum(gap, 1e-4)
        t += np.clip(gap * stride, 0.015, 0.2 * stride)
        if (lit < 0).all():
            break
    return smoothstep(-0.25, 1.0, np.clip(lit, -0.25, 1))


def openness(scene: Scene, p: Floats, n: Floats, wide: float = 0.6) -> Floats:
    """Share of the sky that p sees: near gaps in nine directions about its normal."""
    helper = np.where(np.abs(n[1]) < 0.9, column((0, 1, 0)), column((1, 0, 0))).astype(np.float32)
    side = unit(np.cross(n, helper, axis=0).astype(np.float32))
    other = np.cross(n, side, axis=0).astype(np.float32)
    total = np.zeros(p.shape[1], np.float32)
    for k in range(9):
        tilt, spin = (0.0, 0.0) if k == 8 else (0.9 if k % 2 else 0.55, k * np.pi / 4)
        aside = side * np.float32(np.cos(spin)) + other * np.float32(np.sin(spin))
        way = (n * np.float32(np.cos(tilt)) + aside * np.float32(np.sin(tilt))).astype(np.float32)
        seen: Floats = np.ones(p.shape[1], np.float32)
        for h in (0.06, 0.2, 0.5, 1.0):
            far = np.float32(h * wide)
            seen = np.minimum(seen, 0.15 + scene.distance(p + way * far) / far)
        total += np.clip(seen, 0, 1) * np.float32(np.cos(tilt) + 0.3)
    return total / np.float32(4 * (np.cos(0.9) + np.cos(0.55) + 0.6) + 1.3)


def surroundings(light: Light, way: Floats, roughness: float) -> Floats:
    """What a mirror turned this way would show of the studio."""
    height = smoothstep(-0.35 - roughness, 0.35 + roughness, way[1])
    total = column(light.bounce) + (column(light.sky) * 0.55 - column(light.bounce)) * height
    for panel in light.panels:
        total = total + column(panel.light) * _panel_share(panel, way, roughness)
    return total.astype(np.float32)


def _panel_share(panel: Panel, way: Floats, roughness: float) -> Floats:
    facing = unit(column(panel.towards))
    side = unit(np.cross(column((0, 1, 0)), facing, axis=0).astype(np.float32))
    up = np.cross(facing, side, axis=0).astype(np.float32)
    ahead = np.maximum((way * facing).sum(0), 1e-3)
    x, y = np.abs((way * side).sum(0) / ahead), np.abs((way * up).sum(0) / ahead)
    edge = 0.04 + roughness * 0.9
    inside = smoothstep(-edge, edge, (panel.width - x).astype(np.float32))
    inside = inside * smoothstep(-edge, edge, (panel.height - y).astype(np.float32))
    spread = (panel.width / (panel.width + edge)) * (panel.height / (panel.height + edge))
    shown: Floats = inside * np.float32(spread**0.5) * ((way * facing).sum(0) > 0)
    return shown
