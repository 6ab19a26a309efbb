"""Studio photos drawn by code, each with the truth about where the product is."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Draw = Callable[[ImageDraw.ImageDraw, float], None]
SIZE = 800


@dataclass(frozen=True)
class DrawnPhoto:
    """``photo`` as a camera and a JPEG would give it; ``truth`` is the product's coverage 0–1."""

    photo: Image.Image
    truth: NDArray[np.float32]


@dataclass
class Studio:
    """What a product is photographed on and what the light does there."""

    top: tuple[int, int, int] = (255, 255, 255)
    bottom: tuple[int, int, int] = (255, 255, 255)
    shadow: float = 0.0
    reflection: float = 0.0
    reflection_depth: int = 60
    noise: float = 1.5
    quality: int = 88
    texture: bool = True
    holes: list[Draw] = field(default_factory=list)


def draw_photo(shape: Draw, paint: Draw, studio: Studio | None = None) -> DrawnPhoto:
    """Photograph ``shape`` (drawn white on black, for the truth) painted with ``paint`` (RGB)."""
    studio = studio or Studio()
    truth = _coverage(shape, studio.holes)
    ground = _ground(studio)
    product = _painted(paint, studio.texture)
    if studio.shadow:
        ground *= (1 - studio.shadow * _soft_shadow(truth))[..., None]
    if studio.reflection:
        ground = _reflected(ground, product, truth, studio)
    mixed = truth[..., None] * product + (1 - truth[..., None]) * ground
    mixed += np.random.default_rng(7).normal(0, studio.noise, mixed.shape) * (ground < 254)
    return DrawnPhoto(_through_jpeg(mixed, studio.quality), truth)


def _coverage(shape: Draw, holes: list[Draw]) -> NDArray[np.float32]:
    large = Image.new("L", (SIZE * 4, SIZE * 4))
    shape(ImageDraw.Draw(large), 4.0)
    for hole in holes:
        hole(ImageDraw.Draw(large), 4.0)
    small = large.resize((SIZE, SIZE), Image.Resampling.BOX)
    return (np.asarray(small) / 255).astype(np.float32)


def _ground(studio: Studio) -> NDArray[np.float32]:
    down = np.linspace(0, 1, SIZE, dtype=np.float32)[:, None, None]
    top, bottom = np.array(studio.top, np.float32), np.array(studio.bottom, np.float32)
    return np.repeat(top * (1 - down) + bottom * down, SIZE, axis=1)


def _painted(paint: Draw, texture: bool) -> NDArray[np.float32]:
    large = Image.new("RGB", (SIZE * 2, SIZE * 2))
    paint(ImageDraw.Draw(large), 2.0)
    pixels = np.asarray(large.resize((SIZE, SIZE), Image.Resampling.BOX), dtype=np.float32)
    across = np.linspace(0.85, 1.1, SIZE, dtype=np.float32)[None, :, None]
    grain = np.random.default_rng(3).normal(0, 5, (SIZE, SIZE, 1)).astype(np.float32)
    lit: NDArray[np.float32] = pixels * across + grain * np.float32(texture)
    return np.clip(lit, 0, 255)


def _soft_shadow(truth: NDArray[np.float32]) -> NDArray[np.float32]:
    """Under the product: its lower part, flattened and far out of focus."""
    rows = np.flatnonzero((truth > 0.5).any(axis=1))
    columns = np.flatnonzero((truth > 0.5).any(axis=0))
    image = Image.new("L", (SIZE, SIZE))
    box = (columns[0] - 20, rows[-1] - 25, columns[-1] + 20, rows[-1] + 25)
    ImageDraw.Draw(image).ellipse(tuple(int(v) for v in box), fill=255)
    return (np.asarray(image.filter(ImageFilter.GaussianBlur(22))) / 255).astype(np.float32)


def _reflected(
    ground: NDArray[np.float32],
    product: NDArray[np.float32],
    truth: NDArray[np.float32],
    studio: Studio,
) -> NDArray[np.float32]:
    """A fading mirror image under the product's lowest row, as on glossy acrylic."""
    last = int(np.flatnonzero((truth > 0.5).any(axis=1))[-1])
    out = ground.copy()
    for step in range(min(studio.reflection_depth, SIZE - last - 1)):
        share = truth[last - step] * studio.reflection * (1 - step / studio.reflection_depth)
        line = out[last + step]
        out[last + step] = line * (1 - share[:, None]) + product[last - step] * share[:, None]
    return out


def _through_jpeg(pixels: NDArray[np.float32], quality: int) -> Image.Image:
    file = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=quality)
    return Image.open(io.BytesIO(file.getvalue())).convert("RGB")
