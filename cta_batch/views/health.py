"""Findings about the set-up: for a terminal, as one line each, as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cta_batch.findings import Finding, State, all_well
from cta_batch.views import plain, unmoving

STYLES = {State.OK: "green", State.WARNING: "yellow", State.PROBLEM: "bold red"}
WIDEST_MARK = max(len(state) for state in State)
WIDEST_NAME = len("cut-out model")
NARROW = 60
"""Columns under which a finding stands below its name."""


def finding_view(finding: Finding, width: int) -> RenderableType:
    """A mark, what was looked at, what was found; what to do next in a line of its own."""
    mark = Text(finding.state.value, style=STYLES[finding.state])
    said = Text(plain(finding.finding), overflow="fold")  # of a path every letter counts
    if finding.advice:
        said.append(f"\n→ {plain(finding.advice)}", style="bold")
    if width < NARROW:
        head = Text.assemble(mark, "  ", (finding.name, "cyan"))
        table = Table.grid()
        table.add_row(head)
        table.add_row(Padding(said, (0, 0, 0, 2)))
        return table
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=WIDEST_MARK)
    table.add_column(width=WIDEST_NAME, style="cyan")
    table.add_column(ratio=1)
    table.add_row(mark, finding.name, said)
    return table


def finding_line(finding: Finding) -> str:
    """The same on one line, for files and pipes."""
    advice = f" → {plain(finding.advice)}" if finding.advice else ""
    head = f"{finding.state.value:<{WIDEST_MARK}}  {finding.name:<{WIDEST_NAME}}"
    return f"{head}  {plain(finding.finding)}{advice}"


def outcome(findings: tuple[Finding, ...]) -> str:
    """How many of which, in a sentence."""
    count = Counter(f.state for f in findings)
    found = [_counted(count[state], state.value) for state in (State.PROBLEM, State.WARNING)]
    return f"{_counted(len(findings), 'check')}: {', '.join(found)}."


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def health_json(findings: tuple[Finding, ...]) -> str:
    data = {"checks": [asdict(f) for f in findings], "ok": all_well(findings)}
    return unmoving(json.dumps(data, indent=2, ensure_ascii=False))
