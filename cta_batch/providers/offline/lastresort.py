"""Texts that need next to nothing of a page: they always exist, and promise nothing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from cta_batch.copyrules import shorten
from cta_batch.domain import Product
from cta_batch.limits import display_width

ANYWHERE = ("Take a closer look", "See pictures and details", "Find out what you get")
"""For pages without a name in languages without phrases; English is more than nothing."""


def texts(
    product: Product, phrases: tuple[str, ...], quoted: tuple[str, ...], limit: int
) -> Iterator[str]:
    """``phrases`` of the language, then what the page says, its name and shop, cut to ``limit``."""
    name, shop = _printable(product.name), _printable(shop_of(product.url))
    candidates = (*phrases, *quoted, name, f"{shop}: {name}" if shop else "", shop, *ANYWHERE)
    for text in candidates:
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
