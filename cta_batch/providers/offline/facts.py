"""What a product page gives a copywriter: its facts, in a form that can be put into phrases."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR

from cta_batch import angles
from cta_batch.domain import Angle, Plan, Product
from cta_batch.languages import language_of, written_in
from cta_batch.lexicon import CONDITION, named
from cta_batch.providers.offline import figures
from cta_batch.providers.offline.kinds import kind_of
from cta_batch.providers.offline.naming import names
from cta_batch.providers.offline.phrases import book, speaks, uses
from cta_batch.providers.offline.quoting import (
    as_point,
    fragments,
    head,
    headline_points,
    labels,
    page_points,
    page_sentences,
    tells_alone,
)
from cta_batch.providers.offline.traits import traits
from cta_batch.providers.offline.unquotable import trades

Slots = dict[str, tuple[str, ...]]
"""For each slot of a phrase the texts that may stand there, the preferred one first."""

_TOPICS = {
    Angle.GUARANTEE: ("warranty", "money back"),
    Angle.DELIVERY: ("free delivery", "fast delivery"),
}


@dataclass(frozen=True)
class Facts:
    """``topics`` are the keys under which a phrase book is asked, most specific first; those that
    the page itself states are ``stated``.

    ``foreign``: the page's sentences are in another language than the ad, and so not among them.
    """

    slots: Slots
    topics: tuple[str, ...]
    stated: tuple[str, ...]
    foreign: bool


def gather(product: Product, plan: Plan, language: str) -> Facts:
    """The facts for one variant, page texts turned so that siblings begin with others."""
    foreign = is_foreign(product, language)
    points = () if foreign else turned(_points(product, language), plan.index)
    evidence = _evidence(product, plan.angle, angles.turn(product, plan))
    slots: Slots = {
        "name": names(product, language),
        "feature": points,
        "point": () if foreign else _headlines(product, language),
        "trait": _meanings(product, plan, language),
        "use": turned(_uses(product, language), plan.index),
        "label": () if foreign else labels(product),
        "evidence": () if foreign else evidence,
        "sentence": () if foreign else turned(page_sentences(product), plan.index),
        **_figures(product, language),
    }
    stated = _topics(product, plan.angle)
    return Facts(slots, (*stated, plan.angle.value), stated, foreign)


def _points(product: Product, language: str) -> tuple[str, ...]:
    return page_points(product) or (() if speaks(language) else fragments(product))


def _headlines(product: Product, language: str) -> tuple[str, ...]:
    """Points that can be headlines; where we have no words of our own, also parts of sentences."""
    more = () if speaks(language) else fragments(product)
    return tuple(dict.fromkeys((*headline_points(product), *more)))


def _meanings(product: Product, plan: Plan, language: str) -> tuple[str, ...]:
    """What each trait means to whoever buys, one saying of all of them before the second of any."""
    told = book(spelling(product, language)).traits
    sayings = [told[name] for name in traits(product) if name in told]
    first = len(product.url) % 2
    rounds = (tuple(s[(first + n) % len(s)] for s in sayings) for n in range(2))
    return tuple(dict.fromkeys(t for said in rounds for t in turned(said, plan.index)))


def _uses(product: Product, language: str) -> tuple[str, ...]:
    """What one does with such a thing, in the ad's own language."""
    kind = kind_of(product, written_in(product) or language)
    return uses(spelling(product, language)).get(kind, ()) if kind else ()


def spelling(product: Product, language: str) -> str:
    """The language, and for plain ``zh`` also the characters that the page writes."""
    if language.lower() != "zh":
        return language
    written = language_of(f"{product.name} {product.description}")
    return written if written == "zh-Hant" else language


def is_foreign(product: Product, language: str) -> bool:
    """Whether the page's own sentences are in another language than the ad."""
    written = written_in(product)
    return written is not None and _primary(written) != _primary(language)


def turned(values: tuple[str, ...], by: int) -> tuple[str, ...]:
    """The same values, begun further on."""
    start = by % len(values) if values else 0
    return values[start:] + values[:start]


def _evidence(product: Product, angle: Angle, turn: int) -> tuple[str, ...]:
    if angle in {Angle.BENEFIT, Angle.FEATURE}:
        return ()
    told = [t for t in angles.evidence(product, angle) if angle in _TOPICS or not trades(t)]
    points = [p for p in map(as_point, told) if p]
    heads = (h for h in map(head, points) if angles.carries(h, angle) and tells_alone(h, angle))
    return (*turned(tuple(dict.fromkeys(points)), turn), *heads)


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
    if product.rating is not None and angles.well_rated(product):
        slots["rating"] = (figures.plain(product.rating, language, places=2),)
        if product.rating_count:
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
