"""Hashtags from a page's facts: the brand, what the thing is called, what kind of thing it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cta_batch import copyrules
from cta_batch.domain import Angle
from cta_batch.limits import MOST_HASHTAGS, is_hashtag, read_aloud
from cta_batch.providers.offline.desk import Desk
from cta_batch.providers.offline.kinds import kind_of
from cta_batch.providers.offline.naming import HEAD_LAST, cuts_sense

_APOSTROPHES = re.compile(r"['’`´]")
_LEVELS = re.compile(r"\s*[<>/|›»]\s*|\s*,\s+|\s+&\s+")
_SHORTEST, _SHORTEST_WORD, _MOST_WORDS = 4, 3, 4
_JOINS = re.compile(
    r"(?i)of|off|on|in|at|to|for|with|from|by|and|or|the|an?|von|für|mit|und|oder|aus|der|die|das"
    r"|d[aeiou]s?|del|della|des|du|le|la|les|el|los|las|il|lo|gli|et|ou|y|e|en|pour|avec|para|por|com|con"
    r"|per|van|voor|met|het|een|um|uma|un|una|une|ein|eine"
)
"""Words that no hashtag begins or ends with."""
_FILMS = re.compile(
    r"(?i)\b(?:blu-?ray|dvd|4k uhd|steelbook|vinyl|movies?|films?|livros?|books?)\b"
)
_NO_KIND = frozenset(
    ("unit", "units", "pack", "piece", "pieces", "edition", "generation", "black", "white")
)
"""Last words of names that are no thing."""
_TOO_WIDE = frozenset(
    ("home", "shop", "all", "products", "sale", "new", "startseite", "accueil", "inicio", "início")
)
"""Names of shelves that say nothing of what stands there."""


def hashtags(at: Desk) -> tuple[str, ...]:
    """Up to ``MOST_HASHTAGS``, all proved by the page, none with a forbidden word; may be empty."""
    found: dict[str, str] = {}
    for tag in _candidates(at):
        if is_hashtag(tag) and at.may_say(read_aloud(tag)):
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:MOST_HASHTAGS]


def _candidates(at: Desk) -> Iterator[str]:
    brand = (at.brand.name if at.brand else None) or at.product.brand
    if brand and len(_LEVELS.split(brand)[0].split()) <= _MOST_WORDS:
        yield _tag(_LEVELS.split(brand)[0])
    named = at.facts.slots["name"]
    yield from (_tag(name) for name in reversed(named) if _is_searched(name))
    if not at.facts.foreign and not _is_titled(at):
        yield from _kinds(named[-1] if named else "", at.language)
    if at.plan.angle is Angle.GIFT and at.book.gift_tag:
        yield at.book.gift_tag
    if not at.facts.foreign:
        shelf = _LEVELS.split(at.product.category or "")[-1]
        spelled_out = all(len(word) >= _SHORTEST_WORD for word in shelf.split())
        if shelf.casefold() not in _TOO_WIDE and spelled_out:
            yield _tag(shelf)


def _is_titled(at: Desk) -> bool:
    """Whether the name is the title of a book or a film, of which a part says nothing."""
    product = at.product
    about = f"{product.name} {product.category or ''}"
    return bool(_FILMS.search(about)) or kind_of(product, at.language) == "book"


def _is_searched(name: str) -> bool:
    """Whether people look for a thing by that name: a few words, and no data sheet."""
    words = name.split()
    return len(words) <= _MOST_WORDS and not (
        len(words) > 2 and any(c.isdigit() for word in words for c in word)
    )


def _kinds(name: str, language: str) -> Iterator[str]:
    """What people search for: ``Hair Dryer`` of ``Karmin G3 Pro Hair Dryer``, and ``Dryer``."""
    words = name.split()
    last = language.split("-", maxsplit=1)[0] in HEAD_LAST
    pair = words[-2:] if last else words[:2]
    if len(words) < len(pair) + 1 or not all(w.isalpha() for w in pair):
        return
    if last and cuts_sense(words, len(words) - len(pair)):
        return
    if any(map(_JOINS.fullmatch, (pair[0], pair[-1]))):
        pair = pair[-1:] if last else pair[:1]
    if len(pair) > 1 and not copyrules.dangles(" ".join(pair)):
        yield _tag(" ".join(pair))
    kind = pair[-1] if last else pair[0]
    if len(kind) >= _SHORTEST and kind.casefold() not in _NO_KIND:
        yield _tag(kind)


def _tag(text: str) -> str:
    """``#DeskLamp`` of ``desk lamp``; words of scripts without capitals are joined by ``_``."""
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text))
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in plain).split()
    parts = [p.capitalize() if p.isupper() and len(p) > _SHORTEST else p for p in kept]
    cased = any(c.isupper() or c.islower() for c in plain)
    return "#" + ("".join(p[0].upper() + p[1:] for p in parts) if cased else "_".join(parts))
