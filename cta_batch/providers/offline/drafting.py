"""Which of the texts that could be said a variant says: true, allowed, unlike its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from cta_batch import copyrules
from cta_batch.errors import ProviderRejected
from cta_batch.limits import LIMITS
from cta_batch.providers.offline import filling, lastresort
from cta_batch.providers.offline.desk import Desk
from cta_batch.providers.offline.facts import turned
from cta_batch.providers.offline.filling import Says
from cta_batch.providers.offline.phrases.book import Texts

_IS_OF_TRAIT = re.compile(r"(?=.*\{trait\})(?!.*\{(?:feature|sentence|evidence|point))").match
"""Templates that say a trait and the name: they say what such a thing is for as well."""

_FIGURES = ("social_proof", "price")
"""Topics whose figures any variant may name before it says nothing."""

_PLENTY = 3
"""From how many points and sentences a page has something to say for every variant."""

TRIED = 200
"""How many texts are compared before the least like of them is taken."""


def text(at: Desk, field: str, unlike: Sequence[str], differ: Sequence[str]) -> str:
    """The words of one field: little in common with ``unlike``, not the same as any ``differ``."""
    tables = {
        "long_headline": at.book.long_headlines,
        "description": at.book.descriptions,
        "primary_text": at.book.primary_texts,
    }
    found = (t for t in said(at, tables[field], field) if not repeats(t, differ))
    if field == "long_headline":
        found = (t for t in found if not copyrules.headline_faults(t))
    return least_like(found, unlike, anywhere(at, differ), aside=copyrules.tokens(at.product.name))


def said(at: Desk, table: Texts, field: str) -> Iterator[str]:
    """All that may be said in a field, best first, what always can be said last."""
    yield from phrased(at, table, LIMITS[field])
    yield from last_resort(at, LIMITS[field])


def last_resort(at: Desk, limit: int) -> Iterator[str]:
    """What can be said of any page within ``limit`` of display width."""
    slots = at.facts.slots
    quoted = () if at.book.fillers else (*slots["feature"], *slots["sentence"])
    found = lastresort.texts(at.product, at.book.fillers, slots["name"], quoted, limit)
    yield from allowed(at, found)


def phrased(at: Desk, table: Texts, limit: int) -> Iterator[str]:
    """What the phrases of a table give within ``limit`` of display width, best first."""
    figures = (t for key in _FIGURES for t in table.get(key, ()) if filling.says(t) is Says.FIGURES)
    general = tuple(dict.fromkeys((*table.get("any", ()), *figures)))
    for templates in (*(table.get(topic, ()) for topic in at.facts.topics), general):
        ordered = _ordered(templates, at)
        yield from allowed(at, filling.texts(ordered, at.facts.slots, limit))


def _ordered(templates: tuple[str, ...], at: Desk) -> tuple[str, ...]:
    """The page's own words first, then our phrases, begun at another one for each sibling.

    A page that says little is quoted by every other variant only, lest all say the same.
    """
    own = tuple(t for t in templates if filling.says(t) is Says.PAGE)
    kind = tuple(t.replace("{trait}", "{use}") for t in own if _IS_OF_TRAIT(t))
    ours = (*kind, *turned(tuple(t for t in templates if t not in own), at.plan.index))
    said = {*at.facts.slots["feature"], *at.facts.slots["sentence"]}
    quote = len(said) >= _PLENTY or at.plan.index % 2 == 0
    return own + ours if quote else ours + own


def allowed(at: Desk, found: Iterator[str]) -> Iterator[str]:
    """Texts that the page proves, without forbidden words, that are more than a brand's name."""
    brands = [b for b in (at.product.brand, at.brand.name if at.brand else None) if b]
    for candidate in found:
        if not repeats(candidate, brands) and at.may_say(candidate):
            yield candidate


def repeats(candidate: str, others: Sequence[str]) -> bool:
    return any(copyrules.same(candidate, other) for other in others)


def least_like(
    found: Iterator[str],
    others: Sequence[str],
    otherwise: Iterator[str],
    aside: frozenset[str] = frozenset(),
) -> str:
    """The first text that shares less than half its words with each other, else the least like,
    else the first of ``otherwise``.

    Words ``aside`` (the product's name) are not counted. Raises ProviderRejected when there is
    nothing to choose from.
    """
    best, least = "", 2.0
    for candidate in islice(found, TRIED):
        share = max((share_of(candidate, other, aside) for other in others), default=0.0)
        if share < copyrules.SAME:
            return candidate
        if share < least:
            best, least = candidate, share
    last = best or next(otherwise, "")
    if not last:
        raise ProviderRejected(
            "The brand's forbidden words leave nothing to say about this product; shorten the list."
        )
    return last


def anywhere(at: Desk, differ: Sequence[str] = ()) -> Iterator[str]:
    """English, for pages that leave nothing to say in a language that we do not speak."""
    return (t for t in allowed(at, iter(lastresort.ANYWHERE)) if not repeats(t, differ))


def share_of(one: str, other: str, aside: frozenset[str]) -> float:
    first, second = copyrules.tokens(one) - aside, copyrules.tokens(other) - aside
    if not first or not second:
        return float(copyrules.same(one, other))
    return len(first & second) / min(len(first), len(second))
