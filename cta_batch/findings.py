"""What a look at one part of the set-up gave: a state and sentences. Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a part of the set-up is. A PROBLEM keeps the program from working, a WARNING does not."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One check: ``name`` is what was looked at, ``finding`` one sentence about it.

    ``advice`` is what to do next, None where nothing is. ``fixed`` says that something was repaired
    just now; ``state`` is how things are after that.
    """

    name: str
    state: State
    finding: str
    advice: str | None = None
    fixed: bool = False


def all_well(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing that was found keeps the program from working."""
    return all(finding.state is not State.PROBLEM for finding in findings)
