"""Colours of words and button, chosen against the pixels that will really lie behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cta_batch.compose import colour
from cta_batch.compose.arrangement import Arrangement, Button, Placed, Role, Setting
from cta_batch.compose.geometry import Box
from cta_batch.domain import BrandKit, Palette

WORST = 0.05
"""Contrast is judged at this quantile of the pixels: the 5 % that read worst."""
MUTED = 0.14
"""How far a description's ink goes towards its ground, where it stays comfortable to read."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Plate:
    """The painted ground, ``scale`` times the frame."""

    image: Image.Image
    scale: float

    def behind(self, box: Box, grow: float = 0.0) -> Pixels:
        """The pixels below a box of the frame, shape (n, 3); at least one."""
        left, top, right, bottom = box.grown(grow).scaled(self.scale).rounded()
        left = min(max(left, 0), self.image.width - 1)
        top = min(max(top, 0), self.image.height - 1)
        area = (
            left,
            top,
            max(min(right, self.image.width), left + 1),
            max(min(bottom, self.image.height), top + 1),
        )
        return np.asarray(self.image.crop(area), dtype=np.uint8).reshape(-1, 3)


def worst(ink: str, pixels: Pixels) -> float:
    """Contrast of ``ink`` at the 5th percentile of ``pixels``."""
    found = colour.contrasts(ink, pixels)
    place = int(WORST * (len(found) - 1))
    return float(np.partition(found, place)[place])


def mean(pixels: Pixels) -> str:
    return colour.to_hex(pixels.mean(axis=0) / 255)


def dressed(
    arrangement: Arrangement, plate: Plate, palette: Palette, brand: BrandKit | None
) -> Arrangement:
    """The same arrangement with inks and button colours that read on ``plate``."""
    setting = arrangement.setting
    pixels = [plate.behind(text.box) for text in setting.texts]
    everywhere = np.concatenate([p[:: max(1, len(p) // 4000)] for p in pixels])
    ink = _ink(everywhere, palette)
    texts = tuple(
        replace(text, ink=_muted(ink, own) if text.role is Role.DESCRIPTION else ink)
        for text, own in zip(setting.texts, pixels, strict=True)
    )
    button = _button(setting.button, plate, palette, ink, brand)
    return replace(arrangement, setting=replace(setting, texts=texts, button=button))


def _ink(pixels: Pixels, palette: Palette) -> str:
    """The palette's ink if it reads well; else the better of a dark and a light one."""
    if worst(palette.text, pixels) >= colour.READABLE:
        return palette.text
    ground = mean(pixels)
    hue = colour.lch_of(ground)[2]
    tries = [palette.text, colour.ink_for(ground), colour.oklch(0.985, 0.008, hue)]
    tries += [colour.oklch(0.16, 0.03, hue), "#000000", "#ffffff"]
    good = [ink for ink in tries if worst(ink, pixels) >= colour.READABLE]
    return good[0] if good else max(tries, key=lambda ink: worst(ink, pixels))


def _muted(ink: str, pixels: Pixels) -> str:
    softer = colour.mix(ink, mean(pixels), MUTED)
    return softer if worst(softer, pixels) >= colour.COMFORTABLE else ink


def _button(
    button: Button, plate: Plate, palette: Palette, ink: str, brand: BrandKit | None
) -> Button:
    around = plate.behind(button.box, grow=0.15 * button.box.height)
    if brand and brand.button == "outline" and worst(ink, around) >= colour.READABLE:
        return replace(button, fill=None, label=_inked(button.label, ink))
    fill = _fill(palette, around)
    label = palette.on_accent
    if colour.contrast(label, fill) < colour.READABLE:
        label = colour.ink_for(fill, least=colour.READABLE)
    return replace(button, fill=fill, label=_inked(button.label, label))


def _inked(label: Placed, ink: str) -> Placed:
    return replace(label, ink=ink)


def _fill(palette: Palette, around: Pixels) -> str:
    """The accent; where it would sink, the first of the palette's own that stands out clearly."""
    if worst(palette.accent, around) >= colour.VISIBLE:
        return palette.accent
    tries = ["#ffffff", palette.text, "#141414", palette.background]
    good = [fill for fill in tries if worst(fill, around) >= colour.READABLE]
    return good[0] if good else max(tries, key=lambda fill: worst(fill, around))


def overruled(setting: Setting, palette: Palette) -> frozenset[str]:
    """The roles of the palette whose colour is not what a dressed setting shows."""
    inks: dict[str, list[str | None]] = {
        "text": [t.ink for t in setting.texts if t.role is Role.HEADLINE]
    }
    inks |= {"accent": [setting.button.fill], "on_accent": [setting.button.label.ink]}
    return frozenset(role for role, shown in inks.items() if set(shown) - {getattr(palette, role)})


def words_of(setting: Setting) -> tuple[Placed, ...]:
    """Every text of a creative, the button's label last."""
    return (*setting.texts, setting.button.label)
