"""The product's name, and the element that shows it."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from cta_batch.page.meta import Head
from cta_batch.page.reading import Candidate, ranked
from cta_batch.page.schema import Facts
from cta_batch.page.text import clean, coverage, words
from cta_batch.page.tree import Element, Tree

_SEPARATOR = re.compile(r"\s+[|–—·•»«:~/-]+\s+|\s*\|\s*|:\s+|\s+–\s*")
_MAX_TITLE = 300
_MAX_HEADINGS = 60
_SHOWN = (
    "//h1|//*[@itemprop='name' and not(self::meta) and not(self::a)]"
    "|//*[contains(@class,'product') and (contains(@class,'title') or contains(@class,'name'))]"
    "|//*[contains(@id,'product') and (contains(@id,'itle') or contains(@id,'ame'))]|//h2"
)
Shown = list[tuple[Element, str]]


def shown(tree: Tree) -> Shown:
    """Elements that may show the product's name, with their text."""
    found = []
    for element in tree.root.xpath(_SHOWN)[:_MAX_HEADINGS]:
        text = heading_text(element)
        if text and len(text) <= _MAX_TITLE:
            found.append((element, text))
    return found


def heading_text(element: Element) -> str:
    """The text of a heading without scripts, styles and SVG titles inside it."""
    pieces = element.xpath(
        ".//text()[not(ancestor::script or ancestor::style or ancestor::svg or ancestor::template)]"
    )
    return clean(" ".join(str(p) for p in pieces[:60]))


def candidates(facts: list[Facts], head: Head, headings: Shown, url: str) -> tuple[Candidate, ...]:
    """All names the page offers for its product, best first."""
    site = site_words(head, url)
    found = [Candidate(f.name, f.source, 0.74) for f in facts if f.name]
    found += [Candidate(t, str(e.tag), 0.62 if e.tag == "h1" else 0.4) for e, t in headings]
    og = head.first("og:title", "twitter:title", "product:name")
    found += [Candidate(n, "og:title", 0.6) for n in [without_site(og, site)] if n]
    found += [Candidate(n, "title", 0.5) for n in [without_site(head.title, site)] if n]
    return ranked([_weighed(c, found, head, url, site) for c in found])


def _weighed(
    one: Candidate, others: list[Candidate], head: Head, url: str, site: set[str]
) -> Candidate:
    """Raised by every other source that holds the same words, lowered where none does."""
    mine = set(words(one.value))
    if not mine or mine <= site:
        return Candidate(one.value, one.source, 0.01)
    sources = {
        o.source
        for o in others
        if o.source != one.source and o.source != "h2" and coverage(one.value, o.value) >= 0.75
    }
    told = coverage(one.value, f"{head.title} {head.first('og:title')} {_slug(url)}")
    confidence = (
        one.confidence + 0.06 * min(len(sources), 4) + 0.1 * told - (0.35 if not told else 0)
    )
    if len(mine) == 1 and len(sources) < 2:
        confidence -= 0.1
    return Candidate(one.value, one.source, round(max(0.01, min(confidence, 0.99)), 3))


def _slug(url: str) -> str:
    return re.sub(r"[-_/.+]", " ", unquote(urlsplit(url).path))


def site_words(head: Head, url: str) -> set[str]:
    """The words that name the shop: its og:site_name and its host."""
    host = urlsplit(url).netloc.lower().removeprefix("www.")
    names = [host, *host.split("."), head.first("og:site_name", "application-name")]
    return {w for n in names for w in (*words(n), "".join(words(n))) if w}


def without_site(title: str, site: set[str]) -> str:
    """A page title without the parts at its ends that only name the shop."""
    parts = [p.strip() for p in _SEPARATOR.split(title[:_MAX_TITLE]) if p and p.strip()]
    while len(parts) > 1 and _names_site(parts[-1], site):
        parts.pop()
    while len(parts) > 1 and _names_site(parts[0], site):
        parts.pop(0)
    if not parts:
        return ""
    start = title.find(parts[0])
    end = title.rfind(parts[-1]) + len(parts[-1])
    return title[start:end].strip()


def _names_site(part: str, site: set[str]) -> bool:
    mine = words(part)
    return not mine or "".join(mine) in site or all(w in site for w in mine)


def element_of(name: str, headings: Shown) -> Element | None:
    """The element that shows ``name``: the closest in words, an h1 first among equals."""
    best, score = None, 0.34
    for element, text in headings:
        near = min(coverage(name, text), coverage(text, name) + 0.3)
        near += 0.1 if element.tag == "h1" else 0.0
        if near > score:
            best, score = element, near
    return best
