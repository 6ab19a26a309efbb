"""What was paid for, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cta_batch.views import bill, many, plain, short, usd

if TYPE_CHECKING:
    from cta_batch.store.costs import CostReport, Figures

MOST_LINES = 31
"""Lines of one table before the rest is left to ``--json``: the days of a month."""


def costs_view(report: CostReport, width: int) -> RenderableType:
    """The sum in words, then a table each by job, model and day (of UTC)."""
    if not report.total.calls:
        return Text("Nothing was paid for: no call went to a model server.")
    jobs = [(f"{short(j.job)}  {plain(j.name)}", j) for j in report.by_job]
    models = [(plain(m.model) or "not written down", m) for m in report.by_model]
    days = [(d.day, d) for d in report.by_day]
    parts: list[RenderableType] = [Text(line) for line in _sentences(report.total)]
    for title, lines in (("job", jobs), ("model", models), ("day (UTC)", days)):
        parts += [Text(), _table(title, lines, width)]
    return Group(*parts)


def _sentences(total: Figures) -> Iterable[str]:
    yield f"{_calls(total.calls)}, {_cost(total)}."
    if total.unpriced_calls:
        yield (
            f"{_calls(total.unpriced_calls)} had no known price: put the model's prices into the"
            ' config ([prices."model"]), and calls from then on are counted.'
        )
    if total.unanswered_calls:
        lost = _calls(total.unanswered_calls)
        yield f"{lost} with no answer may have been billed on top{_at_most(total)}."


def _calls(count: int) -> str:
    return many(count, "call")


def _cost(figures: Figures) -> str:
    """``unknown`` never hides what is known of it."""
    if figures.cost_usd is None and figures.known_usd:
        return f"at least {usd(figures.known_usd)}"
    return usd(figures.cost_usd)


def _at_most(figures: Figures) -> str:
    return "" if figures.unanswered_usd is None else f", {usd(figures.unanswered_usd)} at most"


def _table(title: str, lines: Sequence[tuple[str, Figures]], width: int) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="bold", expand=width < 60)
    table.add_column(title, style="cyan", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("calls", justify="right", no_wrap=True)
    if width >= 60:
        table.add_column("no answer", justify="right", no_wrap=True)
    table.add_column("cost", justify="right", no_wrap=True)
    for name, figures in lines[:MOST_LINES]:
        row: list[RenderableType] = [Text(name), f"{figures.calls:,}"]
        if width >= 60:
            row.append(f"{figures.unanswered_calls:,}" if figures.unanswered_calls else "–")
        told_beside = width >= 60 and figures.cost_usd != 0
        lost = 0 if told_beside else figures.unanswered_calls
        table.add_row(*row, bill(_cost(figures), lost))
    if len(lines) <= MOST_LINES:
        return table
    return Group(table, Text(f"… and {len(lines) - MOST_LINES} more; --json has all", style="dim"))
