"""Where a line may end: words, phrases of Chinese, Japanese and Thai, hyphens, single characters.

A text becomes a row of *units* that are never torn apart, each with what follows it when the line
goes on and what it costs to end the line there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import Final

import budoux
import pyphen
import regex

from cta_batch.compose.text.clusters import Cluster
from cta_batch.compose.text.scripts import CJK, KANA, THAI, primary, shaping_language
from cta_batch.compose.text.units import bound, within_number

_NO_START: Final = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】〙〗〟’”»›)]}!?,.:;%‰°℃…‥"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～〜円元％ๆฯ"
)
_NO_END: Final = frozenset("（［｛〔〈《「『【〘〖〝‘“«‹([{¥￥$€£#＃")
"""Characters that must not begin or end a line (JIS X 4051 and GB/T 15834, in short)."""
_PAUSES: Final = frozenset(",.;:!?…、。，．！？；：،؛؟।")
_LATIN_BREAK: Final = regex.compile(r"(?<=\p{L}{2}[-‐–—/])(?=\p{L}{2})")
_SEAM: Final = regex.compile(r"(?<=\p{Han})(?=\p{Katakana}{2})|(?<=[\p{Katakana}ー]{2})(?=\p{Han})")
_LOOSE: Final = regex.compile(
    r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}]{1,2}|[\p{N}.,]*\p{N}|[–—&+]"
)
_JOINING: Final = regex.compile(r"[\p{Arabic}\p{Syriac}]")

_MOST_MARKS: Final = 4
"""In a row of more of them than this a line may begin with one, where it fits in no other way."""

_COST_AFTER_PAUSE = -0.04
_COST_PHRASE = 0.03
_COST_PHRASE_CHINESE = 0.25
_COST_LOOSE_END = 0.05
_COST_HYPHEN = 0.12
_COST_CHARACTER = 0.6
_COST_NUMBER = 0.9
"""What ending a line there costs, beside the squared raggedness of lines.

Phrases are found by statistics, and in Chinese less surely than in Japanese or Thai: ends after
punctuation are better. A line should not end with a little word or a number that belongs to the
next one (``15 | inch``, ``и | любую``). Japanese compounds part at their seams, where the script
changes (``防水 | バックパック``), before a word is torn; a number is torn last of all.
"""


class Fineness(IntEnum):
    """How far words may be broken."""

    WORDS = 0
    HYPHENS = 1
    CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """Clusters ``start`` to ``end``; ``space``: a space follows; ``tail``: added if a line ends."""

    start: int
    end: int
    space: bool
    tail: str = ""
    cost: float = 0.0


def words(clusters: Sequence[Cluster], language: str) -> list[Unit]:
    """Units between spaces, and within them phrases and parts of hyphened words.

    A number and the unit or currency after or before it are one unit, space and all.
    """
    parts: list[Unit] = []
    for start, end in _spans(clusters):
        last = end == len(clusters)
        parts += _chained(start, end, _phrase_ends(clusters[start:end], language), not last)
    units = _bound(parts, clusters)
    return [replace(u, cost=_cost(_text(clusters[u.start : u.end]), u, language)) for u in units]


def _bound(parts: Sequence[Unit], clusters: Sequence[Cluster]) -> list[Unit]:
    units: list[Unit] = []
    before: Unit | None = None
    for part in parts:
        if before and before.space and _is_bound(before, part, clusters):
            units[-1] = replace(part, start=units[-1].start)
        else:
            units.append(part)
        before = part
    return units


def _is_bound(before: Unit, part: Unit, clusters: Sequence[Cluster]) -> bool:
    """Of words that held spaces join (``20`` and ``€ :``), those that meet are looked at."""
    left, right = (_text(clusters[p.start : p.end]).split() for p in (before, part))
    return bool(left and right) and bound(left[-1], right[0])


def _cost(text: str, unit: Unit, language: str) -> float:
    if text[-1] in _PAUSES:
        return _COST_AFTER_PAUSE
    if unit.space:
        return _COST_LOOSE_END if _LOOSE.fullmatch(text) else 0.0
    if text[-1] in _NO_START or not (CJK.search(text) or THAI.search(text)):
        return 0.0
    kana_or_thai = KANA.search(text) or THAI.search(text) or primary(language) == "ja"
    return _COST_PHRASE if kana_or_thai else _COST_PHRASE_CHINESE


def _text(clusters: Sequence[Cluster]) -> str:
    return "".join(cluster.text for cluster in clusters)


def finer(unit: Unit, clusters: Sequence[Cluster], language: str, fineness: Fineness) -> list[Unit]:
    """A unit taken apart: at hyphenation points, or between any two characters that may part.

    A number that is bound to its unit loses it first, for in that frame it is that or worse.
    """
    part = clusters[unit.start : unit.end]
    if any(c.is_space for c in part):
        return _at_spaces(unit, part)
    if fineness is Fineness.HYPHENS:
        ends = _as_clusters(part, _hyphenation(_text(part), language))
        return _chained(unit.start, unit.end, ends, unit.space, "-", _COST_HYPHEN)
    ends = [i for i in range(1, len(part)) if _may_part(part[i - 1].text, part[i].text)]
    if not ends:  # many marks in a row, which must not part: they do after all
        ends = [i for i in range(_MOST_MARKS, len(part)) if _marks(part[i - _MOST_MARKS : i + 1])]
    tail = "\u200d" if any(_JOINING.search(c.text) for c in part) else ""
    pieces = _chained(unit.start, unit.end, ends, unit.space, tail, _COST_CHARACTER)
    return [_torn(piece, clusters) if piece.cost else piece for piece in pieces]


def _marks(part: Sequence[Cluster]) -> bool:
    return not any(character.isalnum() for character in _text(part))


def _at_spaces(unit: Unit, part: Sequence[Cluster]) -> list[Unit]:
    edges = [(unit.start + a, unit.start + b) for a, b in _spans(part)]
    words = [Unit(a, b, space=True, cost=_COST_NUMBER) for a, b in edges[:-1]]
    return [*words, replace(unit, start=edges[-1][0])]


def _torn(piece: Unit, clusters: Sequence[Cluster]) -> Unit:
    inside = within_number(clusters[piece.end - 1].text, clusters[piece.end].text)
    return replace(piece, cost=_COST_NUMBER) if inside else piece


def _spans(clusters: Sequence[Cluster]) -> list[tuple[int, int]]:
    spaces = [i for i, c in enumerate(clusters) if c.is_space]
    starts = [0, *(i + 1 for i in spaces)]
    ends = [*spaces, len(clusters)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b > a]


def _chained(
    start: int,
    end: int,
    inner: list[int],
    space: bool,
    tail: str = "",
    cost: float = 0.0,
) -> list[Unit]:
    edges = [start, *(start + i for i in inner), end]
    last = len(edges) - 2
    return [
        Unit(
            edges[i], edges[i + 1], space and i == last, *(("", 0.0) if i == last else (tail, cost))
        )
        for i in range(len(edges) - 1)
    ]


# --- phrases -------------------------------------------------------------------------------------


def _phrase_ends(word: Sequence[Cluster], language: str) -> list[int]:
    text = _text(word)
    if CJK.search(text) or THAI.search(text):
        lengths = [len(phrase) for phrase in _parser(text, language).parse(text)]
        ends = [sum(lengths[: i + 1]) for i in range(len(lengths) - 1)]
        ends = sorted({*ends, *(match.start() for match in _SEAM.finditer(text))})
        ends = [i for i in ends if _may_part(text[i - 1], text[i]) and not _tied(text, i)]
    else:
        ends = [match.start() for match in _LATIN_BREAK.finditer(text)]
    return _as_clusters(word, ends)


def _tied(text: str, at: int) -> bool:
    """Latin words and numbers stay whole, and a number stays with its counter (22升)."""
    before, after = text[at - 1], text[at]
    latin = before.isascii() and before.isalnum() and after.isascii()
    return latin or within_number(before, after)


def _may_part(before: str, after: str) -> bool:
    """Not beside a space either: those that are left by now are held, or no-break spaces."""
    spaced = after[0].isspace() or before[-1].isspace()
    return not spaced and after[0] not in _NO_START and before[-1] not in _NO_END


def _as_clusters(word: Sequence[Cluster], ends: Sequence[int]) -> list[int]:
    """Character offsets as cluster offsets; those inside a cluster are left out."""
    offsets, at = {}, 0
    for index, cluster in enumerate(word):
        offsets[at] = index
        at += len(cluster.text)
    return [offsets[end] for end in ends if offsets.get(end)]


def _parser(text: str, language: str) -> budoux.Parser:
    if THAI.search(text):
        return _model("th")
    if KANA.search(text):
        return _model("ja")
    return _model(shaping_language(text, language))


@lru_cache(maxsize=8)
def _model(language: str) -> budoux.Parser:
    load = {
        "th": budoux.load_default_thai_parser,
        "ja": budoux.load_default_japanese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "zh-hk": budoux.load_default_traditional_chinese_parser,
    }
    return load.get(language, budoux.load_default_simplified_chinese_parser)()


# --- hyphenation ---------------------------------------------------------------------------------


def _hyphenation(word: str, language: str) -> list[int]:
    """Where each word of what spaces join may part."""
    dictionary = _dictionary(language)
    if dictionary is None:
        return []
    words = regex.finditer(r"\S+", word)
    return [m.start() + int(at) for m in words for at in dictionary.positions(m[0])]


@lru_cache(maxsize=32)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    wanted = pyphen.language_fallback(language.replace("-", "_"))
    wanted = wanted or pyphen.language_fallback(primary(language))
    return pyphen.Pyphen(lang=wanted, left=3, right=3) if wanted else None
