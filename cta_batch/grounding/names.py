"""Names that a text drops and the page does not: a magazine, a region, a standard; pure.

Whatever else may be invented, most of it is somebody's or some place's name, and in most languages
such a one stands in capitals within a sentence. German writes all nouns so, and is left aside; so
are titles In Which Every Word Is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cta_batch.domain import Product
from cta_batch.grounding.claim import Claim
from cta_batch.lexicon import ClaimKind, places_in, places_named

_READ = frozenset({"en", "fr", "es", "it", "pt", "nl", "ja", "zh"})
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’&-][^\W_]+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&'’-]*")
_BEGINS = re.compile(r"(?:^|[.!?¿¡:;…“”\"‘’'«»(\[|·•–—/#@-])\s*$")
_MONEY = frozenset("$€£¥￥")
"""What makes a country of letters before it: ``NT$``."""
_POSSESSIVE = re.compile(r"['’]s$")
_LONG, _SHORTEST, _ROOT = 4, 2, 4
_NO_NAMES = """
    i i'm i've i'll i'd ok diy tv pc ih vip faq a b c mum mom dad mother father mother's father's
    grandma grandpa earth internet god english
    monday tuesday wednesday thursday friday saturday sunday mondays fridays saturdays sundays
    january february march april may june july august september october november december
    christmas easter halloween hanukkah thanksgiving valentine's valentine xmas
    noël pâques saint-valentin navidad reyes pascua san valentín natale pasqua natal páscoa kerst
    kerstmis pasen sinterklaas vaderdag moederdag terre tierra terra
"""
_COMMON = frozenset(_NO_NAMES.split())
"""Capitalised in some of the languages, and nobody's."""


def names_claimed(
    text: str, product: Product, language: str | None, also: str, *, foreign: bool
) -> Iterator[Claim]:
    """The names in a text that neither the page nor ``also`` holds; those held claim nothing."""
    yield from _places_claimed(text, product)
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    if primary not in _READ:
        return
    held = _squashed(f"{_page(product)} {also}")
    for word in dict.fromkeys(_named(text, spaced=primary not in {"ja", "zh"})):
        bare = _squashed(word)
        known = bare in held or (foreign and (bare[:_ROOT] in held or places_in(word)))
        if len(bare) >= _SHORTEST and not known:
            yield Claim(word, ClaimKind.NAME, None)


def _places_claimed(text: str, product: Product) -> Iterator[Claim]:
    """Countries and peoples, in any language."""
    for code, name in places_named(text).items():
        if code not in _places_of(product):
            yield Claim(name, ClaimKind.ORIGIN, None)


@lru_cache(maxsize=64)
def _places_of(product: Product) -> frozenset[str]:
    return places_in(_page(product))


def _named(text: str, *, spaced: bool) -> Iterator[str]:
    if spaced and _is_title(text):
        return
    for match in (_WORD if spaced else _LATIN).finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        starts = spaced and _BEGINS.search(text[: match.start()])
        common = match.group().casefold() in _COMMON or text[match.end() :][:1] in _MONEY
        if word[0].isupper() and not starts and not common:
            yield word


def _is_title(text: str) -> bool:
    """Whether no word of some length begins small, the first aside."""
    later = _WORD.findall(text)[1:]
    return not any(word[0].islower() for word in later if len(word) >= _LONG)


@lru_cache(maxsize=64)
def _page(product: Product) -> str:
    known = (product.name, product.brand, product.category, *product.features, product.description)
    return " ".join((*(k for k in known if k), product.url, product.currency or ""))


def _squashed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
