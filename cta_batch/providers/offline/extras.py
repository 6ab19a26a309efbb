"""What single platforms ask for beside the five texts of every ad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from cta_batch import copyrules
from cta_batch.domain import Words
from cta_batch.limits import LIMITS, display_width
from cta_batch.providers.offline import filling
from cta_batch.providers.offline.desk import Desk
from cta_batch.providers.offline.drafting import allowed, phrased, repeats
from cta_batch.providers.offline.filling import Says
from cta_batch.providers.offline.tagging import hashtags

_ENOUGH = 320
"""Display width of a Pinterest description from which more is not read."""
_PIN_SHOWN = 40
_FEW_WORDS, _LIST, _MOST_LISTED = 3, 3, 4
_UNLISTED = re.compile(r"[,:;.、，]|[\u3040-\u30ff\u3400-\u9fff]")
_STOPPED = re.compile(r"[.!?…。！？:：]$")
_UNSPACED = frozenset({"ja", "zh"})


class Extras(TypedDict):
    """The fields of ``Words`` that older suggestions lack."""

    short_headline: str | None
    hashtags: tuple[str, ...]
    pinterest_title: str | None
    pinterest_description: str | None
    linkedin_text: str | None


def extras(at: Desk, words: Words) -> Extras:
    """The platforms' texts for a variant whose ``words`` are written.

    The short headline is None where nothing fits.
    """
    return {
        "short_headline": _short_headline(at, words),
        "hashtags": hashtags(at),
        "pinterest_title": _pinterest_title(at, words),
        "pinterest_description": _pinterest_description(at, words),
        "linkedin_text": _linkedin_text(at, words),
    }


def _short_headline(at: Desk, words: Words) -> str | None:
    """What the angle or the page says in so few words; else another phrase for each sibling."""
    found = phrased(at, at.book.short_headlines, LIMITS["short_headline"])
    fitting = [t for t in found if not _is_bad_headline(t, words.headline)]
    own = at.book.short_headlines.get(at.plan.angle.value)
    if own or not fitting:
        return _first(iter(fitting))
    points = [t for t in fitting if t in at.facts.slots["point"]] or fitting
    return points[at.plan.index % len(points)]


def _pinterest_title(at: Desk, words: Words) -> str | None:
    """Begun with the product's name where one fits: of a long title only the beginning is shown."""
    found = phrased(at, at.book.long_headlines, LIMITS["pinterest_title"])
    fitting = [t for t in found if not _is_bad_headline(t, words.headline)]
    names = [n for n in at.facts.slots["name"] if display_width(n) <= _PIN_SHOWN]
    empty = tuple(t for t in at.book.long_headlines["any"] if filling.says(t) is Says.NAME)
    fillers = set(filling.texts(empty, at.facts.slots, LIMITS["pinterest_title"]))
    fitting = [t for t in fitting if t not in fillers] or fitting
    named = (t for t in fitting if t.startswith(tuple(names)))
    return _first(named) or _first(iter(fitting)) or words.long_headline


def _linkedin_text(at: Desk, words: Words) -> str | None:
    found = list(phrased(at, at.book.primary_texts, LIMITS["linkedin_text"]))
    others = [words.primary_text, words.description]
    return _first(t for t in found if not _is_like(t, others)) or words.primary_text


def _pinterest_description(at: Desk, words: Words) -> str | None:
    """The variant's own argument, then more of what the page says, as sentences."""
    slots = at.facts.slots
    unsaid = tuple(p for p in slots["feature"] if p not in words.primary_text)
    more = allowed(at, iter((*slots["sentence"], *_listed(unsaid), words.description)))
    said = [words.primary_text]
    for text in more:
        wide = display_width(" ".join((*said, text)))
        if wide <= LIMITS["pinterest_description"] - len(said) and not _is_like(text, said):
            said.append(text)
        if wide > _ENOUGH:
            break
    joint = "" if at.language.split("-", maxsplit=1)[0].lower() in _UNSPACED else " "
    joined = joint.join(_stopped(t, joint) for t in said)
    return joined if at.may_say(joined) else words.primary_text


def _listed(points: tuple[str, ...]) -> tuple[str, ...]:
    """Points for people who read: those of a few words as one list, the others as they are."""
    short = [p for p in points if len(p.split()) <= _FEW_WORDS and not _UNLISTED.search(p)]
    if len(short) < _LIST:
        return points
    first, *rest = short[:_MOST_LISTED]
    listed = ", ".join((first, *map(_within, rest)))
    return (*(p for p in points if p not in short), listed)


def _within(point: str) -> str:
    """A point inside a list: small, unless its first word is a name or a German noun."""
    first, _, rest = point.partition(" ")
    plain = first.isalpha() and first[1:].islower() and rest and rest == rest.lower()
    return point[0].lower() + point[1:] if plain and first.isascii() else point


def _stopped(text: str, joint: str) -> str:
    if _STOPPED.search(text):
        return text
    return text + ("." if joint else "。")


def _is_bad_headline(text: str, headline: str) -> bool:
    return bool(copyrules.headline_faults(text)) or repeats(text, [headline])


def _is_like(text: str, others: list[str]) -> bool:
    return any(copyrules.overlap(text, other) >= copyrules.SAME for other in others)


def _first(found: Iterator[str]) -> str | None:
    return next(found, None)
