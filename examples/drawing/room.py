"""Scenes that fill the frame: a breakfast table by the window, a bedside at night."""

from __future__ import annotations

import numpy as np

from drawing import lamp, pourover
from drawing.paint import (
    Material,
    Pattern,
    column,
    linear,
    mixed,
    noise,
    plain,
    smoothstep,
)
from drawing.shapes import Distance, Floats, box, placed
from drawing.studio import Light, Panel, Part, Scene


def table_top() -> Distance:
    """Everything below height 0."""
    return lambda p: p[1]


def wall(depth: float) -> Distance:
    """Everything behind ``depth`` units back."""
    return lambda p: p[2] + np.float32(depth)


def oak(light: str, dark: str) -> Pattern:
    """Boards of wood along x."""
    pale, brown = column(linear(light)), column(linear(dark))

    def pattern(p: Floats) -> tuple[Floats, Floats]:
        board = np.floor(p[2] / np.float32(0.95) + np.float32(0.35))
        q = np.stack([p[0] * 0.16 + board * 7.3, board * 3.1, p[2]]).astype(np.float32)
        rings = np.sin(noise(q, 2.2, 11) * 38 + p[2] * 9) * 0.5 + 0.5
        fibre = noise(np.stack([p[0] * 0.05, board, p[2] * 2.0]).astype(np.float32), 30.0, 12)
        tone = mixed(pale, brown, (0.30 * rings + 0.55 * fibre).astype(np.float32))
        edge = np.abs(p[2] / np.float32(0.95) + np.float32(0.35) - board - 0.5)
        seam = smoothstep(0.492, 0.5, edge.astype(np.float32))
        return (tone * (1 - 0.6 * seam)).astype(np.float32), (0.7 + 0.3 * fibre).astype(np.float32)

    return pattern


def plaster(hex_colour: str) -> Pattern:
    """A limewashed wall."""
    tone = column(linear(hex_colour))

    def pattern(p: Floats) -> tuple[Floats, Floats]:
        cloud = noise(p, 0.9, 21) * 0.6 + noise(p, 3.0, 22) * 0.3 + noise(p, 12.0, 23) * 0.1
        return (tone * (0.86 + 0.28 * cloud)).astype(np.float32), np.ones(p.shape[1], np.float32)

    return pattern


SUN = np.array((-3.6, 3.1, 2.3), np.float32)


def window_panes(p: Floats) -> Floats:
    """The sun through a window of panes: 1 in the glass, 0 behind the bars."""
    side = np.array((SUN[2], 0, -SUN[0]), np.float32)
    side /= np.sqrt((side * side).sum())
    up = np.cross(SUN, side)
    up = (up / np.sqrt((up * up).sum())).astype(np.float32)
    x = (side[:, None] * p).sum(0) + np.float32(0.35)
    y = (up[:, None] * p).sum(0) + np.float32(0.25)
    soft = 0.07
    pane_x = np.abs(x / 1.35 - np.floor(x / 1.35) - 0.5).astype(np.float32)
    pane_y = np.abs(y / 1.6 - np.floor(y / 1.6) - 0.5).astype(np.float32)
    glass = smoothstep(0.47 + soft, 0.47 - soft, pane_x) * smoothstep(
        0.47 + soft, 0.47 - soft, pane_y
    )
    frame = smoothstep(2.8, 2.6, np.abs(x)) * smoothstep(2.6, 2.4, np.abs(y))
    found: Floats = glass * frame
    return found


def breakfast() -> Scene:
    """The pour-over set on an oak table in the morning sun."""
    light = Light(
        key_at=(float(SUN[0]), float(SUN[1]), float(SUN[2])),
        key=(3.0, 2.55, 1.95),
        key_hardness=14,
        sky=(0.40, 0.41, 0.44),
        bounce=(0.30, 0.26, 0.22),
        panels=pourover.DAYLIGHT.panels,
        gobo=window_panes,
    )
    other = Part(
        placed(pourover.mug(), (1.62, 0, -0.45), -30),
        pourover.stoneware(pourover.RUST, 0.17, ((0.55, 1.015),)),
    )
    backdrop = (
        Part(table_top(), Material(oak("#c99c68", "#7d512b"), 0.5)),
        Part(wall(2.4), Material(plaster("#d8c3a5"), 0.9, (0.02,) * 3)),
    )
    things = (*pourover.set_parts(pourover.TEAL, 160), other, *backdrop)
    return Scene(things, (0.4, 2.0, 8.6), (0.52, 1.0, 0), 4.0, light, backdrop=None, reach=20)


def evening() -> Scene:
    """The coral lamp lit on a bedside table, beside two books."""
    light = Light(
        key_at=(0.0, 1.02, 0.12),
        key=(6.2, 4.0, 2.0),
        key_hardness=9,
        near=True,
        sky=(0.24, 0.25, 0.29),
        bounce=(0.32, 0.22, 0.15),
        panels=(
            Panel((-1.0, 0.5, 0.7), 0.3, 0.9, (2.2, 2.2, 2.5)),
            Panel((1.0, 0.2, 0.5), 0.1, 1.2, (1.4, 1.1, 0.8)),
        ),
    )
    books = (
        Part(
            placed(box((0.62, 0.085, 0.45)), (1.42, 0.085, 0.25), 14),
            Material(plain("#2c4a52"), 0.6),
        ),
        Part(
            placed(box((0.56, 0.07, 0.40)), (1.40, 0.24, 0.25), -8), Material(plain("#d9c7a4"), 0.7)
        ),
    )
    backdrop = (
        Part(table_top(), Material(oak("#8a5a36", "#4b2b17"), 0.45)),
        Part(wall(1.9), Material(plaster("#7c8b88"), 0.9, (0.02,) * 3)),
    )
    things = (*lamp.parts(lamp.CORAL, 3.2), *books, *backdrop)
    return Scene(
        things,
        (0.2, 1.35, 8.6),
        (0.28, 1.06, 0),
        4.6,
        light,
        backdrop=None,
        reach=20,
        exposure=1.25,
    )
