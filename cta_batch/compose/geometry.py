"""Boxes and frames: where things may lie. Pixels as floats, y downwards; no pictures here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cta_batch.domain import Placement

MARGIN = 6.5
"""Room free of words along the edges, in ``Frame.u``."""


@dataclass(frozen=True)
class Box:
    """A rectangle by its left, top, right and bottom, in pixels of the placement."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> tuple[float, float]:
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> Box:
        """The same centre, every side moved outwards by ``by`` (inwards where negative)."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def scaled(self, by: float) -> Box:
        return Box(self.left * by, self.top * by, self.right * by, self.bottom * by)

    def common(self, other: Box) -> Box:
        """What both cover; its ``area`` is 0 where they don't meet."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, other: Box, slack: float = 0.5) -> bool:
        """Whether ``other`` lies inside; half a pixel over the edge is rounding."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def rounded(self) -> tuple[int, int, int, int]:
        return (round(self.left), round(self.top), round(self.right), round(self.bottom))


class Shape(StrEnum):
    """What a placement's proportions allow."""

    STRIP = "strip"
    WIDE = "wide"
    SQUARE = "square"
    PORTRAIT = "portrait"
    TALL = "tall"
    SKYSCRAPER = "skyscraper"


_LEAST_ASPECT = (
    (2.6, Shape.STRIP),
    (1.35, Shape.WIDE),
    (0.9, Shape.SQUARE),
    (0.65, Shape.PORTRAIT),
    (0.4, Shape.TALL),
)


@dataclass(frozen=True)
class Frame:
    """A placement as layouts see it; ``u`` is 1 % of its shorter side, in pixels."""

    placement: Placement

    @property
    def width(self) -> int:
        return self.placement.width

    @property
    def height(self) -> int:
        return self.placement.height

    @property
    def u(self) -> float:
        return min(self.width, self.height) / 100

    @property
    def shape(self) -> Shape:
        aspect = self.width / self.height
        return next((shape for least, shape in _LEAST_ASPECT if aspect > least), Shape.SKYSCRAPER)

    @property
    def sideways(self) -> bool:
        """Whether words stand beside the product rather than above or below it."""
        return self.shape in {Shape.STRIP, Shape.WIDE}

    @property
    def all(self) -> Box:
        return Box(0, 0, self.width, self.height)

    @property
    def safe(self) -> Box:
        """Outside of it the platform draws its own controls."""
        zone = self.placement.safe
        return Box(
            zone.left * self.width,
            zone.top * self.height,
            self.width * (1 - zone.right),
            self.height * (1 - zone.bottom),
        )

    @property
    def inner(self) -> Box:
        """Where words may lie: the safe zone, and a margin from every edge."""
        return self.safe.common(self.all.grown(-self.margin))

    @property
    def margin(self) -> float:
        return max(MARGIN * self.u, 6.0)


def fitted(
    aspect: float, room: Box, *, natural: float, across: float = 0.5, down: float = 0.5
) -> Box:
    """The largest box of ``aspect`` (width / height) in ``room``, at most ``natural`` pixels high.

    ``across`` and ``down`` (0–1) say where the left-over room goes: 0 left or top, 1 right or
    bottom.
    """
    height = max(1.0, min(room.height, room.width / aspect, natural))
    width = height * aspect
    left = room.left + (room.width - width) * across
    top = room.top + (room.height - height) * down
    return Box(left, top, left + width, top + height)


def mirrored(box: Box, width: float) -> Box:
    """The box seen in a mirror that stands in the middle of a frame ``width`` wide."""
    return Box(width - box.right, box.top, width - box.left, box.bottom)
