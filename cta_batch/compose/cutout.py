"""Cut a product out of its photo, and know how far the result may be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from cta_batch.compose import edges, matte, segmentation
from cta_batch.compose.backdrop import LEAST_DISTANCE, Backdrop, Difference, differ, fit_backdrop
from cta_batch.compose.matte import Parts
from cta_batch.compose.placing import Box, Place, Size, rescaled, within
from cta_batch.compose.regions import (
    Floats,
    Levels,
    Mask,
    area,
    around,
    clipped,
    grown,
    levels,
    moved,
    shrunk,
    widened,
    without_specks,
)

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
KERNEL = 4
"""Pixels beside an edge that tell how it looks when it is enlarged; nothing else is."""
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
    where = rescaled(box, image.size, picture.size)
    return CutOut(image.crop(box), where, confidence, "a model found its outline", sides)


def _opaque(picture: Image.Image) -> Image.Image:
    """RGB; what little is transparent (rounded corners) becomes white, as on a page."""
    if picture.mode != "RGBA":
        return picture if picture.mode == "RGB" else picture.convert("RGB")
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
    small = within(picture, WORK_SIDE)
    pixels = np.asarray(small)
    backdrop = fit_backdrop(pixels)
    if backdrop.fit < LEAST_FIT:
        return _refused(picture, 0.3 * backdrop.fit, "the ground is not plain")
    difference = differ(pixels, backdrop)
    window = difference.window
    parts = matte.find_parts(pixels[window], backdrop.noise, difference)
    product = np.zeros(pixels.shape[:2], dtype=np.bool_)
    product[window] = parts.product
    if not 0.01 < area(parts.product) / product.size < 0.97:
        return _refused(picture, 0.1, "no product stands out from the ground")
    seen = rescaled(_seen(difference, backdrop), small.size, picture.size)
    alpha, colours = edges.soften(pixels[window], backdrop, window, parts.product)
    sides = _sides(product)  # a doubtful product from border to border is a room's furniture
    confidence, why = _trust(parts, alpha, difference.distance, backdrop.fit, len(sides))
    whole = as_result(picture)
    place = Place(window, small.size, whole.size)
    image, box = _assembled(whole, alpha, colours, place)
    return CutOut(
        image,
        rescaled(box, whole.size, picture.size),
        confidence,
        why,
        sides,
        *_shadow(matte.soft_shadow(parts, difference), place, picture.size),
        seen if confidence >= CONFIDENT or len(sides) < 2 else None,
    )


def _seen(difference: Difference, backdrop: Backdrop) -> Box:
    """The box of what differs from the ground, crumbs left out."""
    height, width = backdrop.shape
    differs = difference.distance > max(1.6 * LEAST_DISTANCE, 6 * backdrop.noise)
    clear = without_specks(differs, 0.0004 * width * height)
    if not area(clear):
        return (0, 0, width, height)
    window = widened(moved(around(clear, 0), difference.window), 2)
    rows, columns = clipped(window, backdrop.shape)
    return (columns.start, rows.start, columns.stop, rows.stop)


def _shadow(
    opacity: Floats | None, place: Place, size: Size
) -> tuple[Image.Image | None, Box | None]:
    """The shadow in the cut-out's scale, cropped, and its box in the picture of ``size``."""
    if opacity is None:
        return None, None
    shadow = place.scaled(levels(opacity * 255))
    box = shadow.point(lambda v: 255 if v > 2 else 0).getbbox()
    if box is None:
        return None, None
    return shadow.crop(box), rescaled(place.found(box), place.to, size)


def _refused(picture: Image.Image, confidence: float, why: str) -> CutOut:
    return CutOut(picture.convert("RGBA"), (0, 0, *picture.size), confidence, why)


def _trust(
    parts: Parts, alpha: Levels, distance: Floats, fit: float, sides: int
) -> tuple[float, str]:
    """How far the edge may be trusted (0–1), and in a clause what most speaks for or against."""
    product = parts.product
    edge = product & ~shrunk(product, 1)
    weak = sum(
        times * (1 - area(edge & grown(product & (distance >= bar), REACH)) / area(edge))
        for times, bar in ((1, WEAK), (2, WEAK / 2))
    )
    left_out = area((distance > 3 * matte.EDGE) & (alpha < 51) & ~parts.shaded)
    lost = left_out / max(float(alpha.sum()) / 255, 1.0)
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


def _assembled(
    whole: Image.Image, alpha: Levels, colours: Levels, place: Place
) -> tuple[Image.Image, Box]:
    """RGBA in the scale of ``whole``: its own pixels, softened edges; and its box there."""
    if alpha.any():
        shown = clipped(around(alpha > 0, KERNEL), alpha.shape)
        alpha, colours, place = alpha[shown], colours[shown], place.within(shown)
    cover, image = place.scaled(alpha), place.scaled(colours)
    if place.size != place.to:
        sure = cover.point(lambda v: 255 if v > 250 else 0)
        image = Image.composite(whole.crop(place.box), image, sure)
    image.putalpha(cover)
    box = cover.getbbox() or (0, 0, *cover.size)
    return image.crop(box), place.found(box)


def as_result(picture: Image.Image) -> Image.Image:
    """The picture in the scale of its cut-out; itself where it is no larger."""
    return within(picture, RESULT_SIDE)
