"""The infos of a run in the order they get a worker: ready, with another process, or for later."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cta_batch.errors import AskedToWait, MustWait

PATIENCE = 900.0
"""Seconds a run waits when all that is left must wait; a limit by the day is for ``resume``."""


@dataclass
class Line:
    """Who is next. Times are seconds of whatever clock ``now`` is read from.

    ``aside`` are infos that another process is at work on, ``later`` those that the provider wants
    us to come back for, with the moment and its words.
    """

    ready: deque[uuid.UUID]
    aside: list[uuid.UUID] = field(default_factory=list)
    later: list[tuple[float, uuid.UUID, AskedToWait]] = field(default_factory=list)

    @property
    def left(self) -> bool:
        """Whether anything is not begun or not finished here."""
        return bool(self.ready or self.aside or self.later)

    def put_back(self, info: uuid.UUID, now: float, error: AskedToWait) -> None:
        """Come back to an info when the provider said so."""
        self.later.append((now + (error.seconds or 0.0), info, error))

    def refill(
        self, now: float, free: Callable[[Iterable[uuid.UUID]], Iterable[uuid.UUID]]
    ) -> None:
        """Infos whose time has come are ready again, and ``free`` ones once no others are."""
        due = [entry for entry in self.later if entry[0] <= now]
        self.ready += (info for _, info, _ in due)
        self.later = [entry for entry in self.later if entry[0] > now]
        if self.aside and not self.ready:
            again = set(free(self.aside))
            self.ready += (info for info in self.aside if info in again)
            self.aside = [info for info in self.aside if info not in again]

    def too_long(self, now: float) -> MustWait | None:
        """Why the run had better end, when all that is left must wait for too long."""
        if self.ready or self.aside or not self.later:
            return None
        due, _, error = min(self.later, key=lambda entry: entry[0])
        if due - now <= PATIENCE:
            return None
        return MustWait(
            f"{error} All that is left must wait for that, {(due - now) / 60:.0f} minutes;"
            " everything made so far is saved, and cta-batch resume goes on then."
        )
