"""The offline backgrounds: each style of ``BackgroundStyle``, in a palette, with room for words.

All are low in contrast inside, so that words and a product can lie anywhere on them, and carry a
fine grain: eight bits a channel show bands in a wide soft gradient otherwise.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from cta_batch.compose import colour, light
from cta_batch.compose.regions import Floats, Levels, Window
from cta_batch.compose.scaling import halved, scaled
from cta_batch.compose.subject import subject_of
from cta_batch.domain import BackgroundStyle, Palette
from cta_batch.errors import RenderError

HORIZON = 0.70
"""Where a studio's wall meets its floor, as a share of the height."""


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
    canvas = light.Canvas(width, height, palette, dice, picture)
    painted = light.grained(_PAINTERS[style](canvas), dice)
    file = io.BytesIO()
    painted.save(file, "JPEG", quality=92, subsampling=0)
    return file.getvalue()


def _gradient(canvas: light.Canvas) -> Image.Image:
    """Light falling across the ground, with a breath of the accent in the far corner."""
    angle = canvas.dice.uniform(-1.1, -0.4) * canvas.dice.choice([-1, 1])
    lift = 0.05 if canvas.light else 0.09
    field = light.ramp(canvas, angle)
    base = light.mixed(canvas.tone(lift), canvas.tone(-0.07, 0.10), field)
    spot = light.spot(canvas, *light.corner(canvas, angle), radius=1.0)
    return light.image(light.over(base, canvas.tone(0.02, 0.45), spot * 0.32), canvas)


def _shapes(canvas: light.Canvas) -> Image.Image:
    """Sheets of coloured paper reaching in from the edges, each with its soft shadow."""
    ground = light.image(light.lit(canvas, 0.04), canvas)
    tones = [canvas.tone(0.045 if canvas.light else 0.05, 0.05), canvas.tone(-0.03, 0.16)]
    tones += [canvas.tone(-0.01, 0.34)]
    corners = canvas.dice.permutation(4)[:3]
    for corner, tone in zip(corners, tones, strict=True):
        x, y = (corner % 2) * canvas.width, (corner // 2) * canvas.height
        radius = canvas.short * canvas.dice.uniform(0.26, 0.50)
        shift = canvas.dice.uniform(-0.12, 0.12, 2) * canvas.short
        _sheet(ground, _disc_mask(canvas, x + shift[0], y + shift[1], radius), tone, canvas)
    return ground


def _studio(canvas: light.Canvas) -> Image.Image:
    """A wall and a floor under one lamp; daylight from a window lies across the wall."""
    rows, columns = light.grid(*light.coarse_size(canvas))
    x = canvas.dice.uniform(0.35, 0.65)
    lamp = light.spot(canvas, x * canvas.width, 0.34 * canvas.height, radius=1.05)
    wall = light.mixed(canvas.tone(-0.07), canvas.tone(0.06), lamp)
    depth = np.clip((rows / rows.max() - HORIZON) / (1 - HORIZON), 0, 1)
    pool = light.spot(canvas, x * canvas.width, 0.82 * canvas.height, radius=0.8)
    floor = light.mixed(
        canvas.tone(-0.10, 0.10), canvas.tone(0.035, 0.05), 0.25 * depth + 0.7 * pool
    )
    edge = 0.006 * canvas.height / light.COARSE
    below = 1 / (1 + np.exp(np.clip((HORIZON * rows.max() - rows) / max(edge, 0.3), -30, 30)))
    window = _window(canvas, columns, rows) * (1 - below)
    room = wall * (1 - below[..., None]) + floor * below[..., None]
    strength = 0.05 if canvas.light else 0.035
    return light.image(np.clip(room + window[..., None] * strength, 0, 1), canvas)


def _window(canvas: light.Canvas, columns: Floats, rows: Floats) -> Floats:
    """Two slanted panes of light, soft at the edge, as a mask 0–1."""
    short = canvas.short / light.COARSE
    lean = canvas.dice.choice([-1, 1]) * 0.45
    along = (columns + lean * rows) / short - canvas.dice.uniform(0.1, 0.9)
    panes = sum(_band(along, at, at + 0.22, 0.02) for at in (0.0, 0.27))
    return np.asarray(panes * _band(rows / short, 0.04, 0.9, 0.12), dtype=np.float32)


def _band(values: Floats, low: float, high: float, soft: float) -> Floats:
    rise = np.clip((values - low) / soft + 0.5, 0, 1)
    fall = np.clip((high - values) / soft + 0.5, 0, 1)
    return np.asarray(rise * fall, dtype=np.float32)


def _pattern(canvas: light.Canvas) -> Image.Image:
    """A repeat in the ground's own colour, fading out where light falls on it."""
    ground = light.image(light.lit(canvas, 0.045), canvas)
    motif = _MOTIFS[int(canvas.dice.integers(len(_MOTIFS)))]
    step = round(canvas.short * canvas.dice.uniform(0.06, 0.09) * (1.5 if motif is _arcs else 1))
    tile = motif(step * 2).resize((step, step), Image.Resampling.BOX)
    mask = Image.new("L", (canvas.width, canvas.height))
    for top in range(0, canvas.height, step):
        for left in range(0, canvas.width, step):
            mask.paste(tile, (left, top))
    fade = 1 - 0.85 * light.spot(canvas, canvas.width / 2, canvas.height / 2, radius=0.75)
    fading = light.scaled_up(fade * (0.85 if canvas.light else 0.7), canvas)
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


def _waves(canvas: light.Canvas) -> Image.Image:
    """Hills of paper along the foot, paler the farther away, under an even sky."""
    ground = light.image(light.lit(canvas, 0.05), canvas)
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


def _polygon_mask(canvas: light.Canvas, line: Sequence[tuple[float, float]]) -> Image.Image:
    """All that lies below ``line``, as a smooth-edged mask of the canvas."""
    foot = [(canvas.width + 8, canvas.height + 1), (0, canvas.height + 1)]
    points = np.rint(np.asarray([*line, *foot]) * _FINE).astype(np.int32)
    fine = _twice(canvas)
    cv2.fillPoly(fine, [points], 255, lineType=cv2.LINE_AA, shift=_SHIFT)
    return Image.fromarray(halved(fine))


def _twice(canvas: light.Canvas) -> Levels:
    """An empty mask of twice the canvas's width and height: OpenCV's own edges are rough."""
    return np.zeros((2 * canvas.height, 2 * canvas.width), dtype=np.uint8)


_SHIFT = 4
_FINE = 2 << _SHIFT
"""Of such a mask's pixels OpenCV takes places to a sixteenth."""


def _glow(canvas: light.Canvas) -> Image.Image:
    """Lights out of focus, drifting along the edges; the middle stays quiet."""
    base = light.lit(canvas, 0.05)
    short = canvas.short
    for _ in range(16):
        angle = canvas.dice.uniform(0, 2 * math.pi)
        far = canvas.dice.uniform(0.75, 1.15)
        x = canvas.width * (0.5 + 0.5 * far * math.cos(angle))
        y = canvas.height * (0.5 + 0.5 * far * math.sin(angle))
        radius = short * canvas.dice.uniform(0.04, 0.17)
        tone = canvas.tone(0.10 if canvas.light else 0.16, canvas.dice.uniform(0.0, 0.5))
        edge, strength = canvas.dice.uniform(0.10, 0.5), canvas.dice.uniform(0.18, 0.5)
        where = _around(x, y, (1 + edge / 2) * radius)
        lens = _lens(canvas, where, (x, y), radius, edge)
        base[where] = light.over(base[where], tone, lens * strength)
    return light.image(base, canvas)


def _around(x: float, y: float, reach: float) -> Window:
    """The part of a coarse field that lies within ``reach`` pixels of a place."""
    ends = [
        [max(0, int(at + side) // light.COARSE) for side in (-reach, reach + 2 * light.COARSE)]
        for at in (y, x)
    ]
    return slice(*ends[0]), slice(*ends[1])


def _lens(
    canvas: light.Canvas, where: Window, middle: tuple[float, float], radius: float, edge: float
) -> Floats:
    """A disc of light with a soft edge, a little brighter on its rim, as a mask 0–1."""
    rows, columns = (axis[where] for axis in light.grid(*light.coarse_size(canvas)))
    far = np.hypot(columns * light.COARSE - middle[0], rows * light.COARSE - middle[1]) / radius
    body = np.clip((1 - far) / edge + 0.5, 0, 1)
    return np.asarray(body * (0.75 + 0.25 * np.clip(far, 0, 1) ** 3), dtype=np.float32)


def _blur(canvas: light.Canvas) -> Image.Image:
    """The product seen from very near, far out of focus, drawn into the ground's colour."""
    if canvas.picture is None:
        raise RenderError("The background style 'blur' needs the product's picture; give one.")
    subject = subject_of(canvas.picture)
    near = subject.photo.crop(subject.focus.rounded())
    small = ImageOps.fit(near, light.coarse_size(canvas), Image.Resampling.BOX)
    soft = small.filter(ImageFilter.GaussianBlur(canvas.short / light.COARSE * 0.085))
    scene = np.asarray(soft, dtype=np.float32) / 255
    strength = 0.30 if canvas.light else 0.38
    toned = light.lit(canvas, 0.05) + (scene - scene.mean(axis=(0, 1))) * strength
    return light.image(np.clip(toned, 0, 1), canvas)


_PAINTERS: dict[BackgroundStyle, Callable[[light.Canvas], Image.Image]] = {
    BackgroundStyle.GRADIENT: _gradient,
    BackgroundStyle.SHAPES: _shapes,
    BackgroundStyle.STUDIO: _studio,
    BackgroundStyle.PATTERN: _pattern,
    BackgroundStyle.WAVES: _waves,
    BackgroundStyle.GLOW: _glow,
    BackgroundStyle.BLUR: _blur,
}


def _sheet(ground: Image.Image, mask: Image.Image, tone: str, canvas: light.Canvas) -> None:
    """Lay a sheet of ``tone`` on the ground, its shadow first."""
    reach = max(2.0, canvas.short * 0.022)
    small = mask.reduce(light.COARSE)
    soft = small.filter(ImageFilter.GaussianBlur(reach / light.COARSE)).point(
        lambda v: int(v * 0.16)
    )
    shade = colour.shifted(canvas.palette.background, lightness=-0.3)
    _stain(ground, shade, Image.fromarray(scaled(np.asarray(soft), mask.size)))
    _stain(ground, tone, mask)


def _stain(ground: Image.Image, tone: str, mask: Image.Image) -> None:
    """Colour the ground through ``mask``, where there is any of it."""
    box = mask.getbbox()
    if box is not None:
        ground.paste(colour.to_rgb255(tone), box, mask.crop(box))


def _disc_mask(canvas: light.Canvas, x: float, y: float, radius: float) -> Image.Image:
    fine = _twice(canvas)
    centre, reach = (round(x * _FINE), round(y * _FINE)), round(radius * _FINE)
    cv2.circle(fine, centre, reach, 255, cv2.FILLED, cv2.LINE_AA, _SHIFT)
    return Image.fromarray(halved(fine))
