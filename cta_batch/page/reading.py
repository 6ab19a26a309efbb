"""What a page was read as, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cta_batch.domain import Product


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value of one field: where it stood, and how far it is trusted (0 to 1)."""

    value: Any
    source: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    """A product and, by field name, the candidates of each field, the winner first."""

    product: Product
    candidates: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)


def ranked(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """By confidence, first come first among equals."""
    return tuple(sorted(candidates, key=lambda c: -c.confidence))
