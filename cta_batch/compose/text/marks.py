"""Spaces that a line must not end at, for a mark stands beside them: ``prix : 20 €``, ``« mot »``.

French sets a space before ``: ; ! ? » %`` and after ``«``; people and pages write it as a plain
one. Other languages have such marks by accident, and no line of theirs may begin with one either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from cta_batch.compose.text.scripts import primary

_ENDING: Final = regex.compile(r"[:;!?,)\]}]|[،؛؟।、。，．・：；？！）］｝〕〉》」』】〙〗〟]")
"""What ends or parts, whatever follows it."""
_CLOSED: Final = regex.compile(r"[.…‥%‰٪°℃\p{Pe}\p{Pf}][\p{Po}\p{Pe}\p{Pf}\p{Pi}'\"]*")
_OPENED: Final = regex.compile(r"[¡¿\p{Ps}\p{Pi}'\"]*[¡¿\p{Ps}\p{Pi}]")
_QUOTES: Final = str.maketrans("«»‹›", "»«›‹")
_TURNED: Final = frozenset({"bs", "cs", "da", "de", "hr", "hu", "mk", "sk", "sl", "sr"})
"""Languages that also quote »so«."""


def held_spaces(characters: Sequence[str], language: str) -> frozenset[int]:
    """Which of the spaces among ``characters`` stay on the line with what is around them."""
    text = "".join(c[0] for c in characters)
    first = next((c for c in text if c in "«»‹›"), "")
    turned = first in {"»", "›"} and primary(language) in _TURNED
    plain = text.translate(_QUOTES) if turned else text
    held = set()
    for at, character in enumerate(text):
        if character != " ":
            continue
        before, after = plain[:at].split(" ")[-1], plain[at + 1 :].split(" ")[0]
        if _ends(plain[:at], after) or _begins(plain[:at], before):
            held.add(at)
    return frozenset(held)


def _ends(so_far: str, word: str) -> bool:
    """Whether a word begins with what closes the one before it."""
    if word.startswith("“"):  # it closes „what German opens so“
        return len(word) == 1 and so_far.count("„") > so_far.count("“")
    if word[:1] in {'"', "'"}:
        return len(word.strip("\"'.,:;!?…")) == 0 and _is_open(so_far, word[0])
    return bool(_ENDING.match(word) or _CLOSED.fullmatch(word))


def _begins(so_far: str, word: str) -> bool:
    """Whether a word is nothing but what opens the one after it."""
    if word == "“":
        return so_far.count("„") < so_far.count("“")
    if word in {'"', "'"}:
        return _is_open(so_far, word)
    return bool(_OPENED.fullmatch(word))


def _is_open(so_far: str, quote: str) -> bool:
    return so_far.count(quote) % 2 == 1
