"""Which claims a copy makes, and where the page proves each; pure.

A claim is a number, a name, or one of the lexicon's concepts. It is grounded when the product's
facts hold the same number of the same thing (``0.35 l`` is ``350 ml``, ``12 oz`` is not ``12
pack``), or speak of the same concept (in another language too). What a number counts is told by
``units``, and by the words beside it where they know none (``counting``).
"""

from __future__ import annotations

from functools import lru_cache

from cta_batch import numerals
from cta_batch.domain import Product, Words
from cta_batch.grounding.claim import Claim
from cta_batch.grounding.concepts import concepts_claimed
from cta_batch.grounding.figures import numbers_claimed
from cta_batch.grounding.names import names_claimed

__all__ = ["Claim", "claims", "claims_in", "problems"]


def claims(words: Words, product: Product, also: str = "") -> tuple[Claim, ...]:
    """Every claim of the copy, field by field, with its evidence.

    ``also`` are names that may be dropped though the page does not: the brand's own.
    """
    return tuple(
        Claim(c.text, c.kind, c.evidence, field)
        for field, text in words.texts().items()
        for c in claims_in(text, product, words.language, also)
    )


def problems(words: Words, product: Product, also: str = "") -> list[str]:
    """A sentence for each claim that the page does not prove; empty when all of it is true."""
    return [
        f"{claim.field} claims {claim.text!r} ({claim.kind.value}), which the page does not say"
        for claim in claims(words, product, also)
        if claim.evidence is None
    ]


@lru_cache(maxsize=4096)  # variants of one page weigh many of the same texts
def claims_in(
    text: str, product: Product, language: str | None = None, also: str = ""
) -> tuple[Claim, ...]:
    """The claims of one text. ``language`` (BCP 47) is the text's, the page's own if None."""
    spoken = language or product.language or "en"
    foreign = bool(product.language) and _primary(product.language or "") != _primary(spoken)
    counted = numerals.in_digits(text, spoken)
    found = (
        *numbers_claimed(counted, product, foreign=foreign),
        *concepts_claimed(text, product, foreign=foreign),
    )
    named = names_claimed(text, product, language or product.language, also, foreign=foreign)
    fresh = (n for n in named if not any(n.text in claim.text for claim in found))
    return tuple(dict.fromkeys((*found, *fresh)))


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
