"""Bleed: a picture to every edge, words in its calm part, never across the product."""

from __future__ import annotations

from dataclasses import replace

from cta_batch.compose import colour
from cta_batch.compose.arrangement import Arrangement, Ground, Layer, Scrim, Setting, Side
from cta_batch.compose.geometry import Box, Shape
from cta_batch.compose.layouts.base import (
    Task,
    arranged,
    filling,
    hanging,
    lights,
    standing,
    veil_of,
)
from cta_batch.compose.setting import shifted
from cta_batch.domain import Layout


def bleed(task: Task) -> Arrangement:
    """The background to every edge with the product in it; a lifestyle photo fills in itself."""
    if not task.subject.cuttable:
        return _photographic(task)
    setting, room, scrim = _beside(task) if task.beside else _below(task)
    box = standing(task, room)
    layers: list[Layer] = [Ground(task.frame.all), scrim, *lights(task, box, task.ground)]
    return arranged(Layout.BLEED, task, [*layers, hanging(task, box)], setting, hanging(task, box))


def _beside(task: Task) -> tuple[Setting, Box, Scrim]:
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    words = task.turned(Box(inner.left, inner.top, 0.49 * frame.width, inner.bottom))
    setting = task.setter.stack(words, align=task.setter.start, down=1.0)
    foot = frame.height if task.subject.grounded else frame.height - 4 * u
    room = task.turned(Box(0.51 * frame.width, 4 * u, frame.width - 3 * u, foot))
    return setting, room, _from_side(task, 0.30, 0.68, 0.55)


def _from_side(task: Task, solid: float, gone: float, strength: float) -> Scrim:
    wide = task.frame.width
    if task.flipped:
        return Scrim(
            Side.RIGHT, (1 - solid) * wide, (1 - gone) * wide, veil_of(task.ground), strength
        )
    return Scrim(Side.LEFT, solid * wide, gone * wide, veil_of(task.ground), strength)


def _below(task: Task) -> tuple[Setting, Box, Scrim]:
    """Words at the foot; above the product where its photo cuts that off below."""
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    if task.subject.grounded:
        head = Box(inner.left, inner.top, inner.right, inner.top + 0.5 * inner.height)
        setting = task.setter.stack(head, align=task.setter.start, down=0.0)
        low = setting.box.bottom
        scrim = Scrim(Side.TOP, 0.7 * low, low + 16 * u, veil_of(task.ground), 0.55)
        return setting, Box(inner.left, low + 4 * u, inner.right, frame.height), scrim
    foot = Box(inner.left, inner.top + 0.44 * inner.height, inner.right, inner.bottom)
    setting = task.setter.stack(foot, align=task.setter.start, down=1.0, scale=task.tight)
    high = setting.box.top
    scrim = Scrim(
        Side.BOTTOM, high + 0.25 * (frame.height - high), high - 16 * u, veil_of(task.ground), 0.6
    )
    return setting, Box(inner.left, max(frame.safe.top, 4 * u), inner.right, high - 4 * u), scrim


def _photographic(task: Task) -> Arrangement:
    """The photo melts into the background picture, and the words stand on that."""
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    if task.beside:
        words = task.turned(Box(inner.left, inner.top, 0.44 * frame.width, inner.bottom))
        setting = task.setter.stack(words, align=task.setter.start)
        part = task.turned(Box(0.42 * frame.width, 0, frame.width, frame.height))
        side, over = (Side.RIGHT if task.flipped else Side.LEFT), 0.12 * frame.width
    else:
        setting, part = _photo_above(task)
        side, over = Side.BOTTOM, min(16 * u, 0.25 * part.height)
    photo = replace(filling(task, part), fade=side, fading=over)
    veil = Ground(frame.all, veil=_kindred(task), strength=0.78)
    arrangement = arranged(Layout.BLEED, task, [veil, photo], setting, photo)
    return replace(arrangement, subject=arrangement.subject.common(_clear(part, side, over)))


def _kindred(task: Task) -> str:
    """The photo's own mean colour, darkened (or paled, for a bright photo) to carry words."""
    pixel = task.subject.photo.resize((1, 1)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    own = colour.to_hex([channel / 255 for channel in pixel])
    light = colour.lch_of(own)[0]
    return colour.shifted(own, lightness=(0.95 if light > 0.78 else 0.20) - light, chroma=0.8)


def _photo_above(task: Task) -> tuple[Setting, Box]:
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    foot = Box(inner.left, inner.top + 0.48 * inner.height, inner.right, inner.bottom)
    setting = task.setter.stack(foot, align=task.setter.start, down=1.0)
    high = setting.box.top
    most = 1.25 * frame.width if frame.shape is Shape.TALL else high + 4 * u
    low = min(high + 4 * u, most)
    return shifted(setting, 0, min(0.0, low + 2 * u - high)), Box(0, 0, frame.width, low)


def _clear(part: Box, side: Side, over: float) -> Box:
    """The part without what fades."""
    if side is Side.BOTTOM:
        return Box(part.left, part.top, part.right, part.bottom - over)
    if side is Side.LEFT:
        return Box(part.left + over, part.top, part.right, part.bottom)
    return Box(part.left, part.top, part.right - over, part.bottom)
