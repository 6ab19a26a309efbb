"""Who has the floor: of threads that mostly wait, one at a time does what lies between two waits.

When ten answers come at one moment, ten threads that take turns in Python at every lock and every
statement are all done as late as the last. One after the other, the first is done at once, and
whoever waits next does not wait for the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from cta_batch.fairlock import FairLock

PATIENCE = 0.5
"""Seconds after which one goes on without the floor: it is a courtesy, and guards nothing."""


class Floor:
    """Had by one thread after the other, in the order in which they came.

    ``patience`` is how many seconds anybody waits for it; with 0 nobody does.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._quiet = threading.Event()
        self._quiet.set()
        self._lock = FairLock(rest=self._quiet.set)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have the floor, but for where it is ``left``."""
        tenure = _Tenure(self)
        tenure.begin()
        before = _TENURE.set(tenure)
        try:
            yield
        finally:
            _TENURE.reset(before)
            tenure.end()

    def make_way(self) -> None:
        """Wait until nobody has the floor, or wants it: for work that can as well begin later."""
        self._quiet.wait(self._patience)

    def take(self) -> bool:
        """Whether it came in time; ``give`` must follow then."""
        taken = self._lock.take(self._patience)
        if taken:
            self._quiet.clear()
        return taken

    def give(self) -> None:
        self._lock.give()


@dataclass
class _Tenure:
    """What one thread does on the floor, or without it once it was out of patience.

    ``last`` is what it has yet to do before it ends.
    """

    floor: Floor
    has: bool = False
    last: list[Callable[[], None]] = field(default_factory=list)

    def begin(self) -> None:
        self.has = self.floor.take()

    def end(self) -> None:
        """Raises what is raised by the ``last`` things; the floor is given back all the same."""
        try:
            while self.last:
                self.last.pop(0)()
        finally:
            if self.has:
                self.has = False
                self.floor.give()


_TENURE: ContextVar[_Tenure | None] = ContextVar("of this thread", default=None)


@contextmanager
def left() -> Iterator[None]:
    """Leave the floor, if this thread has one, while it waits for something else."""
    tenure = _TENURE.get()
    if tenure is None:
        yield
        return
    tenure.end()
    without = _TENURE.set(None)
    try:
        yield
    finally:
        _TENURE.reset(without)
        tenure.begin()


def before_leaving(do: Callable[[], None]) -> bool:
    """Whether this thread has a floor to leave; ``do`` is called before it does."""
    tenure = _TENURE.get()
    if tenure is None:
        return False
    tenure.last.append(do)
    return True
