"""Who makes it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest

from cta_batch.page.evidence import Evidence
from cta_batch.page.marks import Mark
from cta_batch.page.reading import Candidate, ranked
from cta_batch.page.text import clean, coverage, words

_PLACEHOLDER = re.compile(
    r"[$@%{}<>\[\]]|^(?:n/?a|none|null|undefined|unknown|unbranded|generic|no brand|brand|default"
    r"|other|-+|\.+|\d+|true|false|shop|store|home)$",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"(?:[bB]rand|BRAND|brand_?[nN]ame|[mM]anufacturer|vendor)\\?[\"']?\s*:\s*"
    r"(?:\{\s*\\?[\"'](?:name|label)\\?[\"']\s*:\s*)?\\?[\"']([^\"'\\<>{}]{2,40})\\?[\"']"
)
_NOT_OURS = Mark.CHROME | Mark.ELSEWHERE | Mark.LINK
_MAX_SCRIPT = 400_000
_VISIT = re.compile(
    r"(?:visit the|besuchen sie den|visitez la boutique|visita lo store di|visita la tienda de"
    r"|visite a loja|shop)\s+(.{2,40}?)(?:[\s-]store)?|(.{2,40}?)[\s-]store",
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
    found += [] if found else _in_scripts(evidence)  # scripts are long: read only in need
    found += _shown(evidence) + _labelled(evidence) + _from_name(name)
    site = evidence.head.first("og:site_name")
    found += [Candidate(site, "og:site_name", 0.3)] if site else []
    good = [_weighed(c, name) for c in found if is_brand(c.value) and words(c.value) != words(name)]
    return ranked(good)


def is_brand(text: str) -> bool:
    """Whether a text can be a brand: short, and no placeholder of the shop's software."""
    return bool(words(text)) and len(text) <= 60 and not _PLACEHOLDER.search(text)


def _weighed(one: Candidate, name: str) -> Candidate:
    in_name = coverage(one.value, name) == 1.0
    return Candidate(one.value, one.source, round(min(0.99, one.confidence + 0.12 * in_name), 3))


def _in_scripts(evidence: Evidence) -> list[Candidate]:
    """Brands that analytics and state scripts name; the most repeated first."""
    counted: Counter[str] = Counter()
    for script in evidence.tree.root.iter("script"):
        counted.update(clean(t) for t in _SCRIPTED.findall((script.text or "")[:_MAX_SCRIPT]))
    known = [(b, n) for b, n in counted.most_common(30) if is_brand(b)]
    inside = [Candidate(b, "script", 0.55) for b, _ in known if coverage(b, evidence.name) == 1.0]
    return inside or [Candidate(b, "script", 0.4) for b, _ in known[:1] if len(known) == 1]


def _shown(evidence: Evidence) -> list[Candidate]:
    found = []
    for element in evidence.tree.root.xpath(_SHOWN)[:60]:
        raw = element.get("content") or element.get("alt") or " ".join(element.itertext())
        text = unlabelled(raw[:2000])
        if text and len(text) <= 40:
            marked = element.get("itemprop") is not None
            near = coverage(text, f"{evidence.name} {evidence.head.title}") == 1.0
            found.append(Candidate(text, "visible", 0.5 if near or marked else 0.28))
    return found


def unlabelled(raw: str) -> str:
    """A brand without the words around it: ``Brand: X``, ``Visit the X Store``, ``X (Author)``."""
    text = re.sub(r"\s*\([^)]{0,40}\)\s*,?$", "", _LABEL.sub("", clean(raw)))
    visited = _VISIT.fullmatch(text)
    return next((g.strip() for g in visited.groups() if g), text) if visited else text


def _labelled(evidence: Evidence) -> list[Candidate]:
    """``Brand: X`` on one line, or the label on one line and the brand on the next."""
    found = []
    lines = evidence.visible.lines
    for line, after in zip_longest(lines, lines[1:]):
        if line.marks & _NOT_OURS:
            continue
        if len(line.text) <= 60 and (match := _LABEL.match(line.text)):
            rest = line.text[match.end() :].strip()
            text = unlabelled(rest or (after.text if after else ""))
            if 1 < len(text) <= 30 and (rest == "" or ":" in match[0]):
                found.append(Candidate(text, "label", 0.46))
    return found[:5]


def _from_name(name: str) -> list[Candidate]:
    """A name's first word, or first Latin one, where it is written as brands are (``BEKO``)."""
    given = name.split()
    latin = next((w for w in given if w[0].isascii()), "")
    for word in dict.fromkeys([*given[:1], latin]):
        capitals = sum(c.isupper() for c in word)
        if len(word) >= 3 and capitals >= 2 and word[0].isupper() and not re.search(r"\d", word):
            return [Candidate(word.strip(",.:;-"), "name", 0.24)]
    return []
