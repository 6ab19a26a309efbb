"""Second sources: what a shop's own public answers add to a page that said too little.

Shopify: Ajax API, ``/products/<handle>.js`` (prices in hundredths of the shop's currency).
WooCommerce: Store API v1, ``/wp-json/wc/store/v1/products?slug=`` (prices in minor units).
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from cta_batch.domain import Availability, Product
from cta_batch.page.money import iso_code
from cta_batch.page.text import clean, likeness

_SHOPIFY = re.compile(rb"cdn\.shopify\.com|/cdn/shop/|Shopify\.theme")
_WOOCOMMERCE = re.compile(rb"woocommerce")
_HANDLE = re.compile(r"/products/([^/?#.]{1,200})")
_SAME = 0.4
_MAX_BODY = 5_000_000
_MAX_IMAGES = 60


def addresses(product: Product, url: str, html: bytes) -> list[str]:
    """See ``cta_batch.page.second_sources``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    if parts.scheme not in {"http", "https"} or not _is_thin(product):
        return []
    handle = _HANDLE.search(parts.path)
    if handle and _SHOPIFY.search(html):
        return [urlunsplit((parts.scheme, parts.netloc, f"/products/{handle[1]}.js", "", ""))]
    slug = next((s for s in reversed(parts.path.split("/")) if s), "")
    if slug and _WOOCOMMERCE.search(html):
        query = f"slug={quote(slug, safe='%')}"
        path = "/wp-json/wc/store/v1/products"
        return [urlunsplit((parts.scheme, parts.netloc, path, query, ""))]
    return []


def _is_thin(product: Product) -> bool:
    priced = product.price is not None or product.availability is Availability.OUT_OF_STOCK
    return not priced or len(product.images) < 2 or not product.description


def merge(product: Product, url: str, body: bytes) -> Product:
    """See ``cta_batch.page.merge_second_source``."""
    answer = _loaded(body)
    if not isinstance(answer, dict):
        return product
    name = clean(answer.get("title") or answer.get("name"))
    if likeness(name, product.name) < _SAME:
        return product
    told = _woocommerce(answer) if isinstance(answer.get("prices"), dict) else _shopify(answer)
    links = (_absolute(url, link) for link in told.pop("images"))
    images = tuple(link for link in links if link)
    return product.model_copy(update=_gaps(product, told, images))


def _absolute(url: str, link: str) -> str | None:
    """The address of a picture; None for what is none, or leads elsewhere than to the web."""
    try:
        address = urljoin(url, link)
        address.encode()  # half a character, as JSON can name it, is in no address
        return address if urlsplit(address).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _loaded(body: bytes) -> Any:
    try:
        answer = json.loads(body[:_MAX_BODY])
    except (ValueError, RecursionError):
        return None
    return answer[0] if isinstance(answer, list) and answer else answer


def _gaps(product: Product, told: dict[str, Any], images: tuple[str, ...]) -> dict[str, Any]:
    """What ``told`` has and ``product`` lacks. Nothing gets a price that cannot be bought."""
    update = {k: v for k, v in told.items() if v and not getattr(product, k)}
    gone = update.get("availability", product.availability) is Availability.OUT_OF_STOCK
    if gone or product.price is not None:
        update.pop("price", None)
        update.pop("list_price", None)
    if len(images) > len(product.images):
        update["images"] = images
    return update


def _shopify(answer: dict[str, Any]) -> dict[str, Any]:
    price, before = _minor(answer.get("price"), 2), _minor(answer.get("compare_at_price"), 2)
    available = answer.get("available")
    return {
        "description": clean(answer.get("description")),
        "brand": clean(answer.get("vendor")) or None,
        "category": clean(answer.get("type")) or None,
        "price": price,
        "list_price": before if price and before and before > price else None,
        "availability": _availability(available),
        "images": _links(answer.get("images"), "src"),
    }


def _woocommerce(answer: dict[str, Any]) -> dict[str, Any]:
    prices = answer["prices"]
    unit = prices.get("currency_minor_unit")
    decimals = unit if isinstance(unit, int) and 0 <= unit <= 4 else 2
    price, before = (
        _minor(prices.get("price"), decimals),
        _minor(prices.get("regular_price"), decimals),
    )
    return {
        "description": clean(answer.get("description") or answer.get("short_description")),
        "price": price,
        "list_price": before if price and before and before > price else None,
        "currency": iso_code(prices.get("currency_code")),
        "availability": _availability(answer.get("is_in_stock")),
        "images": _links(answer.get("images"), "src"),
    }


def _availability(told: object) -> Availability | None:
    if not isinstance(told, bool):
        return None
    return Availability.IN_STOCK if told else Availability.OUT_OF_STOCK


def _minor(value: object, decimals: int) -> Decimal | None:
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,12}", str(value)):
        return None
    return Decimal(str(value)).scaleb(-decimals) or None


def _links(value: object, key: str) -> list[str]:
    items = value if isinstance(value, list) else []
    links = [i.get(key) if isinstance(i, dict) else i for i in items[:_MAX_IMAGES]]
    return [link for link in links if isinstance(link, str) and link]
