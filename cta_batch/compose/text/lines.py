"""Units into lines: for each number of lines the best balanced way to break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

_OVER_CAP = 4.0
_LONELY = 0.1
_HAIR = 1e-6  # a text of combining marks alone has no width
_INFINITE = float("inf")

_Table: TypeAlias = list[tuple[float, list[int]]]
"""For every n: the least cost of lines that use the first n units, and where they end."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit's width, of the space after it, and of what is added if a line ends here (ems)."""

    width: float
    space: float
    tail: float
    cost: float


def partitions(
    units: Sequence[Measured], max_lines: int, limit: float, cap: float
) -> dict[int, list[int]]:
    """For each possible number of lines, the unit indices at which its lines end.

    ``limit`` is the widest a line may be (ems at the least size), ``cap`` the width in ems at the
    full size: lines wider than that shrink the text, so they are dear.
    """
    spans = _spans(units, limit)
    found = {}
    for count in range(1, min(max_lines, len(units)) + 1):
        ends = _best(units, spans, count, cap)
        if ends:
            found[count] = ends
    return found


def _spans(units: Sequence[Measured], limit: float) -> list[list[float]]:
    """spans[i][n]: width of a line of units i to i + n, as far as it stays within the limit."""
    spans = []
    for start in range(len(units)):
        row, width = [], 0.0
        for unit in units[start:]:
            if width + unit.width + unit.tail > limit:
                break
            row.append(width + unit.width + unit.tail)
            width += unit.width + unit.space
        spans.append(row)
    return spans


def _best(
    units: Sequence[Measured], spans: list[list[float]], count: int, cap: float
) -> list[int] | None:
    total = sum(u.width + u.space for u in units)
    ideal = max(_HAIR, total / count, *(u.width for u in units))
    best: _Table = [(0.0, []), *((_INFINITE, []) for _ in units)]
    for line in range(1, count + 1):
        best = _one_more_line(units, spans, best, (ideal, cap), last=line == count)
    return best[len(units)][1] if best[len(units)][0] < _INFINITE else None


def _one_more_line(
    units: Sequence[Measured],
    spans: list[list[float]],
    best: _Table,
    aims: tuple[float, float],
    *,
    last: bool,
) -> _Table:
    """Cheapest way to have used the first n units after one line more, for every n."""
    after: _Table = [(_INFINITE, [])] * (len(units) + 1)
    for start, (spent, ends) in enumerate(best[:-1]):
        if spent == _INFINITE:
            continue
        for n, width in enumerate(spans[start]):
            end = start + n + 1
            if last and end < len(units):
                continue
            cost = spent + units[end - 1].cost + _line_cost(width, *aims)
            lonely = last and n == 0 and start > 0 and width < aims[0] / 2
            cost += _LONELY if lonely else 0.0
            if cost < after[end][0]:
                after[end] = (cost, [*ends, end])
    return after


def _line_cost(width: float, ideal: float, cap: float) -> float:
    cost = (width / ideal - 1.0) ** 2
    return cost + _OVER_CAP * max(0.0, width / cap - 1.0)


def greedy(units: Sequence[Measured], limit: float) -> list[int]:
    """As many lines as it takes, each as full as it gets: for a text that fits no frame."""
    ends, at = [], 0
    spans = _spans(units, limit)
    while at < len(units):
        at += max(1, len(spans[at]))
        ends.append(at)
    return ends
