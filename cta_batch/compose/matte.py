"""Which pixels are product, which are ground, shadow or hole; then soft edges without a halo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cta_batch.compose.backdrop import Backdrop, Difference
from cta_batch.compose.regions import (
    Floats,
    Mask,
    blurred,
    grown,
    label,
    shrunk,
    touching_border,
    without_specks,
)

LEAST_DISTANCE = 9.0
"""Levels by which a pixel must differ from the ground: twice what JPEG leaves around edges."""
STEEP = 3.5
"""Levels a pixel above which a change of brightness is an edge and no soft shadow."""
EDGE = 24.0
"""Levels between product and ground below which an edge cannot be unmixed, only smoothed."""


@dataclass(frozen=True)
class Parts:
    """Masks of one photo: what is product, and what of the rest lies in its shadow."""

    product: Mask
    shaded: Mask


def find_parts(pixels: Floats, backdrop: Backdrop, difference: Difference) -> Parts:
    """Split a photo (h, w, 3 in levels) into product and shadowed ground."""
    least = max(LEAST_DISTANCE, 4 * backdrop.noise)
    plain = difference.distance < least
    outside = touching_border(plain)
    cast = _cast_shadow(pixels, difference, outside)
    product = ~(outside | cast)
    product &= ~_holes(plain & product, product, difference)
    product = _settled(product)
    return Parts(product, cast & ~product)


def _settled(product: Mask) -> Mask:
    """Without specks, hairs of noise and pieces that are crumbs beside the largest."""
    smooth = product & grown(shrunk(product, 1), 2)
    _, areas = label(smooth)
    if len(areas) < 2:
        return smooth
    return without_specks(smooth, max(30.0, 0.01 * float(areas[1:].max())))


def _cast_shadow(pixels: Floats, difference: Difference, outside: Mask) -> Mask:
    """Ground darkened without an edge, reached from the plain ground: a soft shadow.

    Empty where that would eat a pale product: more than a third of what is left, or its top.
    """
    light = blurred(pixels.mean(axis=2), 1)
    soft = _steepness(light) < STEEP
    dim = (difference.shade > 0.35) & (difference.shade < 1.01) & (difference.tinge < 9)
    way = shrunk((soft & dim) | outside, 2)
    reached = grown(touching_border(way), 2) & ((soft & dim) | outside)
    cast: Mask = reached & ~outside
    rest = ~outside
    if not cast.any() or cast.sum() > 0.34 * rest.sum():
        return np.zeros_like(cast)
    return cast if _lies_low(cast, rest) else np.zeros_like(cast)


def _lies_low(cast: Mask, rest: Mask) -> bool:
    """Whether most of the shadow lies in the lower 60 % of what stands out from the ground."""
    rows = np.flatnonzero(rest.any(axis=1))
    line = rows[0] + 0.4 * (rows[-1] - rows[0])
    return bool(cast[: int(line)].sum() < 0.1 * cast.sum())


def _steepness(light: Floats) -> Floats:
    down, across = np.gradient(light)
    steep: Floats = np.hypot(down, across)
    return steep


def _holes(inner: Mask, product: Mask, difference: Difference) -> Mask:
    """Enclosed bits of ground: as plain as the ground outside, not tiny, behind a thin wall.

    A white print on a shirt is as plain as a white ground; what tells a handle's opening from it
    is that only a thin wall parts the opening from the outside.
    """
    labels, areas = label(inner)
    least, most = 0.0006 * product.sum(), 0.15 * product.sum()
    height, width = product.shape
    wall = max(3, round(0.05 * float(np.hypot(height, width)) * _extent(product)))
    near = grown(~product & ~inner, wall)
    holes = np.zeros_like(product)
    for number in np.flatnonzero((areas >= least) & (areas <= most)):
        piece = labels == number
        if number and difference.distance[piece].mean() < 4 and (piece & near).any():
            holes |= piece
    return holes


def _extent(product: Mask) -> float:
    """The product's diagonal as a share of the picture's."""
    rows, columns = np.flatnonzero(product.any(axis=1)), np.flatnonzero(product.any(axis=0))
    if not len(rows):
        return 0.0
    diagonal = np.hypot(rows[-1] - rows[0], columns[-1] - columns[0])
    return float(diagonal / np.hypot(*product.shape))


# --- soft edges ----------------------------------------------------------------------------------


def soften(pixels: Floats, ground: Floats, product: Mask) -> tuple[Floats, Floats]:
    """Alpha 0–1 (h, w) and product colours free of the ground (h, w, 3 in levels).

    Only a band along the edge changes: within it every pixel is taken as a mixture of the nearest
    sure product and the nearest sure ground. Beyond 3 px inside, colours are the photo's own.
    """
    band = grown(product, 2) & ~shrunk(product, 3)
    inner = _spread_colour(pixels, shrunk(product, 3), product, pixels)
    outer = _spread_colour(pixels, ~grown(product, 3), np.zeros_like(product), ground)
    prior = blurred(product.astype(np.float32), 1)
    mixed, sure = _mixture(pixels, inner, outer)
    guess = sure * mixed + (1 - sure) * prior
    alpha = np.where(band, np.clip(guess, prior - 0.4, prior + 0.4), product).astype(np.float32)
    alpha = np.clip((alpha - 0.06) / 0.88, 0, 1)
    return alpha, np.where(band[..., None], _unmixed(pixels, inner, outer, alpha), pixels)


def _spread_colour(pixels: Floats, core: Mask, thin: Mask, otherwise: Floats) -> Floats:
    """Every pixel's nearest sure colour: a local mean of ``core``, else of ``thin``, else ours."""
    weight = core.astype(np.float32) + 0.02 * thin
    near = blurred(weight, 4)
    wide = blurred(pixels * weight[..., None], 4)
    mean = wide / np.maximum(near, 1e-4)[..., None]
    return np.where((near > 4e-4)[..., None], mean, otherwise).astype(np.float32)


def _mixture(pixels: Floats, inner: Floats, outer: Floats) -> tuple[Floats, Floats]:
    """Share of product in each pixel, and how far (0–1) that can be trusted."""
    axis = inner - outer
    power = (axis * axis).sum(axis=2)
    share = ((pixels - outer) * axis).sum(axis=2) / np.maximum(power, 1.0)
    sure = np.clip(np.sqrt(power / 3) / EDGE - 0.5, 0, 1)
    return np.clip(share, 0, 1).astype(np.float32), sure.astype(np.float32)


def _unmixed(pixels: Floats, inner: Floats, outer: Floats, alpha: Floats) -> Floats:
    """The product's share of each mixed pixel; where it is small, the nearest sure colour."""
    a = alpha[..., None]
    pure = (pixels - (1 - a) * outer) / np.maximum(a, 0.25)
    pure = np.clip(pure, inner - 48, inner + 48)
    trust = np.clip((a - 0.3) / 0.5, 0, 1)
    colours: Floats = np.clip(trust * pure + (1 - trust) * inner, 0, 255)
    return colours
