"""Whose questions models may be answering: those of as many infos as there are workers.

An info sits from before its first question until its last words have come (a picture is saved
first); what is made of those is nobody's wait. Those that asked together are answered together, and
Python lets one thread think at a time: so what leads to a question goes before what does not.
"""

from __future__ import annotations

import threading
import uuid
from collections import deque

GIVE_WAY_SECONDS = 0.2
"""The longest that others are let by: a crowd of ten takes half of that, and whoever sits with no
question out may also wait for a server's pace."""


class Seats:
    """``count`` infos may sit at once; None is for those who do without: nobody sits, or waits.
    Safe to share by threads.
    """

    def __init__(self, count: int | None = None) -> None:
        self._kept = count is not None
        self._free = count or 0
        self._lock = threading.Lock()
        self._line: deque[tuple[uuid.UUID, threading.Event]] = deque()
        self._thinking: dict[uuid.UUID, int] = {}
        self._waiting: set[uuid.UUID] = set()
        self._moves = 0
        self._polite: deque[tuple[int, threading.Event]] = deque()

    def take(self, info: uuid.UUID, *, again: bool = False) -> None:
        """Sit, after those that came before; who sat already (``again``) goes before them. Does
        nothing for an info that sits."""
        with self._lock:
            if not self._kept or info in self._thinking or info in self._waiting:
                return
            seated = threading.Event()
            (self._line.appendleft if again else self._line.append)((info, seated))
            self._seat_next()
        seated.wait()

    def asked(self, info: uuid.UUID) -> None:
        """Its question is out."""
        with self._lock:
            if self._thinking.pop(info, None) is not None:
                self._waiting.add(info)
                self._let_go()

    def answered(self, info: uuid.UUID) -> None:
        """It is about to ask more."""
        with self._lock:
            if info in self._waiting:
                self._waiting.remove(info)
                self._think(info)

    def leave(self, info: uuid.UUID) -> None:
        """To the next in line. Does nothing for an info that does not sit."""
        with self._lock:
            if self._thinking.pop(info, None) is None and info not in self._waiting:
                return
            self._waiting.discard(info)
            self._free += 1
            self._seat_next()
            self._let_go()

    def give_way(self, seconds: float = GIVE_WAY_SECONDS) -> None:
        """Wait until all have asked who sit now without a question out; at most ``seconds``."""
        with self._lock:
            if not self._thinking:
                return
            passed = threading.Event()
            self._polite.append((self._moves, passed))
        passed.wait(seconds)

    def _seat_next(self) -> None:
        while self._free > 0 and self._line:
            info, seated = self._line.popleft()
            self._free -= 1
            self._think(info)
            seated.set()

    def _think(self, info: uuid.UUID) -> None:
        self._moves += 1
        self._thinking[info] = self._moves

    def _let_go(self) -> None:
        first = min(self._thinking.values(), default=self._moves + 1)
        while self._polite and self._polite[0][0] < first:
            self._polite.popleft()[1].set()
