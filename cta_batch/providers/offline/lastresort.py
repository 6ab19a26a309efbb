"""Texts that need next to nothing of a page: they always exist, and promise nothing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from cta_batch.copyrules import shorten
from cta_batch.domain import Product
from cta_batch.limits import display_width

ANYWHERE = ("Take a closer look", "See pictures and details", "Find out what you get")
"""For pages that leave nothing to say in languages without phrases; better than nothing."""


def texts(
    product: Product,
    phrases: tuple[str, ...],
    names: tuple[str, ...],
    quoted: tuple[str, ...],
    limit: int,
) -> Iterator[str]:
    """``phrases`` of the language, or ``quoted`` texts that fit as they are; then the product's
    ``names``, one of them signed by the shop, cut to ``limit``.
    """
    shop = _printable(shop_of(product.url))
    whole = (q for q in quoted if display_width(q) <= limit)
    called = names or ((_printable(product.name),) if product.name.strip() else ())
    signed = (f"{shop}: {name}" for name in called[:1] if shop)
    for text in (*phrases, *whole, *called, *signed):
        cut = shorten(text, limit)
        if any(c.isalnum() for c in cut) and display_width(cut) <= limit:
            yield cut


def shop_of(url: str) -> str:
    """The host without ``www.``; empty for addresses that have none or are broken."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
