"""Microdata (and RDFa Lite) to the same nodes that JSON-LD gives."""

from __future__ import annotations

from typing import Any

from cta_batch.page.linked_data import Node
from cta_batch.page.tree import Element

_LINKS = {"img": "src", "a": "href", "link": "href", "source": "src", "iframe": "src",
          "object": "data", "video": "src", "audio": "src", "embed": "src"}  # fmt: skip
_MAX_TEXT = 10_000
_MAX_PROPERTIES = 5_000


def nodes(root: Element) -> list[Node]:
    """Every ``itemscope`` as a node, outer before inner; ``_element`` is where it stands."""
    scopes: dict[Element, Node] = {}
    for element in root.xpath("//*[@itemscope]"):
        kind = (element.get("itemtype") or "").split()
        scopes[element] = {"@type": kind, "_element": element}
    if scopes:
        for element in root.xpath("//*[@itemprop]")[:_MAX_PROPERTIES]:
            _attach(element, scopes)
    return list(scopes.values())


def _attach(element: Element, scopes: dict[Element, Node]) -> None:
    owner = next((scopes[a] for a in element.iterancestors() if a in scopes), None)
    if owner is None:
        return
    value = scopes[element] if element in scopes else _value(element)
    for name in (element.get("itemprop") or "").split()[:5]:
        owner.setdefault(name, []).append(value)


def _value(element: Element) -> Any:
    """A property's value by the microdata standard: content, link, datetime, data, else text."""
    content = element.get("content")
    if content is not None:
        return content
    tag = str(element.tag)
    if tag in _LINKS:
        link = element.get(_LINKS[tag]) or element.get("data-src")
        return link if link is not None else _text(element)
    if tag == "meter" or tag == "data":
        return element.get("value") or _text(element)
    return _text(element)


def _text(element: Element) -> str:
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > _MAX_TEXT:
            break
    return " ".join(" ".join(pieces).split())
