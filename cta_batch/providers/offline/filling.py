"""Facts into phrases: every text that a list of templates can give, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from itertools import islice, permutations, product
from string import Formatter

from cta_batch import copyrules
from cta_batch.limits import display_width
from cta_batch.providers.offline.facts import Slots

_POINTS = ("feature", "feature2", "feature3")
_FROM_PAGE = frozenset({*_POINTS, "point", "label", "evidence", "sentence", "trait"})
_COLON = re.compile(r"[:：]\s?")
_POINTS_TRIED = 6
_PER_TEMPLATE = 12


def texts(templates: tuple[str, ...], slots: Slots, limit: int) -> Iterator[str]:
    """What the templates give within ``limit`` of display width, in their order."""
    for template in templates:
        yield from islice(_fitting(template, slots, limit), _PER_TEMPLATE)


class Says(Enum):
    """How much a template tells of the product."""

    PAGE = "the page's own words"
    FIGURES = "its price or rating"
    KIND = "what one does with such a thing"
    NAME = "its name"
    NOTHING = "nothing"


def says(template: str) -> Says:
    """The most that a template tells when it is filled."""
    slots = set(_slots_of(template))
    if slots & _FROM_PAGE:
        return Says.PAGE
    if slots - {"name", "use"}:
        return Says.FIGURES
    if "use" in slots:
        return Says.KIND
    return Says.NAME if slots else Says.NOTHING


def _fitting(template: str, slots: Slots, limit: int) -> Iterator[str]:
    """Of the names that fit, only the longest: a shorter one says less."""
    for values in _choices(template, slots):
        wanted = slots.get("name", ()) if "name" in _slots_of(template) else ("",)
        if wanted and _stumbles(template, values.values(), wanted[0]):
            continue
        named = (template.format(name=name, **values) for name in wanted)
        yield from islice((text for text in named if display_width(text) <= limit), 1)


def _stumbles(template: str, values: Iterable[str], name: str) -> bool:
    """Whether a text would have two colons, or one after a question, or say the product's name in
    other words again."""
    marked = _COLON.search(template) is not None
    return marked and any(
        _COLON.search(value)
        or value[-1:] in "?!？！"
        or (name and copyrules.overlap(name, value) >= copyrules.SAME)
        for value in values
    )


def _choices(template: str, slots: Slots) -> Iterator[dict[str, str]]:
    """Values for all slots but the name; no point of the page twice in one text."""
    wanted = [slot for slot in _slots_of(template) if slot != "name"]
    points = [slot for slot in wanted if slot in _POINTS]
    others = [slot for slot in wanted if slot not in _POINTS]
    listed = slots.get("feature", ())[:_POINTS_TRIED]
    for values in product(*(slots.get(slot, ()) for slot in others)):
        for chosen in permutations((p for p in listed if p not in values), len(points)):
            yield dict(zip((*others, *points), (*values, *chosen), strict=True))


@cache
def _slots_of(template: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))
