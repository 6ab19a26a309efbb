"""What every layout is given, and the few moves that more than one of them makes."""

from __future__ import annotations

from dataclasses import dataclass

from cta_batch.compose import colour
from cta_batch.compose.arrangement import (
    Arrangement,
    Cutting,
    Halo,
    Layer,
    Photo,
    Setting,
    Shadow,
)
from cta_batch.compose.geometry import Box, Frame, Shape, fitted, mirrored
from cta_batch.compose.setting import Typesetter
from cta_batch.compose.subject import MOST_UPSCALE, Subject, focus_crop
from cta_batch.domain import Layout, Palette

APART = 0.30
"""Difference of OKLab lightness from which on a product parts from its ground by itself."""

SLIM = 0.66
"""Width in its height under which a product stands beside the words in a square."""

PALE = 0.66
"""Outlines lighter than this are parted from a pale ground by their shadow: dark light is dirt."""


@dataclass(frozen=True)
class Task:
    """One placement of one order. ``ground`` is the background picture's mean colour.

    ``seed`` decides between equals (which side, which accent); the same seed, the same creative.
    ``variant`` counts siblings: what goes by turns goes by it.
    ``tight`` under 1 asks for a smaller headline, so that the product gets more room.
    """

    frame: Frame
    setter: Typesetter
    subject: Subject
    palette: Palette
    ground: str
    seed: int
    variant: int = 0
    tight: float = 1.0

    @property
    def flipped(self) -> bool:
        """Whether words stand at the right: in right-to-left scripts always, else by turns.

        A strip is read from its start to its button at the end.
        """
        by_turns = self.frame.shape is not Shape.STRIP and self.variant // 2 % 2 == 1
        return self.setter.rtl or by_turns

    @property
    def beside(self) -> bool:
        """Whether words stand beside the product: in wide frames, and for slim ones in squares."""
        if self.frame.shape is not Shape.SQUARE:
            return self.frame.sideways
        scene = self.subject.paper is None and not self.subject.cuttable
        box = self.subject.whole if scene else self.subject.focus
        return box.width < SLIM * box.height and not self.subject.cut.sides & {"left", "right"}

    def turned(self, box: Box) -> Box:
        """A box meant for words at the left, turned round where they stand at the right."""
        return mirrored(box, self.frame.width) if self.flipped else box

    def pick(self, count: int, salt: int) -> int:
        """One of ``count`` equals, by the seed."""
        return (self.seed // (7 * salt + 1) + salt) % count


def arranged(
    layout: Layout, task: Task, layers: list[Layer], setting: Setting, product: Layer
) -> Arrangement:
    """The layers with the product laid where it stands in them."""
    if isinstance(product, Cutting):
        native = float(task.subject.cut.image.height)
        return Arrangement(
            layout, task.frame, tuple(layers), setting, product.box, native, product.box
        )
    assert isinstance(product, Photo)
    scene = task.subject.paper is None  # what is the product in a scene is a guess: take it all
    shown = product.box if scene else _focus_in(product, task.subject.focus)
    left = product.crop.area / task.subject.whole.area if scene else 1.0
    return Arrangement(
        layout, task.frame, tuple(layers), setting, product.box, product.crop.height, shown, left
    )


def _focus_in(photo: Photo, focus: Box) -> Box:
    scale = photo.box.width / photo.crop.width
    at = focus.moved(-photo.crop.left, -photo.crop.top).scaled(scale)
    return at.moved(photo.box.left, photo.box.top).common(photo.box)


def standing(task: Task, room: Box, *, down: float = 0.5, across: float = 0.5) -> Box:
    """Where the cut-out goes in ``room``; one that its photo cuts off stands on the room's foot."""
    subject = task.subject
    return fitted(
        subject.aspect,
        room,
        natural=subject.natural,
        down=1.0 if subject.grounded else down,
        across=across,
    )


def hanging(task: Task, box: Box) -> Cutting:
    """The cut-out before a wall."""
    return Cutting(box, Shadow.NONE if task.subject.grounded else Shadow.DROP)


def photo_in(
    task: Task, room: Box, *, radius: float = 0.0, shadow: bool = False, air: float = 0.10
) -> Photo:
    """The photo filling ``room``, or as much of it as its pixels allow."""
    aspect = room.width / room.height
    crop = focus_crop(task.subject, aspect, air=air)
    box = fitted(aspect, room, natural=crop.height * MOST_UPSCALE)
    return Photo(box, crop, radius, shadow)


def filling(task: Task, part: Box) -> Photo:
    """The photo filling all of ``part``, enlarged as far as that takes."""
    crop = focus_crop(task.subject, part.width / part.height)
    return Photo(part, crop)


def scene_room(task: Task, room: Box) -> Box:
    """A scene keeps its own proportions as far as the card stays half as wide as its room; a
    product on a plain ground gets a card not much wider or higher than itself."""
    aspect = room.width / room.height
    if task.subject.paper is not None:
        own = task.subject.focus.width / task.subject.focus.height
        return fitted(min(max(aspect, 1.05 * own), 1.5 * own), room, natural=room.height)
    own = task.subject.whole.width / task.subject.whole.height
    return fitted(min(max(own, 0.5 * aspect), 2 * aspect), room, natural=room.height)


def veil_of(ground: str) -> str:
    """A veil that belongs to the picture it is laid over: its own hue, deep or pale."""
    here = colour.lch_of(ground)[0]
    return colour.shifted(ground, lightness=(0.95 if here > 0.6 else 0.19) - here, chroma=0.75)


def lights(task: Task, box: Box, ground: str) -> list[Layer]:
    """Light behind a product whose outline would sink into ``ground``; nothing where it parts."""
    here, rim = colour.lch_of(ground)[0], task.subject.rim
    sunk = 1 - abs(here - rim) / APART
    if sunk <= 0 or rim >= PALE:
        return []
    tone = colour.shifted(ground, lightness=max(0.80, here + 0.06) - here, chroma=0.7)
    grow = 0.40 * max(box.width, box.height)
    return [Halo(box.grown(grow), tone, 0.45 + 0.35 * sunk)]
