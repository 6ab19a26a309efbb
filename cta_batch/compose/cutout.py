"""Cut a product out of its photo, and know how far the result may be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from cta_batch.compose import matte, segmentation
from cta_batch.compose.backdrop import Difference, differ, fit_backdrop
from cta_batch.compose.matte import Parts
from cta_batch.compose.regions import (
    Floats,
    Levels,
    Mask,
    around,
    highest,
    levels,
    shrunk,
    without_specks,
)

Box = tuple[int, int, int, int]

CONFIDENT = 0.6
"""Least confidence at which layouts may show the cut-out; under it they take the whole photo."""

WORK_SIDE = 1200
"""Longest side in pixels at which the mask is found."""
RESULT_SIDE = 2000
"""Longest side in pixels of the result: what the largest placement can use."""
WEAK = 30.0
"""Levels from the ground under which an edge is a guess."""
REACH = 4
"""Pixels inside an edge within which the product's clearest pixel speaks for that edge."""
LEAST_FIT = 0.55
"""Share of the border a smooth ground must explain; lifestyle photos stay well under it."""


@dataclass(frozen=True)
class CutOut:
    """A product without its ground.

    ``image`` is RGBA, cropped to the product; ``box`` is where that lies in the picture it was
    cut from (left, top, right, bottom in that picture's pixels). ``confidence`` is 0–1, to be held
    against ``CONFIDENT``; ``why`` says in a clause what it rests on. ``sides`` are the borders the
    product is cut off by ("left", "top", "right", "bottom"): it must stand against that edge.
    ``shadow`` is the photo's own soft shadow as opacity 0–255, in the frame of ``shadow_box``
    (the picture's pixels, as ``box``); None where there is none. ``seen`` is the box of all that
    stands out from a plain ground, trusted or not; None where the ground is not plain.
    """

    image: Image.Image
    box: Box
    confidence: float
    why: str
    sides: frozenset[str] = frozenset()
    shadow: Image.Image | None = None
    shadow_box: Box | None = None
    seen: Box | None = None

    @property
    def confident(self) -> bool:
        """Whether layouts may show it."""
        return self.confidence >= CONFIDENT

    @property
    def touches_edge(self) -> bool:
        """Whether the photo's border cuts the product off."""
        return bool(self.sides)


def cut_out(picture: Image.Image) -> CutOut:
    """Cut the product out of ``picture`` (RGB or RGBA, upright, sRGB).

    Own alpha is taken as it is. Otherwise the ground must be plain; where it is not, or where the
    edge cannot be trusted, a segmentation model is asked if one is set up, and failing that the
    confidence is under ``CONFIDENT`` and ``why`` says why. The product's pixels are the photo's own
    except in a band of 3 px along the edge. Raises RenderError when a model is set up and cannot be
    run.
    """
    if picture.mode == "RGBA" and (own := _own_alpha(picture)):
        return own
    opaque = _opaque(picture)
    found = _from_ground(opaque)
    if found.confident:
        return found
    cover = segmentation.mask(opaque)
    return found if cover is None else _by_model(opaque, cover, found)


def _by_model(picture: Image.Image, cover: Image.Image, plain: CutOut) -> CutOut:
    """The product as a segmentation model sees it; ``plain`` where that is not to be trusted."""
    shares = np.asarray(cover, dtype=np.float32) / 255
    solid = shares > 0.5
    if not 0.01 < solid.mean() < 0.97:
        return plain
    unsure = float(((shares > 0.1) & (shares < 0.9)).sum() / solid.sum())
    sides = _sides(solid)
    cut_off = {0: 0.0, 1: 0.1}.get(len(sides), 0.5)
    confidence = max(0.0, 1 - 2 * unsure) * (1 - cut_off)
    if confidence < CONFIDENT:
        return plain
    image = picture.copy()
    image.putalpha(cover)
    image.thumbnail((RESULT_SIDE, RESULT_SIDE), Image.Resampling.LANCZOS)
    box = image.getchannel("A").point(lambda v: 255 if v > 8 else 0).getbbox() or (
        0,
        0,
        *image.size,
    )
    where = _unscaled(box, image, picture)
    return CutOut(image.crop(box), where, confidence, "a model found its outline", sides)


def _opaque(picture: Image.Image) -> Image.Image:
    """RGB; what little is transparent (rounded corners) becomes white, as on a page."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture)
    return white


def _own_alpha(picture: Image.Image) -> CutOut | None:
    """The file's own cut-out; None where its alpha is only rounded corners or a thin frame."""
    alpha = np.asarray(picture.getchannel("A"))
    solid = alpha > 127
    if solid.mean() > 0.97 or solid.mean() < 0.005:
        return None
    box = picture.getchannel("A").point(lambda v: 255 if v > 8 else 0).getbbox()
    if box is None:
        return None
    why = "the file has its own transparency"
    return CutOut(picture.crop(box), box, 0.97, why, _sides(solid), seen=box)


def _sides(mask: Mask) -> frozenset[str]:
    """Borders along which at least 1.5 % is product."""
    edges = {"left": mask[:, 0], "top": mask[0], "right": mask[:, -1], "bottom": mask[-1]}
    return frozenset(side for side, line in edges.items() if line.mean() > 0.015)


def _from_ground(picture: Image.Image) -> CutOut:
    small = picture.copy()
    small.thumbnail((WORK_SIDE, WORK_SIDE), Image.Resampling.LANCZOS)
    pixels = np.asarray(small)
    backdrop = fit_backdrop(pixels)
    if backdrop.fit < LEAST_FIT:
        return _refused(picture, 0.3 * backdrop.fit, "the ground is not plain")
    difference = differ(pixels, backdrop)
    parts = _parts(pixels, backdrop.noise, difference)
    if not 0.01 < parts.product.mean() < 0.97:
        return _refused(picture, 0.1, "no product stands out from the ground")
    seen = _seen(difference.distance, backdrop.noise, picture)
    window = around(parts.product, 8)
    alpha, colours = np.zeros(parts.product.shape, np.float32), pixels.copy()
    alpha[window], soft = matte.soften(
        pixels[window].astype(np.float32), backdrop.ground(window), parts.product[window]
    )
    colours[window] = levels(soft)
    confidence, why = _trust(parts, alpha, difference.distance, backdrop.fit)
    image = _assembled(picture, alpha, colours)
    sides = _sides(parts.product)  # a doubtful product from border to border is a room's furniture
    box = image.getchannel("A").getbbox() or (0, 0, *image.size)
    return CutOut(
        image.crop(box),
        _unscaled(box, image, picture),
        confidence,
        why,
        sides,
        *_shadow(matte.soft_shadow(parts, difference), image, picture),
        seen if confidence >= CONFIDENT or len(sides) < 2 else None,
    )


def _seen(distance: Floats, noise: float, picture: Image.Image) -> Box:
    """The box of what differs from the ground, crumbs left out, in the picture's pixels."""
    differs = distance > max(1.6 * matte.LEAST_DISTANCE, 6 * noise)
    clear = without_specks(differs, 0.0004 * differs.size)
    if not clear.any():
        return (0, 0, *picture.size)
    rows, columns = around(clear, 2)
    across, down = picture.width / distance.shape[1], picture.height / distance.shape[0]
    return (
        round(columns.start * across),
        round(rows.start * down),
        round(min(columns.stop, distance.shape[1]) * across),
        round(min(rows.stop, distance.shape[0]) * down),
    )


def _parts(pixels: Levels, noise: float, difference: Difference) -> Parts:
    """``matte.find_parts`` where anything differs from the ground at all: half the pixels."""
    product = np.zeros(pixels.shape[:2], dtype=np.bool_)
    shaded = product.copy()
    differs = difference.distance >= matte.LEAST_DISTANCE
    if not differs.any():
        return Parts(product, shaded, 0.0)
    window = around(differs, 24)
    near = pixels[window].astype(np.float32)
    found = matte.find_parts(near, noise, difference.within(window))
    product[window], shaded[window] = found.product, found.shaded
    return Parts(product, shaded, found.unclear)


def _shadow(
    opacity: Floats | None, image: Image.Image, picture: Image.Image
) -> tuple[Image.Image | None, Box | None]:
    """The shadow in the cut-out's scale, cropped, and its box in the picture's pixels."""
    if opacity is None:
        return None, None
    whole = Image.fromarray(levels(opacity * 255)).resize(image.size)
    box = whole.point(lambda v: 255 if v > 2 else 0).getbbox()
    return (whole.crop(box), _unscaled(box, image, picture)) if box else (None, None)


def _refused(picture: Image.Image, confidence: float, why: str) -> CutOut:
    return CutOut(picture.convert("RGBA"), (0, 0, *picture.size), confidence, why)


def _trust(parts: Parts, alpha: Floats, distance: Floats, fit: float) -> tuple[float, str]:
    """How far the edge may be trusted (0–1), and in a clause what most speaks for or against."""
    product = parts.product
    edge = product & ~shrunk(product, 1)
    inside = highest(np.where(product, distance, 0), REACH)
    weak = float((inside[edge] < WEAK).mean() + 2 * (inside[edge] < WEAK / 2).mean())
    lost = float(((distance > 3 * matte.EDGE) & (alpha < 0.2) & ~parts.shaded).sum())
    lost /= max(float(alpha.sum()), 1.0)
    sides = len(_sides(product))
    doubts = [
        (min(1.0, (1 - fit) * 1.2), "the product fills the photo's border"),
        (min(1.0, weak), "the product is nearly as pale as its ground"),
        (min(1.0, max(0.0, lost - 0.02) * 8), "much of what stands out is too fine to be cut"),
        (min(1.0, parts.unclear * 4), "what looks like an opening may be a part of the product"),
        ({0: 0.0, 1: 0.1}.get(sides, 0.5), "the photo's border cuts the product off"),
    ]
    worst = max(doubts)
    confidence = float(np.prod([1 - doubt for doubt, _ in doubts]))
    return confidence, worst[1] if worst[0] > 0.2 else "it stands out clearly from a plain ground"


def _assembled(picture: Image.Image, alpha: Floats, colours: Levels) -> Image.Image:
    """RGBA at the picture's own size, at most ``RESULT_SIDE``: own pixels, softened edges."""
    whole = as_result(picture)
    cover = Image.fromarray(levels(alpha * 255))
    edge = Image.fromarray(colours)
    if cover.size != whole.size:
        cover = cover.resize(whole.size, Image.Resampling.BICUBIC)
        edge = edge.resize(whole.size, Image.Resampling.BICUBIC)
        whole = Image.composite(whole, edge, cover.point(lambda v: 255 if v > 250 else 0))
    else:
        whole = edge
    whole.putalpha(cover)
    return whole


def as_result(picture: Image.Image) -> Image.Image:
    """The picture in the scale of its cut-out."""
    whole = picture.copy()
    whole.thumbnail((RESULT_SIDE, RESULT_SIDE), Image.Resampling.LANCZOS)
    return whole


def _unscaled(box: Box, image: Image.Image, picture: Image.Image) -> Box:
    """A box of ``image`` in the pixels of ``picture``."""
    across, down = picture.width / image.width, picture.height / image.height
    left, top, right, bottom = box
    return (round(left * across), round(top * down), round(right * across), round(bottom * down))
