"""The one door to uharfbuzz: font files in, shaped runs and coverage masks out.

Everything a run says about itself is in ems (1.0 = the font size), x to the right and y upwards
from the baseline, so that a text is shaped once and laid out at any size by multiplication.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from cta_batch.errors import RenderError

IGNORABLE = frozenset("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")
"""Characters that are never drawn and so need no glyph (Unicode's Default_Ignorable, in use)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a run: its id, the first character it stands for, and where it is drawn."""

    gid: int
    cluster: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ink:
    """The box that holds all ink, in ems; top and bottom measured upwards from the baseline."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font and one direction, in visual order from the left. ``ink`` may be None."""

    font: Font
    glyphs: tuple[Glyph, ...]
    advance: float
    ink: Ink | None


class Font:
    """A font file at one weight. Read-only once made, so threads may share it."""

    def __init__(self, path: Path, axes: tuple[tuple[str, float], ...] = ()) -> None:
        self.path = path
        self.handle = _open(path)
        self.upem = self.handle.face.upem
        wanted = dict(axes)
        tags = {axis.tag for axis in self.handle.face.axis_infos}
        self.handle.set_variations({tag: wanted[tag] for tag in wanted if tag in tags})

    def covers(self, cluster: str) -> bool:
        """Whether every character of a grapheme cluster has a glyph here."""
        return all(c in IGNORABLE or self.handle.get_nominal_glyph(ord(c)) for c in cluster)

    def shape(self, text: str, *, rtl: bool, language: str) -> Run:
        """Shape one run. The script is read off the text; ``language`` is BCP 47."""
        return _shape(self, text, rtl, language)

    def height_of(self, character: str) -> float:
        """Height of a character's ink above the baseline in ems; 0 without a glyph."""
        gid = self.handle.get_nominal_glyph(ord(character))
        extents = self.handle.get_glyph_extents(gid) if gid else None
        return extents.y_bearing / self.upem if extents else 0.0


def _open(path: Path) -> hb.Font:
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
    except (OSError, hb.HarfBuzzError) as problem:
        raise RenderError(f"The font {path} cannot be opened: {problem}.") from problem
    if not face.glyph_count:
        raise RenderError(f"{path} is not a font; give a .ttf or .otf file.")
    return hb.Font(face)


@lru_cache(maxsize=256)
def load(path: Path, axes: tuple[tuple[str, float], ...] = ()) -> Font:
    """Open a font once per process and set of variation axes (tag, value in design units).

    Raises RenderError where the file is missing or no font.
    """
    return Font(path, axes)


@lru_cache(maxsize=16384)
def _shape(font: Font, text: str, rtl: bool, language: str) -> Run:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    buffer.guess_segment_properties()  # the script alone: direction and language are set
    # chws closes the gap between two full-width punctuation marks in a row.
    hb.shape(font.handle, buffer, {"chws": True, "kern": True, "liga": True})
    return _run(font, buffer)


def _run(font: Font, buffer: hb.Buffer) -> Run:
    em, pen = 1.0 / font.upem, 0.0
    glyphs: list[Glyph] = []
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        glyph = Glyph(info.codepoint, info.cluster, (pen + at.x_offset) * em, at.y_offset * em)
        glyphs.append(glyph)
        pen += at.x_advance
    return Run(font, tuple(glyphs), pen * em, _ink(font, glyphs))


def _ink(font: Font, glyphs: list[Glyph]) -> Ink | None:
    boxes = [box for glyph in glyphs if (box := _glyph_ink(font, glyph))]
    if not boxes:
        return None
    return Ink(
        min(b.left for b in boxes),
        min(b.bottom for b in boxes),
        max(b.right for b in boxes),
        max(b.top for b in boxes),
    )


def _glyph_ink(font: Font, glyph: Glyph) -> Ink | None:
    extents = font.handle.get_glyph_extents(glyph.gid)
    if not extents or not extents.width or not extents.height:
        return None
    em = 1.0 / font.upem
    left, top = glyph.x + extents.x_bearing * em, glyph.y + extents.y_bearing * em
    # One unit more on each side: extents of variable fonts are rounded to whole units.
    return Ink(
        left - em, top + (extents.height - 1) * em, left + (extents.width + 1) * em, top + em
    )


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """A run on a page: pen position of its start in pixels, y downwards, and the size in pixels."""

    run: Run
    x: float
    baseline: float
    size: float


def coverage(runs: list[PlacedRun], width: int, height: int, samples: int) -> tuple[bytes, int]:
    """Rasterise outlines into coverage (0–255), ``samples`` rows and columns for each pixel.

    ``width`` × ``height`` are whole pixels of the page. Returns rows from the bottom to the top,
    and the bytes a row takes.
    """
    draw = hb.RasterDraw()
    for placed in runs:
        _draw_run(draw, placed, height, samples)
    draw.extents = hb.RasterExtents(0, 0, width * samples, height * samples, width * samples)
    image = draw.render()
    return image.buffer, image.extents.stride


def _draw_run(draw: hb.RasterDraw, placed: PlacedRun, height: int, samples: int) -> None:
    font, size = placed.run.font, placed.size
    scale = samples * size / font.upem
    for glyph in placed.run.glyphs:
        x, y = placed.x + glyph.x * size, height - placed.baseline + glyph.y * size
        draw.transform = (scale, 0.0, 0.0, scale, samples * x, samples * y)
        draw.draw_glyph(font.handle, glyph.gid)
