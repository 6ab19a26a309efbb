"""A schema.org product node (from JSON-LD or microdata alike) to plain facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cta_batch.page.linked_data import Node, types
from cta_batch.page.money import iso_code, price_of
from cta_batch.page.text import clean

_PRODUCT_TYPES_NAMES = """
    product productgroup individualproduct productmodel someproducts book vehicle car
    softwareapplication product.item
"""
PRODUCT_TYPES = frozenset(_PRODUCT_TYPES_NAMES.split())
_NOT_OWN_NAMES = """
    isrelatedto issimilarto isaccessoryorsparepartfor isconsumablefor itemlistelement
    itemreviewed review reviews itemoffered mainentityofpage about
"""
_NOT_OWN = frozenset(_NOT_OWN_NAMES.split())
_MAX_OFFERS = 500


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: what it costs, in what, and schema.org's word for its availability."""

    price: Decimal | None
    currency: str | None
    availability: str | None
    list_price: Decimal | None = None
    url: str = ""


@dataclass(frozen=True)
class Facts:
    """One product node, each fact as the page gave it (cleaned, not judged)."""

    source: str
    name: str = ""
    brand: str = ""
    description: str = ""
    category: str = ""
    url: str = ""
    offers: tuple[Offer, ...] = ()
    images: tuple[str, ...] = ()
    rating: tuple[str, str, str] = ("", "", "")
    node: Node = field(default_factory=dict)


def as_list(value: Any) -> list[Any]:
    """A value, or each of several, without the empty ones."""
    values = value if isinstance(value, list) else [value]
    return [v for v in values if v not in (None, "", [], {})]


def text_of(value: Any, *keys: str) -> str:
    """The first text in a value that may be text, a number, a node with a name, or a list."""
    texts = (clean(_scalar(item, keys)) for item in as_list(value))
    return next((t for t in texts if t), "")


def _scalar(item: Any, keys: tuple[str, ...]) -> Any:
    if isinstance(item, dict):
        item = next((item[k] for k in (*keys, "name", "@value") if item.get(k)), "")
    item = next(iter(as_list(item)), "")
    return str(item) if isinstance(item, (int, float)) and not isinstance(item, bool) else item


def products(nodes: list[Node], source: str) -> list[Facts]:
    """Facts of each product among ``nodes`` that is not another product's relation."""
    foreign = {id(child) for node in nodes for child in _relations(node)}
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 2}
    own = [n for n in nodes if types(n) & PRODUCT_TYPES and id(n) not in foreign]
    variants = {id(v) for n in own for v in as_list(n.get("hasVariant"))}
    return [facts(n, source, by_id) for n in own if id(n) not in variants]


def _relations(node: Node) -> Iterator[Node]:
    for key, value in node.items():
        if key.lower() in _NOT_OWN:
            for item in as_list(value):
                if isinstance(item, dict):
                    yield item
                    inner = item.get("item")
                    if isinstance(inner, dict):
                        yield inner


def facts(node: Node, source: str, by_id: dict[str, Node]) -> Facts:
    """Read one node. References (``@id``) are looked up in ``by_id``."""
    variants = [v for v in as_list(node.get("hasVariant")) if isinstance(v, dict)]
    return Facts(
        source=source,
        name=text_of(node.get("name")) or text_of(node.get("title")),
        brand=_brand(node, by_id),
        description=text_of(node.get("description")),
        category=text_of(node.get("category")),
        url=text_of(node.get("url"), "@id"),
        offers=tuple(_offers(node, by_id)) or tuple(o for v in variants for o in _offers(v, by_id)),
        images=tuple(_images(node, by_id)) or tuple(i for v in variants for i in _images(v, by_id)),
        rating=_rating(node, by_id),
        node=node,
    )


def _resolved(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, dict) and set(value) == {"@id"} and isinstance(value["@id"], str):
        return by_id.get(value["@id"], value)
    return value


def _brand(node: Node, by_id: dict[str, Node]) -> str:
    for key in ("brand", "manufacturer"):
        for item in as_list(node.get(key)):
            text = text_of(_resolved(item, by_id))
            if text:
                return text
    return text_of(node.get("author")) if "book" in types(node) else ""


def _images(node: Node, by_id: dict[str, Node]) -> Iterator[str]:
    for key in ("image", "images", "photo"):
        for item in as_list(node.get(key)):
            value = _resolved(item, by_id)
            if isinstance(value, dict):
                value = next((value[k] for k in ("contentUrl", "url", "@id") if value.get(k)), "")
            yield from (v for v in as_list(value) if isinstance(v, str))


def _offers(node: Node, by_id: dict[str, Node]) -> Iterator[Offer]:
    stack = list(reversed(as_list(node.get("offers"))))
    seen = 0
    while stack and seen < _MAX_OFFERS:
        seen += 1
        offer = _resolved(stack.pop(), by_id)
        if isinstance(offer, dict):
            read = _offer(offer)
            inner = as_list(offer.get("offers"))
            if read.price is None and inner:
                stack.extend(reversed(inner))
            else:
                yield read


def _offer(offer: Node) -> Offer:
    currency = _currency(offer)
    price, list_price = _offer_price(offer, currency)
    return Offer(
        price, currency, text_of(offer.get("availability"), "@id") or None, list_price,
        text_of(offer.get("url"), "@id"),
    )  # fmt: skip


def _offer_price(offer: Node, currency: str | None) -> tuple[Decimal | None, Decimal | None]:
    prices = [price_of(p, currency) for p in as_list(offer.get("price"))]
    lowest = [price_of(p, currency) for p in as_list(offer.get("lowPrice"))]
    now: list[Decimal] = [p for p in (*prices, *lowest) if p]
    before: Decimal | None = None
    for spec in _specifications(offer):
        price = price_of(spec.get("price"), currency)
        if price and _is_list_price(spec):
            before = price
        elif price:
            now.append(price)
    return (now[0] if now else None), before


def _specifications(offer: Node) -> list[Node]:
    return [s for s in as_list(offer.get("priceSpecification")) if isinstance(s, dict)]


def _is_list_price(spec: Node) -> bool:
    return any(w in text_of(spec.get("priceType")) for w in ("ListPrice", "Strikethrough", "SRP"))


def _currency(offer: Node) -> str | None:
    given = as_list(offer.get("priceCurrency"))
    given += [s.get("priceCurrency") for s in _specifications(offer)]
    return next((c for c in map(iso_code, map(text_of, given)) if c), None)


def _rating(node: Node, by_id: dict[str, Node]) -> tuple[str, str, str]:
    for item in as_list(node.get("aggregateRating")):
        value = _resolved(item, by_id)
        if isinstance(value, dict):
            count = text_of(value.get("ratingCount")) or text_of(value.get("reviewCount"))
            return text_of(value.get("ratingValue")), text_of(value.get("bestRating")), count
    return "", "", ""
