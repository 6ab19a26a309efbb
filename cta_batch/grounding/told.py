"""What a page says that may prove a claim, in pieces that can be shown."""

from __future__ import annotations

import re
from functools import lru_cache

from cta_batch.domain import Product


@lru_cache(maxsize=64)
def told(product: Product) -> tuple[str, ...]:
    """The page's texts in pieces short enough to be shown as evidence."""
    sentences = re.split(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+", product.description)
    texts = (product.name, product.brand, product.category, *product.features, *sentences)
    return tuple(" ".join(t.split()) for t in texts if t and t.strip())


def sale(product: Product) -> str | None:
    price, before = product.price, product.list_price
    if price and before and before > price:
        return f"price {price}, list price {before} {product.currency or ''}".strip()
    return None
