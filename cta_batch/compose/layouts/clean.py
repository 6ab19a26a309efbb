"""Clean: the product alone, in the middle, for placements that forbid words."""

from __future__ import annotations

from cta_batch.compose.arrangement import Cutting, Floor, Ground, Layer, Shadow
from cta_batch.compose.geometry import Box
from cta_batch.compose.layouts.base import Task, filling, lights, standing
from cta_batch.compose.layouts.stage import HORIZON, floor_tones
from cta_batch.domain import Layout

CENTRE = 0.10
"""Share left free on every side: Google keeps the centre 80 % of search image assets."""


def clean(task: Task, layout: Layout, own_floor: bool) -> tuple[Layer, ...]:
    """The product on its background within the centre 80 %; without a cut-out the whole photo."""
    frame = task.frame
    if not task.subject.cuttable:
        return (filling(task, frame.all),)
    foot = frame.height * (1 if task.subject.grounded else 1 - CENTRE)
    across = CENTRE * frame.width
    room = Box(across, CENTRE * frame.height, frame.width - across, foot)
    if layout is not Layout.STAGE or task.subject.grounded:
        box = standing(task, room)
        shadow = Shadow.NONE if task.subject.grounded else Shadow.DROP
        return (Ground(frame.all), *lights(task, box, task.ground), Cutting(box, shadow))
    box = standing(task, room, down=1.0)
    top = min(HORIZON * frame.height, box.bottom - 0.14 * box.height)
    wall: list[Layer] = [Ground(frame.all, horizon=top)]
    if not own_floor:
        wall.append(Floor(top, *floor_tones(task), box.centre[0]))
    return (*wall, *lights(task, box, task.ground), Cutting(box, Shadow.CONTACT))
