"""Layers → pixels, at any scale: small to judge a candidate, full size to deliver it."""

from __future__ import annotations

from functools import singledispatch

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from cta_batch.compose import colour, masks, shadows
from cta_batch.compose.arrangement import (
    Cutting,
    Floor,
    Ground,
    Halo,
    Layer,
    Photo,
    Scrim,
    Shadow,
    Sheet,
    Side,
)
from cta_batch.compose.caching import Cache, pixel_bytes
from cta_batch.compose.geometry import Box, Frame
from cta_batch.compose.materials import Backdrop, Materials, is_small
from cta_batch.compose.regions import Floats, Levels, blurred
from cta_batch.compose.scaling import scaled, unmixed

_SCALED: Cache[Image.Image] = Cache(4_000_000, pixel_bytes)
_PLATES: Cache[Image.Image] = Cache(8_000_000, pixel_bytes)


def paint(
    layers: tuple[Layer, ...], frame: Frame, materials: Materials, scale: float = 1.0
) -> Image.Image:
    """The picture without its words, RGB, ``scale`` times the placement's size."""
    key = (
        materials.subject.key,
        materials.backdrop.key,
        layers,
        frame.width,
        frame.height,
        scale,
    )
    plate = _PLATES.get(key, lambda: _painted(layers, frame, materials, scale))
    return plate.copy()


def _painted(
    layers: tuple[Layer, ...], frame: Frame, materials: Materials, scale: float
) -> Image.Image:
    size = (max(1, round(frame.width * scale)), max(1, round(frame.height * scale)))
    canvas = Image.new("RGB", size)
    for layer in layers:
        _lay(layer, canvas, materials, scale)
    return canvas


@singledispatch
def _lay(layer: Layer, canvas: Image.Image, materials: Materials, scale: float) -> None:
    raise TypeError(layer)


@_lay.register
def _(layer: Ground, canvas: Image.Image, materials: Materials, scale: float) -> None:
    left, top, right, bottom = layer.box.scaled(scale).rounded()
    backdrop = materials.backdrop
    crop = _cover(backdrop, (right - left) / (bottom - top), layer)
    size = (right - left, bottom - top)
    source = materials.ground(scale)
    part = crop.scaled(source.shape[1] / backdrop.size[0])
    blur = layer.blur * scale
    if blur > 4:
        picture = _softened(source, part, size, blur)
    else:
        key = (backdrop.key, crop, size, is_small(scale))
        picture = _SCALED.get(key, lambda: Image.fromarray(scaled(source, size, part)))
    canvas.paste(_veiled(picture, layer.veil, layer.strength), (left, top))


def _veiled(picture: Image.Image, veil: str, strength: float) -> Image.Image:
    """The picture under an even veil of a colour; itself where ``strength`` (0–1) is 0."""
    if not strength:
        return picture
    return Image.blend(picture, Image.new("RGB", picture.size, colour.to_rgb255(veil)), strength)


def _softened(source: Levels, part: Box, size: tuple[int, int], blur: float) -> Image.Image:
    small = (max(2, round(size[0] / shadows.SMALLER)), max(2, round(size[1] / shadows.SMALLER)))
    soft = Image.fromarray(scaled(source, small, part))
    return _enlarged(soft.filter(ImageFilter.GaussianBlur(blur / shadows.SMALLER)), size)


def _enlarged(soft: Image.Image, size: tuple[int, int]) -> Image.Image:
    return Image.fromarray(scaled(np.asarray(soft), size))


def _cover(backdrop: Backdrop, aspect: float, layer: Ground) -> Box:
    """The part of the background that fills the layer's box; its floor at ``horizon`` if it can."""
    width, height = backdrop.size
    w, h = min(width, height * aspect), min(height, width / aspect)
    if layer.horizon is None or backdrop.horizon is None:
        return Box((width - w) / 2, (height - h) / 2, (width + w) / 2, (height + h) / 2)
    at = (layer.horizon - layer.box.top) / layer.box.height
    line = backdrop.horizon * height
    shrink = min(1.0, line / (at * h), (height - line) / ((1 - at) * h))
    w, h = w * shrink, h * shrink
    top = min(max(line - at * h, 0), height - h)
    return Box((width - w) / 2, top, (width + w) / 2, top + h)


@_lay.register
def _(layer: Sheet, canvas: Image.Image, materials: Materials, scale: float) -> None:
    left, top, right, bottom = layer.box.scaled(scale).rounded()
    mask = masks.rounded(right - left, bottom - top, round(layer.radius * scale), layer.arch)
    if layer.shadow:
        shade, at = shadows.card(mask)
        _stain(canvas, materials.subject.hue_ink, shade, (left + at[0], top + at[1]))
    if layer.opacity < 1:
        share = layer.opacity
        mask = mask.point(lambda v: int(v * share + 0.5))
    canvas.paste(colour.to_rgb255(layer.colour), (left, top, right, bottom), mask)


def _stain(canvas: Image.Image, ink: str, mask: Image.Image, at: tuple[int, int]) -> None:
    """Colour the canvas through ``mask`` laid at ``at``, which may reach over the edges."""
    left, top = max(0, at[0]), max(0, at[1])
    right = min(canvas.width, at[0] + mask.width)
    bottom = min(canvas.height, at[1] + mask.height)
    if right <= left or bottom <= top:
        return
    part = mask.crop((left - at[0], top - at[1], right - at[0], bottom - at[1]))
    canvas.paste(colour.to_rgb255(ink), (left, top, right, bottom), part)


@_lay.register
def _(layer: Floor, canvas: Image.Image, materials: Materials, scale: float) -> None:
    """The wall mirrored, far out of focus, under the floor's own colour and a pool of light."""
    top = round(layer.top * scale)
    width, height = canvas.width, canvas.height - top
    wall = canvas.crop((0, max(0, top - height), width, top))
    small = (max(2, width // 8), max(2, height // 8))
    soft = ImageOps.flip(wall.resize(small, Image.Resampling.BOX))
    soft = _enlarged(soft.filter(ImageFilter.GaussianBlur(3)), (width, height))
    canvas.paste(_veiled(soft, layer.near, _NEAR), (0, top))
    shade = masks.ramp(height, 0, round(height * 0.9), 0.75)
    shade = shade.resize((width, height), Image.Resampling.NEAREST)
    canvas.paste(colour.to_rgb255(layer.far), (0, top, width, top + height), shade)
    reach = round(0.55 * max(width, height))
    pool = masks.halo(2 * reach, max(2, round(height * 1.5))).point(lambda v: int(v * 0.5))
    _stain_below(canvas, layer.near, pool, (round(layer.x * scale) - reach, top), top)


_NEAR = 0.47
"""How much of the floor's own colour covers what it mirrors."""


def _stain_below(
    canvas: Image.Image, ink: str, mask: Image.Image, at: tuple[int, int], top: int
) -> None:
    cut = max(0, top - at[1])
    _stain(canvas, ink, mask.crop((0, cut, mask.width, mask.height)), (at[0], at[1] + cut))


@_lay.register
def _(layer: Halo, canvas: Image.Image, materials: Materials, scale: float) -> None:
    left, top, right, bottom = layer.box.scaled(scale).rounded()
    share = layer.strength
    glow = masks.halo(right - left, bottom - top).point(lambda v: int(v * share + 0.5))
    _stain(canvas, layer.colour, glow, (left, top))


@_lay.register
def _(layer: Scrim, canvas: Image.Image, materials: Materials, scale: float) -> None:
    upright = layer.side in {Side.TOP, Side.BOTTOM}
    length = canvas.height if upright else canvas.width
    column = masks.ramp(
        length, round(layer.solid * scale), round(layer.gone * scale), layer.strength
    )
    seen = column.getbbox()
    if seen is None:
        return
    line = column.crop(seen)
    box = (0, seen[1], canvas.width, seen[3])
    if not upright:
        line, box = line.transpose(Image.Transpose.TRANSPOSE), (seen[1], 0, seen[3], canvas.height)
    mask = line.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.NEAREST)
    canvas.paste(colour.to_rgb255(layer.colour), box, mask)


@_lay.register
def _(layer: Photo, canvas: Image.Image, materials: Materials, scale: float) -> None:
    left, top, right, bottom = layer.box.scaled(scale).rounded()
    size = (right - left, bottom - top)
    mask = masks.rounded(*size, round(layer.radius * scale), layer.arch)
    if layer.fade is not None:
        mask = _fading(layer.fade, size, layer.fading * scale)
    if layer.shadow:
        shade, at = shadows.card(mask)
        _stain(canvas, materials.subject.hue_ink, shade, (left + at[0], top + at[1]))
    key = (materials.subject.key, layer.crop, size, is_small(scale))
    picture = _SCALED.get(key, lambda: _cropped(materials, layer, size, scale))
    canvas.paste(picture, (left, top), mask)


def _fading(side: Side, size: tuple[int, int], over: float) -> Image.Image:
    """A mask of ``size`` that eases to nothing at ``side``."""
    length = size[1] if side in {Side.TOP, Side.BOTTOM} else size[0]
    column = masks.ramp(length, round(length - over), length, 1.0)
    if side in {Side.TOP, Side.LEFT}:
        column = ImageOps.flip(column)
    upright = side in {Side.TOP, Side.BOTTOM}
    line = column if upright else column.transpose(Image.Transpose.TRANSPOSE)
    return line.resize(size, Image.Resampling.NEAREST)


def _cropped(
    materials: Materials, layer: Photo, size: tuple[int, int], scale: float
) -> Image.Image:
    """The crop at ``size``; where it reaches past the photo, the photo's own ground goes on."""
    subject, crop = materials.subject, layer.crop
    inside = crop.common(subject.whole)
    at = inside.moved(-crop.left, -crop.top).scaled(size[0] / crop.width)
    left, top, right, bottom = at.rounded()
    inner = (max(1, min(right, size[0]) - left), max(1, min(bottom, size[1]) - top))
    source = materials.photo(scale)
    part = scaled(source, inner, inside.scaled(source.shape[1] / subject.whole.width))
    if inner == size:
        return Image.fromarray(part)
    return _extended(part, (left, top), size, colour.to_rgb255(subject.paper or "#ffffff"))


def _extended(
    part: Levels, at: tuple[int, int], size: tuple[int, int], paper: tuple[int, int, int]
) -> Image.Image:
    """``part`` at ``at`` of a picture of ``size``, its ground carried on outwards without a seam.

    The farther out, the more the border's colours are blended along it: no streaks. What touches
    the border but is not ``paper`` is the product, which does not go on.
    """
    left, top = at
    right, bottom = size[0] - left - part.shape[1], size[1] - top - part.shape[0]
    pixels = part.astype(np.float32)
    ground = np.asarray(paper, dtype=np.float32)
    pixels = _carried(pixels, top, bottom, ground)
    pixels = _carried(pixels.swapaxes(0, 1), left, right, ground).swapaxes(0, 1)
    return Image.fromarray(np.rint(pixels).clip(0, 255).astype(np.uint8))


def _carried(pixels: Floats, before: int, after: int, paper: Floats) -> Floats:
    """Rows added above and below: the mean border row, near the border with its own changes."""
    deep = max(1, min(6, len(pixels) // 20))
    head = _outwards(_plain(pixels[:deep], paper), max(0, before))[::-1]
    foot = _outwards(_plain(pixels[-deep:], paper), max(0, after))
    return np.concatenate([head, pixels, foot])


def _plain(rows: Floats, paper: Floats) -> Floats:
    """The mean of some rows; paper where they show anything else."""
    unlike = np.abs(rows - paper).max(axis=(0, 2)) > _UNLIKE
    return np.where(unlike[:, None], paper, rows.mean(axis=0)).astype(np.float32)


_UNLIKE = 40
"""Levels from the paper at which a border pixel belongs to the product or its shadow."""


def _outwards(row: Floats, count: int) -> Floats:
    """``count`` rows that begin like ``row`` and get smoother, with grain against bands."""
    if not count:
        return np.empty((0, *row.shape), dtype=np.float32)
    reach = max(2, len(row) // 8)
    near = blurred(row[None], max(1, reach // 12))[0]
    far = blurred(row[None], reach)[0]
    share = np.clip(np.arange(count, dtype=np.float32) / reach, 0, 1)[:, None, None]
    grain = np.random.default_rng(count).normal(0, 0.6, (count, len(row), 1)).astype(np.float32)
    rows: Floats = near + (far - near) * share + grain
    return rows


@_lay.register
def _(layer: Cutting, canvas: Image.Image, materials: Materials, scale: float) -> None:
    left, top, right, bottom = layer.box.scaled(scale).rounded()
    size = (max(1, right - left), max(1, bottom - top))
    key = (materials.subject.key, "cut", size, is_small(scale))
    product = _SCALED.get(key, lambda: unmixed(scaled(materials.cut_out(scale), size)))
    alpha = product.getchannel("A")
    if layer.shadow is not Shadow.NONE:
        cast = shadows.drop if layer.shadow is Shadow.DROP else shadows.contact
        for mask, at in cast(alpha):
            _stain(canvas, materials.subject.hue_ink, mask, (left + at[0], top + at[1]))
    canvas.paste(product, (left, top), alpha)
