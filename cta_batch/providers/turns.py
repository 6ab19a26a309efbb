"""One request at a time to each host, and none before the host wants the next one."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cta_batch.errors import ShopBusy, Stopped

LONGEST_PAUSE = 120.0
"""Seconds that one may wait for a host, be it for a pause it asked for (Retry-After) or for the
others who ask it; then it is ``ShopBusy``."""
NOTICEABLE_SECONDS = 1.0
"""A wait of that long is told of."""
QUEUE_SECONDS = 5.0
"""After how long to come back to a host whose queue was too long: it moves by then."""

Waiting = Callable[[str | None], None]
"""Told in the thread that waits: for which host, and None when that is over."""


@dataclass
class _Host:
    """``waiting`` is a heap of those who stand in line: their place, and a number of their own."""

    changed: threading.Condition = field(default_factory=threading.Condition)
    asked: bool = False
    waiting: list[tuple[float, int]] = field(default_factory=list)
    opens: float = 0.0

    def next_is(self, one: tuple[float, int]) -> bool:
        return not self.asked and self.waiting[0] == one


class Turns:
    """Who may ask which host when. Shared by all threads of one process.

    ``clock`` gives seconds, ``sleep`` waits; by default it wakes as soon as ``stop`` is set.
    ``longest`` is how many seconds one may stand in a host's queue. ``place`` tells of the thread
    that calls it how early it is to be served: the lowest first, and who came first of equals.
    ``unwanted`` tells of the thread that calls it, when it has waited, whether that was in vain.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        stop: threading.Event | None = None,
        sleep: Callable[[float], object] | None = None,
        on_wait: Waiting | None = None,
        longest: float = LONGEST_PAUSE,
        place: Callable[[], float] = lambda: 0.0,
        unwanted: Callable[[], bool] = lambda: False,
    ) -> None:
        self._clock = clock
        self._unwanted = unwanted
        self._place = place
        self._numbers = itertools.count()
        self._stop = stop or threading.Event()
        self._sleep = sleep or self._stop.wait
        self._on_wait = on_wait
        self._longest = longest
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def take(self, host: str) -> None:
        """Wait until nobody else asks ``host`` and its pause is over; ``leave`` must follow.

        Raises ShopBusy when that is too long to wait for, Stopped when the user asked to stop
        while this thread waited, or nobody wants what it waited for.
        """
        entry = self._entry(host)
        waited = self._stand_in(host, entry)
        try:
            self._sit_out(host, entry.opens - self._clock(), waited=waited)
        except BaseException:
            self._leave(entry)
            raise

    def leave(self, host: str, delay: float = 0.0) -> None:
        """Let the next one ask, ``delay`` seconds from now."""
        entry = self._entry(host)
        entry.opens = max(entry.opens, self._clock() + delay)
        self._leave(entry)

    def _leave(self, entry: _Host) -> None:
        with entry.changed:
            entry.asked = False
            entry.changed.notify_all()

    def postpone(self, host: str, seconds: float) -> None:
        """Nobody asks ``host`` before ``seconds`` from now."""
        entry = self._entry(host)
        entry.opens = max(entry.opens, self._clock() + seconds)

    def _stand_in(self, host: str, entry: _Host) -> bool:
        """Become the one who asks the host; returns whether that took a wait."""
        mine = (self._place(), next(self._numbers))
        with entry.changed:
            heapq.heappush(entry.waiting, mine)
        try:
            if self._admitted(entry, mine, 0):
                return False
            if self._admitted(entry, mine, min(NOTICEABLE_SECONDS, self._longest)):
                return True
            with self._told(host):
                if self._admitted(entry, mine, self._longest):
                    return True
        finally:
            self._out_of_line(entry, mine)
        raise ShopBusy(f"{host} is asked one thing at a time, and slow to answer.", QUEUE_SECONDS)

    def _admitted(self, entry: _Host, mine: tuple[float, int], seconds: float) -> bool:
        with entry.changed:
            if not entry.changed.wait_for(lambda: entry.next_is(mine), seconds):
                return False
            entry.asked = True
            return True

    def _out_of_line(self, entry: _Host, mine: tuple[float, int]) -> None:
        with entry.changed:
            entry.waiting.remove(mine)
            heapq.heapify(entry.waiting)
            entry.changed.notify_all()

    def _sit_out(self, host: str, seconds: float, *, waited: bool) -> None:
        if seconds > LONGEST_PAUSE:
            raise busy(host, seconds)
        if seconds >= NOTICEABLE_SECONDS:
            with self._told(host):
                self._sleep(seconds)
        elif seconds > 0:
            self._sleep(seconds)
        if (waited or seconds > 0) and (self._stop.is_set() or self._unwanted()):
            raise Stopped("Stopped at your request; cta-batch resume goes on from here.")

    @contextmanager
    def _told(self, host: str) -> Iterator[None]:
        if self._on_wait is not None:
            self._on_wait(host)
        try:
            yield
        finally:
            if self._on_wait is not None:
                self._on_wait(None)

    def _entry(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def busy(host: str, seconds: float) -> ShopBusy:
    """The error for a pause that is too long to wait for."""
    return ShopBusy(
        f"{host} asks programs to wait {_spoken(seconds)} before they read on.", seconds
    )


def _spoken(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"
