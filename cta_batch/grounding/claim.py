"""What a claim is."""

from __future__ import annotations

from dataclasses import dataclass

from cta_batch.lexicon import ClaimKind


@dataclass(frozen=True)
class Claim:
    """A claim as it stands in the copy; ``evidence`` is the page's own text, None if there is none.

    ``field`` is the text of ``Words`` that makes it.
    """

    text: str
    kind: ClaimKind
    evidence: str | None
    field: str = ""
