"""Card: the photo as it is, in a rounded card; words beside or below. Any photo will do."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

from cta_batch.compose import colour
from cta_batch.compose.arrangement import Arrangement, Ground, Photo, Setting
from cta_batch.compose.geometry import Box, fitted
from cta_batch.compose.layouts.base import Task, arranged, photo_in, scene_room
from cta_batch.compose.setting import shifted
from cta_batch.domain import Layout

RADIUS = {"pill": 4.5, "round": 2.6, "square": 0.0}
"""Radius of the card's corners in ``Frame.u``, by the brand's corners."""


class Cut(IntEnum):
    """What shape the photo is cut to, by the variant's turn."""

    ROUNDED = 0
    ARCH = 1
    DISC = 2


def card(task: Task) -> Arrangement:
    """The card takes about half the area; the ground is the background, a little out of focus."""
    setting, room = _beside(task) if task.beside else _above(task)
    brand = task.setter.brand
    radius = RADIUS[brand.corners if brand else "pill"] * task.frame.u
    photo = _shaped(task, room, radius)
    light = colour.lch_of(task.ground)[0] > 0.5
    veil = colour.shifted(task.ground, lightness=-0.05 if light else 0.03)
    ground = Ground(task.frame.all, blur=1.2 * task.frame.u, veil=veil, strength=0.28)
    return arranged(Layout.CARD, task, [ground, photo], setting, photo)


def _shaped(task: Task, room: Box, radius: float) -> Photo:
    """A rounded card; by turns an arch or a disc, for products whole on a plain ground."""
    shape = task.variant % len(Cut)
    plain = task.subject.paper is not None and not task.subject.cut.sides
    if plain and shape == Cut.ARCH:
        photo = photo_in(task, _upright(room, 0.86), shadow=True, air=0.11)
        return replace(photo, radius=photo.box.width / 2, arch=True)
    if plain and shape == Cut.DISC:
        photo = photo_in(task, _upright(room, 1.0), shadow=True, air=0.17)
        return replace(photo, radius=photo.box.width / 2)
    return photo_in(task, scene_room(task, room), radius=radius, shadow=True, air=0.07)


def _upright(room: Box, aspect: float) -> Box:
    return fitted(aspect, room, natural=room.height)


def _beside(task: Task) -> tuple[Setting, Box]:
    frame, inner = task.frame, task.frame.inner
    words = task.turned(Box(inner.left, inner.top, 0.49 * frame.width, inner.bottom))
    edge = frame.margin
    room = Box(0.535 * frame.width, edge, frame.width - edge, frame.height - edge)
    return task.setter.stack(words, align=task.setter.start), task.turned(room)


def _above(task: Task) -> tuple[Setting, Box]:
    inner, u = task.frame.inner, task.frame.u
    words = Box(inner.left, inner.top + 0.46 * inner.height, inner.right, inner.bottom)
    align = task.setter.start if task.pick(2, 2) else "center"
    setting = task.setter.stack(words, align=align, down=1.0, scale=0.92 * task.tight)
    free = setting.box.top - 4.5 * u - inner.top
    high = min(free, 1.12 * inner.width)
    spare = free - high
    room = Box(inner.left, inner.top + spare / 2, inner.right, inner.top + spare / 2 + high)
    return shifted(setting, 0, -spare / 2), room
