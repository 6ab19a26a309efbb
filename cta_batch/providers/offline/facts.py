"""What a product page gives a copywriter: its facts, in a form that can be put into phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR

from cta_batch import angles, copyrules
from cta_batch.domain import LIMITS, Angle, Plan, Product, display_width
from cta_batch.lexicon import CONDITION, named
from cta_batch.providers.offline import figures
from cta_batch.providers.offline.naming import names

Slots = dict[str, tuple[str, ...]]
"""For each slot of a phrase the texts that may stand there, the preferred one first."""

_LONGEST, _SHORTEST_POINT, _SHORTEST, _SHORT = 90, 6, 25, 70
_FEW, _FIRST, _LABEL_WORDS = 3, 12, 4
_STOPS = ".!?。！？"
_END = " .。!！;；,，、:：…·|-–—*"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SPECIFICATION = re.compile(r"^[^:：]{2,40}\s?[:：]\s*\S|^[A-Z][A-Z ]{3,}\s")
_PARTS = re.compile(r"(?i)^\d+\s?x\s|^(?:includes?|lieferumfang|contenu|incluye)\b|[(\[]$")
_SHOUTED = re.compile(r"(?:\b[A-ZÄÖÜÉÈÀÁÍÓÚÑ]{2,}\b[\s,:!-]*){3,}")
_SUBORDINATE = re.compile(
    r"(?i)(?:when|while|if|as|because|whether|once|although|since|with|from|wenn|ob|weil|während"
    r"|als|da|quand|lorsque|si|que|comme|cuando|aunque|como|se|quando|mentre|poiché|wanneer|omdat"
    r"|terwijl|in|at|for|on|pour|avec|con|com|mit|für|met|voor)\b"
)
_TOPICS = {
    Angle.GUARANTEE: ("warranty", "money back"),
    Angle.DELIVERY: ("free delivery", "fast delivery"),
}
_JUNK = re.compile(
    r"(?i)https?:|www\.|\.com\b|@\w|%20|%7c|[|{}<>»«_\\]|\bclick\b|\bcookies?\b|javascript|\bsku\b"
    r"|\b[au]pc\b|\bean\b|\basin\b|\bmpn\b|model (?:number|no)|item (?:no|model)|part number"
    r"|art\w*nummer"
    r"|product code|shipping weight|first available|support (?:phone|website)|product page"
    r"|please (?:note|contact)|subscribe|newsletter|customer service|rights reserved|copyright|©"
    r"|prop(?:osition)?\s?65|(?:read|see|learn|view) more|size (?:chart|guide)|add to (?:cart|bag)"
    r"|\bfaq\b|amazon|\bprime\b|mastercard|coupon|read reviews|\bbuy\b.*\b(?:at|from|online)\b"
    r"|\bshop\b.*\b(?:at|online)\b|terms apply|credit card|gift card|phone number|pick-?up|ritiro"
    r"|warenkorb|panier|carrito|carrello|produktcode|codice prodotto|garantijas|商店街|クリック"
    r"|注文|カート|点击|點擊|購物車|购物车|last picture|\bdo not\b|\bwarning\b|achtung|attention :"
)
_INSTRUCTION = re.compile(r"(?i)^(?:add|enjoy|shake|apply|rinse|mix|wash|choose|select|pour)\b")


@dataclass(frozen=True)
class Facts:
    """``topics`` are the keys under which a phrase book is asked, most specific first."""

    slots: Slots
    topics: tuple[str, ...]


def gather(product: Product, plan: Plan, language: str) -> Facts:
    """The facts for one variant, page texts turned so that siblings begin with others."""
    foreign = is_foreign(product, language)
    points = () if foreign else turned(page_points(product), plan.index)
    evidence = _evidence(product, plan.angle, angles.turn(product, plan))
    slots: Slots = {
        "name": names(product, language),
        "feature": points,
        "point": tuple(p for p in points if stands_alone(p)),
        "evidence": () if foreign else evidence,
        "sentence": () if foreign else turned(page_sentences(product), plan.index),
        **_figures(product, language),
    }
    return Facts(slots, (*_topics(product, plan.angle), plan.angle.value))


def is_foreign(product: Product, language: str) -> bool:
    """Whether the page's own sentences are in another language than the ad."""
    return bool(product.language) and _primary(product.language or "") != _primary(language)


def page_points(product: Product) -> tuple[str, ...]:
    """The page's arguments in a few words, without end punctuation, the best first.

    ``Dishwasher safe`` before ``Sets: 4 mugs``; short sentences of the description where the page
    lists too few points.
    """
    split = [part for f in product.features for part in _split_label(f)]
    points = [p for p in map(_point, split) if p]
    if len(points) < _FEW:
        short = (s for s in page_sentences(product) if display_width(s) <= _SHORT)
        points += [p for p in map(_point, short) if p]
    said = product.name.strip().casefold()
    fresh = [p for p in dict.fromkeys(points) if p.casefold() != said]
    plain = [p for p in fresh if not _SPECIFICATION.search(p)]
    return tuple(plain if len(plain) >= _FEW else fresh)


def page_sentences(product: Product) -> tuple[str, ...]:
    """The description's first usable sentences, whole or up to a clause, with end punctuation."""
    found = angles.sentences(product.description)[:_FIRST]
    whole = [s for s in found if s[-1] in _STOPS and _reads_well(s)]
    room = LIMITS["primary_text"]
    cut = (_clause(s, limit) for s in whole for limit in (LIMITS["description"], room))
    fitting = (s for s in (*whole, *cut) if display_width(s) <= room)
    return tuple(dict.fromkeys(s for s in fitting if display_width(s) >= _SHORTEST))


def turned(values: tuple[str, ...], by: int) -> tuple[str, ...]:
    """The same values, begun further on."""
    start = by % len(values) if values else 0
    return values[start:] + values[:start]


def stands_alone(point: str) -> bool:
    """Whether a point can be a headline: a phrase, no label, instruction or parts list."""
    words = point.split()
    phrase = len(words) > 1 or _UNSPACED.search(point) is not None
    return (
        phrase
        and not _SPECIFICATION.search(point)
        and not (_PARTS.search(point) or _INSTRUCTION.search(point))
    )


def _split_label(feature: str) -> tuple[str, ...]:
    """``EASY TO CLEAN: the cover comes off`` is two points; ``Weight: 2 kg`` stays one."""
    label, mark, rest = feature.partition(":") if ": " in feature else feature.partition("：")
    if mark and len(rest.split()) > _LABEL_WORDS and 1 < len(label.split()) <= _LABEL_WORDS:
        return (label.strip().capitalize() if label.strip().isupper() else label, rest)
    return (feature,)


def _point(text: str) -> str:
    """A point in one line, or nothing if it is too long or no argument."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split()).strip(_END)
    if not (_SHORTEST_POINT <= display_width(flat) <= _LONGEST and _reads_well(flat)):
        return ""
    return flat[0].upper() + flat[1:] if flat[1:2].islower() and flat[0].islower() else flat


def _reads_well(text: str) -> bool:
    """No trace of the page's machinery, no shouting, no fragment that begins or ends midway."""
    broken = text.rstrip().endswith(("...", "…", ",")) or text[:1] in ",;.)…"
    return not (broken or _JUNK.search(text) or _SHOUTED.search(text)) and any(
        c.isalpha() for c in text
    )


def _clause(sentence: str, limit: int) -> str:
    """A long sentence up to its last comma, if what stands before it is a sentence of its own."""
    kept = copyrules.shorten(sentence, limit - 1)
    following = sentence[len(kept) : len(kept) + 1]
    whole = following in {",", ";", "–"} and not _SUBORDINATE.match(sentence)
    return f"{kept}." if whole and not _UNSPACED.search(kept) else ""


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
