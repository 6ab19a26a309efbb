"""What a page's head says of itself: title, meta tags, links."""

from __future__ import annotations

from dataclasses import dataclass, field

from cta_batch.page.text import clean
from cta_batch.page.tree import Element

_MAX_METAS = 2_000


@dataclass(frozen=True)
class Head:
    """``metas``: contents by lower-case name or property, in page order, none empty."""

    title: str = ""
    language: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first content of the first of ``names`` that the page has; else empty."""
        return next((self.metas[n][0] for n in names if n in self.metas), "")

    def all(self, *names: str) -> list[str]:
        """All contents of all ``names``, each once."""
        return list(dict.fromkeys(v for n in names for v in self.metas.get(n, ())))


def head(root: Element) -> Head:
    """Read the head. A ``<title>`` inside an SVG is not the page's."""
    titles = root.xpath("//title[not(ancestor::*[local-name()='svg'])]")
    title = next((t for t in (clean("".join(e.itertext())) for e in titles) if t), "")
    metas: dict[str, list[str]] = {}
    for meta in root.xpath("//meta[@content]")[:_MAX_METAS]:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = clean(meta.get("content"))
        if name and content:
            metas.setdefault(name, []).append(content)
    return Head(title, root.get("lang") or _xml_lang(root), metas)


def _xml_lang(root: Element) -> str:
    found = root.xpath("/html/@*[name()='xml:lang']|//body/@lang")
    return str(found[0]) if found else ""
