"""A lock that goes to who has waited longest."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable


class FairLock:
    """Taken by one thread after the other, in the order in which they came.

    ``rest`` is called by whoever gives it back while nobody waits for it, and before it is free.
    """

    def __init__(self, rest: Callable[[], None]) -> None:
        self._rest = rest
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Lock] = deque()

    def take(self, seconds: float) -> bool:
        """Whether it came within ``seconds``."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        try:
            return mine.acquire(timeout=seconds) or not self._withdrawn(mine)
        except BaseException:  # interrupted
            if not self._withdrawn(mine):
                self.give()
            raise

    def _withdrawn(self, mine: threading.Lock) -> bool:
        """Whether one who waits was taken off the list; False where the lock is given already."""
        with self._guard:
            if mine not in self._waiting:
                return False
            self._waiting.remove(mine)
            return True

    def give(self) -> None:
        """To the next, if anybody waits."""
        if self._passed_on():
            return
        try:
            self._rest()
        finally:
            with self._guard:
                self._taken = bool(self._waiting)
                self._wake_next()

    def _passed_on(self) -> bool:
        with self._guard:
            return self._wake_next()

    def _wake_next(self) -> bool:
        if not self._waiting:
            return False
        self._waiting.popleft().release()
        return True
