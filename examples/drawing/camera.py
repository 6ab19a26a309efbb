"""From scene to pixels: rays, shading and antialiasing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from drawing.paint import column, smoothstep
from drawing.shapes import Floats
from drawing.studio import Scene, march, normals, openness, shadow, surroundings, unit

BATCH = 60_000
SHADE_REACH = 0.55
"""How far from the parts the sweep darkens: the fill lights swallow the rest of the shadow."""
FINE = tuple((x, y) for x in (-1 / 3, 0.0, 1 / 3) for y in (-1 / 3, 0.0, 1 / 3))


def render(scene: Scene, size: int) -> NDArray[np.uint8]:
    """The scene as ``size`` × ``size`` sRGB pixels, (size, size, 3).

    One ray a pixel first; pixels that differ from a neighbour are drawn again with nine.
    """
    y, x = (a.ravel().astype(np.float32) for a in np.mgrid[0:size, 0:size])
    picture = _rays(scene, x, y, size).T.reshape(size, size, 3)
    busy = np.flatnonzero(_contrast(picture).ravel() > 0.02)
    fine = [_rays(scene, x[busy] + dx, y[busy] + dy, size) for dx, dy in FINE]
    picture.reshape(-1, 3)[busy] = np.mean(fine, axis=0).T
    return np.rint(picture * 255).astype(np.uint8)


def _contrast(picture: Floats) -> Floats:
    grey = np.pad(picture.mean(2), 1, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(grey, (3, 3))
    spread: Floats = windows.max((2, 3)) - windows.min((2, 3))
    return spread


def _rays(scene: Scene, x: Floats, y: Floats, size: int) -> Floats:
    cuts = range(0, x.size, BATCH)
    parts = [_colours(scene, x[i : i + BATCH], y[i : i + BATCH], size) for i in cuts]
    return np.concatenate([np.empty((3, 0), np.float32), *parts], axis=1)


def _colours(scene: Scene, x: Floats, y: Floats, size: int) -> Floats:
    across = (2 * (x + 0.5) / size - 1).astype(np.float32)
    down = (2 * (y + 0.5) / size - 1).astype(np.float32)
    eye = column(scene.camera)
    ahead = unit(column(scene.target) - eye)
    right = unit(np.cross(ahead, column((0, 1, 0)), axis=0).astype(np.float32))
    up = np.cross(right, ahead, axis=0).astype(np.float32)
    way = unit(ahead * np.float32(scene.lens) + right * across - up * down)
    start = np.broadcast_to(eye, way.shape)
    far = march(scene, start, way, scene.reach)
    hit = np.isfinite(far)
    out = _sweep(scene, start, way, down, ~hit)
    at = start[:, hit] + way[:, hit] * far[hit]
    out[:, hit] = _display(shade(scene, at, way[:, hit]) * np.float32(scene.exposure))
    return out


def _display(light: Floats) -> Floats:
    """Linear light to sRGB through a filmic curve (Narkowicz's fit of ACES, 2015)."""
    x = np.maximum(light * np.float32(0.8), 0)
    film = np.clip(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 0, 1)
    shown: Floats = np.where(film <= 0.0031308, film * 12.92, 1.055 * film ** (1 / 2.4) - 0.055)
    return shown.astype(np.float32)


def _sweep(
    scene: Scene, start: Floats, way: Floats, down: Floats, empty: NDArray[np.bool_]
) -> Floats:
    """The seamless backdrop: a soft gradient, darkened where the floor lies in shadow."""
    top, bottom = scene.backdrop or ((0, 0, 0), (0, 0, 0))
    share = (down + 1) / 2
    out = (column(top) + (column(bottom) - column(top)) * share).astype(np.float32)
    floor = empty & (way[1] < -0.01)
    if scene.backdrop is None or not floor.any():
        return out
    at = start[:, floor] - way[:, floor] * (start[1, floor] / way[1, floor])
    gap = scene.distance(at)
    floor[floor] = gap < SHADE_REACH
    at, gap = at[:, gap < SHADE_REACH], gap[gap < SHADE_REACH]
    up = np.broadcast_to(column((0, 1, 0)), at.shape)
    key = unit(np.broadcast_to(column(scene.light.key_at), at.shape))
    lit = shadow(scene, at, key, scene.light.key_hardness, 6.0)
    seen = openness(scene, at, up, wide=0.9)
    shade_colour = column((0.30, 0.285, 0.27))
    dark = 1 - (0.42 + 0.58 * lit) * (0.35 + 0.65 * seen)
    fade = smoothstep(SHADE_REACH, 0.0, gap)
    out[:, floor] *= 1 - (1 - shade_colour) * np.minimum(dark, 0.5) * fade * np.float32(0.42)
    return out


def shade(scene: Scene, at: Floats, way: Floats) -> Floats:
    """Linear light (3, n) that the surface points send back along the rays."""
    out = np.zeros_like(at)
    which = scene.nearest(at)
    n = normals(scene, at)
    base = at + n * np.float32(0.004)
    lit = _key(scene, base, n)
    seen = openness(scene, base, n)
    ambient = _ambient(scene, n) * seen
    for index, part in enumerate(scene.parts):
        mine = which == index
        if not mine.any():
            continue
        made = part.material
        colour, gloss = made.pattern(at[:, mine])
        body = colour * (lit[:, mine] + ambient[:, mine])
        mirror = _mirror(scene, base[:, mine], way[:, mine], n[:, mine], made.roughness)
        fresnel = _fresnel(column(made.mirror), way[:, mine], n[:, mine], made.roughness) * gloss
        hidden = 0.25 + 0.75 * seen[mine]
        out[:, mine] = body * (1 - fresnel) + mirror * fresnel * hidden + column(made.emission)
    return out


def _key(scene: Scene, p: Floats, n: Floats) -> Floats:
    light = scene.light
    towards = (
        column(light.key_at) - p if light.near else np.broadcast_to(column(light.key_at), p.shape)
    )
    away = np.sqrt((towards * towards).sum(0))
    key = unit(towards)
    wrapped = np.maximum(((n * key).sum(0) + 0.12) / 1.12, 0)
    lit = wrapped * shadow(scene, p, key, light.key_hardness, away - 0.75 if light.near else 8.0)
    if light.near:
        lit = lit / (0.15 + away * away)
    if light.gobo:
        lit = lit * light.gobo(p)
    arriving: Floats = (column(light.key) * lit).astype(np.float32)
    return arriving


def _ambient(scene: Scene, n: Floats) -> Floats:
    height = n[1] * np.float32(0.5) + np.float32(0.5)
    sky, bounce = column(scene.light.sky), column(scene.light.bounce)
    total: Floats = bounce + (sky - bounce) * height
    return total


def _fresnel(head_on: Floats, way: Floats, n: Floats, roughness: float) -> Floats:
    facing = np.clip(-(way * n).sum(0), 0, 1)
    edge = np.maximum(np.float32(1 - roughness), head_on) - head_on
    share: Floats = head_on + edge * (1 - facing) ** 5
    return share


def _mirror(scene: Scene, p: Floats, way: Floats, n: Floats, roughness: float) -> Floats:
    """What the surface mirrors: the studio, the floor below, or the other parts."""
    out = way - n * (2 * (way * n).sum(0))
    shown = surroundings(scene.light, out, roughness)
    floor = (out[1] < -0.02) & (scene.backdrop is not None)
    t = np.where(floor, -p[1] / np.minimum(out[1], -0.02), 0).astype(np.float32)
    gap = scene.distance(p + out * t)
    shown = np.where(floor, shown * np.clip(0.25 + gap / 0.5, 0, 1), shown)
    if roughness > 0.4:
        return shown.astype(np.float32)
    far = march(scene, p + n * np.float32(0.01), out, 3.0, steps=32)
    hit = np.isfinite(far)
    q = p[:, hit] + out[:, hit] * far[hit]
    shown[:, hit] = _second_look(scene, q)
    return shown.astype(np.float32)


def _second_look(scene: Scene, q: Floats) -> Floats:
    """Parts seen in a mirror, lit from everywhere only."""
    out = np.zeros_like(q)
    which = scene.nearest(q)
    glow = (column(scene.light.sky) + column(scene.light.bounce)) * np.float32(0.75)
    for index, part in enumerate(scene.parts):
        mine = which == index
        if mine.any():
            colour = part.material.pattern(q[:, mine])[0] + column(part.material.mirror) * 0.8
            out[:, mine] = colour * glow + column(part.material.emission)
    return out
