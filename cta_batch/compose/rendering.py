"""One order → finished creatives: arrange, judge small, keep the first clean one, paint it full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from cta_batch.compose import colour, dressing, painting, palettes, provenance
from cta_batch.compose.arrangement import Arrangement, Placed, Role, Scrim, Setting, Side
from cta_batch.compose.caching import Cache, pixel_bytes
from cta_batch.compose.checks import Problem, problems, unwritten
from cta_batch.compose.geometry import Box, Frame
from cta_batch.compose.layouts import Task, allowed, arrange, clean
from cta_batch.compose.layouts.base import veil_of
from cta_batch.compose.masks import rounded
from cta_batch.compose.materials import Backdrop, Materials, backdrop_of
from cta_batch.compose.order import Rendered, RenderedCreative, RenderOrder
from cta_batch.compose.pictures import open_picture
from cta_batch.compose.setting import Typesetter
from cta_batch.compose.subject import Subject, subject_of
from cta_batch.compose.text import FontPaths, draw
from cta_batch.domain import BrandKit, Layout, Palette, Placement, Stands
from cta_batch.errors import NotAPicture

DRAFT = 240
"""Shorter side in pixels of the small plates that candidates are judged on."""

TIGHTER = (1.0, 0.8, 0.66)
"""Headline sizes tried for a layout before another layout is: the product may need the room."""

_LOGOS: Cache[Image.Image] = Cache(8_000_000, pixel_bytes)


@dataclass(frozen=True)
class _Job:
    """What all placements of one order share."""

    order: RenderOrder
    materials: Materials
    palette: Palette
    ground: str
    logo: Image.Image | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Candidate:
    arrangement: Arrangement
    problems: tuple[Problem, ...]

    @property
    def weight(self) -> float:
        return sum(problem.weight for problem in self.problems)


def render(order: RenderOrder) -> Rendered:
    """Make every creative of ``order``; see ``RenderOrder`` for what goes in.

    Raises NotAPicture when the product's picture or the background cannot be decoded.
    """
    job = _prepared(order)
    make = _clean if order.clean else _creative
    made = tuple(make(job, placement) for placement in order.placements)
    return Rendered(job.palette, made)


def _prepared(order: RenderOrder) -> _Job:
    subject = subject_of(order.picture)
    materials = Materials(subject, backdrop_of(order.background))
    palette, notes = order.palette, tuple[str, ...]()
    if palette is None:
        palette, notes = colours_of(subject, turn=order.variant, brand=order.brand)
    logo, said = _logo(order)
    return _Job(order, materials, palette, _mean(materials.backdrop), logo, (*notes, *said))


def colours_of(
    subject: Subject, *, turn: int, brand: BrandKit | None
) -> tuple[Palette, tuple[str, ...]]:
    """The palette of one variant: see ``palettes.palette``."""
    return palettes.palette(subject.look, turn=turn, brand=brand)


def _mean(backdrop: Backdrop) -> str:
    return colour.to_hex([level / 255 for level in cv2.mean(backdrop.draft)[:3]])


def _logo(order: RenderOrder) -> tuple[Image.Image | None, tuple[str, ...]]:
    """The brand's logo cropped to what is visible, or a sentence why there is none."""
    if order.brand is None or order.brand.logo is None:
        return None, ()
    path = Path(order.brand.logo)
    try:
        data = path.read_bytes()
        return _LOGOS.get(data, lambda: _trimmed(open_picture(data))), ()
    except (OSError, NotAPicture) as error:
        return None, (f"The brand's logo {path.name} was left out: {error}",)


def _trimmed(logo: Image.Image) -> Image.Image:
    rgba = logo.convert("RGBA")
    return rgba.crop(rgba.getchannel("A").getbbox())


def _creative(job: _Job, placement: Placement) -> RenderedCreative:
    frame = Frame(placement)
    best = _best(job, frame)
    picture = painting.paint(best.arrangement.layers, frame, job.materials)
    _write(picture, best.arrangement.setting, job)
    data = provenance.encoded(picture, most=placement.max_bytes, ai=job.order.background_is_ai)
    said = [*unwritten(best.arrangement), *(problem.sentence for problem in best.problems)]
    if len(data) > placement.max_bytes:
        said.append(f"The file has {len(data) // 1024} KB, over the cap of this placement.")
    return RenderedCreative(
        placement,
        data,
        best.arrangement.layout,
        (*job.notes, *dict.fromkeys(said)),
        _written(best.arrangement.setting),
        _stands(best.arrangement),
        dressing.overruled(best.arrangement.setting, job.palette),
    )


def _stands(arrangement: Arrangement) -> Stands:
    """By the boxes as they lie: one layout is wide in this frame and tall in that."""
    product, words = arrangement.stage, arrangement.setting.box
    across = min(product.right, words.right) - max(product.left, words.left)
    if across < min(product.width, words.width) / 2:
        return "beside"
    return "above" if product.centre[1] < words.centre[1] else "below"


def _written(setting: Setting) -> frozenset[str]:
    """The names of the texts that are drawn; the button always is."""
    roles = {Role.HEADLINE: "headline", Role.DESCRIPTION: "description"}
    drawn = (roles.get(text.role) for text in setting.texts)
    return frozenset(("cta_text", *filter(None, drawn)))


def _clean(job: _Job, placement: Placement) -> RenderedCreative:
    """The product on its background, without any words."""
    frame, order = Frame(placement), job.order
    layout = _allowed(job)[0]
    own_floor = job.materials.backdrop.horizon is not None
    picture = painting.paint(clean(_task(job, frame, 1.0), layout, own_floor), frame, job.materials)
    data = provenance.encoded(picture, most=placement.max_bytes, ai=order.background_is_ai)
    return RenderedCreative(placement, data, layout, job.notes)


def _allowed(job: _Job) -> tuple[Layout, ...]:
    order = job.order
    return allowed(order.layout, job.materials.subject, ai_background=order.background_is_ai)


def _best(job: _Job, frame: Frame) -> _Candidate:
    """The first clean candidate, in the order of likeness to the plan; else the least bad."""
    found: list[_Candidate] = []
    for layout in _allowed(job):
        for tight in TIGHTER:
            candidate = _candidate(job, frame, layout, tight)
            if not candidate.problems:
                return candidate
            found.append(candidate)
    return min(found, key=lambda candidate: candidate.weight)


def _candidate(job: _Job, frame: Frame, layout: Layout, tight: float) -> _Candidate:
    """Arrange, dress and judge one layout; where its ground fights with the words, veil it."""
    own_floor = job.materials.backdrop.horizon is not None
    arrangement = arrange(layout, _task(job, frame, tight), own_floor)
    first = _judged(job, arrangement)
    if not any(problem.weight in _VEILABLE for problem in first.problems):
        return first
    tries = [first]
    for strength in (0.45, 0.7, 0.88):
        tries.append(_judged(job, _veiled(arrangement, job, strength)))
        if tries[-1].weight == 0:
            break
    return min(tries, key=lambda candidate: candidate.weight)


_VEILABLE = frozenset({4, 5})
"""Weights of problems of contrast, which a veil may solve."""


def _task(job: _Job, frame: Frame, tight: float) -> Task:
    logo, brand = job.logo, job.order.brand
    fonts = _fonts(brand) if brand else None
    setter = Typesetter(
        frame, job.order.words, brand, logo.width / logo.height if logo else None, fonts
    )
    subject = job.materials.subject
    return Task(
        frame, setter, subject, job.palette, job.ground, job.order.seed, job.order.variant, tight
    )


def _fonts(brand: BrandKit) -> FontPaths | None:
    if brand.font is None and brand.font_bold is None:
        return None
    regular, bold = (Path(f) if f else None for f in (brand.font, brand.font_bold))
    return FontPaths(regular, bold)


def _judged(job: _Job, arrangement: Arrangement) -> _Candidate:
    frame = arrangement.frame
    scale = min(1.0, DRAFT / min(frame.width, frame.height))
    plate = dressing.Plate(painting.paint(arrangement.layers, frame, job.materials, scale), scale)
    done = dressing.dressed(arrangement, plate, job.palette, job.order.brand)
    return _Candidate(done, tuple(problems(done, plate)))


def _veiled(arrangement: Arrangement, job: _Job, strength: float) -> Arrangement:
    """The same with a veil of the ground's own hue under the words, easing out beyond them."""
    frame, words = arrangement.frame, arrangement.setting.box
    reach = 14 * frame.u
    x, y = words.centre
    stage = arrangement.stage
    if words.right <= stage.left or words.left >= stage.right or frame.sideways:
        side = Side.LEFT if x < frame.width / 2 else Side.RIGHT
        solid, gone = (
            (words.right, words.right + reach)
            if side is Side.LEFT
            else (words.left, words.left - reach)
        )
    else:
        side = Side.TOP if y < frame.height / 2 else Side.BOTTOM
        solid, gone = (
            (words.bottom, words.bottom + reach)
            if side is Side.TOP
            else (words.top, words.top - reach)
        )
    scrim = Scrim(side, solid, gone, veil_of(job.ground), strength)
    under = arrangement.layers[:-1]
    return replace(arrangement, layers=(*under, scrim, arrangement.layers[-1]))


def _write(picture: Image.Image, setting: Setting, job: _Job) -> None:
    """Draw words, button and logo on the finished plate."""
    for text in setting.texts:
        _draw(picture, text)
    _draw_button(picture, setting)
    if setting.logo is not None and job.logo is not None:
        _draw_logo(picture, setting.logo, job.logo)


def _draw_logo(picture: Image.Image, box: Box, logo: Image.Image) -> None:
    """The logo as it is; on a plate of its own where it would sink into the ground."""
    left, top, right, bottom = box.rounded()
    scaled = logo.resize((right - left, bottom - top), Image.Resampling.LANCZOS)
    ground = dressing.mean(dressing.Plate(picture, 1.0).behind(box))
    own = _logo_tone(scaled)
    if own is not None and colour.contrast(own, ground) < _LOGO_SEEN:
        around = box.grown(0.16 * box.height).rounded()
        size = (around[2] - around[0], around[3] - around[1])
        tone = "#ffffff" if colour.lch_of(own)[0] < 0.6 else "#151515"
        picture.paste(colour.to_rgb255(tone), around, rounded(*size, round(0.18 * size[1])))
    picture.paste(scaled, (left, top), scaled)


def _logo_tone(logo: Image.Image) -> str | None:
    """Mean colour of a logo's solid pixels; None for one that brings its own opaque ground."""
    pixels = np.asarray(logo)
    solid = pixels[..., 3] > 127
    return None if solid.mean() > 0.97 else dressing.mean(pixels[solid][:, :3])


_LOGO_SEEN = 1.8
"""Contrast under which a logo gets a plate of its own."""


def _draw(picture: Image.Image, text: Placed) -> None:
    at = (round(text.box.left), round(text.box.top))
    draw(text.block, picture, at, colour.to_rgb255(text.ink))


def _draw_button(picture: Image.Image, setting: Setting) -> None:
    button = setting.button
    left, top, right, bottom = button.box.rounded()
    mask = rounded(right - left, bottom - top, round(button.radius))
    if button.fill is not None:
        picture.paste(colour.to_rgb255(button.fill), (left, top, right, bottom), mask)
    else:
        _draw_outline(picture, (left, top), mask, setting)
    _draw(picture, button.label)


def _draw_outline(
    picture: Image.Image, at: tuple[int, int], mask: Image.Image, setting: Setting
) -> None:
    line = max(2, round(mask.height * 0.045))
    size = (mask.width - 2 * line, mask.height - 2 * line)
    ring = mask.copy()
    ring.paste(0, (line, line), rounded(*size, max(0, round(setting.button.radius) - line)))
    picture.paste(colour.to_rgb255(setting.button.label.ink), at, ring)
