"""The product's own pictures: main first, page order, each once, the largest version of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from urllib.parse import urlsplit

from cta_batch.page import pictures, state
from cta_batch.page.evidence import Evidence
from cta_batch.page.marks import Mark
from cta_batch.page.reading import Candidate
from cta_batch.page.text import clean, coverage
from cta_batch.page.tree import Element
from cta_batch.page.walk import Span, Visible

MAX_IMAGES = 120
_LONG_NAME = 6
_TITLED = 0.75
_THUMBNAIL = 200
"""Pixels: what is only known smaller than this is a thumbnail."""
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
    marks: int
    element: Element
    leads_away: bool


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
            away = _leads_away(picture.element, evidence)
            found.append(
                Shot(key, tuple(links), index, picture.order, picture.marks, picture.element, away)
            )
    return found


def _leads_away(element: Element, evidence: Evidence) -> bool:
    """Whether the picture is a link to another page: another product's, then."""
    link = next((a for a in element.iterancestors() if a.tag == "a"), None)
    href = link.get("href") if link is not None else None
    if not href or href.startswith(("#", "?")):
        return False
    url = evidence.tree.absolute(href)
    if url is None or pictures.is_picture_file(url):
        return False
    return urlsplit(url).path.rstrip("/") != urlsplit(evidence.tree.url).path.rstrip("/")


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


def candidates(
    evidence: Evidence, seen: list[Shot], price_order: int = -1
) -> tuple[Candidate, ...]:
    """The gallery out of the ``shots`` seen: addresses with where each comes from."""
    named = marked(evidence)
    keys = {pictures.key(u) for u, _ in named}
    keys |= {s.key for s in seen if _is_titled(s, evidence.name)} if not keys else set()
    own = _container_shots(evidence.visible, seen, keys, price_order)
    own += _namesakes(own, seen)
    return tuple(_merged(named, _enlarged(own, evidence)))[:MAX_IMAGES]


def _is_titled(shot: Shot, name: str) -> bool:
    """Whether the picture's own text is the product's name, on no link to another page."""
    text = clean(shot.element.get("alt") or shot.element.get("title"), 300)
    return not shot.leads_away and coverage(name, text) >= _TITLED


def _namesakes(own: list[Shot], seen: list[Shot]) -> list[Shot]:
    """Gallery pictures elsewhere on the page whose names begin like the gallery's first."""
    if not own or len(own[0].key) < _LONG_NAME:
        return []
    known = {s.key for s in own}
    start = own[0].key[: max(_LONG_NAME, len(own[0].key) * 2 // 3)]
    return [
        s for s in seen
        if s.key not in known and s.key.startswith(start) and s.marks & Mark.GALLERY
        and not s.marks & (_NEVER | Mark.HIDDEN) and not s.leads_away
    ]  # fmt: skip


def _enlarged(own: list[Shot], evidence: Evidence) -> list[Shot]:
    """Thumbnails replaced by the large versions that scripts name beside them."""
    small = {s.key for s in own if max(w for _, w in s.links) < _THUMBNAIL}
    if not small:
        return own
    large: dict[str, tuple[str, int]] = {}
    for group in state.versions(evidence.tree.root):
        links = [u for u in map(evidence.tree.absolute, group) if u]
        for key in {pictures.key(u) for u in links} & small:
            large.setdefault(key, (links[0], pictures.ORIGINAL))
    found = [_with_large(s, large[s.key]) if s.key in large else s for s in own]
    if any(max(w for _, w in s.links) >= 2 * _THUMBNAIL for s in found):
        found = [s for s in found if max(w for _, w in s.links) >= _THUMBNAIL] or found
    return found


def _with_large(shot: Shot, large: tuple[str, int]) -> Shot:
    return replace(shot, key=pictures.key(large[0]), links=(large,))


def _merged(named: list[tuple[str, str]], own: list[Shot]) -> Iterable[Candidate]:
    links: dict[str, list[tuple[str, int]]] = {}
    sources: dict[str, str] = {}
    main = pictures.key(named[0][0]) if named else ""
    if any(s.key == main or _is_namesake(main, s.key) for s in own):
        links[main] = []
        sources[main] = named[0][1]
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


def _is_namesake(one: str, other: str) -> bool:
    """Whether two names begin alike for a long part: one product's code, then."""
    common = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return common >= _LONG_NAME and 2 * common >= len(one)


def _container_shots(
    visible: Visible, seen: list[Shot], named: set[str], price_order: int
) -> list[Shot]:
    """The pictures around the best anchor: a picture the markup names, else the gallery's first."""
    anchors = [s for s in seen if s.key in named]
    near = [s for s in seen if _is_near(s, visible) and not s.marks & _NEVER and not s.leads_away]
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
        inside = [s for s in inside if _belongs(s, anchor)]
        if span is None or not _is_gallery(element, span, inside, visible, price_order):
            break
        best = inside
    return best


def _belongs(shot: Shot, anchor: Shot) -> bool:
    if shot.leads_away and not anchor.leads_away:
        return False
    return not shot.marks & ~anchor.marks & _NEVER


def _is_gallery(
    element: Element, span: Span, inside: list[Shot], visible: Visible, price_order: int
) -> bool:
    if element.tag in {"body", "html", "main"}:
        return False
    for order in (visible.title_order, price_order):
        if span.first_line <= order < span.last_line:
            return False
    return span.last_line - span.first_line <= 12 + 2 * len({s.key for s in inside})
