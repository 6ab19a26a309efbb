"""Which picture goes where on a platform, as data. Checked 2026-11 against what is beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cta_batch.domain import Creative
from cta_batch.export.items import Picture
from cta_batch.placements import PLACEMENTS

KB, MB = 1024, 1024 * 1024


@dataclass(frozen=True)
class Slot:
    """A place for a picture: its name there, its shape and how far (0–1) a picture may be off.

    ``off`` 0 takes the exact pixels only. ``least`` is the smallest width in pixels, ``most`` the
    largest file in bytes; ``sets`` are the placement sets that are made for it.
    """

    name: str
    width: int
    height: int
    off: float
    least: int
    most: int
    sets: tuple[str, ...]

    def takes(self, creative: Creative) -> bool:
        if not self.off:
            exact = (creative.width, creative.height) == (self.width, self.height)
            return exact and creative.bytes <= self.most
        ratio = (creative.width / creative.height) / (self.width / self.height)
        fits = abs(ratio - 1) <= self.off and creative.width >= self.least
        return fits and creative.bytes <= self.most


# Landscape and square: support.google.com/google-ads/answer/17090561; portrait: answer/17091269
_RESPONSIVE = (
    Slot("Image ID", 1200, 628, 0.01, 600, 5120 * KB, ("google",)),
    Slot("Square image ID", 1, 1, 0.01, 300, 5120 * KB, ("google",)),
    Slot("Portrait image (Performance Max)", 4, 5, 0.01, 480, 5120 * KB, ("google",)),
)
# Uploaded display ads: support.propensity.com (a third party's list); only the exact size counts
_UPLOADED = tuple(
    Slot(f"Uploaded {p.width}x{p.height}", p.width, p.height, 0.0, p.width, 150 * KB, ("display",))
    for p in PLACEMENTS.values()
    if "display" in p.sets
)
GOOGLE = (*_UPLOADED, *_RESPONSIVE)

# facebook.com/business/ads-guide: feed ±3 %, stories and reels ±1 %
META = (
    Slot("Feed 1:1", 1, 1, 0.03, 600, 30 * MB, ("meta",)),
    Slot("Feed 4:5", 4, 5, 0.03, 600, 30 * MB, ("meta",)),
    Slot("Story 9:16", 9, 16, 0.01, 500, 30 * MB, ("meta",)),
)


@dataclass(frozen=True)
class Placed:
    """A picture in its slot; ``meant`` is whether its placement was made for this platform."""

    slot: Slot
    picture: Picture
    meant: bool


def placed(pictures: Iterable[Picture], slots: tuple[Slot, ...]) -> tuple[Placed, ...]:
    """The pictures that have a slot. One not made for the platform goes only where none was."""
    fitting = [_fit(p, slots) for p in pictures]
    found = [f for f in fitting if f is not None]
    served = {f.slot.name for f in found if f.meant}
    return tuple(f for f in found if f.meant or f.slot.name not in served)


def _fit(picture: Picture, slots: tuple[Slot, ...]) -> Placed | None:
    slot = next((s for s in slots if s.takes(picture.creative)), None)
    if slot is None:
        return None
    made_for = PLACEMENTS.get(_twin_of(picture.creative.placement, slot))
    return Placed(slot, picture, made_for is not None and bool(set(made_for.sets) & set(slot.sets)))


def _twin_of(placement: str, slot: Slot) -> str:
    """Google shows pictures beside texts of its own, so a twin without words is as good there."""
    return placement.removesuffix("-clean") if "google" in slot.sets else placement
