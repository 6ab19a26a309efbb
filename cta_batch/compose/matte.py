"""Which pixels are product, which are ground, shadow or hole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cta_batch.compose.backdrop import LEAST_DISTANCE, Difference
from cta_batch.compose.regions import (
    Floats,
    Levels,
    Mask,
    area,
    around,
    blurred,
    clipped,
    grown,
    label,
    pieces,
    shrunk,
    steepness,
    summed,
    tiles,
    touching_border,
    without_specks,
)

STEEP = 3.5
"""Levels a pixel above which a change of brightness is an edge and no soft shadow."""
EDGE = 24.0
"""Levels between product and ground below which an edge cannot be unmixed, only smoothed."""
RINGING = 75.0
"""Levels from which an edge leaves ripples of up to twice ``LEAST_DISTANCE`` around it."""
RIPPLES = 10
"""Pixels that ripples reach: JPEG's blocks have 8, and pictures are scaled."""
SMALL, LARGE = 0.0006, 0.15
"""Shares of the product: under the first an opening counts only at the very edge, over the second
it needs more evidence."""
PASSES = 4
"""How many rows of openings behind one another are cut: slats, baskets."""
PRINT = 0.1
"""Share of the product that may look like ground behind thick walls before we doubt: prints."""
SHADOW_REACH = 9
"""Pixels by which a shadow is carried on under the product, and smoothed."""
POCKET_WALL = 10
"""Pixels from the outside within which even a tiny bit of enclosed ground is cut (fringes)."""


@dataclass(frozen=True)
class Parts:
    """Masks of what differs in a photo: what is product, and what of the rest lies in its shadow.

    ``unclear`` is the share (0–1) of the product that may as well be an opening.
    """

    product: Mask
    shaded: Mask
    unclear: float


def find_parts(pixels: Levels, noise: float, difference: Difference) -> Parts:
    """Split what differs in a photo (h, w, 3, in the window of ``difference``) into product and
    shadowed ground.

    ``noise`` is the ground's typical deviation in levels.
    """
    plain = _plain(difference.distance, noise)
    outside = touching_border(plain)
    cast = _cast_shadow(pixels, difference, outside)
    product = ~(outside | cast)
    holes, unclear = _openings(plain & product, product, difference.distance)
    product = settled(product & ~holes)
    skirt = _skirt(product, difference)
    if skirt.any():
        product = settled(product & ~skirt)
    return Parts(product, (cast | skirt) & ~product, unclear)


def _plain(distance: Floats, noise: float) -> Mask:
    """What is no more than ground; near strong edges, where JPEG rings, more counts as that."""
    least = np.float32(max(LEAST_DISTANCE, 4 * noise))
    rung = distance < max(least, np.float32(2 * LEAST_DISTANCE))
    rung &= grown(distance > RINGING, RIPPLES)
    rung |= distance < least
    return rung


def settled(product: Mask) -> Mask:
    """Without specks, hairs of noise and pieces that are crumbs beside the largest."""
    firm = grown(shrunk(product, 1), 2)
    firm &= product
    return without_specks(firm, 30, share=0.01)


def _cast_shadow(pixels: Levels, difference: Difference, outside: Mask) -> Mask:
    """Ground darkened without an edge, reached from the plain ground: a soft shadow.

    Empty where that would eat a pale product: more than a third of what is left, its top, or
    something that begins with an edge (a white sole).
    """
    dim = ~outside
    dim &= difference.tinge < 9
    dim &= difference.shade > 0.35
    dim &= difference.shade < 1.01
    eligible = _reached(dim, outside)
    if not eligible.any():
        return eligible
    steep = _steepness(pixels, grown(eligible, 3))
    cast = _reached(eligible & (steep < STEEP), outside)
    rest = ~outside
    if not cast.any() or area(cast) > 0.34 * area(rest):
        return np.zeros_like(cast)
    strong = rest & ~cast & (difference.distance > 2 * EDGE)
    rim = grown(cast, 3) & grown(outside, 3) & ~grown(strong, 5)
    usual = float(np.quantile(steep[rim], 0.75)) if rim.any() else STEEP
    return cast if usual < 0.6 * STEEP and _lies_low(cast, rest) else np.zeros_like(cast)


def _reached(soft: Mask, outside: Mask) -> Mask:
    """What of ``soft``, none of it ``outside``, can be reached from there by ways 5 px wide."""
    reached = grown(touching_border(shrunk(soft | outside, 2)), 2)
    reached &= soft
    return reached


def _steepness(pixels: Levels, where: Mask) -> Floats:
    """Levels a pixel by which brightness changes, fine grain left out; 0 but in ``where``."""
    steep = np.zeros(where.shape, dtype=np.float32)
    for window, own in tiles(where, margin=2):
        np.copyto(steep[window], steepness(summed(blurred(pixels[window], 1))) / 3, where=own)
    return steep


def _lies_low(cast: Mask, rest: Mask) -> bool:
    """Whether most of the shadow lies in the lower 60 % of what stands out from the ground."""
    rows = np.flatnonzero(rest.any(axis=1))
    line = rows[0] + 0.4 * (rows[-1] - rows[0])
    return bool(cast[: int(line)].sum() < 0.1 * cast.sum())


def _openings(inner: Mask, product: Mask, distance: Floats) -> tuple[Mask, float]:
    """Enclosed bits of ground, and the share of the product that may be one or a white part of it.

    A white print on a shirt is as plain as a white ground. What tells a handle's opening from it:
    only a thin wall parts the opening from the outside, its rim is sharp, and no letters swim in
    it. A large one must have a thick side too, as a bag has below its strap: thin all around is a
    hoop, or a frame with white paper in it, and nobody can tell.
    """
    total = area(product)
    left = [
        (window, piece, area(piece) / total)
        for window, piece in pieces(inner, 12, total, margin=8)
        if _like_hole(piece, distance[window])
    ]
    holes = np.zeros_like(product)
    if not left:
        return holes, 0.0
    wall = max(3, round(0.05 * _diagonal(product)))
    for _ in range(PASSES):
        beyond = ~product & ~inner | holes
        near, close = grown(beyond, wall), grown(beyond, POCKET_WALL)
        opened = [_opens(piece, size, near[at], close[at]) for at, piece, size in left]
        for (at, piece, _), is_open in zip(left, opened, strict=True):
            holes[at] |= piece & is_open
        left = [one for one, is_open in zip(left, opened, strict=True) if not is_open]
        if not any(opened):
            break
    unclear = sum(size for _, _, size in left)
    return holes, unclear if unclear > PRINT else 0.0


def _opens(piece: Mask, size: float, near: Mask, close: Mask) -> bool:
    """Whether a piece that looks like a hole lies as holes do; ``size``: share of the product."""
    if size < SMALL:
        return bool((piece & close).any())
    thin = float(near[piece & ~shrunk(piece, 1)].mean())
    return thin > 0 if size < LARGE else 0.3 < thin < 0.9


def _like_hole(piece: Mask, distance: Floats) -> bool:
    """As plain as the ground, with a sharp rim, and no letters swimming in it."""
    if distance[piece].mean() > 6:
        return False
    strong = grown(distance > EDGE, 3)
    rim = grown(piece, 1) & ~piece
    islands = label(~touching_border(~piece) & ~piece)[1][1:]
    drifting = islands[islands > 30].sum()
    return bool(strong[rim].mean() > 0.8 and drifting < 0.04 * piece.sum())


def _skirt(product: Mask, difference: Difference) -> Mask:
    """Pale slabs that hang below the product and fade downwards: mirror reflections, painted
    shadows. A white sole is as pale, but ends sharply; it stays."""
    rows = np.flatnonzero(product.any(axis=1))
    skirt = np.zeros_like(product)
    if not len(rows):
        return skirt
    low = slice(round(float(rows[0] + 0.6 * (rows[-1] - rows[0]))), None)
    pale = skirt.copy()
    pale[low] = product[low] & (difference.shade[low] > 0.6) & (difference.tinge[low] < 27)
    total = area(product)
    for window, heart in pieces(shrunk(pale, 1), 0.0005 * total, 0.12 * total, margin=16):
        piece = grown(heart, 2) & pale[window]
        if _fades(piece, product[window], difference.distance[window]):
            skirt[window] |= piece
    return skirt


def _fades(piece: Mask, product: Mask, distance: Floats) -> bool:
    """Whether a piece's lower edge is soft: 3 px or more until it is 70 % as strong as its heart,
    and what it hangs from is nearly twice as strong."""
    below = piece & ~np.roll(product, -1, axis=0)
    ys, xs = np.nonzero(below)
    if len(xs) < 0.5 * len(np.flatnonzero(piece.any(axis=0))):
        return False
    steps = [np.median(distance[np.maximum(ys - k, 0), xs]) for k in range(14)]
    heart = float(np.median(distance[piece]))
    first = next((k for k, level in enumerate(steps) if level >= 0.7 * heart), len(steps))
    above = grown(piece, 4) & product & ~grown(piece, 2)
    return bool(first >= 3 and above.any() and np.median(distance[above]) > 1.8 * heart)


def _diagonal(product: Mask) -> float:
    """The diagonal of the product's box in pixels."""
    rows, columns = np.flatnonzero(product.any(axis=1)), np.flatnonzero(product.any(axis=0))
    if not len(rows):
        return 0.0
    return float(np.hypot(rows[-1] - rows[0], columns[-1] - columns[0]))


def soft_shadow(parts: Parts, difference: Difference) -> Floats | None:
    """The photo's own shadow as opacity of black 0–1 (h, w); None where there is hardly any.

    Reaches a little under the product, so that no light line parts the two.
    """
    least = 0.003 * area(parts.product)
    if area(parts.shaded) < least:
        return None
    shaded = parts.shaded & (difference.tinge < 9)
    if area(shaded) < least:
        return None
    window = clipped(around(shaded, SHADOW_REACH), shaded.shape)
    opacity = np.zeros(shaded.shape, dtype=np.float32)
    opacity[window] = _opacity(shaded[window], parts.product[window], difference.shade[window])
    return opacity if opacity.max() > 0.06 else None


def _opacity(shaded: Mask, product: Mask, shade: Floats) -> Floats:
    """How much darker than the ground its shadowed pixels are, carried on under the product."""
    faint = LEAST_DISTANCE / 230  # where the shadow was told from the ground: begin there with 0
    depth = np.where(shaded, np.clip(1 - shade - faint, 0, 0.85), 0).astype(np.float32)
    under = grown(shaded, 6) & grown(product, 4) & ~shaded
    near = blurred(depth, 6) / np.maximum(blurred(shaded.view(np.uint8), 6), 0.05)
    return blurred(np.where(under, near, depth), 3)
