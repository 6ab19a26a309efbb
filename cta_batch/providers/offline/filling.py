"""Facts into phrases: every text that a list of templates can give, best first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, permutations, product
from string import Formatter

from cta_batch.domain import display_width
from cta_batch.providers.offline.facts import Slots

_POINTS = ("feature", "feature2", "feature3")
_POINTS_TRIED = 6
_PER_TEMPLATE = 12


def texts(templates: tuple[str, ...], slots: Slots, limit: int) -> Iterator[str]:
    """What the templates give within ``limit`` of display width, in their order."""
    for template in templates:
        fitting = (t for t in _filled(template, slots) if display_width(t) <= limit)
        yield from islice(fitting, _PER_TEMPLATE)


def _filled(template: str, slots: Slots) -> Iterator[str]:
    wanted = _slots_of(template)
    points = [s for s in wanted if s in _POINTS]
    others = [s for s in wanted if s not in _POINTS]
    if any(not slots.get(s) for s in others):
        return
    for values in product(*(slots[s] for s in others)):
        for chosen in permutations(slots.get("feature", ())[:_POINTS_TRIED], len(points)):
            yield template.format(
                **dict(zip(others, values, strict=True)), **dict(zip(points, chosen, strict=True))
            )


@cache
def _slots_of(template: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))
