"""When to ask again: one retry of a stage that failed, and one gate for everybody who must wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import tenacity

from cta_batch.errors import AskedToWait, ShopBusy, StageError, Stopped
from cta_batch.floor import left
from cta_batch.providers import ratelimits

T = TypeVar("T")

LONGEST_WAIT = 120.0
"""Seconds one call may wait in all before its worker is better used for something else."""
UNSAID_WAIT = 1.0
"""Seconds to wait after the first 429 that does not say how long; doubled for each one after."""
LEAST_WAIT = 0.1
"""Seconds between a 429 that says "at once" and the next call, from the second such on; doubled for
each one after, up to ``UNSAID_WAIT``. It would be asked for ever, as fast as it answers."""
NOTICEABLE_SECONDS = 1.0
"""A wait of that long is told of."""
PAUSE_BEFORE_RETRY = 1.0
"""Seconds between a failure and its one retry: long enough for a hiccup to pass."""


class Gate:
    """One for all threads that share a provider's limit (so: one for each model asked).

    Any 429 moves a shared not-before time; who came first goes first; once the provider's pace is
    known, calls leave one by one at that pace instead of all at once. ``clock`` gives seconds,
    ``sleep`` waits; by default it wakes as soon as ``stop`` is set. ``on_wait`` is told in the
    thread that waits: True, and False when that is over. Thread-safe.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        stop: threading.Event | None = None,
        on_wait: Callable[[bool], None] | None = None,
    ) -> None:
        self._clock = clock
        self._stop = stop or threading.Event()
        self._sleep = sleep or self._stop.wait
        self._on_wait = on_wait or (lambda _waits: None)
        self._lock = threading.Lock()
        self._opens = clock()
        self._pace = 0.0
        self._left = 0
        self._tickets = 0
        self._waiting: set[int] = set()

    def ticket(self) -> int:
        """A place in the queue, kept for as long as a call has to be made."""
        with self._lock:
            self._tickets += 1
            return self._tickets

    def enter(self, ticket: int, longest: float = LONGEST_WAIT) -> None:
        """Wait for this ticket's turn.

        Raises Stopped when the user asked to stop meanwhile, and AskedToWait when the turn is
        farther off than ``longest`` seconds.
        """
        with self._lock:
            self._waiting.add(ticket)
        try:
            while (pause := self._turn(ticket)) > 0:
                if pause > longest:
                    raise AskedToWait(f"The server asks us to wait {pause:.0f} seconds.", pause)
                with self._told(pause):
                    self.pause(pause)
        finally:
            with self._lock:
                self._waiting.discard(ticket)

    @contextmanager
    def _told(self, seconds: float) -> Iterator[None]:
        noticeable = seconds >= NOTICEABLE_SECONDS
        if noticeable:
            self._on_wait(True)
        try:
            yield
        finally:
            if noticeable:
                self._on_wait(False)

    def pause(self, seconds: float) -> None:
        """Sleep, and raise Stopped when the user asked to stop before or meanwhile."""
        self._check_stop()
        with left():
            self._sleep(seconds)
        self._check_stop()

    def postpone(self, seconds: float, pace: float | None = None) -> None:
        """Nobody asks before ``seconds`` from now; with ``pace``, nor faster than that after."""
        with self._lock:
            self._opens = max(self._opens, self._clock() + seconds)
            self._left = 0
            if pace is not None:
                self._pace = pace

    def notice(self, headers: Mapping[str, str]) -> None:
        """Learn from the x-ratelimit headers of an answer, before a limit is run into.

        Nobody is held back while the provider says that requests are left.
        """
        left, pace = ratelimits.remaining(headers), ratelimits.seconds_between(headers)
        if left is None or pace is None:
            return
        with self._lock:
            self._pace = pace
            self._left = left

    def _turn(self, ticket: int) -> float:
        """0 when the ticket may go now (and then it has gone), else seconds until it may."""
        self._check_stop()
        with self._lock:
            pace = 0.0 if self._left > 0 else self._pace
            before = sum(other < ticket for other in self._waiting)
            now = self._clock()
            pause = self._opens + before * pace - now
            if pause <= 0:
                self._opens = max(self._opens, now) + pace
                self._left = max(0, self._left - 1)
                self._waiting.discard(ticket)
            return pause

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise Stopped("Stopped at your request; cta-batch resume goes on from here.")


def attempt_twice(
    call: Callable[[], T],
    *,
    on_retry: Callable[[StageError], None],
    gate: Gate,
    had_retry: bool = False,
    longest: float = LONGEST_WAIT,
) -> T:
    """What ``call`` returns; it is made once more when it fails with a StageError.

    ``on_retry`` is told the failure before the second attempt, which there is none of for work
    that ``had_retry`` before it was put back. Being asked to wait is no failure: the gate moves for
    everybody and the call is made again, up to ``longest`` seconds in all.

    Raises:
        AskedToWait, ShopBusy: it would have to wait longer than that; put the work back and do
            other work.
        StageError: the last failure.
        JobStopped: at once, whoever raises it.
    """

    def told(state: tenacity.RetryCallState) -> None:
        error = state.outcome and state.outcome.exception()
        if isinstance(error, StageError):
            on_retry(error)

    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception(_worth_another),
        stop=tenacity.stop_after_attempt(1 if had_retry else 2),
        wait=tenacity.wait_fixed(PAUSE_BEFORE_RETRY),
        before_sleep=told,
        sleep=gate.pause,
        reraise=True,
    )
    result: T = retrying(_waiting_out, call, gate, longest)
    return result


def _worth_another(error: BaseException) -> bool:
    return isinstance(error, StageError) and not isinstance(error, AskedToWait | ShopBusy)


def _waiting_out(call: Callable[[], T], gate: Gate, longest: float) -> T:
    """Make ``call`` as often as the provider only says "later"."""
    ticket = gate.ticket()
    waited, unsaid, least = 0.0, UNSAID_WAIT, 0.0
    while True:
        gate.enter(ticket, longest)
        try:
            return call()
        except AskedToWait as error:
            seconds = unsaid if error.seconds is None else error.seconds
            gate.postpone(seconds, error.pace)
            waited += max(seconds, least)
            if waited > longest:
                raise
            if seconds < least:  # for this call alone: others may be let in
                gate.pause(least - seconds)
            unsaid *= 2
            least = min(UNSAID_WAIT, 2 * least or LEAST_WAIT)
