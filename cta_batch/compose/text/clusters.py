"""A text as a row of grapheme clusters, each with the font that draws it and its bidi level."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from cta_batch.compose.text.harfbuzz import Font
from cta_batch.compose.text.levels import embedding_levels
from cta_batch.compose.text.marks import held_spaces
from cta_batch.compose.text.scripts import CJK, COMMON, reads_right_to_left

_EMOJI: Final = regex.compile(
    r"\p{Emoji_Presentation}|\p{Emoji}[\p{Emoji_Modifier}\uFE0F]|\p{Extended_Pictographic}\u200D"
)
_UNWANTED: Final = regex.compile(r"[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_SPACES: Final = regex.compile(r"[\s\u2028\u2029]+")
_NO_BREAK: Final = "\u00a0\u202f\u2007"
_CLOSING: Final = regex.compile(r"[\p{Pe}\p{Pf}!,.:;?…、。，！？：；]")


@dataclass(frozen=True, slots=True)
class Cluster:
    """What a reader sees as one character, the font that draws it, and its bidi level."""

    text: str
    font: Font
    level: int = 0
    held: bool = False

    @property
    def is_space(self) -> bool:
        """Whether a line may break here and the character then vanish."""
        return self.text == " " and not self.held


@dataclass(frozen=True)
class Paragraph:
    """Clusters in logical order; ``missing`` and ``dropped_emoji`` are what no font could draw."""

    clusters: tuple[Cluster, ...]
    rtl: bool
    missing: str
    dropped_emoji: str


def is_emoji(cluster: str) -> bool:
    """Whether a cluster asks to be drawn as an emoji rather than as a letter or sign."""
    return _EMOJI.search(cluster) is not None


@lru_cache(maxsize=1024)
def paragraph(text: str, fonts: tuple[Font, ...], emoji: Font | None, language: str) -> Paragraph:
    """Clean a text, choose a font for each cluster and resolve its bidi levels."""
    clusters = regex.findall(r"\X", _clean(text))
    chosen = _spread([_own_font(c, fonts, emoji) for c in clusters], clusters, emoji)
    undrawn = [c for c, font in zip(clusters, chosen, strict=True) if font is None]
    drawn = _close_gaps(list(zip(clusters, chosen, strict=True)))
    whole = "".join(c for c, _ in drawn)
    rtl = reads_right_to_left(whole, language)
    levels = _first_of_each(embedding_levels(whole, rtl=rtl), drawn)
    held = held_spaces([c for c, _ in drawn], language)
    return Paragraph(
        tuple(Cluster(c, font, levels[at], held=at in held) for at, (c, font) in enumerate(drawn)),
        rtl,
        "".join(dict.fromkeys(c for c in undrawn if not is_emoji(c))),
        "".join(dict.fromkeys(c for c in undrawn if is_emoji(c))),
    )


def _clean(text: str) -> str:
    """NFC, any white space as one plain space (no-break spaces stay), no control characters."""
    kept = unicodedata.normalize("NFC", text)
    kept = "".join(c if c in _NO_BREAK else _SPACES.sub(" ", c) for c in kept)
    return " ".join(part for part in _UNWANTED.sub("", kept).split(" ") if part)


# --- fonts ---------------------------------------------------------------------------------------


def _own_font(cluster: str, fonts: Sequence[Font], emoji: Font | None) -> Font | None:
    """The font for a cluster by itself; punctuation and spaces are settled by :func:`_spread`."""
    if is_emoji(cluster) and emoji and emoji.covers(cluster):
        return emoji
    return next((font for font in fonts if font.covers(cluster)), None)


def _is_common(cluster: str) -> bool:
    return not is_emoji(cluster) and all(COMMON.match(c) for c in cluster)


def _spread(own: list[Font | None], clusters: list[str], emoji: Font | None) -> list[Font | None]:
    """Give spaces and punctuation the font of the word they stand with, where it has them.

    That is the word before, but the word after for opening marks and at the beginning.
    """
    strong = [
        None if font is emoji or _is_common(c) else font
        for c, font in zip(clusters, own, strict=True)
    ]
    before = _last_seen(strong)
    after = _last_seen(strong[::-1])[::-1]
    result = []
    for cluster, font, left, right in zip(clusters, own, before, after, strict=True):
        result.append(_neighbour(cluster, font, left, right))
    return result


def _last_seen(fonts: Sequence[Font | None]) -> list[Font | None]:
    seen: list[Font | None] = []
    for font in fonts:
        seen.append(font or (seen[-1] if seen else None))
    return seen


def _neighbour(
    cluster: str, own: Font | None, before: Font | None, after: Font | None
) -> Font | None:
    if not _is_common(cluster):
        return own
    opening = unicodedata.category(cluster[0]) in {"Ps", "Pi"}
    for font in (after, before) if opening else (before, after):
        if font and font.covers(cluster):
            return font
    return own


# --- what is dropped -----------------------------------------------------------------------------


def _close_gaps(pairs: list[tuple[str, Font | None]]) -> list[tuple[str, Font]]:
    """Leave out what no font draws, so that no hole, double space or glued words remain."""
    kept: list[tuple[str, Font]] = []
    gap = False
    for cluster, font in pairs:
        if font is None:
            gap = True
            continue
        if gap and kept:
            _mend(kept, cluster, font)
        gap = False
        if cluster != " " or (kept and kept[-1][0] != " "):
            kept.append((cluster, font))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def _mend(kept: list[tuple[str, Font]], following: str, font: Font) -> None:
    """Settle the seam where something was left out between two kept clusters."""
    last = kept[-1][0]
    if last == " " and _CLOSING.match(following):
        kept.pop()
    elif last[-1].isalnum() and following[0].isalnum() and not CJK.match(following):
        kept.append((" ", font))


def _first_of_each(levels: list[int], drawn: list[tuple[str, Font]]) -> list[int]:
    firsts, at = [], 0
    for cluster, _ in drawn:
        firsts.append(levels[at])
        at += len(cluster)
    return firsts
