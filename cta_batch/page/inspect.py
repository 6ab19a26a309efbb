"""The whole road: bytes, evidence, candidates, choice."""

from __future__ import annotations

from typing import Any

from cta_batch.domain import Availability, Product
from cta_batch.page import brands, details, gallery, prices, stock, verdict
from cta_batch.page.evidence import gather, with_state
from cta_batch.page.reading import Candidate, Reading

Fields = dict[str, tuple[Candidate, ...]]
_FEW_IMAGES = 2
_UNSURE = 0.4
"""Below this a price is not believed: a wrong one on an ad is worse than none."""
_GONE = frozenset({Availability.OUT_OF_STOCK, Availability.DISCONTINUED})


def read(html: bytes, url: str, charset: str | None) -> Reading:
    """See ``cta_batch.page.inspect_page``."""
    evidence = gather(html, url, charset)
    shots = gallery.shots(evidence)
    if not prices.structured(evidence) or len(gallery.candidates(evidence, shots)) < _FEW_IMAGES:
        evidence = with_state(evidence)
    found: Fields = {"name": evidence.names, "availability": stock.candidates(evidence)}
    unavailable = first(found, "availability") in _GONE
    money, found["price"] = prices.candidates(evidence, unavailable=unavailable)
    best = next((m for m in money if m.confidence >= _UNSURE), None)
    if best is not None and not found["availability"]:
        found["availability"] = stock.assumed(f"price: {best.source}")
    found["currency"] = prices.currency(best, evidence)
    found["list_price"] = prices.list_price(best, evidence)
    found["images"] = gallery.candidates(evidence, shots, best.order if best else -1)
    found["brand"] = brands.candidates(evidence)
    found["description"] = details.descriptions(evidence)
    found["category"] = details.categories(evidence)
    found["rating"], found["rating_count"] = details.ratings(evidence)
    found["features"] = details.features(evidence)
    found["language"] = details.languages(evidence)
    verdict.judge(evidence, price=best is not None, images=len(found["images"]))
    return Reading(_product(found, evidence.tree.url, best), found)


def first(found: Fields, name: str) -> Any:
    """The winner's value; None when there is no candidate."""
    return found[name][0].value if found[name] else None


def _product(found: Fields, url: str, best: prices.Money | None) -> Product:
    return Product(
        name=first(found, "name") or "",
        description=first(found, "description") or "",
        brand=first(found, "brand"),
        price=best.value if best else None,
        list_price=first(found, "list_price"),
        currency=first(found, "currency"),
        availability=first(found, "availability"),
        category=first(found, "category"),
        rating=first(found, "rating"),
        rating_count=first(found, "rating_count"),
        features=tuple(c.value for c in found["features"]),
        images=tuple(c.value for c in found["images"]),
        url=url,
        language=first(found, "language"),
    )
