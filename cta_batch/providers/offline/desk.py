"""What one set of words is written from, and what may be said at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cta_batch import copyrules, grounding
from cta_batch.domain import BrandKit, Plan, Product
from cta_batch.providers.base import Brief
from cta_batch.providers.offline.facts import Facts, gather, spelling
from cta_batch.providers.offline.phrases import book
from cta_batch.providers.offline.phrases.book import PhraseBook

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ÿ])|(?<=[。！？])")


@dataclass(frozen=True)
class Desk:
    """What one set of words is written from."""

    product: Product
    plan: Plan
    language: str
    brand: BrandKit | None
    facts: Facts
    book: PhraseBook

    def may_say(self, text: str) -> bool:
        """Whether the page proves all of it and the brand does not forbid a word of it."""
        forbidden = self.brand.forbidden_words if self.brand else ()
        if any(copyrules.has_word(text, word) for word in forbidden):
            return False
        own = (self.brand.name if self.brand else None) or ""
        told = (
            claim
            for sentence in self._sentences(text)
            for claim in grounding.claims_in(sentence, self.product, self.language, own)
        )
        return all(claim.evidence is not None for claim in told)

    def _sentences(self, text: str) -> list[str]:
        """Each alone, the product's name before a colon aside: many texts share them, so that each
        is held to the page once."""
        for name in self.facts.slots["name"]:
            for mark in (": ", " : ", "："):
                text = text.removeprefix(f"{name}{mark}")
        return _SENTENCE_ENDS.split(text)


def desk(brief: Brief, plan: Plan) -> Desk:
    """Facts and phrases for one plan of the brief's product."""
    facts = gather(brief.product, plan, brief.language)
    phrases = book(spelling(brief.product, brief.language))
    return Desk(brief.product, plan, brief.language, brief.brand, facts, phrases)
