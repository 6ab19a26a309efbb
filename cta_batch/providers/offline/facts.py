"""What a product page gives a copywriter: its facts, in a form that can be put into phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR

from cta_batch import angles
from cta_batch.domain import Angle, Plan, Product, display_width
from cta_batch.lexicon import CONDITION, named
from cta_batch.providers.offline import figures
from cta_batch.providers.offline.naming import names

Slots = dict[str, tuple[str, ...]]
"""For each slot of a phrase the texts that may stand there, the preferred one first."""

_LONGEST = 120
_END = " .。!！;；,，、:：…·|-–—"
_TOPICS = {
    Angle.GUARANTEE: ("warranty", "money back"),
    Angle.DELIVERY: ("free delivery", "fast delivery"),
}
_JUNK = re.compile(
    r"(?i)https?:|www\.|@\w|\bclick\b|\bcookies?\b|javascript|\bsku\b|\bean\b|\bupc\b|\basin\b"
    r"|model number|item (?:no|model)|\bmpn\b|part number|artikelnummer|please (?:note|contact)"
    r"|\bsubscribe\b|newsletter|customer service|all rights reserved|copyright|©|\bprop(?:osition)?"
    r"\s?65|read more|see more|learn more|size (?:chart|guide)|add to (?:cart|bag)|\bfaq\b"
)


@dataclass(frozen=True)
class Facts:
    """``topics`` are the keys under which a phrase book is asked, most specific first."""

    slots: Slots
    topics: tuple[str, ...]
    page_is_foreign: bool


def gather(product: Product, plan: Plan, language: str) -> Facts:
    """The facts for one variant, page texts turned so that siblings begin with others."""
    foreign = is_foreign(product, language)
    turn = angles.turn(product, plan)
    points = () if foreign else turned(page_points(product), plan.index)
    evidence = () if foreign else _evidence(product, plan.angle, turn)
    slots: Slots = {
        "name": names(product, language),
        "brand": (product.brand.strip(),) if product.brand and product.brand.strip() else (),
        "feature": points,
        "evidence": evidence,
        "sentence": () if foreign else turned(page_sentences(product), plan.index),
        **_figures(product, language),
    }
    return Facts(slots, (*_topics(product, plan.angle), plan.angle.value), foreign)


def is_foreign(product: Product, language: str) -> bool:
    """Whether the page's own sentences are in another language than the ad."""
    return bool(product.language) and _primary(product.language or "") != _primary(language)


def page_points(product: Product) -> tuple[str, ...]:
    """The page's short points without end punctuation; short sentences where it lists none."""
    points = [_point(f) for f in product.features]
    if len([p for p in points if p]) < 3:
        points += [_point(s) for s in page_sentences(product) if display_width(s) <= 70]
    said = product.name.strip().casefold()
    return tuple(dict.fromkeys(p for p in points if p and p.casefold() != said))


def page_sentences(product: Product) -> tuple[str, ...]:
    """The description's usable sentences, with end punctuation."""
    found = (s for s in angles.sentences(product.description) if not _JUNK.search(s))
    return tuple(s for s in found if 15 <= display_width(s) <= 400 and s[-1] in ".!?。！？")


def turned(values: tuple[str, ...], by: int) -> tuple[str, ...]:
    """The same values, begun further on."""
    start = by % len(values) if values else 0
    return values[start:] + values[:start]


def _point(text: str) -> str:
    """A point in one line, or nothing if it is too long or no argument."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split()).strip(_END)
    usable = 6 <= display_width(flat) <= _LONGEST and any(c.isalpha() for c in flat)
    return flat if usable and not _JUNK.search(flat) and "?" not in flat else ""


def _evidence(product: Product, angle: Angle, turn: int) -> tuple[str, ...]:
    if angle in {Angle.BENEFIT, Angle.FEATURE}:
        return ()
    points = (_point(t) for t in angles.evidence(product, angle))
    return turned(tuple(dict.fromkeys(p for p in points if p)), turn)


def _topics(product: Product, angle: Angle) -> tuple[str, ...]:
    """Concepts stated without a condition: only those may be said in words of our own."""
    stated = [t for t in angles.evidence(product, angle) if not CONDITION.search(t)]
    return tuple(
        topic
        for topic in _TOPICS.get(angle, ())
        if any(named(topic).pattern.search(text) for text in stated)
    )


def _figures(product: Product, language: str) -> Slots:
    slots: Slots = {}
    if product.price and product.price > 0 and product.currency and _can_be_bought(product):
        slots["price"] = (figures.money(product.price, product.currency, language),)
        slots |= _saving(product, language)
    if product.rating is not None and angles.GOOD_RATING <= product.rating <= 5:
        slots["rating"] = (figures.plain(product.rating, language, places=2),)
        if product.rating_count and product.rating_count > 1:
            slots["count"] = (figures.plain(product.rating_count, language),)
    return slots


def _can_be_bought(product: Product) -> bool:
    return Angle.PRICE in angles.supported(product)


def _saving(product: Product, language: str) -> Slots:
    price, before, currency = product.price, product.list_price, product.currency
    if not (price and before and currency and before > price):
        return {}
    share = int(((before - price) * 100 / before).to_integral_value(ROUND_FLOOR))
    slots: Slots = {
        "list_price": (figures.money(before, currency, language),),
        "saved": (figures.money(before - price, currency, language),),
    }
    return slots | ({"percent": (figures.percent(share, language),)} if share else {})


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()
