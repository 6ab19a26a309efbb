"""JSON-LD scripts to nodes: plain dicts, schema.org names, however broken the JSON is."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import json_repair

from cta_batch.page.tree import Element

Node = dict[str, Any]

MAX_NODES = 50_000
MAX_REPAIR = 200_000
"""Characters: the repairing parser is pure Python and needs about a second for this much."""

_WRAPPER = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+")
_WRAPPER_END = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$")


def scripts(root: Element) -> Iterator[str]:
    """The text of each JSON-LD script, unwrapped."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = _WRAPPER_END.sub("", _WRAPPER.sub("", script.text or "")).strip()
            if text:
                yield text


def load(text: str) -> Any:
    """The value of JSON that may be broken; None when nothing can be made of it."""
    for attempt in (text, html.unescape(text) if "&quot;" in text else ""):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    if len(text) > MAX_REPAIR:
        return None
    try:
        return json_repair.loads(html.unescape(text) if "&quot;" in text else text)
    except (ValueError, RecursionError, TypeError, AttributeError, IndexError):
        return None


def nodes(root: Element) -> list[Node]:
    """Every typed dict of every JSON-LD script, outer before inner, in page order."""
    found: list[Node] = []
    for text in scripts(root):
        found += walk(load(text))
    return found


def walk(value: Any) -> list[Node]:
    """Every typed dict inside ``value``, outer before inner; at most ``MAX_NODES`` looked at."""
    found: list[Node] = []
    stack = [value]
    looked_at = 0
    while stack and looked_at < MAX_NODES:
        looked_at += 1
        item = stack.pop()
        if isinstance(item, dict):
            if "@type" in item:
                found.append(item)
            stack.extend(reversed([v for v in item.values() if isinstance(v, (dict, list))]))
        elif isinstance(item, list):
            stack.extend(reversed(item))
    return found


def types(node: Node) -> set[str]:
    """The schema.org type names of a node, without their address, lower case."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return {re.split(r"[/#:]", n)[-1].lower() for n in names if isinstance(n, str)}
