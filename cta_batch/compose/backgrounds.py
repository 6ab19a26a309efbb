"""The offline backgrounds: each style of ``BackgroundStyle``, in a palette, with room for words.

All are low in contrast inside, so that words and a product can lie anywhere on them, and carry a
fine grain: eight bits a channel show bands in a wide soft gradient otherwise.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from cta_batch.compose import colour
from cta_batch.compose.subject import subject_of
from cta_batch.domain import BackgroundStyle, Palette
from cta_batch.errors import RenderError

Floats = NDArray[np.float32]

COARSE = 4
"""Soft light is computed on every fourth pixel and scaled up: it has nothing finer to show."""
GRAIN = 1.1
"""Standard deviation of the grain, in steps of 255: hides bands, cannot be seen itself."""
HORIZON = 0.70
"""Where a studio's wall meets its floor, as a share of the height."""


@dataclass(frozen=True)
class Canvas:
    """What a painter knows: size in pixels, colours, its own dice, the product's picture."""

    width: int
    height: int
    palette: Palette
    dice: np.random.Generator
    picture: bytes | None

    @property
    def short(self) -> int:
        return min(self.width, self.height)

    @property
    def light(self) -> bool:
        return colour.lch_of(self.palette.background)[0] > 0.55

    def tone(self, lightness: float, accent: float = 0.0) -> str:
        """The ground made lighter (or darker, where negative), with a share of the accent."""
        ground = colour.shifted(self.palette.background, lightness=lightness)
        return colour.mix(ground, self.palette.accent, accent) if accent else ground


def paint_background(
    *,
    style: BackgroundStyle,
    seed: int,
    palette: Palette,
    width: int,
    height: int,
    picture: bytes | None = None,
) -> bytes:
    """A background of ``width`` × ``height`` pixels as a JPEG; the same seed, the same picture.

    ``picture`` is the product's own picture file, needed by the style *blur* only. Raises
    RenderError where it is missing and NotAPicture where it cannot be decoded.
    """
    dice = np.random.default_rng([seed & 0xFFFFFFFF, list(BackgroundStyle).index(style)])
    canvas = Canvas(width, height, palette, dice, picture)
    painted = _grained(_PAINTERS[style](canvas), dice)
    file = io.BytesIO()
    painted.save(file, "JPEG", quality=92, subsampling=0)
    return file.getvalue()


def _gradient(canvas: Canvas) -> Image.Image:
    """Light falling across the ground, with a breath of the accent in the far corner."""
    angle = canvas.dice.uniform(-1.1, -0.4) * canvas.dice.choice([-1, 1])
    lift = 0.05 if canvas.light else 0.09
    field = _ramp(canvas, angle)
    base = _mixed(canvas.tone(lift), canvas.tone(-0.07, 0.10), field)
    spot = _spot(canvas, *_corner(canvas, angle), radius=1.0)
    return _image(_over(base, canvas.tone(0.02, 0.45), spot * 0.32), canvas)


def _shapes(canvas: Canvas) -> Image.Image:
    """Sheets of coloured paper reaching in from the edges, each with its soft shadow."""
    ground = _image(_lit(canvas, 0.04), canvas)
    tones = [canvas.tone(0.045 if canvas.light else 0.05, 0.05), canvas.tone(-0.03, 0.16)]
    tones += [canvas.tone(-0.01, 0.34)]
    corners = canvas.dice.permutation(4)[:3]
    for corner, tone in zip(corners, tones, strict=True):
        x, y = (corner % 2) * canvas.width, (corner // 2) * canvas.height
        radius = canvas.short * canvas.dice.uniform(0.26, 0.50)
        shift = canvas.dice.uniform(-0.12, 0.12, 2) * canvas.short
        _sheet(ground, _disc_mask(canvas, x + shift[0], y + shift[1], radius), tone, canvas)
    return ground


def _studio(canvas: Canvas) -> Image.Image:
    """A wall and a floor under one lamp; daylight from a window lies across the wall."""
    rows, columns = _grid(canvas)
    x = canvas.dice.uniform(0.35, 0.65)
    lamp = _spot(canvas, x * canvas.width, 0.34 * canvas.height, radius=1.05)
    wall = _mixed(canvas.tone(-0.07), canvas.tone(0.06), lamp)
    depth = np.clip((rows / rows.max() - HORIZON) / (1 - HORIZON), 0, 1)
    pool = _spot(canvas, x * canvas.width, 0.82 * canvas.height, radius=0.8)
    floor = _mixed(canvas.tone(-0.10, 0.10), canvas.tone(0.035, 0.05), 0.25 * depth + 0.7 * pool)
    edge = 0.006 * canvas.height / COARSE
    below = 1 / (1 + np.exp(np.clip((HORIZON * rows.max() - rows) / max(edge, 0.3), -30, 30)))
    window = _window(canvas, columns, rows) * (1 - below)
    room = wall * (1 - below[..., None]) + floor * below[..., None]
    strength = 0.05 if canvas.light else 0.035
    return _image(np.clip(room + window[..., None] * strength, 0, 1), canvas)


def _window(canvas: Canvas, columns: Floats, rows: Floats) -> Floats:
    """Two slanted panes of light, soft at the edge, as a mask 0–1."""
    short = canvas.short / COARSE
    lean = canvas.dice.choice([-1, 1]) * 0.45
    along = (columns + lean * rows) / short - canvas.dice.uniform(0.1, 0.9)
    panes = sum(_band(along, at, at + 0.22, 0.02) for at in (0.0, 0.27))
    return np.asarray(panes * _band(rows / short, 0.04, 0.9, 0.12), dtype=np.float32)


def _band(values: Floats, low: float, high: float, soft: float) -> Floats:
    rise = np.clip((values - low) / soft + 0.5, 0, 1)
    fall = np.clip((high - values) / soft + 0.5, 0, 1)
    return np.asarray(rise * fall, dtype=np.float32)


def _pattern(canvas: Canvas) -> Image.Image:
    """A repeat in the ground's own colour, fading out where light falls on it."""
    ground = _image(_lit(canvas, 0.045), canvas)
    motif = _MOTIFS[int(canvas.dice.integers(len(_MOTIFS)))]
    step = round(canvas.short * canvas.dice.uniform(0.06, 0.09) * (1.5 if motif is _arcs else 1))
    tile = motif(step * 2).resize((step, step), Image.Resampling.BOX)
    mask = Image.new("L", (canvas.width, canvas.height))
    for top in range(0, canvas.height, step):
        for left in range(0, canvas.width, step):
            mask.paste(tile, (left, top))
    fade = 1 - 0.85 * _spot(canvas, canvas.width / 2, canvas.height / 2, radius=0.75)
    fading = _scaled_up(fade * (0.85 if canvas.light else 0.7), canvas)
    mask = Image.fromarray((np.asarray(mask) * fading).astype(np.uint8))
    ground.paste(colour.to_rgb255(canvas.tone(-0.05 if canvas.light else 0.07, 0.14)), mask=mask)
    return ground


def _dots(side: int) -> Image.Image:
    tile = Image.new("L", (side, side))
    reach = side * 0.11
    middle = side / 2
    ImageDraw.Draw(tile).ellipse(
        (middle - reach, middle - reach, middle + reach, middle + reach), fill=255
    )
    return tile


def _arcs(side: int) -> Image.Image:
    """Scallops: half rings, each row set off by half a tile from the one below."""
    tile = Image.new("L", (side, side))
    draw = ImageDraw.Draw(tile)
    for x, y in ((0.0, 0.5), (1.0, 0.5), (0.5, 1.0)):
        for share in (0.5, 0.34, 0.18):
            reach = side * share
            box = (x * side - reach, y * side - reach, x * side + reach, y * side + reach)
            draw.pieslice(box, 180, 360, fill=0, outline=255, width=max(2, side // 36))
    return tile


def _crosses(side: int) -> Image.Image:
    tile = Image.new("L", (side, side))
    draw = ImageDraw.Draw(tile)
    reach, middle, width = side * 0.15, side / 2, max(2, side // 18)
    draw.line((middle - reach, middle, middle + reach, middle), fill=255, width=width)
    draw.line((middle, middle - reach, middle, middle + reach), fill=255, width=width)
    return tile


def _diagonals(side: int) -> Image.Image:
    tile = Image.new("L", (side, side))
    draw = ImageDraw.Draw(tile)
    for offset in (-side, 0, side):
        draw.line((offset, side, offset + side, 0), fill=255, width=max(2, side // 12))
    return tile


_MOTIFS = (_dots, _arcs, _crosses, _diagonals)


def _waves(canvas: Canvas) -> Image.Image:
    """Hills of paper along the foot, paler the farther away, under an even sky."""
    ground = _image(_lit(canvas, 0.05), canvas)
    columns = np.arange(0, canvas.width + 8, 8)
    for layer in range(4):
        rise = canvas.height * (0.66 + 0.10 * layer)
        swing = canvas.short * canvas.dice.uniform(0.025, 0.06)
        length = canvas.short * canvas.dice.uniform(0.5, 0.9)
        phase = canvas.dice.uniform(0, 2 * math.pi)
        heights = rise + swing * (
            np.sin(columns / length * math.pi + phase)
            + 0.4 * np.sin(columns / length * 2 * math.pi + 2 * phase)
        )
        line = [*zip(columns.tolist(), heights.tolist(), strict=True)]
        tone = canvas.tone((-0.012 if canvas.light else 0.018) * (layer + 1), 0.06 + 0.07 * layer)
        _sheet(ground, _polygon_mask(canvas, line), tone, canvas)
    return ground


def _polygon_mask(canvas: Canvas, line: Sequence[tuple[float, float]]) -> Image.Image:
    """All that lies below ``line``, as a smooth-edged mask of the canvas."""
    fine = Image.new("L", (canvas.width * 2, canvas.height * 2))
    points = [(x * 2, y * 2) for x, y in line]
    foot = [(canvas.width * 2 + 16, canvas.height * 2 + 2), (0, canvas.height * 2 + 2)]
    ImageDraw.Draw(fine).polygon([*points, *foot], fill=255)
    return fine.resize((canvas.width, canvas.height), Image.Resampling.BOX)


def _glow(canvas: Canvas) -> Image.Image:
    """Lights out of focus, drifting along the edges; the middle stays quiet."""
    base = _lit(canvas, 0.05)
    short = canvas.short
    for _ in range(16):
        angle = canvas.dice.uniform(0, 2 * math.pi)
        far = canvas.dice.uniform(0.75, 1.15)
        x = canvas.width * (0.5 + 0.5 * far * math.cos(angle))
        y = canvas.height * (0.5 + 0.5 * far * math.sin(angle))
        radius = short * canvas.dice.uniform(0.04, 0.17)
        tone = canvas.tone(0.10 if canvas.light else 0.16, canvas.dice.uniform(0.0, 0.5))
        lens = _lens(canvas, x, y, radius, edge=canvas.dice.uniform(0.10, 0.5))
        base = _over(base, tone, lens * canvas.dice.uniform(0.18, 0.5))
    return _image(base, canvas)


def _lens(canvas: Canvas, x: float, y: float, radius: float, edge: float) -> Floats:
    """A disc of light with a soft edge, a little brighter on its rim, as a mask 0–1."""
    rows, columns = _grid(canvas)
    far = np.hypot(columns * COARSE - x, rows * COARSE - y) / radius
    body = np.clip((1 - far) / edge + 0.5, 0, 1)
    return np.asarray(body * (0.75 + 0.25 * np.clip(far, 0, 1) ** 3), dtype=np.float32)


def _blur(canvas: Canvas) -> Image.Image:
    """The product seen from very near, far out of focus, drawn into the ground's colour."""
    if canvas.picture is None:
        raise RenderError("The background style 'blur' needs the product's picture; give one.")
    subject = subject_of(canvas.picture)
    near = subject.photo.crop(subject.focus.rounded())
    small = ImageOps.fit(near, _coarse_size(canvas), Image.Resampling.BOX)
    soft = small.filter(ImageFilter.GaussianBlur(canvas.short / COARSE * 0.085))
    scene = np.asarray(soft, dtype=np.float32) / 255
    strength = 0.30 if canvas.light else 0.38
    toned = _lit(canvas, 0.05) + (scene - scene.mean(axis=(0, 1))) * strength
    return _image(np.clip(toned, 0, 1), canvas)


_PAINTERS: dict[BackgroundStyle, Callable[[Canvas], Image.Image]] = {
    BackgroundStyle.GRADIENT: _gradient,
    BackgroundStyle.SHAPES: _shapes,
    BackgroundStyle.STUDIO: _studio,
    BackgroundStyle.PATTERN: _pattern,
    BackgroundStyle.WAVES: _waves,
    BackgroundStyle.GLOW: _glow,
    BackgroundStyle.BLUR: _blur,
}


def _coarse_size(canvas: Canvas) -> tuple[int, int]:
    return (max(2, canvas.width // COARSE), max(2, canvas.height // COARSE))


def _grid(canvas: Canvas) -> tuple[Floats, Floats]:
    width, height = _coarse_size(canvas)
    rows, columns = np.mgrid[0:height, 0:width]
    return rows.astype(np.float32), columns.astype(np.float32)


def _ramp(canvas: Canvas, angle: float) -> Floats:
    """0–1 along ``angle`` (radians), eased at both ends."""
    rows, columns = _grid(canvas)
    along = columns * math.cos(angle) - rows * math.sin(angle)
    even = (along - along.min()) / (along.max() - along.min())
    return np.asarray(even * even * (3 - 2 * even), dtype=np.float32)


def _corner(canvas: Canvas, angle: float) -> tuple[float, float]:
    x = canvas.width if math.cos(angle) > 0 else 0
    return (x, canvas.height if -math.sin(angle) > 0 else 0)


def _spot(canvas: Canvas, x: float, y: float, *, radius: float) -> Floats:
    """A soft light at x, y (pixels): 1 in its middle, 0 from ``radius`` short sides on."""
    rows, columns = _grid(canvas)
    reach = radius * canvas.short
    far = np.hypot(columns * COARSE - x, rows * COARSE - y) / reach
    inside = np.clip(1 - far, 0, 1)
    return np.asarray(inside * inside * (3 - 2 * inside), dtype=np.float32)


def _lit(canvas: Canvas, lift: float) -> Floats:
    """The plain ground under one soft lamp."""
    x = canvas.width * canvas.dice.uniform(0.3, 0.7)
    lamp = _spot(canvas, x, canvas.height * canvas.dice.uniform(0.2, 0.5), radius=1.15)
    return _mixed(canvas.tone(-lift), canvas.tone(lift), lamp)


def _mixed(one: str, other: str, field: Floats) -> Floats:
    ends = [colour.from_hex(c).astype(np.float32) for c in (one, other)]
    return ends[0] + (ends[1] - ends[0]) * field[..., None]


def _over(base: Floats, tone: str, mask: Floats) -> Floats:
    ink = colour.from_hex(tone).astype(np.float32)
    return base + (ink - base) * mask[..., None]


def _scaled_up(field: Floats, canvas: Canvas) -> Floats:
    """A coarse field, of one channel or three, at full size, still as floats."""
    size = (canvas.width, canvas.height)
    full = cv2.resize(field.astype(np.float32, copy=False), size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(full, dtype=np.float32)


def _image(field: Floats, canvas: Canvas) -> Image.Image:
    """Coarse RGB floats 0–1 → a picture of the canvas, dithered so that no bands show."""
    noise = _noise(canvas.height, canvas.width, 7)
    return _speckled(_scaled_up(field * np.float32(255), canvas), noise, 0.5)


def _sheet(ground: Image.Image, mask: Image.Image, tone: str, canvas: Canvas) -> None:
    """Lay a sheet of ``tone`` on the ground, its shadow first."""
    reach = max(2.0, canvas.short * 0.022)
    small = mask.resize(_coarse_size(canvas), Image.Resampling.BOX)
    soft = small.filter(ImageFilter.GaussianBlur(reach / COARSE)).resize(mask.size)
    shade = colour.shifted(canvas.palette.background, lightness=-0.3)
    ground.paste(colour.to_rgb255(shade), mask=soft.point(lambda v: int(v * 0.16)))
    ground.paste(colour.to_rgb255(tone), mask=mask)


def _disc_mask(canvas: Canvas, x: float, y: float, radius: float) -> Image.Image:
    fine = Image.new("L", (canvas.width * 2, canvas.height * 2))
    box = tuple(2 * v for v in (x - radius, y - radius, x + radius, y + radius))
    ImageDraw.Draw(fine).ellipse(box, fill=255)
    return fine.resize((canvas.width, canvas.height), Image.Resampling.BOX)


@lru_cache(maxsize=8)
def _noise(height: int, width: int, seed: int) -> Floats:
    """Even-tempered noise of standard deviation 1; the same tile serves every picture."""
    tile = np.random.default_rng(seed).standard_normal((512, 512), dtype=np.float32)
    repeats = (-(-height // 512), -(-width // 512))
    return np.tile(tile, repeats)[:height, :width]


def _grained(picture: Image.Image, dice: np.random.Generator) -> Image.Image:
    noise = _noise(picture.height, picture.width, int(dice.integers(4)))
    return _speckled(np.asarray(picture), noise, GRAIN)


def _speckled(pixels: NDArray[Any], noise: Floats, strength: float) -> Image.Image:
    """The pixels (h, w, 3; in levels) with ``strength`` times the noise (h, w) on each channel."""
    grain = cv2.merge([noise * np.float32(strength)] * 3)
    return Image.fromarray(cv2.add(pixels, grain, dtype=cv2.CV_8U))
