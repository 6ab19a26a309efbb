"""Stage: wall and floor, the product standing there with a contact shadow."""

from __future__ import annotations

from cta_batch.compose import colour
from cta_batch.compose.arrangement import (
    Arrangement,
    Cutting,
    Floor,
    Ground,
    Layer,
    Setting,
    Shadow,
)
from cta_batch.compose.geometry import Box, Shape
from cta_batch.compose.layouts.base import Task, arranged, lights, standing
from cta_batch.compose.setting import button_at, gathered, moved
from cta_batch.domain import Layout

HORIZON = 0.70
"""Where wall and floor meet, as a share of the frame's height."""


def stage(task: Task, own_floor: bool) -> Arrangement:
    """Headline above, product on the floor, button below (wide: words beside the product).

    ``own_floor``: the background picture has a floor of its own, so none is painted over it.
    """
    setting, room = _beside(task) if task.beside else _above(task)
    box = standing(task, room, down=1.0)
    top = min(HORIZON * task.frame.height, box.bottom - 0.14 * box.height)
    product = Cutting(box, Shadow.CONTACT)
    layers: list[Layer] = [Ground(task.frame.all, horizon=top), *lights(task, box, task.ground)]
    if not own_floor:
        layers.insert(1, Floor(top, *floor_tones(task), box.centre[0]))
    return arranged(Layout.STAGE, task, [*layers, product], setting, product)


def _beside(task: Task) -> tuple[Setting, Box]:
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    words = task.turned(Box(inner.left, inner.top, 0.49 * frame.width, inner.bottom))
    room = Box(0.53 * frame.width, 7 * u, frame.width - 6 * u, 0.89 * frame.height)
    return task.setter.stack(words, align=task.setter.start), task.turned(room)


def _above(task: Task) -> tuple[Setting, Box]:
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    share = {Shape.SQUARE: 0.46, Shape.PORTRAIT: 0.44}.get(frame.shape, 0.42)
    head = Box(inner.left, inner.top, inner.right, inner.top + share * inner.height)
    stacked = task.setter.stack(head, align="center", down=0.0, scale=0.86 * task.tight)
    button = stacked.button
    low = inner.bottom - button.box.height
    foot = button_at(button, (frame.width - button.box.width) / 2, low)
    setting = gathered(stacked.texts, foot, stacked.logo, stacked.left_out)
    top = max(t.box.bottom for t in stacked.texts) + 4 * u
    room = Box(4.5 * u, top, frame.width - 4.5 * u, low - 4.5 * u)
    return _sunk(task, setting, room)


def _sunk(task: Task, setting: Setting, room: Box) -> tuple[Setting, Box]:
    """Where a wide product leaves air above it, half of that goes over the words."""
    spare = room.height - standing(task, room).height
    if spare < 6 * task.frame.u:
        return setting, room
    by = 0.4 * spare
    texts = tuple(moved(t, t.box.moved(0, by)) for t in setting.texts)
    logo = setting.logo.moved(0, by) if setting.logo else None
    down = Box(room.left, room.top + by, room.right, room.bottom)
    return gathered(texts, setting.button, logo, setting.left_out), down


def floor_tones(task: Task) -> tuple[str, str]:
    """Floor near the wall and at the frame's foot: a deeper ground with some accent."""
    light = colour.lch_of(task.ground)[0] > 0.5
    near = colour.shifted(task.ground, lightness=-0.03 if light else 0.05)
    far = colour.shifted(colour.mix(task.ground, task.palette.accent, 0.10), lightness=-0.10)
    return near, far
