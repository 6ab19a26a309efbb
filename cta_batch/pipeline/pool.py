"""Many infos at once: a pool of threads that stops taking work when asked, and loses nothing."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cta_batch.domain import Status
from cta_batch.errors import (
    AskedToWait,
    ClaimedElsewhere,
    CtaBatchError,
    JobStopped,
    ShopBusy,
    Stopped,
)
from cta_batch.pipeline.kit import Kit, Progress
from cta_batch.pipeline.line import Line, Ready
from cta_batch.pipeline.process import process

log = logging.getLogger(__name__)

UNEXPECTED = "Something unexpected went wrong; the log file has the details, retry tries again."


LOOK_SECONDS = 0.5
"""Between two looks at what other processes have finished."""


def run(
    infos: Sequence[uuid.UUID],
    kit: Kit,
    workers: int,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] | None = None,
) -> JobStopped | None:
    """Process infos, at most ``workers`` at once; returns what stopped the job early, if anything.

    The same call serves a new job, ``resume`` and ``retry``, and several processes with the same
    infos share them. When ``kit.stop`` is set, or a limit is reached, nothing new begins and the
    stages in flight are finished and saved. ``sleep`` by default ends when ``kit.stop`` is set.

    Raises StoreError, after the stages in flight have ended.
    """
    urls = kit.store.urls(infos)
    ready = Ready(infos, lambda info: urlsplit(urls[info]).netloc)
    crew = Crew(kit, Line(ready), clock, sleep or kit.stop.wait)
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="info") as pool:
        while crew.goes_on():
            crew.begin(pool, workers)
            crew.wait(workers)
    if crew.ended is None and crew.line.left:
        return Stopped("Stopped at your request; cta-batch resume goes on from here.")
    if crew.ended is None or isinstance(crew.ended, JobStopped):
        return crew.ended
    raise crew.ended


@dataclass
class Crew:
    """The infos of a run that are in work, and what ended it."""

    kit: Kit
    line: Line
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    running: dict[Future[Status], uuid.UUID] = field(default_factory=dict)
    ended: CtaBatchError | None = None
    _told: set[str] = field(default_factory=set)

    def goes_on(self) -> bool:
        return bool(self.running or (self.line.left and not self.kit.stop.is_set()))

    def begin(self, pool: ThreadPoolExecutor, workers: int) -> None:
        """Give every free worker an info that is ready."""
        if len(self.running) < workers:
            self.line.refill(self.clock(), self.kit.store.claims.free)
        while self.line.ready and len(self.running) < workers and not self.kit.stop.is_set():
            info = self.line.ready.next(self.running.values())
            self.running[pool.submit(_guarded, info, self.kit)] = info

    def wait(self, workers: int) -> None:
        """Until a worker is free, or it is time to look again at what was put back."""
        if self.running:
            looking = (self.line.aside or self.line.later) and len(self.running) < workers
            self._collect(LOOK_SECONDS if looking else None)
        elif self.line.left and not self.line.ready:
            self._idle()

    def _collect(self, timeout: float | None) -> None:
        for future in wait(self.running, timeout, FIRST_COMPLETED).done:
            info = self.running.pop(future)
            try:
                future.result()
            except (AskedToWait, ShopBusy) as error:
                self.line.put_back(info, self.clock(), error)
                self._say(info, f"{error} It is put back until then; others go on.")
            except ClaimedElsewhere:
                self.line.aside.append(info)
            except CtaBatchError as error:
                self.ended = max(self.ended, error, key=_gravity)
                self.kit.stop.set()

    def _idle(self) -> None:
        """Nobody works: wait for other processes, or for the provider if that is not too long."""
        self.ended = self.line.too_long(self.clock())
        if self.ended is not None:
            return self.kit.stop.set()
        if self.line.aside:
            count = len(self.line.aside)
            what = "1 info is" if count == 1 else f"{count} infos are"
            self._say(self.line.aside[0], f"{what} with another process; waiting for that")
        self.sleep(LOOK_SECONDS)
        return None

    def _say(self, info: uuid.UUID, note: str) -> None:
        """Once for each info and reason."""
        key = f"{info} {note.partition(' ')[0]}"
        if key not in self._told:
            self._told.add(key)
            self.kit.tell(Progress(info, self.kit.store.info(info).status, note))


def _gravity(error: CtaBatchError | None) -> int:
    """What to report when several things ended a run: a broken house, a limit, a wish to stop."""
    if error is None:
        return 0
    if isinstance(error, Stopped):
        return 1
    return 2 if isinstance(error, JobStopped) else 3


def _guarded(info: uuid.UUID, kit: Kit) -> Status:
    """An unexpected error fails its own info, with a trace in the log, and no other."""
    try:
        return process(info, kit)
    except CtaBatchError:
        raise
    except Exception:
        log.exception("info %s", info)
        kit.store.record_failure(info, UNEXPECTED)
        kit.tell(Progress(info, Status.FAILED, UNEXPECTED))
        return Status.FAILED
