"""One request at a time to each host, and none before the host wants the next one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from cta_batch.errors import ShopBusy, Stopped

LONGEST_PAUSE = 120.0
"""Seconds a host may have us wait (Retry-After) before its infos fail in words instead."""


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    opens: float = 0.0


class Turns:
    """Who may ask which host when. Shared by all threads of one process.

    ``clock`` gives seconds, ``sleep`` waits; by default it wakes as soon as ``stop`` is set.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        stop: threading.Event | None = None,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._clock = clock
        self._stop = stop or threading.Event()
        self._sleep = sleep or self._stop.wait
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def take(self, host: str) -> None:
        """Wait until nobody else asks ``host`` and its pause is over; ``leave`` must follow.

        Raises ShopBusy when the pause is too long to wait for, Stopped when the user asked to
        stop while this thread waited.
        """
        entry = self._entry(host)
        waited = not entry.lock.acquire(blocking=False)
        if waited:
            entry.lock.acquire()  # bounded: whoever holds it has a deadline
        try:
            self._sit_out(host, entry.opens - self._clock(), waited=waited)
        except BaseException:
            entry.lock.release()
            raise

    def leave(self, host: str, delay: float = 0.0) -> None:
        """Let the next one ask, ``delay`` seconds from now."""
        entry = self._entry(host)
        entry.opens = max(entry.opens, self._clock() + delay)
        entry.lock.release()

    def postpone(self, host: str, seconds: float) -> None:
        """Nobody asks ``host`` before ``seconds`` from now."""
        entry = self._entry(host)
        entry.opens = max(entry.opens, self._clock() + seconds)

    def _sit_out(self, host: str, seconds: float, *, waited: bool) -> None:
        if seconds > LONGEST_PAUSE:
            raise ShopBusy(
                f"{host} asks programs to wait {_spoken(seconds)} before they read on;"
                " cta-batch retry goes on then."
            )
        if seconds > 0:
            self._sleep(seconds)
        if (waited or seconds > 0) and self._stop.is_set():
            raise Stopped("Stopped at your request; cta-batch resume goes on from here.")

    def _entry(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def _spoken(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"
