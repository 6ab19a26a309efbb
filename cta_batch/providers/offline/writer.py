"""Words without a model: a phrase book of the language, filled with the page's facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from cta_batch import angles, copyrules
from cta_batch.domain import LIMITS, BrandKit, Plan, Product, Words
from cta_batch.errors import ProviderRejected
from cta_batch.providers.base import Brief, Written
from cta_batch.providers.offline import filling, lastresort
from cta_batch.providers.offline.buttons import call_to_action
from cta_batch.providers.offline.facts import Facts, gather, turned
from cta_batch.providers.offline.phrases import book, plain_book
from cta_batch.providers.offline.phrases.book import PhraseBook, Texts

MODEL = "phrases-1"
_SIBLINGS = 10
"""How many variants before this one are kept apart from it."""


@dataclass(frozen=True)
class _Desk:
    """What one set of words is written from."""

    product: Product
    plan: Plan
    language: str
    brand: BrandKit | None
    facts: Facts
    book: PhraseBook


class OfflineWriter:
    """Writes from phrase books; the same words each time for the same brief. Costs nothing."""

    def write(self, brief: Brief) -> Written:
        """Words within all limits that say only what the page says; ``notes`` say what lacked."""
        desk = _desk(brief, brief.plan)
        headline = _headline(brief, desk)
        long_headline = _text(desk, "long_headline", [headline])
        description = _text(desk, "description", [headline, long_headline])
        primary_text = _text(desk, "primary_text", [headline, description])
        action, label = call_to_action(brief.product, brief.brand, brief.language)
        words = Words(
            angle=brief.plan.angle,
            headline=headline,
            long_headline=long_headline,
            description=description,
            primary_text=primary_text,
            cta=action,
            cta_text=label,
            language=brief.language,
        )
        return Written(words, "offline", MODEL, Decimal(0), _notes(brief, desk))


def _desk(brief: Brief, plan: Plan) -> _Desk:
    facts = gather(brief.product, plan, brief.language)
    phrases = book(brief.language) or plain_book()
    return _Desk(brief.product, plan, brief.language, brief.brand, facts, phrases)


def _headline(brief: Brief, desk: _Desk) -> str:
    """Siblings' headlines follow from their plans, so they are known before they are written."""
    others = list(brief.taken)
    for plan in _earlier_plans(brief):
        others.append(_most_different(_headlines(_desk(brief, plan)), others))
    return _most_different(_headlines(desk), others)


def _earlier_plans(brief: Brief) -> Iterator[Plan]:
    index, count = brief.plan.index, max(brief.plan.count, brief.plan.index + 1)
    for earlier in range(max(0, index - _SIBLINGS), index):
        yield angles.plan(brief.product, index=earlier, count=count)


def _headlines(desk: _Desk) -> list[str]:
    return [
        text
        for text in _candidates(desk, desk.book.headlines, "headline")
        if not copyrules.headline_faults(text)
    ]


def _text(desk: _Desk, field: str, earlier: list[str]) -> str:
    tables = {
        "long_headline": desk.book.long_headlines,
        "description": desk.book.descriptions,
        "primary_text": desk.book.primary_texts,
    }
    found = _candidates(desk, tables[field], field)
    if field == "long_headline":
        found = [t for t in found if not copyrules.headline_faults(t)]
    return _most_different(found, earlier)


def _candidates(desk: _Desk, table: Texts, field: str) -> list[str]:
    """All texts for a field, best first, the last resorts last; none forbidden, none empty."""
    limit = LIMITS[field]
    chosen = [t for key in desk.facts.topics for t in _ordered(table.get(key, ()), desk.plan)]
    common = _ordered(table["any"], desk.plan)
    spoken = filling.texts((*chosen, *common), desk.facts.slots, limit)
    return _allowed(desk, (*spoken, *lastresort.texts(desk.product, desk.book.fillers, limit)))


def _ordered(templates: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    """The page's own words first, then our phrases, begun at another one for each variant."""
    own = tuple(t for t in templates if t.startswith("{") and t.endswith("}"))
    ours = tuple(t for t in templates if t not in own)
    return own + turned(ours, plan.seed)


def _allowed(desk: _Desk, found: Iterable[str]) -> list[str]:
    """Texts free of the brand's forbidden words that are more than its name."""
    forbidden = desk.brand.forbidden_words if desk.brand else ()
    brands = {desk.product.brand, desk.brand.name if desk.brand else None}
    allowed = [
        text
        for text in dict.fromkeys(found)
        if text not in brands and not any(copyrules.has_word(text, word) for word in forbidden)
    ]
    if not allowed:
        raise ProviderRejected(
            "The brand's forbidden words leave nothing to say about this product; shorten the list."
        )
    return allowed


def _most_different(found: list[str], others: list[str]) -> str:
    """The first text that shares less than half its words with each other, else the least like."""
    best, least = found[0], 2.0
    for text in found:
        share = max((copyrules.overlap(text, other) for other in others), default=0.0)
        if share < copyrules.SAME:
            return text
        if share < least and text not in others:
            best, least = text, share
    return best


def _notes(brief: Brief, desk: _Desk) -> tuple[str, ...]:
    notes = []
    if book(brief.language) is None:
        notes.append(
            f"There are no offline phrases in the language {brief.language!r} yet, so the words are"
            " the page's own; the button is in English."
        )
    if desk.facts.page_is_foreign:
        notes.append(
            f"The page is in {brief.product.language!r} and the ad in {brief.language!r}: offline"
            " words cannot translate, so they use only its name, price and rating."
        )
    return tuple(notes)
