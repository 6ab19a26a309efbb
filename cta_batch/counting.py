"""What a number counts where no unit says so: the words beside it, in any language; pure.

``12 servings`` is not proved by ``12 oz``, nor by ``12 mugs``, but by ``Servings: 12`` and
``12 große Portionen`` by ``12 Portionen``. Nouns are told apart by their beginnings, since endings
change with number and case, and by their ends, since German and Dutch join them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MOST_CLAIMED = 3
"""Words after a claim's number among which its noun is: ``12 crunchy oat bars``."""
MOST_TOLD = 5
"""Words beside a page's number that may be its noun: pages crowd more between them."""
_LONGEST_END = 3
_SHORTEST_STEM = 3
_SHORTEST_TAIL = 4

_TOKEN = re.compile(
    r"(?P<number>\d[\d.,]*)|(?P<word>[^\W\d_][\w\u0300-\u036f]*)|(?P<stop>[.;:!?|•·()\[\]{}/…\n"
    r"。；：！？（）「」『』【】])|(?P<comma>[,，、])"
)
_BACK = re.compile(r"[^\W\d_]+|\d+|[.;!?|•·\n]")
_LABEL = re.compile(r"(?P<word>[^\W\d_]+)(?P<gap>[-\s]?)$")
_TIMES = frozenset({"x", "×"})
_GLUE = "x er ers st nd rd th e ème eme ª º a o te de ste"
_GLUED = frozenset(_GLUE.split())
"""What is written right after a number and is no noun: ``12er``, ``3rd``, ``2x``."""

_SMALL_WORDS = """
    a an ein eine einem einen un une una uno um uma een
    and or for in on at to by with from per each is are was as that than then now only just more
    so you your our we it its they their this these here have has will can
    und oder für in im am an auf zu zum zur bei mit von vom ist sind als nur jetzt pro je mehr du
    dein ihr ihre sie wir unser es haben hat
    et ou pour en dans sur à au aux avec par est sont plus vous votre nous notre qui que seulement
    y o e u para con por al es son más tu su sus se que solo sólo ahora
    per con da in nel nella su è sono più tuo suo che solo ora
    com em no na por ao são mais seu sua que só agora
    en of voor in op bij met is zijn meer je jouw uw die dat nu
"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that are no noun, and end what a claim's number may count."""

_ARTICLES = """
    of the de des d di del della dei delle do da dos das von van der die das le la les los las i gli
    het
"""
_OF = frozenset(_ARTICLES.split())
"""What may stand between a number and its noun."""

_LABELS_NOT = frozenset({"x", "ø", "no", "nr", "n", "ca", "à"})
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_UNSEGMENTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CJK_ALIKE = str.maketrans(
    "個條張雙顆臺台層種兩両帯帶點枝盞組缶", "个条张双颗台台层种两两带带点支盏组罐"
)
_COUNTER_BEFORE = 8
_CJK_BETWEEN = re.compile(r"^[\s・約约大小超多余餘款か箇ヶヵケ]+")
_CJK_NONE = frozenset("はがをにでとのもへやから、。，！の的和与與及是在有")


class Beside(NamedTuple):
    """The words beside a number, folded for comparing.

    ``nouns`` follow it, ``before`` lead up to it. ``label`` is what it is ``glued`` to (``ipx`` of
    ``IPX7``), or the word right before it, which may be ``named`` (``iphone`` of ``iPhone 15``).
    """

    nouns: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    label: str = ""
    glued: bool = False
    named: bool = False


def claimed(text: str, start: int, end: int) -> Beside:
    """What stands beside the number at ``text[start:end]`` of a claim: its noun is close by."""
    return _beside(text, start, end, tuple(islice(_run(text, end), MOST_CLAIMED)))


def told(text: str, start: int, end: int) -> Beside:
    """What stands beside a number of the page: all that may be what it counts."""
    return _beside(text, start, end, tuple(islice(_all_after(text, end), MOST_TOLD)))


def is_small(word: str) -> bool:
    """Whether a folded word is none that can be counted: an article, a preposition, a pronoun."""
    return word in _SMALL or word in _OF


def alike(one: str, other: str) -> bool:
    """Whether two folded words may be forms of one noun: ``tasse``, ``teetassen``."""
    if one == other:
        return True
    if _CJK.match(one) or _CJK.match(other):
        return one[:1] == other[:1]
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _SHORTEST_TAIL and longer.endswith(shorter):
        return True
    stem = _common(one, other)
    rest = max(len(one), len(other)) - stem
    enough = stem >= max(_SHORTEST_STEM, len(shorter) - 2)
    ends = rest <= _LONGEST_END and (stem > _SHORTEST_STEM or rest < _LONGEST_END)
    return enough and ends


def any_alike(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(alike(one, other) for one in some for other in others)


def words(text: str) -> tuple[str, ...]:
    """All words of a text, folded for comparing; of scripts without spaces, each character."""
    found = (m["word"] for m in _TOKEN.finditer(text) if m["word"])
    return tuple(part for word in found for part in _parts(word))


def _parts(word: str) -> Iterator[str]:
    yield from folded(word) if _CJK.match(word) else (folded(word),)


def _beside(text: str, start: int, end: int, nouns: tuple[str, ...]) -> Beside:
    found = _LABEL.search(text[:start])
    before = _before(text[:start])
    label = folded(found["word"]) if found else ""
    if not found or label in _LABELS_NOT | _SMALL | _OF or _CJK.match(label):
        return Beside(nouns, before)
    inside = found["word"][0].isupper() and found.start() > 0
    named = inside or any(c.isupper() for c in found["word"][1:])
    return Beside(nouns, before, label, found["gap"] != " ", named)


def _run(text: str, end: int) -> Iterator[str]:
    """The words of a claim after its number, up to what begins another thought."""
    if _is_cjk(text, end):
        yield from _counter(text, end)
        return
    begun = False
    for match in _TOKEN.finditer(text, end):
        word = folded(match["word"] or "")
        if _is_glue(match, word, end) or (word in _OF and not begun):
            continue
        if not word or word in _SMALL or word in _OF or _UNSEGMENTED.match(word):
            return
        begun = True
        yield word


def _all_after(text: str, end: int) -> Iterator[str]:
    """The words of a page after a number, up to the next number or the end of the thought."""
    if _is_cjk(text, end):
        yield from _counter(text, end)
        return
    times, begun = False, False
    for match in _TOKEN.finditer(text, end):
        word = folded(match["word"] or "")
        if match["stop"] or (match["number"] and not times) or (match["comma"] and not begun):
            return
        begun = True
        times = word in _TIMES
        if word and not _is_glue(match, word, end) and word not in _SMALL | _OF | _TIMES:
            yield word


def _is_glue(match: re.Match[str], word: str, end: int) -> bool:
    return word in _TIMES or (match.start() == end and word in _GLUED)


def _is_cjk(text: str, end: int) -> bool:
    return _CJK.match(_CJK_BETWEEN.sub("", text[end:])) is not None


def _counter(text: str, end: int) -> Iterator[str]:
    """The character that says what is counted: ``枚`` of ``12枚入り``."""
    first = folded(_CJK_BETWEEN.sub("", text[end:])[:1])
    if first not in _CJK_NONE:
        yield first


def _before(text: str) -> tuple[str, ...]:
    """The words that lead up to a number, the nearest first, as in ``Servings: 12``."""
    found: list[str] = []
    for word in reversed(_BACK.findall(text)):
        if not word[0].isalpha() or len(found) == MOST_TOLD:
            break
        if _CJK.match(word):
            return (*found, *folded(word)[-_COUNTER_BEFORE:])
        if (bare := folded(word)) not in _SMALL | _OF:
            found.append(bare)
    return tuple(found)


def folded(word: str) -> str:
    """A word in lower case without marks, so that ``Stühle`` begins like ``Stuhl``."""
    if not word.isascii():
        bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word))
        kept = (c for c in bare if not unicodedata.combining(c) or _keeps_marks(bare))
        word = unicodedata.normalize("NFC", "".join(kept)).translate(_CJK_ALIKE)
    return word.casefold()


def _keeps_marks(word: str) -> bool:
    """The marks of kana make other letters, those of Latin, Greek and Cyrillic only other forms."""
    return _CJK.match(word) is not None


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
