"""What layers are painted from: a product and a background, whole and small."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import cv2
import numpy as np

from cta_batch.compose.caching import Cache
from cta_batch.compose.pictures import open_picture
from cta_batch.compose.regions import Levels
from cta_batch.compose.scaling import halved, mixed
from cta_batch.compose.subject import Subject

DRAFT_SIDE = 680
"""The longest side in pixels of the sources that small candidates are painted from."""


@dataclass(frozen=True)
class Backdrop:
    """A background, RGB; ``horizon`` is where its floor begins (0–1), if it has one."""

    key: str
    pixels: Levels
    draft: Levels
    horizon: float | None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]


@dataclass(frozen=True)
class Materials:
    """The pictures that layers are painted from."""

    subject: Subject
    backdrop: Backdrop

    def ground(self, scale: float) -> Levels:
        """The background, RGB, for a picture ``scale`` times the placement's size."""
        return self.backdrop.draft if is_small(scale) else self.backdrop.pixels

    def photo(self, scale: float) -> Levels:
        """The product's whole photo, RGB, for such a picture."""
        if not is_small(scale):
            return np.asarray(self.subject.photo)
        key = (self.subject.key, "photo")
        return _DRAFTS.get(key, lambda: _draft(np.asarray(self.subject.photo)))

    def cut_out(self, scale: float) -> Levels:
        """The cut-out as ``scaling.mixed`` gives it, for such a picture."""
        whole = _MIXED.get(self.subject.key, lambda: mixed(self.subject.cut.image))
        if not is_small(scale):
            return whole
        return _DRAFTS.get((self.subject.key, "cut-out"), lambda: _draft(whole))


def is_small(scale: float) -> bool:
    """Whether small sources will do for a picture ``scale`` times the placement's size."""
    return scale < 0.5


_BACKDROPS: Cache[Backdrop] = Cache(4_000_000, lambda made: made.pixels.nbytes + made.draft.nbytes)
_MIXED: Cache[Levels] = Cache(16_000_000, lambda pixels: pixels.nbytes)
_DRAFTS: Cache[Levels] = Cache(6_000_000, lambda pixels: pixels.nbytes)


def backdrop_of(data: bytes) -> Backdrop:
    """Decode a background; kept by its content. Raises NotAPicture."""
    key = hashlib.sha256(data).hexdigest()
    return _BACKDROPS.get(key, lambda: _decoded(key, data))


def _decoded(key: str, data: bytes) -> Backdrop:
    opened = open_picture(data)
    pixels = np.asarray(opened if opened.mode == "RGB" else opened.convert("RGB"))
    draft = _draft(pixels)
    return Backdrop(key, pixels, draft, _horizon(draft))


def _draft(pixels: Levels) -> Levels:
    while max(pixels.shape[:2]) > DRAFT_SIDE:
        pixels = halved(pixels)
    return pixels


def _horizon(draft: Levels) -> float | None:
    """Where one level edge crosses most of the picture's lower half, as a share of its height."""
    grey = cv2.resize(
        cv2.cvtColor(draft, cv2.COLOR_RGB2GRAY), (64, 200), interpolation=cv2.INTER_AREA
    )
    step = grey[4:].astype(np.float64) - grey[:-4]
    rows = np.median(step, axis=1)
    agree = (np.sign(step) == np.sign(rows)[:, None]).mean(axis=1)
    strength = np.abs(rows) * (agree > 0.85)
    low, high = int(0.52 * len(rows)), int(0.88 * len(rows))
    best = low + int(np.argmax(strength[low:high]))
    typical = float(np.median(np.abs(step)))
    if strength[best] < max(7.0, 4 * typical):
        return None
    return (best + 2) / 200
