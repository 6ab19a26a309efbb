"""Bidi: the embedding level of every character, and the visual order of a line's runs.

python-bidi offers only whole reordered strings; its steps are called one by one instead, because
we reorder runs of glyphs line by line. It lacks rule N0 (bracket pairs), which is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, Final, TypeAlias

from bidi import algorithm as bidi

from cta_batch.compose.text.scripts import RTL

_Chars: TypeAlias = list[dict[str, Any]]

_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "〈": "〉", "「": "」", "【": "】", "（": "）"}
_OPENS: Final = {close: opening for opening, close in _PAIRS.items()}
_DIRECTION: Final = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}


def embedding_levels(text: str, *, rtl: bool) -> list[int]:
    """Levels of all characters of one paragraph by UAX #9, rules P to I; even runs left to right.

    Explicit embeddings and isolates must have been taken out of the text before.
    """
    if not rtl and not RTL.search(text):
        return [0] * len(text)
    storage = bidi.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(rtl), "LR"[rtl]
    bidi.get_embedding_levels(text, storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    steps: tuple[Callable[[Any, bool], None], ...] = (
        bidi.explicit_embed_and_overrides,
        bidi.resolve_weak_types,
        lambda known, _: _resolve_brackets(known["chars"], "LR"[rtl]),
        bidi.resolve_neutral_types,
        bidi.resolve_implicit_levels,
    )
    for step in steps:
        step(storage, False)
    return _filled({c["index"]: c["level"] for c in storage["chars"]}, len(text), int(rtl))


def _filled(known: dict[int, int], count: int, base: int) -> list[int]:
    """Characters the algorithm leaves out (joiners, soft hyphens) take the level before them."""
    levels: list[int] = []
    for index in range(count):
        levels.append(known.get(index, levels[-1] if levels else base))
    return levels


# --- N0: both brackets of a pair get one direction ------------------------------------------------


def _resolve_brackets(chars: _Chars, base: str) -> None:
    for start, end in _bracket_pairs(chars):
        inside = {_strong(c) for c in chars[start + 1 : end]} - {None}
        if base in inside:
            direction = base
        elif inside:
            before = next((d for c in reversed(chars[:start]) if (d := _strong(c))), base)
            direction = before if before != base else base
        else:
            continue
        chars[start]["type"] = chars[end]["type"] = direction


def _strong(char: dict[str, Any]) -> str | None:
    return _DIRECTION.get(char["type"])


def _bracket_pairs(chars: _Chars) -> list[tuple[int, int]]:
    """Indices of matching brackets, in the order of the opening ones (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for index, char in enumerate(chars):
        if char["ch"] in _PAIRS:
            waiting.append((char["ch"], index))
        elif (opening := _OPENS.get(char["ch"])) and opening in {mark for mark, _ in waiting}:
            while waiting[-1][0] != opening:
                waiting.pop()
            pairs.append((waiting.pop()[1], index))
    return sorted(pairs)


# --- L2 ------------------------------------------------------------------------------------------


def visual_order(levels: Sequence[int]) -> list[int]:
    """Indices of a line's runs from left to right, by their levels (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        order = list(_reversed_from(order, levels, level))
    return order


def _reversed_from(order: list[int], levels: Sequence[int], level: int) -> Iterable[int]:
    """The order with every stretch of runs at this level or higher turned round."""
    inner = [levels[index] >= level for index in order]
    turns = [i + 1 for i, (a, b) in enumerate(pairwise(inner)) if a != b]
    for start, end in pairwise([0, *turns, len(order)]):
        part = order[start:end]
        yield from reversed(part) if inner[start] else part
