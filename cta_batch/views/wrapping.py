"""A name and its value on terminals of any width: lines end between words, and keep the indent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

INDENT = 14
_LEAST = 12
"""Columns for a value where its name leaves almost none."""
_WIDE = r"[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef\U00020000-\U0003ffff]"
_MAY_END = re.compile(
    r"(?<![«‹(\[{¿¡]) +(?![:;!?%‰»›…)\]}]+(?:[^\w]|$))"  # not within « prix : 20 € »
    rf"|(?<={_WIDE})(?<![（「『《〈【])(?=[^\s、。，．：；！？）」』》〉】ー…])"
)


@dataclass(frozen=True)
class Fact:
    """A line with a bold name and a value; one to copy (a path) stays in one piece."""

    name: str
    value: Text
    whole: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        name = Text(f"{self.name:<{INDENT}}", style="bold")
        room = max(_LEAST, options.max_width - INDENT)
        for value in [self.value] if self.whole else wrapped(self.value, room):
            line = Text.assemble(name, value)
            line.no_wrap, line.overflow = True, "ignore"
            yield line
            name = Text(" " * INDENT)


def wrapped(text: Text, width: int) -> list[Text]:
    """Its lines of at most ``width`` columns; only a word that is wider is cut."""
    lines, start, end = [], 0, 0
    for stop in _stops(text.plain, width):
        if cell_len(text.plain[start:stop].rstrip()) > width and end > start:
            lines.append(text[start:end])
            start = end
        end = stop
    lines.append(text[start:])
    for line in lines:
        line.rstrip()
    return lines


def _stops(text: str, width: int) -> Iterator[int]:
    """Where a line may end: after spaces, between wide characters, anywhere in what is too wide."""
    start = 0
    for stop in [*(m.end() for m in _MAY_END.finditer(text)), len(text)]:
        at = start
        while cell_len(text[start:stop].rstrip()) > width and at < stop:
            at += 1
            if cell_len(text[start : at + 1]) > width:
                yield at
                start = at
        yield stop
        start = stop
