"""Split: words on a panel of colour, the product (or its photo) in the other part."""

from __future__ import annotations

from cta_batch.compose import colour
from cta_batch.compose.arrangement import Arrangement, Ground, Layer, Sheet
from cta_batch.compose.geometry import Box, Shape, mirrored
from cta_batch.compose.layouts.base import Task, arranged, filling, hanging, lights, standing
from cta_batch.compose.subject import MOST_UPSCALE
from cta_batch.domain import Layout


def split(task: Task) -> Arrangement:
    """A panel of 48–50 % of the width; on portrait and tall the lower 48 % of the height."""
    panel, words, room, part = _parts(task)
    setting = task.setter.stack(words, align=task.setter.start)
    sheet = Sheet(panel, _panel_tone(task))
    if not task.subject.cuttable:
        photo = filling(task, part)
        ground: list[Layer] = [Ground(task.frame.all)]
        return arranged(Layout.SPLIT, task, [*ground, photo, sheet], setting, photo)
    box = standing(task, room)
    layers = [Ground(part), *lights(task, box, task.ground), sheet, hanging(task, box)]
    return arranged(Layout.SPLIT, task, layers, setting, hanging(task, box))


def _parts(task: Task) -> tuple[Box, Box, Box, Box]:
    """Panel, room for words, room for the product, and the part the panel leaves."""
    wide_photo = not task.subject.cuttable and task.subject.focus.width > task.subject.focus.height
    if task.frame.shape in {Shape.PORTRAIT, Shape.TALL} or (
        task.frame.shape is Shape.SQUARE and wide_photo
    ):
        return _one_above_the_other(task)
    return _side_by_side(task)


def _side_by_side(task: Task) -> tuple[Box, Box, Box, Box]:
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    edge = (0.50 if frame.shape is Shape.SQUARE else 0.48) * frame.width
    panel = Box(0, 0, edge, frame.height)
    words = Box(inner.left, inner.top, edge - 4.5 * u, inner.bottom)
    foot = frame.height if task.subject.grounded else frame.height - 6 * u
    room = Box(edge + 2.5 * u, 6 * u, frame.width - 3 * u, foot)
    boxes = (panel, words, room, Box(edge, 0, frame.width, frame.height))
    if not task.flipped:
        return boxes
    panel, words, room, part = (mirrored(box, frame.width) for box in boxes)
    return panel, words, room, part


def _one_above_the_other(task: Task) -> tuple[Box, Box, Box, Box]:
    frame, inner, u = task.frame, task.frame.inner, task.frame.u
    most = MOST_UPSCALE * task.subject.whole.height
    edge = round((0.50 if frame.shape is Shape.TALL else 0.52) * frame.height)
    if not task.subject.cuttable:
        edge = round(max(min(edge, most), 0.36 * frame.height))
    panel = Box(0, edge, frame.width, frame.height)
    words = Box(inner.left, edge + 5 * u, inner.right, inner.bottom)
    foot = edge if task.subject.grounded else edge - 4 * u
    room = Box(inner.left, max(frame.safe.top, 5 * u), inner.right, foot)
    boxes = (panel, words, room, Box(0, 0, frame.width, edge))
    if not _photo_below(task):
        return boxes
    panel, words, room, part = (_upended(box, frame.height) for box in boxes)
    return panel, Box(words.left, inner.top, words.right, words.bottom), room, part


def _photo_below(task: Task) -> bool:
    """By turns the photo lies under the words; in a story the platform's controls lie there."""
    turn = task.variant // 2 % 2 == 1
    return turn and task.frame.shape is not Shape.TALL and not task.subject.cuttable


def _upended(box: Box, height: float) -> Box:
    return Box(box.left, height - box.bottom, box.right, height - box.top)


def _glaring(tone: str) -> bool:
    """Whether half a picture of this colour hurts; a button of it does not."""
    lightness, chroma, _ = colour.lch_of(tone)
    return lightness > 0.72 and chroma > 0.085


_ALIKE = 0.15
"""Difference of OKLab lightness under which a panel hardly parts from the picture beside it."""


def _panel_tone(task: Task) -> str:
    """The accent, the ink or a deeper ground, by the seed: whichever parts from the picture."""
    palette = task.palette
    here = colour.lch_of(task.ground)[0]
    deeper = palette.background
    if abs(colour.lch_of(deeper)[0] - here) < _ALIKE:  # a picture painted in the palette
        deeper = colour.shifted(deeper, lightness=-0.12 if here > 0.5 else 0.12)
    tones = [palette.accent, colour.mix(palette.text, palette.background, 0.06), deeper]
    turned = tones[task.pick(3, 5) :] + tones[: task.pick(3, 5)]
    apart = [t for t in turned if abs(colour.lch_of(t)[0] - here) > 0.1 and not _glaring(t)]
    return apart[0] if apart else deeper
