"""How long the threads of a process wait for SQLite's one write lock: together, not each anew."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cta_batch.fairlock import FairLock

BUSY_SECONDS = 30.0
"""How long a writer waits for another; measured: no error at 16 writing threads."""
IN_VAIN_SECONDS = 0.2
"""How long once somebody has waited that long in vain, until a write goes through again: whoever
holds the lock does not let go, and a run of many infos must not wait for it in every write."""

left_seconds: ContextVar[float] = ContextVar("of this thread's wait", default=BUSY_SECONDS)


def is_locked(error: BaseException) -> bool:
    """Whether it is SQLite's word for a database that somebody else holds."""
    return "database is locked" in str(error)


class Patience:
    """Writers go by turns, since SQLite would have some of them starve; the wait for a turn counts
    as waiting for the lock. ``clock`` gives seconds; ``rest`` is called within a turn's end while
    nobody waits for the next."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        self._clock = clock
        self._turns = FairLock(rest)
        self._in_vain = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn; ``left_seconds`` says how long SQLite may still wait for its lock.

        Raises sqlite3.OperationalError when the turn does not come in time.
        """
        seconds = IN_VAIN_SECONDS if self._in_vain else BUSY_SECONDS
        until = self._clock() + seconds
        if not self._turns.take(seconds):
            raise sqlite3.OperationalError("database is locked")
        left = left_seconds.set(max(0.0, until - self._clock()))
        try:
            yield
            self._in_vain = False
        except Exception as error:
            self._in_vain = is_locked(error)
            raise
        finally:
            left_seconds.reset(left)
            self._turns.give()
