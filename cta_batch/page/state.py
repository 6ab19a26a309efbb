"""Script state: the product as the page's own program holds it, for pages that are a shell.

Read are JSON scripts (``__NEXT_DATA__``), assignments (``window.__INITIAL_STATE__ = {…}``),
``JSON.parse("…")``, and the strings that ``self.__next_f.push`` streams.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from cta_batch.page.linked_data import Node
from cta_batch.page.money import price_of
from cta_batch.page.schema import Facts, as_list, facts, text_of
from cta_batch.page.text import clean, coverage
from cta_batch.page.tree import Element

_MAX_SCRIPTS = 60
_MAX_SCRIPT = 4_000_000
_MAX_NODES = 60_000
_MAX_ASSIGNED = 300
_MAX_INNER = 600
_CLIMB = 4
_ASSIGNED = re.compile(r"(?:window\.|self\.|var |let |const )?[\w$.\[\]'\"]{2,60}\s*=\s*(?=[{\[])")
_PARSED = re.compile(r'JSON\.parse\(\s*(?="(?:[^"\\]|\\.))')
_PUSHED = re.compile(r'__next_f\.push\(\[\s*\d+\s*,\s*(?=")')
_ROW = re.compile(r"^[0-9a-f]{1,4}:(?=[\[{])", re.MULTILINE)
_DECODER = json.JSONDecoder(strict=False)

_NAMES = (
    "name",
    "title",
    "productName",
    "product_name",
    "displayName",
    "productTitle",
    "product_title",
)
_PRICES = (
    "salePrice", "sale_price", "currentPrice", "current_price", "current_retail", "finalPrice",
    "final_price", "sellingPrice", "minPrice", "price", "amount", "value", "lowPrice", "min",
)  # fmt: skip
_PRICE_HOLDERS = (
    "price", "prices", "priceRange", "minVariantPrice",
    "priceInfo", "pricing", "priceData",
    "offers", "currentPrice", "sale", "variants", "selectedVariant", "final", "sellingPrice",
)  # fmt: skip
_CURRENCIES = ("currency", "currencyCode", "currency_code", "priceCurrency", "currencyIso")
_IMAGES = ("images", "image", "media", "gallery", "imageUrls", "image_urls", "photos", "pictures",
           "productImages", "featuredImage", "assets", "imageInfo", "allImages")  # fmt: skip
_LINKS = ("src", "url", "originalSrc", "large", "zoom", "hiRes", "full", "original", "href",
          "imageUrl", "image", "transformedSrc", "contentUrl")  # fmt: skip
_BRANDS = ("brand", "vendor", "brandName", "brand_name", "manufacturer", "primary_brand")


def product(root: Element, name: str) -> Facts | None:
    """The product called ``name`` in any of the page's scripts; None when none holds it."""
    best: Facts | None = None
    for value in values(root):
        for chain in _named(value, name):
            found = _facts(chain, name)
            if best is None or _worth(found) > _worth(best):
                best = found
    return best if best and _worth(best) else None


def _worth(found: Facts) -> int:
    priced = bool(found.offers and found.offers[0].price)
    return 3 * priced + min(3, len(found.images)) + bool(found.brand) + bool(found.description)


def values(root: Element) -> Iterator[Any]:
    """Every JSON value that the page's scripts hold."""
    streamed = []
    for script in root.xpath("//script[not(@src) or @type='application/json']")[:_MAX_SCRIPTS]:
        text = (script.text or "")[:_MAX_SCRIPT]
        kind = (script.get("type") or "").lower()
        if len(text) < 80 or "ld+json" in kind:
            continue
        if "json" in kind:
            yield _decoded(text.strip(), 0)
            continue
        streamed += [_decoded(text, m.end()) for m in _PUSHED.finditer(text)]
        yield from _assigned(text)
    stream = "".join(s for s in streamed if isinstance(s, str))
    for row in _ROW.finditer(stream):
        yield _decoded(stream, row.end())


def _assigned(text: str) -> Iterator[Any]:
    position = attempts = 0
    while attempts < _MAX_ASSIGNED and (match := _ASSIGNED.search(text, position)):
        attempts += 1
        value, position = _decoded_to(text, match.end())
        yield value
    for match in list(_PARSED.finditer(text))[:20]:
        inner = _decoded(text, match.end())
        if isinstance(inner, str) and inner[:1] in "{[":
            yield _decoded(inner, 0)


def _decoded(text: str, start: int) -> Any:
    return _decoded_to(text, start)[0]


def _decoded_to(text: str, start: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start + 1


def _named(value: Any, name: str) -> Iterator[list[Node]]:
    """For each dict that carries ``name``: itself and the dicts around it, innermost first."""
    stack: list[tuple[Any, tuple[Node, ...]]] = [(value, ())]
    seen = 0
    while stack and seen < _MAX_NODES:
        seen += 1
        item, around = stack.pop()
        if isinstance(item, dict):
            chain = (item, *around[: _CLIMB - 1])
            if any(_is_name(item.get(key), name) for key in _NAMES):
                yield list(chain)
            stack.extend((v, chain) for v in reversed(item.values()) if isinstance(v, (dict, list)))
        elif isinstance(item, list):
            stack.extend((v, around) for v in reversed(item) if isinstance(v, (dict, list)))


def _is_name(value: object, name: str) -> bool:
    if not isinstance(value, str) or not 3 <= len(value) <= 300:
        return False
    text = clean(value)
    return coverage(text, name) >= 0.8 and coverage(name, text) >= 0.5


def _facts(chain: list[Node], name: str) -> Facts:
    """Facts out of the innermost dict that has each."""
    price, currency = next((p for p in map(_price, chain) if p[0]), (None, None))
    return facts(
        {
            "@type": "Product",
            "name": name,
            "brand": next((b for n in chain[:2] if (b := _first(n, _BRANDS))), ""),
            "description": next((d for n in chain[:2] if (d := _first(n, _DESCRIPTIONS))), ""),
            "image": next((i for n in chain if (i := _images(n))), []),
            "offers": {"price": price, "priceCurrency": currency} if price else None,
        },
        "script",
        {},
    )


_DESCRIPTIONS = ("description", "descriptionHtml", "body_html", "longDescription",
                 "shortDescription", "downstream_description")  # fmt: skip


def _first(node: Node, keys: tuple[str, ...]) -> str:
    return next((t for k in keys if (t := text_of(node.get(k)))), "")


def _price(node: Node) -> tuple[str | None, str | None]:
    """The first price below a dict, as text, with its currency code."""
    stack: list[Node] = [node]
    seen = 0
    while stack and seen < _MAX_INNER:
        seen += 1
        item = stack.pop(0)
        currency = next((item[k] for k in _CURRENCIES if isinstance(item.get(k), str)), None)
        for key in _PRICES:
            if (key != "value" or item is not node) and (price := price_of(item.get(key))):
                cents = _is_cents(node, item.get(key))
                return str(price / 100 if cents else price), currency
        for key in _PRICE_HOLDERS:
            stack += [v for v in as_list(item.get(key))[:3] if isinstance(v, dict)]
    return None, None


def _is_cents(node: Node, value: object) -> bool:
    """Shopify's theme JSON gives whole cents: it is told by its handle, vendor and variants."""
    shopify = "variants" in node and ("handle" in node or "vendor" in node)
    return shopify and isinstance(value, int) and value >= 100


def _images(node: Node) -> list[str]:
    links: list[str] = []
    stack: list[Any] = [node[k] for k in reversed(_IMAGES) if k in node]
    seen = 0
    while stack and seen < _MAX_INNER:
        seen += 1
        item = stack.pop()
        if isinstance(item, str):
            links += [item] if "/" in item and " " not in item.strip() else []
        elif isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            named = [item[k] for k in _LINKS if isinstance(item.get(k), str)]
            inner = [item[k] for k in ("edges", "nodes", "node", "image", "allImages") if k in item]
            stack.extend(named[:1] or reversed(inner))
    return list(dict.fromkeys(links))[:60]


_PAIR = re.compile(
    r"\\?[\"'](\w{1,30})\\?[\"']\s*:\s*\\?[\"']((?:https?:)?\\?/\\?/[^\"'<>\s]{8,600}?)\\?[\"']"
)
_MAX_PAIRS = 4_000
_LARGE = ("hires", "zoom", "full", "original", "xlarge", "large", "big", "src", "url")


def versions(root: Element) -> Iterator[list[str]]:
    """Addresses that one object of a script names: one picture's versions, largest first."""
    for script in root.iter("script"):
        text = script.text or ""
        if "http" in text and len(text) < _MAX_SCRIPT and ("humb" in text or "arge" in text):
            yield from _versions(text)


def _versions(text: str) -> Iterator[list[str]]:
    group: dict[str, str] = {}
    end = 0
    for count, match in enumerate(_PAIR.finditer(text)):
        if count > _MAX_PAIRS:
            return
        key, link = match[1], match[2].replace("\\/", "/")
        if key in group or match.start() - end > 40:
            if len(group) > 1:
                yield _largest_first(group)
            group = {}
        group[key] = link
        end = match.end()
    if len(group) > 1:
        yield _largest_first(group)


def _largest_first(group: dict[str, str]) -> list[str]:
    ranks = {name: rank for rank, name in enumerate(_LARGE)}
    return [group[k] for k in sorted(group, key=lambda k: ranks.get(k.lower(), len(ranks)))]
