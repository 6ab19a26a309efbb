"""What the text engine knows about writing systems: which script, which language, how tall."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

CJK: Final = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\u3000-\u303f\uff01-\uffee]"
)
HAN: Final = regex.compile(r"\p{Han}")
KANA: Final = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
HANGUL: Final = regex.compile(r"\p{Hangul}")
THAI: Final = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
RTL: Final = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
LTR: Final = regex.compile(r"\p{Bidi_Class=L}")
COMMON: Final = regex.compile(r"[\p{Common}\p{Inherited}--[0-9]]", regex.V1)
_TALL: Final = regex.compile(
    r"[\p{Arabic}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Devanagari}\p{Bengali}\p{Gurmukhi}"
    r"\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}]"
)
_RTL_LANGUAGES: Final = frozenset(
    {"ar", "he", "iw", "fa", "ur", "ps", "ckb", "sd", "ug", "yi", "dv"}
)
_TRADITIONAL: Final = ("hant", "tw", "hk", "mo")

LEADING_LATIN = 1.08
LEADING_CJK = 1.22
LEADING_TALL = 1.3
"""Least distance of baselines in ems (looks: 1.08 Latin, 1.22 CJK, 1.3 Arabic, Indic, Thai)."""


def leading(text: str) -> float:
    """Distance of baselines in ems that the tallest script of a text needs."""
    if _TALL.search(text):
        return LEADING_TALL
    return LEADING_CJK if CJK.search(text) or HANGUL.search(text) else LEADING_LATIN


def primary(language: str) -> str:
    """The language alone: ``pt`` of ``pt-BR``."""
    return language.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=1024)
def shaping_language(text: str, language: str) -> str:
    """The language whose letter forms a text takes, as BCP 47.

    Han characters are drawn as Japanese, Korean or Chinese readers write them: as the given
    language says, or where that is none of these, as the other characters of the text suggest.
    """
    code = primary(language)
    if code == "zh":
        return "zh-hk" if language.lower().endswith("hk") else _chinese(language)
    if code in {"ja", "ko"} or not (CJK.search(text) or HANGUL.search(text)):
        return language.replace("_", "-") or "en"
    if KANA.search(text):
        return "ja"
    return "ko" if HANGUL.search(text) else "zh-hans"


def _chinese(language: str) -> str:
    parts = language.lower().replace("_", "-").split("-")
    return "zh-hant" if any(part in _TRADITIONAL for part in parts) else "zh-hans"


def reads_right_to_left(text: str, language: str) -> bool:
    """Whether a paragraph runs from right to left.

    A language written that way decides as soon as one such letter is there (a Latin brand name at
    the front must not turn an Arabic sentence round); otherwise the more frequent letters do.
    """
    right = len(RTL.findall(text))
    if not right:
        return False
    return primary(language) in _RTL_LANGUAGES or right > len(LTR.findall(text))


def starts_right(text: str, language: str) -> bool:
    """Whether ``start`` means the right edge: the paragraph or its language runs that way."""
    return primary(language) in _RTL_LANGUAGES or reads_right_to_left(text, language)
