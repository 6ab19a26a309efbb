"""A time that passes only when everybody sleeps, so that no test waits."""

from __future__ import annotations

import threading


class VirtualTime:
    """Time for a fixed number of threads: it jumps ahead as soon as all of them sleep."""

    def __init__(self, threads: int = 1) -> None:
        self.now = 0.0
        self._awake = threads
        self._alarms: list[float] = []
        self._changed = threading.Condition()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._changed:
            wake = self.now + seconds
            self._alarms.append(wake)
            self._jump()
            while self.now < wake:
                self._changed.wait()

    def leave(self) -> None:
        """This thread will not sleep any more."""
        with self._changed:
            self._awake -= 1
            self._jump()

    def _jump(self) -> None:
        if self._alarms and len(self._alarms) >= self._awake:
            self.now = max(self.now, min(self._alarms))
            self._alarms = [alarm for alarm in self._alarms if alarm > self.now]
            self._changed.notify_all()
