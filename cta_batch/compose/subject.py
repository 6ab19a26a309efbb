"""The product as layouts see it: its cut-out or its photo, and what either allows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from PIL import Image

from cta_batch.compose import colour
from cta_batch.compose.caching import Cache, pixel_bytes
from cta_batch.compose.cutout import CutOut, cut_out
from cta_batch.compose.geometry import Box
from cta_batch.compose.keeping import kept
from cta_batch.compose.palettes import Look, look_of
from cta_batch.compose.pictures import open_picture
from cta_batch.compose.scaling import glanced

MOST_UPSCALE = 1.4
"""How much a product's pixels may be enlarged before it looks soft."""

GLANCE = 160
"""Pixels of a side at which colours are looked at."""


@dataclass(frozen=True)
class Subject:
    """One product picture, analysed. ``focus`` is where its subject lies, in photo pixels.

    ``lightness`` and ``rim`` are OKLab lightness 0–1 of the product and of its outline;
    ``paper`` is the colour of the photo's ground where that is plain. ``key`` names it in caches,
    ``data`` is the picture file, and ``whole`` the photo's own box.
    """

    key: str
    data: bytes
    whole: Box
    cut: CutOut
    focus: Box
    lightness: float
    rim: float
    hue_ink: str
    paper: str | None
    look: Look

    @property
    def photo(self) -> Image.Image:
        """The whole photo, RGB: decoded when asked for, since a cut-out seldom needs it."""
        return _PHOTOS.get(self.key, lambda: _flattened(open_picture(self.data)))

    @property
    def cuttable(self) -> bool:
        """Whether its cut-out may be shown, standing free or on the frame's foot."""
        return self.cut.confident and self.cut.sides <= {"bottom"}

    @property
    def grounded(self) -> bool:
        """Whether the photo's lower border cuts it off, so that it must rise from an edge."""
        return "bottom" in self.cut.sides

    @property
    def aspect(self) -> float:
        return self.cut.image.width / self.cut.image.height

    @property
    def natural(self) -> float:
        """Most pixels of height the cut-out may be shown at."""
        return MOST_UPSCALE * self.cut.image.height


def _weight(subject: Subject) -> int:
    held = [subject.cut.image, *filter(None, [subject.cut.shadow])]
    return len(subject.data) + sum(map(pixel_bytes, held))


_SUBJECTS: Cache[Subject] = Cache(30_000_000, _weight)
_PHOTOS: Cache[Image.Image] = Cache(8_000_000, pixel_bytes)


def subject_of(data: bytes) -> Subject:
    """Analyse a picture file; kept by its content. Raises NotAPicture."""
    key = hashlib.sha256(data).hexdigest()
    return _SUBJECTS.get(key, lambda: _analysed(key, data))


def _analysed(key: str, data: bytes) -> Subject:
    photo = open_picture(data)
    cut = kept(key, photo, cut_out)
    flat = _PHOTOS.get(key, lambda: _flattened(photo))
    small, alone = glanced(flat, GLANCE), glanced(cut.image, GLANCE)
    pixels = np.asarray(alone, dtype=np.float64)
    solid = pixels[..., 3] > 200
    seen = pixels[solid] if solid.any() else pixels.reshape(-1, 4)
    mean = colour.to_hex(seen[:, :3].mean(axis=0) / 255)
    light = float(colour.srgb_to_oklch(seen[:, :3] / 255)[:, 0].mean())
    rim = _rim(pixels, solid)
    return Subject(
        key,
        data,
        Box(0, 0, *flat.size),
        cut,
        _focus(cut, small, flat.size),
        light,
        light if rim is None else rim,
        colour.shifted(mean, lightness=0.16 - colour.lch_of(mean)[0], chroma=0.6),
        _paper(small) if cut.seen else None,
        look_of(alone if cut.confident else small),
    )


def _flattened(photo: Image.Image) -> Image.Image:
    if photo.mode == "RGB":
        return photo
    ground = Image.new("RGB", photo.size, "white")
    ground.paste(photo, mask=photo)
    return ground


def _rim(pixels: np.ndarray, solid: np.ndarray) -> float | None:
    """Mean lightness of the outermost solid pixels: what must part from the ground."""
    inner = solid.copy()
    for axis in (0, 1):
        for step in (-3, 3):
            inner &= np.roll(solid, step, axis)
    edge = solid & ~inner
    if not edge.any():
        return None
    return float(colour.srgb_to_oklch(pixels[edge][:, :3] / 255)[:, 0].mean())


def _focus(cut: CutOut, small: Image.Image, size: tuple[int, int]) -> Box:
    if cut.confident:
        return Box(*cut.box)
    return Box(*cut.seen) if cut.seen else _salient(small, size)


def _paper(small: Image.Image) -> str:
    """The border's commonest colour."""
    pixels = np.asarray(small.resize((96, 96), Image.Resampling.BOX), dtype=np.float64)
    ring = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    middle = np.median(ring, axis=0)
    return colour.to_hex(middle / 255)


def _salient(small: Image.Image, size: tuple[int, int]) -> Box:
    """Where detail and colour gather: the box of the middle 80 % of both, in a photo of ``size``
    (width, height in pixels)."""
    side = 96
    square = small.resize((side, side), Image.Resampling.BOX)
    lab = np.asarray(square.convert("LAB"), dtype=np.float64)
    lab[..., 1:] = (lab[..., 1:] + 128) % 256
    away = np.abs(lab - np.median(lab, axis=(0, 1))).sum(axis=2)
    detail = np.abs(np.gradient(lab[..., 0])).sum(axis=0)
    centre = np.hanning(side + 2)[1:-1]
    weight = (away / (away.mean() + 1) + 2 * detail / (detail.mean() + 1)) * np.sqrt(
        centre[:, None] * centre[None, :]
    )
    weight = np.clip(weight - np.quantile(weight, 0.6), 0, None)
    left, right = _middle(weight.sum(axis=0), size[0])
    top, bottom = _middle(weight.sum(axis=1), size[1])
    return Box(left, top, right, bottom)


def _middle(sums: np.ndarray, length: int) -> tuple[float, float]:
    shares = np.cumsum(sums) / max(float(sums.sum()), 1e-9)
    low, high = np.searchsorted(shares, [0.08, 0.92])
    scale = length / len(sums)
    return float(low) * scale, float(high + 1) * scale


def focus_crop(subject: Subject, aspect: float, *, air: float = 0.10) -> Box:
    """The part of the photo to show in a box of ``aspect``, in photo pixels.

    On a plain border: the focus with ``air`` around it, past the photo's edge if need be (paper
    fills the rest). Elsewhere as much of the photo as fits, about the focus.
    """
    if subject.paper is None:
        return _inside(subject.focus.centre, subject.whole, aspect)
    around = subject.focus.grown(air * max(subject.focus.width, subject.focus.height))
    width = max(around.width, around.height * aspect)
    return _settled(_about(around.centre, width, width / aspect), subject)


def _about(centre: tuple[float, float], width: float, height: float) -> Box:
    x, y = centre
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _settled(box: Box, subject: Subject) -> Box:
    """A product that the photo cuts off must stay cut off: no paper beyond those sides."""
    whole, sides = subject.whole, subject.cut.sides
    dx = dy = 0.0
    if "bottom" in sides and box.bottom > whole.height:
        dy = whole.height - box.bottom
    if "top" in sides and box.top < 0:
        dy = -box.top
    if "left" in sides and box.left < 0:
        dx = -box.left
    if "right" in sides and box.right > whole.width:
        dx = whole.width - box.right
    return Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)


def _inside(centre: tuple[float, float], whole: Box, aspect: float) -> Box:
    """The largest crop of ``aspect`` that lies in the photo, as near ``centre`` as can be."""
    width = min(whole.width, whole.height * aspect)
    height = width / aspect
    left = min(max(centre[0] - width / 2, 0), whole.width - width)
    top = min(max(centre[1] - height / 2, 0), whole.height - height)
    return Box(left, top, left + width, top + height)
