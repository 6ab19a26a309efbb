"""What good copy looks like, whatever it says: length, form, difference; pure."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations

from cta_batch.domain import BrandKit, Product, Words
from cta_batch.limits import display_width

ELLIPSIS = "…"
HEADLINES = ("headline", "long_headline", "short_headline", "pinterest_title")
"""The texts that take no punctuation at their end and no capitals throughout."""

SAME = 0.5
"""Share of words (0–1) from which two headlines count as saying the same."""

_END_MARKS = ".。!！,，、;；:：…"
_JOINTS = ".。!！?？;；,，、:：–—|·•"
_SMALL_WORDS = """
    a an the and or but with without for from of in on at to by as is are your our this that & + its
    der die das den dem des ein eine einen einem einer eines und oder mit ohne für von vom im in an
    am auf aus zu zum zur bei als ist sind ihr ihre dein deine
    le la les l' un une des du de d' et ou avec sans pour par en dans sur à au aux est sont votre
    el los las una unos unas y o e u con sin para por del al es son su sus tu vos
    il lo gli i uno ed od senza per da dal dalla di del della dei delle nel nella su sul è sono tuo
    um uma os as com sem em no na nos nas dos das seu sua ao aos à às é são
    het een en of met zonder voor van bij naar op uit te is zijn uw je jouw
"""
_DANGLING = frozenset(_SMALL_WORDS.split())
"""Words that promise another one after them, so that no cut text may end in them."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LOOSE_END = " \t-–—|·•:;,/&+(（「『【[、，；：・~"


def problems(words: Words, product: Product, brand: BrandKit | None = None) -> list[str]:
    """Sentences about what a good editor would send back; empty when the copy may run."""
    texts = words.texts()
    found = [
        f"{field} {fault}" for field in HEADLINES for fault in headline_faults(texts.get(field, ""))
    ]
    if same(words.headline, words.long_headline):
        found.append("long_headline is the headline again")
    if same(words.headline, words.description):
        found.append("description is the headline again")
    if same(words.long_headline, words.description):
        found.append("description is the long_headline again")
    names = {product.brand, brand.name if brand else None} - {None}
    if any(same(words.headline, str(name)) for name in names):
        found.append("headline is only the brand's name")
    if words.short_headline and same(words.short_headline, words.headline):
        found.append("short_headline is the headline again")
    found += [
        f"{field} uses the forbidden word {word!r}"
        for word in (brand.forbidden_words if brand else ())
        for field, text in texts.items()
        if has_word(text, word)
    ]
    return found


def headline_faults(text: str) -> list[str]:
    """What is wrong with the form of one headline, as ends of a sentence that begins with it."""
    faults = []
    if text.rstrip()[-1:] and text.rstrip()[-1] in _END_MARKS:
        faults.append("ends in punctuation")
    if _shouts(text):
        faults.append("is all in capitals")
    return faults


def has_word(text: str, word: str) -> bool:
    """Whether a text uses a word or phrase, whatever the case; inside words only without spaces."""
    wanted, held = word.strip().casefold(), text.casefold()
    if not wanted:
        return False
    if _UNSPACED.search(wanted):
        return wanted in held
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", held) is not None


def overlap(one: str, other: str) -> float:
    """Share (0–1) of the shorter text's words that the other has too.

    Scripts without spaces count pairs of neighbouring characters as their words.
    """
    return _shared((one, tokens(one)), (other, tokens(other)))


def _shared(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> float:
    (text, first), (other_text, second) = one, other
    if not first or not second:
        return float(same(text, other_text))
    return len(first & second) / min(len(first), len(second))


def first_like(text: str, others: Iterable[str]) -> str | None:
    """The first of ``others`` that says the same as ``text`` (by ``SAME``), if any does."""
    return next((other for other in others if overlap(text, other) >= SAME), None)


def mean_overlap(texts: Sequence[str]) -> float | None:
    """Mean ``overlap`` (0–1) over all pairs; None for fewer than two texts."""
    shares = overlaps(texts)
    return statistics.fmean(shares) if shares else None


def overlaps(texts: Sequence[str]) -> list[float]:
    """``overlap`` (0–1) of every pair, in the order of ``itertools.combinations``."""
    read = [(text, tokens(text)) for text in texts]  # once each, there are many more pairs
    return [_shared(one, other) for one, other in combinations(read, 2)]


def tokens(text: str) -> frozenset[str]:
    """The words of a text for comparing: casefolded, numbers whole, CJK in pairs."""
    found: set[str] = set()
    for word in _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _UNSPACED.search(word) and len(word) > 1:
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.add(word)
    return frozenset(found)


def shorten(text: str, limit: int) -> str:
    """A text cut to ``limit`` of display width so that it still reads as whole.

    Prefers the end of a sentence or clause that keeps over half of the room, then a word border
    (any character border in scripts without spaces), never inside a character with its marks, and
    leaves neither a dangling small word nor loose punctuation. Empty only if nothing fits.
    """
    flat = " ".join(text.split())
    if display_width(flat) <= limit:
        return flat
    room = _fitting(flat, limit)
    clause = _clause(flat, room)
    if clause and display_width(clause) * 2 > limit:
        return clause
    return _without_loose_end(_at_word(flat, room)) or room.rstrip()


def dangles(text: str) -> bool:
    """Whether a text breaks off: its last word promises another one."""
    return _without_loose_end(text) != text.rstrip(_LOOSE_END)


def clusters(text: str) -> list[str]:
    """The characters as people see them: a base with its marks, joiners, modifiers and flags."""
    found: list[str] = []
    for char in text:
        if found and _clings(char, found[-1]):
            found[-1] += char
        else:
            found.append(char)
    return found


def _clings(char: str, before: str) -> bool:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Mc"}:
        return True
    if char in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    flag = "\U0001f1e6" <= char <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff"
    return before.endswith("\u200d") or (flag and len(before) == 1)


def _fitting(text: str, limit: int) -> str:
    """The longest beginning of whole clusters that fits."""
    width, kept = 0, []
    for cluster in clusters(text):
        width += display_width(cluster)
        if width > limit:
            break
        kept.append(cluster)
    return "".join(kept)


def _clause(text: str, room: str) -> str:
    """The beginning up to the last joint between clauses inside ``room``; may be empty."""
    for end in range(len(room), 0, -1):
        if room[end - 1] in _JOINTS and _is_joint(text, end - 1):
            keep_mark = room[end - 1] in ".。!！?？"
            return _without_loose_end(room[: end if keep_mark else end - 1])
    return ""


def _is_joint(text: str, at: int) -> bool:
    """Not inside a number or a word: ``1,204`` and ``3.5`` have no joint."""
    if text[at] in "。！？，、；：":
        return True
    return at + 1 >= len(text) or text[at + 1].isspace()


def _at_word(text: str, room: str) -> str:
    following = text[len(room) : len(room) + 1]
    if not following or following.isspace() or _UNSPACED.match(following):
        return room
    head, space, _ = room.rpartition(" ")
    return head if space else room


def _without_loose_end(text: str) -> str:
    """Without a last small word or a mark that promises more, as often as it takes."""
    kept = text.rstrip(_LOOSE_END)
    while " " in kept:
        head, _, last = kept.rpartition(" ")
        if last.casefold() not in _DANGLING:
            break
        kept = head.rstrip(_LOOSE_END)
    return kept


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    words = [w for w in _TOKEN.findall(text) if w.isalpha() and len(w) > 1]
    return (
        len(words) > 1
        and all(c.isupper() for c in letters if c.lower() != c.upper())
        and any(c.isupper() for c in letters)
    )


def same(one: str, other: str) -> bool:
    """Whether two texts differ at most in case, marks and spaces."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum()) or " ".join(folded.split())
