"""Fit a text into a frame: as large as it goes, in balanced lines, never outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from cta_batch.compose.text import lines as breaking
from cta_batch.compose.text.block import Block, Line
from cta_batch.compose.text.breaks import Fineness, Unit, finer, words
from cta_batch.compose.text.clusters import Cluster, paragraph
from cta_batch.compose.text.fonts import FontPaths, Weight, chain, emoji_font
from cta_batch.compose.text.harfbuzz import PlacedRun, Run
from cta_batch.compose.text.levels import visual_order
from cta_batch.compose.text.lines import Measured
from cta_batch.compose.text.scripts import CJK, HANGUL, leading, shaping_language, starts_right

Align: TypeAlias = Literal["left", "center", "right", "start"]

_STEP = 0.25
_ASCENT, _DESCENT = 0.74, 0.2
_ASCENT_CJK, _DESCENT_CJK = 0.86, 0.1
_GAP = 0.06
_LINE_COST, _RAGGED_COST = 0.08, 0.5
_BREAK_COST = 1.2


@dataclass(frozen=True)
class _Frame:
    width: float
    height: float
    size: float
    min_size: float
    max_lines: int
    leading: float
    align: Align
    wide: bool


@dataclass(frozen=True)
class _Row:
    """A shaped line in ems: runs with their pen positions, and the box of its ink."""

    text: str
    runs: tuple[tuple[Run, float], ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class _Candidate:
    rows: tuple[_Row, ...]
    size: float
    score: float


@dataclass(frozen=True)
class _Text:
    clusters: tuple[Cluster, ...]
    rtl: bool
    language: str


def fit(
    text: str,
    *,
    width: float,
    height: float,
    size: float,
    min_size: float,
    max_lines: int,
    weight: Weight,
    language: str,
    align: Align,
    leading: float | None = None,
    fonts: FontPaths | None = None,
) -> Block:
    """Lay a text out inside ``width`` × ``height`` pixels, between ``size`` and ``min_size``.

    The number of lines (at most ``max_lines``) is the one that keeps the text largest and its
    lines most even. Lines end between words, or phrases of Chinese, Japanese and Thai; words are
    hyphenated, and in the end broken anywhere, only where they fit in no other way. A text that
    cannot fit comes back at ``min_size`` with ``fits`` False. ``leading`` is the least distance
    of baselines in ems; a tall script may take more. ``language`` is BCP 47. Raises RenderError
    for a brand font that is none.
    """
    para = paragraph(text, chain(weight, size, fonts), emoji_font(weight), language)
    whole = "".join(c.text for c in para.clusters)
    lead = max(leading or 0.0, _script_leading(whole))
    wide = bool(CJK.search(whole) or HANGUL.search(whole))
    frame = _Frame(width, height, size, max(min_size, 1.0), max_lines, lead, align, wide)
    shaped = _Text(para.clusters, para.rtl, shaping_language(whole, language))
    candidate, fits = _choose(shaped, frame, language) if whole else (None, True)
    start_right = starts_right(whole, language)
    return _block(candidate, frame, fits, start_right, para.missing, para.dropped_emoji)


_script_leading = leading


# --- choosing lines ------------------------------------------------------------------------------


def _choose(text: _Text, frame: _Frame, language: str) -> tuple[_Candidate, bool]:
    """The best candidate of the coarsest breaking that fits at all."""
    units = words(text.clusters, language)
    limit = frame.width / frame.min_size
    for fineness in Fineness:
        units = _refined(units, text, language, fineness, limit)
        found = _candidates(text, frame, units)
        if found:
            return max(found, key=lambda c: c.score), True
    return _overflowing(text, frame, units), False


def _refined(
    units: list[Unit], text: _Text, language: str, fineness: Fineness, limit: float
) -> list[Unit]:
    """Units fine enough: too wide ones are always taken apart, all of them where asked for."""
    for step in (Fineness.HYPHENS, Fineness.CHARACTERS):
        units = [
            part
            for unit in units
            for part in (
                finer(unit, text.clusters, language, step)
                if step <= fineness or _measure(text, unit).width > limit
                else [unit]
            )
        ]
    return units


def _candidates(text: _Text, frame: _Frame, units: list[Unit]) -> list[_Candidate]:
    measured = [_measure(text, unit) for unit in units]
    limit, cap = frame.width / frame.min_size, frame.width / frame.size
    found = []
    for ends in breaking.partitions(measured, frame.max_lines, limit, cap).values():
        rows = _rows(text, units, ends)
        size = _size(rows, frame)
        if size is not None:
            cost = _BREAK_COST * sum(units[end - 1].cost for end in ends[:-1])
            found.append(_Candidate(rows, size, _score(rows, size, frame) - cost))
    return found


def _score(rows: Sequence[_Row], size: float, frame: _Frame) -> float:
    """Large is good; many lines and ragged lines are not."""
    widest = max(row.width for row in rows) or 1.0
    ragged = sum((1 - row.width / widest) ** 2 for row in rows) / len(rows)
    return size / frame.size - _LINE_COST * (len(rows) - 1) - _RAGGED_COST * ragged


def _overflowing(text: _Text, frame: _Frame, units: list[Unit]) -> _Candidate:
    measured = [_measure(text, unit) for unit in units]
    ends = breaking.greedy(measured, frame.width / frame.min_size)
    return _Candidate(_rows(text, units, ends), frame.min_size, 0.0)


# --- measuring and shaping -----------------------------------------------------------------------


def _measure(text: _Text, unit: Unit) -> Measured:
    part = text.clusters[unit.start : unit.end]
    width = _advance(text, part)
    space = _advance(text, (text.clusters[unit.end],)) if unit.space else 0.0
    tail = _advance(text, _tail(unit, part)) if unit.tail else 0.0
    return Measured(width, space, tail, unit.cost)


def _advance(text: _Text, part: Sequence[Cluster]) -> float:
    return sum(run.advance for run in _shaped(part, text.language))


def _tail(unit: Unit, part: Sequence[Cluster]) -> list[Cluster]:
    last = part[-1]
    return [Cluster(unit.tail, last.font, last.level)] if last.font.covers(unit.tail) else []


def _shaped(part: Iterable[Cluster], language: str) -> list[Run]:
    """Runs of one font and level, in logical order."""
    runs = []
    for (font, level), group in groupby(part, key=lambda c: (c.font, c.level)):
        joined = "".join(c.text for c in group)
        runs.append(font.shape(joined, rtl=level % 2 == 1, language=language))
    return runs


def _rows(text: _Text, units: list[Unit], ends: Sequence[int]) -> tuple[_Row, ...]:
    starts = [0, *ends[:-1]]
    rows = []
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        clusters = list(text.clusters[units[start].start : units[end - 1].end])
        before = units[start - 1].tail if index else ""
        if before == "\u200d":  # the rest of a torn Arabic word keeps its joined form
            clusters.insert(0, Cluster(before, clusters[0].font, clusters[0].level))
        if end < len(units) and units[end - 1].tail:
            clusters += _tail(units[end - 1], clusters)
        rows.append(_row(clusters, text))
    return tuple(rows)


def _row(clusters: Sequence[Cluster], text: _Text) -> _Row:
    runs = _shaped(clusters, text.language)
    levels = [level for (_, level), _ in groupby(clusters, key=lambda c: (c.font, c.level))]
    placed, pen = [], 0.0
    for index in visual_order(levels):
        placed.append((runs[index], pen))
        pen += runs[index].advance
    inks = [(run.ink, x) for run, x in placed if run.ink]
    return _Row(
        "".join(c.text for c in clusters),
        tuple(placed),
        min((ink.left + x for ink, x in inks), default=0.0),
        max((ink.right + x for ink, x in inks), default=0.0),
        max((ink.top for ink, _ in inks), default=0.0),
        min((ink.bottom for ink, _ in inks), default=0.0),
    )


# --- sizes ---------------------------------------------------------------------------------------


def _size(rows: Sequence[_Row], frame: _Frame) -> float | None:
    """The largest size in quarter pixels at which rows lie inside the frame; None below least."""
    widest = max(row.width for row in rows)
    size = min(frame.size, frame.width / widest if widest else frame.size)
    size = max(math.floor(size / _STEP) * _STEP, min(size, frame.min_size))
    while size >= frame.min_size and _height(rows, size, frame) > frame.height:
        size -= _STEP
    return size if size >= frame.min_size else None


def _height(rows: Sequence[_Row], size: float, frame: _Frame) -> int:
    ascent, descent, pitch = _vertical(rows, size, frame)
    return ascent + (len(rows) - 1) * pitch + descent


def _vertical(rows: Sequence[_Row], size: float, frame: _Frame) -> tuple[int, int, int]:
    """Ascent of the first row, descent of the last and the pitch of baselines, in whole pixels.

    The pitch grows where marks of one line would touch those of the next.
    """
    ascent = max(_ASCENT_CJK if frame.wide else _ASCENT, rows[0].top)
    descent = max(_DESCENT_CJK if frame.wide else _DESCENT, -rows[-1].bottom)
    needs = [above.top - row.bottom for row, above in pairwise(rows)]
    pitch = max([frame.leading, *(need + _GAP for need in needs)])
    return math.ceil(ascent * size), math.ceil(descent * size), round(pitch * size)


# --- the block -----------------------------------------------------------------------------------


def _block(
    candidate: _Candidate | None,
    frame: _Frame,
    fits: bool,
    rtl: bool,
    missing: str,
    dropped: str,
) -> Block:
    if candidate is None:
        nothing = (0.0, 0.0, 0.0, 0.0)
        return Block(frame.size, (), 0.0, 0.0, nothing, 0.0, rtl, fits, missing, dropped)
    rows, size = candidate.rows, candidate.size
    ascent, descent, pitch = _vertical(rows, size, frame)
    width = max(row.width for row in rows) * size
    share = _share(frame.align, rtl)
    lines = tuple(
        _line(row, size, (width - row.width * size) * share, ascent + index * pitch)
        for index, row in enumerate(rows)
    )
    height = float(ascent + (len(rows) - 1) * pitch + descent)
    ink = (
        min(line.x for line in lines),
        ascent - rows[0].top * size,
        max(line.x + line.width for line in lines),
        lines[-1].baseline - rows[-1].bottom * size,
    )
    middle = ascent - _middle(rows[0]) * size
    return Block(size, lines, width, height, ink, middle, rtl, fits, missing, dropped)


def _share(align: Align, rtl: bool) -> float:
    """Which part of a line's free room lies on its left."""
    if align == "center":
        return 0.5
    return 1.0 if align == "right" or (align == "start" and rtl) else 0.0


def _line(row: _Row, size: float, x: float, baseline: float) -> Line:
    """Lines are aligned by their ink: full-width punctuation carries half a character of air."""
    shift = x - row.left * size
    runs = tuple(PlacedRun(run, shift + pen * size, baseline, size) for run, pen in row.runs)
    return Line(row.text, x, baseline, row.width * size, runs)


def _middle(row: _Row) -> float:
    """Height above the baseline, in ems, that reads as the centre of a line.

    Half a capital for scripts that have capitals; elsewhere the middle of the ink.
    """
    capitals = row.runs[0][0].font.height_of("H") if any(c.isupper() for c in row.text) else 0.0
    return capitals / 2 if capitals else (row.top + row.bottom) / 2
