"""Strips and skyscrapers: product, headline and button in a row or a column, with what fits."""

from __future__ import annotations

from dataclasses import replace

from cta_batch.compose import colour
from cta_batch.compose.arrangement import (
    Arrangement,
    Button,
    Ground,
    Layer,
    Placed,
    Role,
    Setting,
    Sheet,
)
from cta_batch.compose.geometry import Box, Shape
from cta_batch.compose.layouts.base import (
    Task,
    arranged,
    hanging,
    lights,
    photo_in,
    scene_room,
    standing,
)
from cta_batch.compose.layouts.hero import plinth_tone
from cta_batch.compose.setting import button_at, gathered, moved, sizes
from cta_batch.compose.text.block import Block
from cta_batch.domain import Layout

TOO_LOW = 80
"""Height in pixels under which a strip has no room for a description."""


def banner(task: Task, layout: Layout) -> Arrangement:
    """A strip reads product, words, button along the line; a skyscraper from top to bottom."""
    row = task.frame.shape is Shape.STRIP
    room, setting = _row(task) if row else _column(task)
    part = _product_part(task, room, row)
    under: list[Layer] = [_ground(task, layout)]
    if layout is Layout.CARD or not task.subject.cuttable:
        photo = photo_in(
            task, part if row else scene_room(task, room), radius=0 if row else 5 * task.frame.u
        )
        return arranged(layout, task, [*under, photo], setting, photo)
    box = standing(task, room)
    if layout in {Layout.HERO, Layout.SPLIT}:
        tone, opacity = plinth_tone(task)
        under.append(Sheet(part, tone, opacity))
    else:
        under += lights(task, box, task.ground)
    return arranged(layout, task, [*under, hanging(task, box)], setting, hanging(task, box))


def _ground(task: Task, layout: Layout) -> Ground:
    light = colour.lch_of(task.ground)[0] > 0.5
    veil = colour.shifted(task.ground, lightness=0.06 if light else -0.04)
    return Ground(task.frame.all, veil=veil, strength=0.15 if layout is Layout.BLEED else 0.45)


def _product_part(task: Task, room: Box, row: bool) -> Box:
    """The whole end of the strip that the product stands in; the whole width of a skyscraper."""
    if not row:
        return Box(0, room.top, task.frame.width, room.bottom)
    edge = task.turned(room)
    return task.turned(Box(0, 0, edge.right + edge.left, task.frame.height))


def _row(task: Task) -> tuple[Box, Setting]:
    frame = task.frame
    high = frame.height
    pad = max(4.0, 0.07 * high)
    wide = min(1.25 * high, 0.30 * frame.width)
    foot = high if task.subject.grounded else high - pad
    room = Box(pad, pad, wide - pad, foot)
    button = task.setter.button((0.30 if high >= TOO_LOW else 0.40) * frame.width)
    low = (high - button.box.height) / 2
    button = button_at(button, frame.width - 1.6 * pad - button.box.width, low)
    words = Box(wide + 2 * pad, pad, button.box.left - 2.5 * pad, high - pad)
    setting = _line(task, task.turned(words), button)
    return task.turned(room), setting


def _line(task: Task, words: Box, button: Button) -> Setting:
    """Headline over description, in the middle of ``words``; the button at the line's end."""
    want, setter = sizes(task.frame), task.setter
    head = setter.fit(
        setter.words.headline,
        words.width,
        words.height * (1.0 if task.frame.height < TOO_LOW else 0.60),
        want.headline,
        want.headline_least,
        want.lines,
        bold=True,
        align=setter.start,
    )
    text = _below(task, words, head)
    gap = 0.06 * task.frame.height
    blocks = [(Role.HEADLINE, head)] + ([(Role.DESCRIPTION, text)] if text else [])
    total = sum(b.height for _, b in blocks) + gap * (len(blocks) - 1)
    y = words.top + (words.height - total) / 2
    texts = []
    for role, block in blocks:
        left = words.right - block.width if setter.rtl else words.left
        box = Box(left, y, left + block.width, y + block.height)
        texts.append(Placed(role, block, box, block.size))
        y = box.bottom + gap
    turned = task.turned(button.box)
    left_out = () if len(blocks) == 2 else (Role.DESCRIPTION,)
    return gathered(tuple(texts), button_at(button, turned.left, turned.top), None, left_out)


def _below(task: Task, words: Box, head: Block) -> Block | None:
    """The description in what ``head`` leaves of ``words``; None where it does not fit."""
    if task.frame.height < TOO_LOW:
        return None
    want, setter = sizes(task.frame), task.setter
    text = setter.fit(
        setter.words.description,
        words.width,
        words.height - head.height - 0.06 * task.frame.height,
        max(min(want.body, head.size / 1.5), want.body_least),
        want.body_least,
        2,
        bold=False,
        align=setter.start,
    )
    return text if text.fits else None


def _column(task: Task) -> tuple[Box, Setting]:
    frame, inner = task.frame, task.frame.inner
    setter, want = task.setter, sizes(frame)
    gap = 0.025 * frame.height
    button = setter.button(inner.width)
    button = button_at(
        button, (frame.width - button.box.width) / 2, inner.bottom - button.box.height
    )
    head = setter.fit(
        setter.words.headline,
        inner.width,
        0.34 * inner.height,
        want.headline,
        want.headline_least,
        want.lines,
        bold=True,
        align="center",
    )
    top = Placed(Role.HEADLINE, head, Box(0, 0, head.width, head.height), head.size)
    top = moved(top, _centred(frame.width, inner.top, top.box))
    text = setter.fit(
        setter.words.description,
        inner.width,
        0.26 * inner.height,
        max(min(want.body, head.size / 1.5), want.body_least),
        want.body_least,
        6,
        bold=False,
        align="center",
    )
    texts, foot = [top], button.box.top - gap
    if text.fits:
        low = Placed(Role.DESCRIPTION, text, Box(0, 0, text.width, text.height), text.size)
        foot = button.box.top - gap - text.height
        texts.append(moved(low, _centred(frame.width, foot, low.box)))
    room = Box(inner.left, top.box.bottom + gap, inner.right, foot - gap)
    left_out = () if text.fits else (Role.DESCRIPTION,)
    return room, gathered(tuple(texts), replace(button), None, left_out)


def _centred(width: float, top: float, box: Box) -> Box:
    left = (width - box.width) / 2
    return Box(left, top, left + box.width, top + box.height)
