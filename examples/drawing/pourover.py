"""A stoneware dripper on its mug, in a glaze of one's choice."""

from __future__ import annotations

import numpy as np

from drawing.paint import (
    Material,
    Pattern,
    column,
    linear,
    mixed,
    noise,
    plain,
    smoothstep,
    specks,
)
from drawing.shapes import Distance, Floats, lathe, merged, placed, tube
from drawing.studio import Light, Panel, Part, Scene

TEAL = ("#0f5f66", "#063a42")
RUST = ("#b4532a", "#6e2a14")
CLAY = "#a98a6b"

DAYLIGHT = Light(
    key_at=(-3.1, 5.0, 3.3),
    key=(1.75, 1.68, 1.58),
    key_hardness=4.5,
    sky=(0.62, 0.64, 0.67),
    bounce=(0.46, 0.44, 0.42),
    panels=(
        Panel((-1.0, 0.55, 0.75), 0.42, 0.75, (5.2, 5.1, 5.0)),
        Panel((1.0, 0.35, 0.1), 0.22, 0.8, (2.6, 2.65, 2.8)),
        Panel((0.1, 1.0, 0.1), 0.5, 0.5, (1.3, 1.3, 1.3)),
    ),
)


def glaze(
    colours: tuple[str, str], clay_to: float, rims: tuple[tuple[float, float], ...]
) -> Pattern:
    """Glaze that pools dark, breaks to clay at the rims and ends above a bare foot."""
    light, dark, clay = (column(linear(c)) for c in (*colours, CLAY))

    def pattern(p: Floats) -> tuple[Floats, Floats]:
        cloud = noise(p, 1.6, 1) * 0.6 + noise(p, 5.0, 2) * 0.3 + noise(p, 14.0, 4) * 0.1
        colour = mixed(light, dark, smoothstep(0.2, 0.85, cloud) * 0.8)
        colour = mixed(colour, dark * 0.35, specks(p, 26.0, 0.16, 5) * 0.8)
        wander = (noise(p, 4.0, 3) - 0.5) * 0.05
        for radius, rim in rims:
            away = np.hypot(np.hypot(p[0], p[2]) - np.float32(radius), p[1] - np.float32(rim))
            colour = mixed(colour, clay * 0.8, smoothstep(0.055, 0.0, away + wander * 0.6) * 0.6)
        bare = smoothstep(0.006, -0.006, (p[1] + wander - clay_to).astype(np.float32))
        grain = 0.82 + 0.3 * noise(p, 40.0, 7)
        raw = mixed(clay * grain, clay * 0.3, specks(p, 34.0, 0.3, 9) * 0.7)
        return mixed(colour, raw, bare).astype(np.float32), 1 - 0.85 * bare

    return pattern


def mug() -> Distance:
    """A mug 1 unit high whose foot stands at the origin, its ear towards +x."""
    body = lathe(
        [
            (0, 0.03), (0.38, 0.03), (0.40, 0), (0.46, 0), (0.50, 0.05), (0.57, 0.14),
            (0.585, 0.40), (0.575, 0.75), (0.565, 0.97), (0.565, 1.01), (0.53, 1.015),
            (0.515, 0.98), (0.52, 0.7), (0.53, 0.3), (0.50, 0.12), (0.3, 0.09), (0, 0.09),
        ]
    )  # fmt: skip
    ear = tube(
        [(0.54, 0.80), (0.66, 0.83), (0.92, 0.86), (0.97, 0.62), (0.93, 0.36), (0.70, 0.24),
         (0.55, 0.27)],
        0.05,
        width=1.7,
    )  # fmt: skip
    return merged([body, _outside(ear, 0.53)], blend=0.09)


def _outside(shape: Distance, radius: float) -> Distance:
    """The part of a shape farther than ``radius`` from the y axis."""

    def distance(p: Floats) -> Floats:
        found: Floats = np.maximum(shape(p), np.float32(radius) - np.hypot(p[0], p[2]))
        return found

    return distance


def dripper() -> Distance:
    """A filter cone on a flange at height 0, its ear towards +x."""
    cone = lathe(
        [
            (0, 0.0), (0.60, 0.0), (0.72, 0.0), (0.745, 0.02), (0.745, 0.05), (0.70, 0.07),
            (0.40, 0.075), (0.335, 0.11), (0.36, 0.18), (0.55, 0.52), (0.70, 0.80), (0.725, 0.85),
            (0.70, 0.875), (0.665, 0.85), (0.50, 0.52), (0.30, 0.16), (0.15, 0.10), (0, 0.10),
        ]
    )  # fmt: skip
    ear = tube(
        [(0.55, 0.60), (0.68, 0.60), (0.93, 0.64), (0.97, 0.40), (0.88, 0.18), (0.60, 0.20),
         (0.42, 0.26)],
        0.045,
        width=1.7,
    )  # fmt: skip
    return merged([ribbed(cone), _above_cone(ear)], blend=0.07)


def ribbed(cone: Distance) -> Distance:
    """The cone with spiral ribs on its inner wall."""

    def distance(p: Floats) -> Floats:
        around = np.arctan2(p[2], p[0]) * 16 + p[1] * 9
        wall = np.hypot(p[0], p[2]) - (p[1] - 0.16) * np.float32(0.53) - np.float32(0.325)
        inner = (
            smoothstep(0.0, -0.02, wall) * smoothstep(0.1, 0.2, p[1]) * smoothstep(0.83, 0.75, p[1])
        )
        found: Floats = cone(p) - np.float32(0.012) * inner * np.cos(around)
        return found.astype(np.float32)

    return distance


def _above_cone(ear: Distance) -> Distance:
    """The ear, kept out of the cone's inside."""

    def distance(p: Floats) -> Floats:
        wall = np.hypot(p[0], p[2]) - (p[1] - 0.16) * np.float32(0.56) - np.float32(0.325)
        found: Floats = np.maximum(ear(p), -wall * np.float32(0.85))
        return found

    return distance


def stoneware(
    colours: tuple[str, str], clay_to: float, rims: tuple[tuple[float, float], ...]
) -> Material:
    """Glossy glaze over clay."""
    return Material(glaze(colours, clay_to, rims), 0.14, (0.045, 0.045, 0.045))


def coffee(height: float) -> Part:
    """Black coffee standing in the mug."""
    drink = lathe([(0, height - 0.1), (0.523, height - 0.1), (0.523, height - 0.1), (0.523, height),
                   (0.523, height), (0, height)])  # fmt: skip
    return Part(drink, Material(plain("#140602"), 0.03, (0.03, 0.03, 0.03)))


def set_parts(colours: tuple[str, str], turn: float = 0.0) -> tuple[Part, ...]:
    """Mug and dripper stacked."""
    rims = ((0.70, 0.875), (0.75, 0.035))
    return (
        Part(placed(mug(), turn=turn), stoneware(colours, 0.17, ((0.55, 1.015),))),
        Part(
            placed(dripper(), (0, 1.025, 0), turn),
            stoneware(colours, -9, tuple((r, y + 1.025) for r, y in rims)),
        ),
    )


def stacked(colours: tuple[str, str] = TEAL) -> Scene:
    """The set as the shop shows it first."""
    return Scene(set_parts(colours, 20), (0.35, 2.35, 7.4), (0.1, 0.93, 0), 5.4, DAYLIGHT)


def filled_mug(colours: tuple[str, str] = TEAL) -> Scene:
    """The mug alone, full of coffee, seen from above."""
    own = Part(placed(mug(), turn=-35), stoneware(colours, 0.17, ((0.55, 1.015),)))
    return Scene((own, coffee(0.86)), (-0.6, 3.9, 5.6), (0.14, 0.48, 0), 5.0, DAYLIGHT)


def rust() -> Scene:
    """The set in the other glaze, its ears turned to the left."""
    return Scene(set_parts(RUST, 155), (-0.4, 3.0, 7.2), (-0.08, 0.91, 0), 5.3, DAYLIGHT)
