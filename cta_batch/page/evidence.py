"""Everything a page says, gathered once, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cta_batch.page import linked_data, meta, microdata, state, titles
from cta_batch.page.decode import decode
from cta_batch.page.meta import Head
from cta_batch.page.reading import Candidate
from cta_batch.page.schema import Facts, products
from cta_batch.page.text import coverage, likeness
from cta_batch.page.tree import Tree, parse
from cta_batch.page.walk import Visible, walk

_SAME_PRODUCT = 0.5
_LIST = 3
"""From so many products on, a page that is about none of them by its title is a list."""


@dataclass(frozen=True)
class Evidence:
    """``facts`` hold the page's own product only (several where markup repeats it), best first."""

    tree: Tree
    head: Head
    facts: list[Facts]
    names: tuple[Candidate, ...]
    visible: Visible

    @property
    def name(self) -> str:
        """The best name; empty when the page has none at all."""
        return str(self.names[0].value) if self.names else ""


def gather(html: bytes, url: str, charset: str | None) -> Evidence:
    """Decode, parse and collect."""
    tree = parse(decode(html, charset), url)
    head = meta.head(tree.root)
    headings = titles.shown(tree)
    every = products(linked_data.nodes(tree.root), "json-ld")
    every += products(microdata.nodes(tree.root), "microdata")
    facts = own_facts(every, head, headings, tree.url)
    names = titles.candidates(facts, head, headings, tree.url)
    title = titles.element_of(str(names[0].value), headings) if names else None
    return Evidence(tree, head, facts, names, walk(tree.root, title))


def with_state(evidence: Evidence) -> Evidence:
    """The same with what the page's scripts hold of this product, least trusted of all markup."""
    found = state.product(evidence.tree.root, evidence.name) if evidence.name else None
    return replace(evidence, facts=[*evidence.facts, found]) if found else evidence


def own_facts(every: list[Facts], head: Head, headings: titles.Shown, url: str) -> list[Facts]:
    """Of all products in the markup those that the page is about, best first."""
    shown = " ".join(text for e, text in headings if e.tag == "h1")
    told = f"{head.title} {head.first('og:title')} {shown}"
    scored = [(_score(f, told, url), -i, f) for i, f in enumerate(every)]
    scored.sort(key=lambda s: s[:2], reverse=True)
    if not scored:
        return []
    best = scored[0][2]
    if (
        len({f.name for f in every if f.name}) >= _LIST
        and coverage(best.name, told) < _SAME_PRODUCT
    ):
        return []
    return [f for _, _, f in scored if f is best or _is_same(f, best)]


def _score(facts: Facts, told: str, url: str) -> float:
    score = coverage(facts.name, told) + 0.3 * bool(facts.offers) + 0.1 * bool(facts.images)
    return score + 0.3 * _same_address(facts.url, url)


def _same_address(one: str, other: str) -> bool:
    one, other = (a.partition("?")[0].rstrip("/") for a in (one, other))
    return bool(one) and one.endswith(other[-40:])


def _is_same(one: Facts, best: Facts) -> bool:
    return not one.name or likeness(one.name, best.name) >= _SAME_PRODUCT
