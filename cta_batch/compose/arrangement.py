"""What a layout answers: layers to paint, words in their places. Values only, no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cta_batch.compose.geometry import Box, Frame
from cta_batch.domain import Layout

if TYPE_CHECKING:
    from cta_batch.compose.text import Block


class Shadow(StrEnum):
    """What ties a product to its ground."""

    NONE = "none"
    DROP = "drop"  # it hangs before a wall
    CONTACT = "contact"  # it stands on a floor


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Ground:
    """The background picture, covering ``box``; ``veil`` is laid over it with ``strength`` 0–1.

    ``horizon`` (a y of the frame) asks for the picture's own floor to begin there, if it has one.
    ``blur`` in pixels of the frame.
    """

    box: Box
    blur: float = 0.0
    veil: str = "#000000"
    strength: float = 0.0
    horizon: float | None = None


@dataclass(frozen=True)
class Sheet:
    """A flat area. ``radius`` in pixels; ``arch`` rounds the upper corners only."""

    box: Box
    colour: str
    opacity: float = 1.0
    radius: float = 0.0
    arch: bool = False
    shadow: bool = False


@dataclass(frozen=True)
class Floor:
    """A floor from ``top`` down to the frame's foot, lit in its middle (``x`` in pixels)."""

    top: float
    near: str
    far: str
    x: float


@dataclass(frozen=True)
class Halo:
    """Soft light behind the product, so that dark on dark and pale on pale still part."""

    box: Box
    colour: str
    strength: float


@dataclass(frozen=True)
class Scrim:
    """A veil from one side: full up to ``solid``, gone at ``gone`` (x or y of the frame)."""

    side: Side
    solid: float
    gone: float
    colour: str
    strength: float


@dataclass(frozen=True)
class Photo:
    """The product's photo as it is: ``crop`` (pixels of the photo) shown in ``box``.

    Where the crop reaches past the photo's edge, its plain ground is carried on. ``fade`` is a
    side towards which it melts into what lies below, over the last ``fading`` pixels. ``arch``
    rounds the upper corners only.
    """

    box: Box
    crop: Box
    radius: float = 0.0
    shadow: bool = False
    arch: bool = False
    fade: Side | None = None
    fading: float = 0.0


@dataclass(frozen=True)
class Cutting:
    """The cut-out product, scaled into ``box``."""

    box: Box
    shadow: Shadow


Layer = Ground | Sheet | Floor | Halo | Scrim | Photo | Cutting


class Role(StrEnum):
    BRAND = "brand"
    HEADLINE = "headline"
    DESCRIPTION = "description"
    BUTTON = "button"


@dataclass(frozen=True)
class Placed:
    """One text in its place; ``ink`` is filled in when the ground is known. ``size`` in pixels."""

    role: Role
    block: Block
    box: Box
    size: float
    ink: str = "#000000"


@dataclass(frozen=True)
class Button:
    """The call to action. ``fill`` None draws an outline in the label's ink."""

    box: Box
    label: Placed
    radius: float
    fill: str | None = None


@dataclass(frozen=True)
class Setting:
    """All words of a creative in their places; ``left_out`` names roles that found no room."""

    texts: tuple[Placed, ...]
    button: Button
    logo: Box | None
    box: Box
    left_out: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """One candidate: where everything goes, before a pixel is painted.

    ``stage`` is the box of the product (cut-out or photo), ``native`` how many pixels of the
    picture's height it shows, so that ``stage.height / native`` is the scale.
    """

    layout: Layout
    frame: Frame
    layers: tuple[Layer, ...]
    setting: Setting
    stage: Box
    native: float
    subject: Box
    """What words must not cover: the product itself inside ``stage``."""
    shown: float = 1.0
    """Share (0–1) of a scene's photo that is left after cropping."""
