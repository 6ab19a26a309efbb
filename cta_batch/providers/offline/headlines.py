"""Which headline a variant gets: what says most, unlike its siblings and the ads before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from cta_batch import angles, copyrules
from cta_batch.domain import Angle, BrandKit, Plan, Product
from cta_batch.limits import LIMITS
from cta_batch.providers.base import Brief
from cta_batch.providers.offline import filling
from cta_batch.providers.offline.desk import Desk, desk
from cta_batch.providers.offline.drafting import TRIED, allowed, anywhere, last_resort, least_like
from cta_batch.providers.offline.facts import turned
from cta_batch.providers.offline.filling import Says
from cta_batch.providers.offline.traits import stated_in

_OTHERS = ("any", "benefit", "social_proof", "price")
"""Topics that any angle may speak of where its own have nothing left to say."""


_ARGUED_BY = {
    "price": Angle.PRICE,
    "rating": Angle.SOCIAL_PROOF,
    "count": Angle.SOCIAL_PROOF,
}
_ABOUT_ANYTHING = frozenset({Angle.BENEFIT, Angle.FEATURE, Angle.USE_CASE})
"""Angles whose phrases with a name in them say no more than the name."""

_OF_FIGURES = frozenset({Angle.PRICE, Angle.SAVING, Angle.SOCIAL_PROOF})


@dataclass(frozen=True)
class _Kin:
    """What a variant's headline is chosen against."""

    siblings: tuple[str, ...]
    earlier: tuple[str, ...]


def headline(brief: Brief) -> str:
    """Siblings' headlines follow from their plans, so they are known before they are written.

    Which of them are written already makes no difference, lest the order of threads did.
    """
    count = max(brief.plan.count, brief.plan.index + 1)
    ours = _siblings(brief.product, brief.language, brief.brand, brief.earlier, count)
    theirs = {h for index, h in enumerate(ours) if index != brief.plan.index}
    foreign = (t for t in brief.taken if t not in theirs)
    kin = _Kin((*ours[: brief.plan.index], *foreign), brief.earlier)
    return _chosen(desk(brief, brief.plan), kin)


def repeated(brief: Brief, written: str) -> str | None:
    """The headline of an earlier sibling that ``written`` is much like, if any is."""
    count = max(brief.plan.count, brief.plan.index + 1)
    ours = _siblings(brief.product, brief.language, brief.brand, brief.earlier, count)
    return copyrules.first_like(written, ours[: brief.plan.index])


@lru_cache(maxsize=64)
def _siblings(
    product: Product, language: str, brand: BrandKit | None, earlier: tuple[str, ...], count: int
) -> tuple[str, ...]:
    """The headlines of all variants of a page, in their order."""
    found: list[str] = []
    for index in range(count):
        plan = angles.plan(product, index=index, count=count)
        at = desk(Brief(product, plan, language, brand), plan)
        found.append(_chosen(at, _Kin(tuple(found), earlier)))
    return tuple(found)


def _chosen(at: Desk, kin: _Kin) -> str:
    """What says something, and was not said; else what was said by an earlier ad; else a filler."""
    telling = [t for t in islice(_proper(_telling(at)), TRIED) if not _echoes(t, at, kin)]
    fillers = list(islice(_proper(_fillers(at)), TRIED))
    for found, others in (
        (telling, (*kin.siblings, *kin.earlier)),
        (telling, kin.siblings),
        (fillers, kin.siblings),
    ):
        fresh = next((t for t in found if copyrules.first_like(t, others) is None), None)
        if fresh is not None:
            return fresh
    return least_like(iter((*telling, *fillers)), kin.siblings, anywhere(at))


def _echoes(text: str, at: Desk, kin: _Kin) -> bool:
    """Whether a variant takes a figure or a promise from the sibling that argues it, or says once
    more what a sibling does in other words."""
    told = _traits_of(text, at)
    if told and any(told & _traits_of(other, at) for other in kin.siblings):
        return True
    if at.plan.angle in _OF_FIGURES:
        return False
    argued = angles.supported(at.product)[: at.plan.count]
    promises = (a for a in argued if a in angles.STATED and a is not at.plan.angle)
    if any(angles.carries(text, promise) for promise in promises):
        return True
    for slot, arguing in _ARGUED_BY.items():
        for figure in at.facts.slots.get(slot, ()):
            named = arguing in argued or any(figure in other for other in kin.siblings)
            if named and figure in text:
                return True
    return False


def _traits_of(text: str, at: Desk) -> set[str]:
    """The traits that a headline tells of, in our words or the page's, names left aside."""
    ours = {name for name, sayings in at.book.traits.items() if text in sayings}
    for name in at.facts.slots["name"]:
        text = text.replace(name, "")
    return ours or set(stated_in(text))


def _proper(found: Iterator[str]) -> Iterator[str]:
    return (t for t in found if not copyrules.headline_faults(t))


def _telling(at: Desk) -> Iterator[str]:
    """The angle's own evidence and figures, then the page's other points, then what one does with
    such a thing, then bare labels and the name."""
    own = [t for topic in at.facts.topics for t in at.book.headlines.get(topic, ())]
    stated = [t for topic in at.facts.stated for t in at.book.headlines.get(topic, ())]
    rest = [t for topic in _OTHERS for t in at.book.headlines.get(topic, ())]
    named = [t for t in at.book.headlines["any"] if t != "{name}"]
    about = _of(own, Says.NAME, at.plan)
    promised = at.plan.angle not in _ABOUT_ANYTHING
    order: Sequence[str] = (
        *_of(own, Says.PAGE, at.plan),
        *_of(own, Says.FIGURES, at.plan),
        *(about if promised else ()),
        *_of(stated, Says.NOTHING, at.plan),
        *_of(rest, Says.PAGE, at.plan),
        *_of(rest, Says.FIGURES, at.plan),
        "{use}",
        "{label}",
        *about,
        *_of(named, Says.NAME, at.plan),
        "{name}",
    )
    return allowed(at, filling.texts(tuple(order), at.facts.slots, LIMITS["headline"]))


def _fillers(at: Desk) -> Iterator[str]:
    """Phrases that would fit any product, and at last whatever can always be said."""
    keys = (*at.facts.topics, "any")
    phrases = [
        t for key in keys for t in _of(at.book.headlines.get(key, ()), Says.NOTHING, at.plan)
    ]
    yield from allowed(at, iter(phrases))
    yield from last_resort(at, LIMITS["headline"])


def _of(templates: Sequence[str], says: Says, plan: Plan) -> tuple[str, ...]:
    """Those that say so much; our own phrases begun at another one for each variant."""
    chosen = tuple(dict.fromkeys(t for t in templates if filling.says(t) is says))
    return chosen if says is Says.PAGE else turned(chosen, plan.seed)
