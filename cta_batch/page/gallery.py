"""The product's own pictures: main first, page order, each once, the largest version of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cta_batch.page import pictures
from cta_batch.page.evidence import Evidence
from cta_batch.page.marks import Mark
from cta_batch.page.reading import Candidate
from cta_batch.page.tree import Element
from cta_batch.page.walk import Span, Visible

MAX_IMAGES = 120
_REACH_ABOVE = 60
_REACH_BELOW = 80
_NEVER = Mark.ELSEWHERE | Mark.CHROME | Mark.SWATCH


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture on the page: its absolute addresses with widths, and where it stands."""

    key: str
    links: tuple[tuple[str, int], ...]
    index: int
    order: int
    marks: Mark
    element: Element


def shots(evidence: Evidence) -> list[Shot]:
    """All pictures of the page that may be a product's."""
    found = []
    for index, picture in enumerate(evidence.visible.pictures):
        links = []
        for link, width in pictures.addresses(picture.element):
            url = evidence.tree.absolute(link)
            if url and pictures.is_product_picture(url):
                links.append((url, width))
        if links and not pictures.is_tiny(picture.element):
            key = pictures.key(max(links, key=lambda one: one[1])[0])
            found.append(
                Shot(key, tuple(links), index, picture.order, picture.marks, picture.element)
            )
    return found


def marked(evidence: Evidence) -> list[tuple[str, str]]:
    """Absolute addresses that the markup names, with their source; logos left out."""
    named = [(i, f.source) for f in evidence.facts for i in f.images]
    named += [(i, "og:image") for i in evidence.head.all("og:image", "og:image:secure_url")]
    named += [(i, "twitter:image") for i in evidence.head.all("twitter:image", "twitter:image:src")]
    found = []
    for link, source in named[:400]:
        url = evidence.tree.absolute(link)
        if url and pictures.is_product_picture(url):
            found.append((url, source))
    return found


def candidates(evidence: Evidence, price_order: int = -1) -> tuple[Candidate, ...]:
    """The gallery: addresses with where each comes from."""
    named = marked(evidence)
    seen = shots(evidence)
    own = _container_shots(evidence.visible, seen, {pictures.key(u) for u, _ in named}, price_order)
    return tuple(_merged(named, own))[:MAX_IMAGES]


def _merged(named: list[tuple[str, str]], own: list[Shot]) -> Iterable[Candidate]:
    links: dict[str, list[tuple[str, int]]] = {}
    sources: dict[str, str] = {}
    main = pictures.key(named[0][0]) if named else ""
    if any(s.key == main for s in own):
        links[main] = []
    for shot in own:
        links.setdefault(shot.key, []).extend(shot.links)
        sources[shot.key] = "gallery"
    trusted = [n for n in named if n[1] != "twitter:image"] or named
    for url, source in trusted:
        key = pictures.key(url)
        if key in links or not own or source in {"json-ld", "microdata"}:
            links.setdefault(key, []).append((url, pictures.width_in(url)))
            sources.setdefault(key, source)
    for key, options in links.items():
        best = max(options, key=lambda one: min(one[1], 2400))[0]
        yield Candidate(best, sources[key], 0.9 if sources[key] == "gallery" else 0.7)


def _container_shots(
    visible: Visible, seen: list[Shot], named: set[str], price_order: int
) -> list[Shot]:
    """The pictures around the best anchor: a picture the markup names, else the gallery's first."""
    anchors = [s for s in seen if s.key in named]
    near = [s for s in seen if _is_near(s, visible) and not s.marks & _NEVER]
    options = [_around(a, visible, seen, price_order) for a in anchors[:12]]
    if not any(options):
        marked_up = [s for s in near if s.marks & Mark.GALLERY]
        options = [_around(a, visible, seen, price_order) for a in (marked_up or near)[:1]]
    return max(options, key=lambda o: len({s.key for s in o}), default=[])


def _is_near(shot: Shot, visible: Visible) -> bool:
    distance = shot.order - visible.title_order
    return -_REACH_ABOVE <= distance <= _REACH_BELOW


def _around(anchor: Shot, visible: Visible, seen: list[Shot], price_order: int) -> list[Shot]:
    """The pictures in the widest element around ``anchor`` that is still only a gallery."""
    if anchor.marks & (Mark.ELSEWHERE | Mark.CHROME) and not anchor.marks & Mark.GALLERY:
        return []
    best: list[Shot] = [anchor]
    for element in anchor.element.iterancestors():
        span = visible.spans.get(element)
        inside = [s for s in seen if span and span.first_picture <= s.index < span.last_picture]
        inside = [s for s in inside if not s.marks & ~anchor.marks & _NEVER]
        if span is None or not _is_gallery(element, span, inside, visible, price_order):
            break
        best = inside
    return best


def _is_gallery(
    element: Element, span: Span, inside: list[Shot], visible: Visible, price_order: int
) -> bool:
    if element.tag in {"body", "html", "main"}:
        return False
    for order in (visible.title_order, price_order):
        if span.first_line <= order < span.last_line:
            return False
    return span.last_line - span.first_line <= 12 + 2 * len({s.key for s in inside})
