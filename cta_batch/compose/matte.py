"""Which pixels are product, which are ground, shadow or hole; then soft edges without a halo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cta_batch.compose.backdrop import Difference
from cta_batch.compose.regions import (
    Floats,
    Mask,
    blurred,
    grown,
    label,
    pieces,
    shrunk,
    summed,
    touching_border,
    weighted,
    without_specks,
)

LEAST_DISTANCE = 9.0
"""Levels by which a pixel must differ from the ground: twice what JPEG leaves around edges."""
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
POCKET_WALL = 10
"""Pixels from the outside within which even a tiny bit of enclosed ground is cut (fringes)."""


@dataclass(frozen=True)
class Parts:
    """Masks of one photo: what is product, and what of the rest lies in its shadow.

    ``unclear`` is the share (0–1) of the product that may as well be an opening.
    """

    product: Mask
    shaded: Mask
    unclear: float


def find_parts(pixels: Floats, noise: float, difference: Difference) -> Parts:
    """Split a photo (h, w, 3 in levels) into product and shadowed ground.

    ``noise`` is the ground's typical deviation in levels.
    """
    plain = difference.distance < _threshold(difference.distance, noise)
    outside = touching_border(plain)
    cast = _cast_shadow(pixels, difference, outside)
    product = ~(outside | cast)
    holes, unclear = _openings(plain & product, product, difference.distance)
    product = _settled(product & ~holes)
    skirt = _skirt(product, difference)
    product = _settled(product & ~skirt)
    return Parts(product, (cast | skirt) & ~product, unclear)


def _threshold(distance: Floats, noise: float) -> Floats:
    """Levels that make a pixel more than ground; higher near strong edges, where JPEG rings."""
    least = np.float32(max(LEAST_DISTANCE, 4 * noise))
    near = grown(distance > RINGING, RIPPLES)
    return np.where(near, max(least, np.float32(2 * LEAST_DISTANCE)), least)


def _settled(product: Mask) -> Mask:
    """Without specks, hairs of noise and pieces that are crumbs beside the largest."""
    return without_specks(product & grown(shrunk(product, 1), 2), 30, share=0.01)


def _cast_shadow(pixels: Floats, difference: Difference, outside: Mask) -> Mask:
    """Ground darkened without an edge, reached from the plain ground: a soft shadow.

    Empty where that would eat a pale product: more than a third of what is left, its top, or
    something that begins with an edge (a white sole).
    """
    steepness = _steepness(blurred(summed(pixels), 1)) / 3
    soft = steepness < STEEP
    dim = (difference.shade > 0.35) & (difference.shade < 1.01) & (difference.tinge < 9)
    way = shrunk((soft & dim) | outside, 2)
    reached = grown(touching_border(way), 2) & ((soft & dim) | outside)
    cast: Mask = reached & ~outside
    rest = ~outside
    if not cast.any() or cast.sum() > 0.34 * rest.sum():
        return np.zeros_like(cast)
    strong = rest & ~cast & (difference.distance > 2 * EDGE)
    rim = grown(cast, 3) & grown(outside, 3) & ~grown(strong, 5)
    steep = float(np.quantile(steepness[rim], 0.75)) if rim.any() else STEEP
    return cast if steep < 0.6 * STEEP and _lies_low(cast, rest) else np.zeros_like(cast)


def _lies_low(cast: Mask, rest: Mask) -> bool:
    """Whether most of the shadow lies in the lower 60 % of what stands out from the ground."""
    rows = np.flatnonzero(rest.any(axis=1))
    line = rows[0] + 0.4 * (rows[-1] - rows[0])
    return bool(cast[: int(line)].sum() < 0.1 * cast.sum())


def _steepness(light: Floats) -> Floats:
    down, across = np.gradient(light)
    steep: Floats = np.sqrt(down * down + across * across)
    return steep


def _openings(inner: Mask, product: Mask, distance: Floats) -> tuple[Mask, float]:
    """Enclosed bits of ground, and the share of the product that may be one or a white part of it.

    A white print on a shirt is as plain as a white ground. What tells a handle's opening from it:
    only a thin wall parts the opening from the outside, its rim is sharp, and no letters swim in
    it. A large one must have a thick side too, as a bag has below its strap: thin all around is a
    hoop, or a frame with white paper in it, and nobody can tell.
    """
    total = float(product.sum())
    wall = max(3, round(0.05 * _diagonal(product)))
    left = [
        (window, piece, float(piece.sum()) / total)
        for window, piece in pieces(inner, 12, total, margin=8)
        if _like_hole(piece, distance[window])
    ]
    holes = np.zeros_like(product)
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
    pale = product & (difference.shade > 0.6) & (difference.tinge < 27)
    pale[: round(float(rows[0] + 0.6 * (rows[-1] - rows[0])))] = False
    total = float(product.sum())
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
    shaded = parts.shaded & (difference.tinge < 9)
    if shaded.sum() < 0.003 * parts.product.sum():
        return None
    faint = LEAST_DISTANCE / 230  # where the shadow was told from the ground: begin there with 0
    depth = np.where(shaded, np.clip(1 - difference.shade - faint, 0, 0.85), 0).astype(np.float32)
    under = grown(shaded, 6) & grown(parts.product, 4) & ~shaded
    near = blurred(depth, 6) / np.maximum(blurred(shaded.astype(np.float32), 6), 0.05)
    opacity = blurred(np.where(under, near, depth).astype(np.float32), 3)
    return opacity if opacity.max() > 0.06 else None


# --- soft edges ----------------------------------------------------------------------------------


def soften(pixels: Floats, ground: Floats, product: Mask) -> tuple[Floats, Floats]:
    """Alpha 0–1 (h, w) and product colours free of the ground (h, w, 3 in levels).

    Only a band along the edge changes: within it every pixel is taken as a mixture of the nearest
    sure product and the nearest sure ground, so that what JPEG smeared past the edge falls away.
    Beyond 4 px inside, colours are the photo's own.
    """
    core = shrunk(product, 4)
    band = grown(product, 1) & ~core
    edge = pixels[band]
    sure, thin = core.astype(np.float32), product & ~core
    off = np.abs(pixels[thin] - ground[thin]).max(axis=1) / 255
    sure[thin] = 0.1 * off * off
    inner = _spread_colour(pixels, sure, band, edge)
    outer = _spread_colour(pixels, (~grown(product, 2)).astype(np.float32), band, ground[band])
    guess = product.astype(np.float32)
    guess[band] = _share(edge, inner, outer, blurred(guess, 1)[band])
    solid = shrunk(_settled(product & (guess > 0.5)), 2) | core
    alpha = np.where(solid, 1, np.clip((guess - 0.08) / 0.84, 0, 1)).astype(np.float32)
    alpha[~grown(solid, 4)] = 0
    colours = pixels.copy()
    colours[band] = _unmixed(edge, inner, outer, alpha[band])
    return alpha, colours


def _spread_colour(pixels: Floats, weight: Floats, band: Mask, otherwise: Floats) -> Floats:
    """For each pixel of ``band`` (n, 3): the weighted mean within 4 px, else ``otherwise``.

    What is too thin to have a core counts by how far it is from the ground: purest most.
    """
    near = blurred(weight, 4)[band][:, None]
    wide = blurred(weighted(pixels, weight), 4)[band]
    return np.where(near > 4e-4, wide / np.maximum(near, 1e-4), otherwise)


def _share(edge: Floats, inner: Floats, outer: Floats, prior: Floats) -> Floats:
    """Share of product (0–1) in each of n pixels: where it lies between the two sure colours.

    Where these are hardly apart, the smoothed mask decides, and whether there is anything at all.
    """
    axis = inner - outer
    power = np.einsum("ij,ij->i", axis, axis)
    mixed = np.einsum("ij,ij->i", edge - outer, axis) / np.maximum(power, 1.0)
    sure = np.clip(np.sqrt(power / 3) / EDGE - 0.5, 0, 1)
    own = np.clip((np.abs(edge - outer).max(axis=1) - 4) / 12, 0, 1)
    share: Floats = sure * np.clip(mixed, 0, 1) + (1 - sure) * prior * own
    return share


def _unmixed(edge: Floats, inner: Floats, outer: Floats, alpha: Floats) -> Floats:
    """The product's share of each mixed pixel; where it is small, the nearest sure colour."""
    a = alpha[:, None]
    pure = (edge - (1 - a) * outer) / np.maximum(a, 0.25)
    pure = np.where(a > 0.97, edge, np.clip(pure, inner - 40, inner + 40))
    trust = np.clip((a - 0.3) / 0.5, 0, 1)
    colours: Floats = np.clip(trust * pure + (1 - trust) * inner, 0, 255)
    return colours
