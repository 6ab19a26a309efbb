"""Small truths about words on pages: cleaning, comparing."""

from __future__ import annotations

import html
import re
import unicodedata

from cta_batch.page.decode import mended

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/h\d|/tr|/ul)\b[^<>]{0,200}>", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Control characters that part no words, and halves of characters, which no encoding has: JSON on
a page can name both (``\\u001b``, ``\\ud800``)."""
_WORD = re.compile(r"\w+")
MAX_FIELD = 20_000


def clean(value: object, limit: int = MAX_FIELD) -> str:
    """One line of plain text: tags away, entities read twice (shops escape twice), mended."""
    if not isinstance(value, str):
        return ""
    text = value[: 4 * limit]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub(" ", _BREAK.sub(" ", text))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", _NO_TEXT.sub("", mended(text))))
    return " ".join(text.split())[:limit]


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def likeness(one: str, other: str) -> float:
    """Share of common words among all words of both (Jaccard), 0 to 1."""
    a, b = set(words(one)), set(words(other))
    return len(a & b) / len(a | b) if a and b else 0.0


def coverage(part: str, whole: str) -> float:
    """Share of the words of ``part`` that ``whole`` holds too, 0 to 1."""
    a, b = set(words(part)), set(words(whole))
    return len(a & b) / len(a) if a else 0.0
