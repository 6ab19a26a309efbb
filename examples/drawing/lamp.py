"""A cordless table lamp: a domed shade on a slim brass stem."""

from __future__ import annotations

from drawing.paint import Material, linear, metal, plain
from drawing.shapes import lathe, merged
from drawing.studio import Light, Panel, Part, Scene

CORAL = "#d9412b"
SAGE = "#55684f"
BRASS = metal("#d9a94e", 0.18)

SOFTBOXES = Light(
    key_at=(-3.0, 6.2, 3.2),
    key=(1.8, 1.75, 1.68),
    key_hardness=3.6,
    sky=(0.46, 0.47, 0.50),
    bounce=(0.40, 0.38, 0.37),
    panels=(
        Panel((-1.0, 0.5, 0.7), 0.5, 0.9, (4.2, 4.1, 4.0)),
        Panel((1.0, 0.3, 0.35), 0.16, 1.0, (3.4, 3.4, 3.5)),
        Panel((0.0, 1.0, 0.2), 0.6, 0.4, (1.6, 1.6, 1.6)),
        Panel((0.3, 0.1, 1.0), 0.12, 1.4, (1.4, 1.4, 1.4)),
    ),
)


def parts(colour: str, glow: float) -> tuple[Part, ...]:
    """The lamp on the origin, 2.1 units high; ``glow`` is how bright its globe shines."""
    enamel = Material(plain(colour), 0.38, (0.045, 0.045, 0.045))
    shade = lathe(
        [
            (0, 1.90), (0.35, 1.90), (0.72, 1.80), (0.93, 1.50), (0.98, 1.20), (0.98, 1.165),
            (0.965, 1.16), (0.95, 1.175), (0.94, 1.22), (0.88, 1.48), (0.68, 1.74), (0.3, 1.85),
            (0, 1.85),
        ]
    )  # fmt: skip
    foot = lathe(
        [(0, 0), (0.52, 0), (0.575, 0), (0.585, 0.04), (0.575, 0.085), (0.50, 0.11), (0.14, 0.125),
         (0.075, 0.17), (0.075, 0.20), (0, 0.20)]
    )  # fmt: skip
    stem = lathe([(0, 0.15), (0.05, 0.15), (0.05, 0.15), (0.05, 1.2), (0.05, 1.2), (0, 1.2)])
    collar = lathe([(0, 0.19), (0.085, 0.19), (0.095, 0.21), (0.085, 0.235), (0, 0.235)])
    socket = lathe([(0, 1.0), (0.10, 1.0), (0.12, 1.02), (0.12, 1.02), (0.15, 1.12), (0, 1.12)])
    knob = lathe([(0, 1.86), (0.055, 1.86), (0.055, 1.93), (0.055, 1.93), (0.085, 1.945),
                  (0.09, 1.98), (0.075, 2.005), (0, 2.01)])  # fmt: skip
    globe = lathe([(0, 1.09), (0.18, 1.08), (0.34, 1.16), (0.38, 1.34), (0.30, 1.52), (0, 1.58)])
    warm = linear("#ffdca8")
    opal = Material(
        plain("#f3ead9"), 0.25, (0.04,) * 3, (warm[0] * glow, warm[1] * glow, warm[2] * glow)
    )
    return (
        Part(shade, enamel),
        Part(foot, enamel),
        Part(merged([stem, collar, socket, knob]), BRASS),
        Part(globe, opal),
    )


def studio(colour: str = CORAL) -> Scene:
    """The whole lamp before a seamless backdrop."""
    return Scene(parts(colour, 0.9), (0.0, 1.05, 9.0), (0.0, 0.98, 0), 6.6, SOFTBOXES)


def sage() -> Scene:
    """The lamp in sage green, seen from a little above."""
    return Scene(parts(SAGE, 0.9), (-0.8, 2.6, 8.7), (0.0, 0.96, 0), 6.4, SOFTBOXES)
