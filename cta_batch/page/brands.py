"""Who makes it."""

from __future__ import annotations

import re

from cta_batch.page.evidence import Evidence
from cta_batch.page.reading import Candidate, ranked
from cta_batch.page.text import clean, coverage, words

_PLACEHOLDER = re.compile(
    r"[$@%{}<>\[\]]|^(?:n/?a|none|null|undefined|unknown|unbranded|generic|no brand|brand|default"
    r"|other|-+|\.+|\d+|true|false|shop|store|home)$",
    re.IGNORECASE,
)
_SHOWN = (
    "//*[@itemprop='brand' or @itemprop='manufacturer']"
    "|//*[contains(@class,'brand') or contains(@id,'brand') or contains(@class,'manufacturer')"
    " or contains(@class,'vendor') or contains(@id,'byline')]"
)
_LABEL = re.compile(
    r"^(?:brand|marke|marque|marca|merk|бренд|производитель|značka|marka|märke|brend|manufacturer"
    r"|hersteller|vendor|by|visit the|品牌|브랜드|ブランド|العلامة التجارية"
    r"|ražotājs)\b\s*[:：-]?\s*",
    re.IGNORECASE,
)


def candidates(evidence: Evidence) -> tuple[Candidate, ...]:
    """Brands by markup, by labelled elements, and the shop's own name where it sells its own."""
    name = evidence.name
    found = [Candidate(f.brand, f.source, 0.85) for f in evidence.facts if f.brand]
    metas = evidence.head.all("product:brand", "og:brand", "brand", "twitter:brand")
    found += [Candidate(m, "product:brand", 0.8) for m in metas]
    found += _shown(evidence)
    site = evidence.head.first("og:site_name")
    found += [Candidate(site, "og:site_name", 0.3)] if site else []
    good = [_weighed(c, name) for c in found if is_brand(c.value)]
    return ranked(good)


def is_brand(text: str) -> bool:
    """Whether a text can be a brand: short, and no placeholder of the shop's software."""
    return bool(words(text)) and len(text) <= 60 and not _PLACEHOLDER.search(text)


def _weighed(one: Candidate, name: str) -> Candidate:
    in_name = coverage(one.value, name) == 1.0
    return Candidate(one.value, one.source, round(min(0.99, one.confidence + 0.12 * in_name), 3))


def _shown(evidence: Evidence) -> list[Candidate]:
    found = []
    for element in evidence.tree.root.xpath(_SHOWN)[:40]:
        text = clean(element.get("content") or " ".join(element.itertext())[:200])
        text = _LABEL.sub("", text)
        if text and len(text) <= 40:
            found.append(Candidate(text, "visible", 0.5))
    return found
