"""HTML bytes in, a ``Product`` out. Pure: no network, no file, no clock.

``read_product`` is what the pipeline needs; ``inspect_page`` shows every candidate of every field.
The parsers are loaded on the first call, so that importing this package costs nothing.
"""

from __future__ import annotations

from cta_batch.domain import Product
from cta_batch.page.reading import Candidate, Reading

__all__ = [
    "Candidate",
    "Reading",
    "inspect_page",
    "merge_second_source",
    "read_product",
    "second_sources",
]


def read_product(html: bytes, url: str, *, charset: str | None = None) -> Product:
    """What the page at ``url`` sells.

    ``html`` is the body as it came, ``charset`` what the server's header claimed (None: nothing).
    ``url`` is where the page was found, or the path or file: URL of a saved page.
    Raises ``PageBlocked`` for a robot wall, ``NotAProduct`` when nothing is sold there.
    """
    return inspect_page(html, url, charset=charset).product


def inspect_page(html: bytes, url: str, *, charset: str | None = None) -> Reading:
    """``read_product`` with its reasons: for each field every candidate, the winner first."""
    from cta_batch.page.inspect import read

    return read(html, url, charset)


def second_sources(product: Product, url: str, html: bytes) -> list[str]:
    """Addresses on the same host that may tell more than the page did; empty when none is known.

    Shopify's ``/products/<handle>.js`` and WooCommerce's Store API, both public and documented.
    """
    from cta_batch.page.second import addresses

    return addresses(product, url, html)


def merge_second_source(product: Product, url: str, body: bytes) -> Product:
    """``product`` with its gaps filled from ``body``, the answer of one of ``second_sources``.

    An answer that is no JSON, or is about something else, changes nothing.
    """
    from cta_batch.page.second import merge

    return merge(product, url, body)
