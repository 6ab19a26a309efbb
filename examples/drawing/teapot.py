"""A cast-iron teapot with a hobnail belly, brass knob and an arched handle."""

from __future__ import annotations

import numpy as np

from drawing.paint import Material, Pattern, column, linear, metal, mixed, noise
from drawing.shapes import Distance, Floats, cone, lathe, merged, placed, tube
from drawing.studio import Light, Panel, Part, Scene

INK = "#17181c"
MADDER = "#8e1f1c"
ROWS, ROUND = 10.5, 58

WINDOW = Light(
    key_at=(-3.0, 5.6, 2.8),
    key=(2.1, 2.05, 2.0),
    key_hardness=4.5,
    sky=(0.72, 0.75, 0.80),
    bounce=(0.56, 0.54, 0.52),
    panels=(
        Panel((-1.0, 0.6, 0.55), 0.55, 0.7, (6.5, 6.4, 6.3)),
        Panel((1.0, 0.35, 0.0), 0.25, 0.9, (4.6, 4.7, 5.0)),
        Panel((0.1, 1.0, -0.1), 0.7, 0.5, (2.4, 2.4, 2.4)),
    ),
)


def hobnails(body: Distance) -> Distance:
    """The body with rows of small round bumps between foot and shoulder."""

    def distance(p: Floats) -> Floats:
        plain = body(p)
        row = p[1] * np.float32(ROWS)
        whole = np.floor(row)
        turn = np.arctan2(p[2], p[0]) * np.float32(ROUND / (2 * np.pi)) + (whole % 2) * 0.5
        u = turn - np.floor(turn) - 0.5
        v = row - whole - 0.5
        bump = np.clip(1 - (u * u + v * v) / 0.2, 0, 1)
        belt = (whole >= 2) & (whole <= 7)
        raised = np.float32(0.032) * bump**0.6 * belt
        found: Floats = (plain - raised).astype(np.float32)
        return found

    return distance


def iron(colour: str) -> Pattern:
    """Enamelled cast iron: a fine sandy grain."""
    tone = column(linear(colour))

    def pattern(p: Floats) -> tuple[Floats, Floats]:
        grain = noise(p, 60.0, 3) * 0.5 + noise(p, 9.0, 4) * 0.5
        colour_here = mixed(tone * 0.75, tone * 1.35, grain)
        return colour_here.astype(np.float32), (0.55 + 0.6 * grain).astype(np.float32)

    return pattern


def belly() -> Distance:
    """The vessel without its lid."""
    return lathe(
        [
            (0, 0.06), (0.40, 0.06), (0.42, 0.0), (0.50, 0.0), (0.53, 0.06), (0.78, 0.20),
            (0.96, 0.42), (0.97, 0.62), (0.86, 0.82), (0.62, 0.93), (0.47, 0.955), (0.45, 0.97),
            (0.43, 0.97), (0.43, 0.90), (0, 0.90),
        ]
    )  # fmt: skip


def spout() -> Distance:
    """A short spout towards +x, hollow at its tip."""
    shaft = merged(
        [cone((0.80, 0.48, 0), (1.14, 0.66, 0), 0.19, 0.12),
         cone((1.14, 0.66, 0), (1.33, 0.90, 0), 0.12, 0.085)],
        blend=0.08,
    )  # fmt: skip
    bore = cone((1.20, 0.78, 0), (1.45, 1.06, 0), 0.05, 0.062)

    def distance(p: Floats) -> Floats:
        cut = p[0] * np.float32(0.25) + p[1] * np.float32(0.968) - np.float32(1.235)
        found: Floats = np.maximum(np.maximum(shaft(p), cut), -bore(p))
        return found

    return distance


def handle() -> Distance:
    """The arch above the pot, in its two lugs."""
    return tube(
        [(-0.80, 0.78), (-0.80, 0.78), (-0.93, 1.15), (-0.72, 1.62), (0, 1.86), (0.72, 1.62),
         (0.93, 1.15), (0.80, 0.78), (0.80, 0.78)],
        0.036,
        width=2.0,
    )  # fmt: skip


def lugs() -> Distance:
    """What the handle hangs on."""
    sides = [cone((s * 0.74, 0.80, 0), (s * 0.835, 0.93, 0), 0.11, 0.075) for s in (-1, 1)]
    return merged(sides)


def lid() -> Distance:
    """The lid, which sits a hair above the rim."""
    return lathe(
        [
            (0, 0.95), (0.40, 0.95), (0.435, 0.965), (0.44, 0.985), (0.42, 1.005), (0.30, 1.045),
            (0.12, 1.08), (0, 1.08),
        ]
    )  # fmt: skip


def knob() -> Distance:
    """The brass knob of the lid."""
    return lathe(
        [
            (0, 1.06), (0.09, 1.06), (0.09, 1.075), (0.05, 1.09), (0.04, 1.12), (0.065, 1.15),
            (0.105, 1.19), (0.10, 1.235), (0.05, 1.255), (0, 1.258),
        ]
    )  # fmt: skip


def parts(colour: str, turn: float) -> tuple[Part, ...]:
    """The teapot on the origin, its spout turned by ``turn`` degrees from +x."""
    enamel = Material(iron(colour), 0.42, (0.055, 0.055, 0.055))
    vessel = merged([hobnails(belly()), spout()], blend=0.08)
    pot = merged([vessel, lugs()], blend=0.05)
    return (
        Part(placed(pot, turn=turn), enamel),
        Part(placed(lid(), turn=turn), enamel),
        Part(placed(handle(), turn=turn), Material(iron("#121214"), 0.35, (0.06,) * 3)),
        Part(knob(), metal("#dcb05a", 0.16)),
    )


def front(colour: str = INK) -> Scene:
    """The pot as the shop shows it first."""
    return Scene(parts(colour, 16), (-0.25, 2.5, 8.2), (0.13, 0.84, 0), 5.6, WINDOW)


def madder() -> Scene:
    """The pot in madder red, spout to the left."""
    return Scene(parts(MADDER, 158), (0.3, 2.9, 8.1), (-0.1, 0.84, 0), 5.6, WINDOW)


def detail() -> Scene:
    """Lid, knob and hobnails from near by."""
    return Scene(parts(INK, 28), (-1.5, 2.9, 4.6), (0.0, 0.80, 0.1), 4.4, WINDOW)
