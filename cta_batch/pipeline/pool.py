"""Many infos at once: a pool of threads that stops taking work when asked, and loses nothing."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from cta_batch.compose.cores import cores, share_freed_memory
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
from cta_batch.pipeline.process import begin, go_on, leg_of
from cta_batch.pipeline.stages import Leg
from cta_batch.store import Work

log = logging.getLogger(__name__)

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
    """Process infos, ``workers`` at once; returns what stopped the job early, if anything.

    At most ``workers`` infos wait for an answer of a model. As many are read ahead of them, so that
    none waits for a shop or for pixels, and those that have their words are drawn behind them.

    The same call serves a new job, ``resume`` and ``retry``, and several processes with the same
    infos share them. When ``kit.stop`` is set, or a limit is reached, nothing new begins and the
    stages in flight are finished and saved. ``sleep`` by default ends when ``kit.stop`` is set.

    Raises StoreError, after the stages in flight have ended.
    """
    share_freed_memory()
    urls = kit.store.urls(infos)
    ready = Ready(infos, lambda info: urlsplit(urls[info]).netloc)
    with ExitStack() as stack:
        pools = {leg: stack.enter_context(pool) for leg, pool in _pools(workers).items()}
        crew = Crew(kit, Line(ready), workers, pools, clock, sleep or kit.stop.wait)
        while crew.goes_on():
            crew.begin()
            crew.wait()
    if crew.ended is None and crew.line.left:
        return Stopped("Stopped at your request; cta-batch resume goes on from here.")
    if crew.ended is None or isinstance(crew.ended, JobStopped):
        return crew.ended
    raise crew.ended


def _pools(workers: int) -> dict[Leg, ThreadPoolExecutor]:
    """Threads for each leg. All that is in hand may be reading: a slow shop holds up no other."""
    sizes = {Leg.READ: 2 * workers, Leg.ASK: workers, Leg.DRAW: cores()}
    return {leg: ThreadPoolExecutor(n, thread_name_prefix=leg.name) for leg, n in sizes.items()}


@dataclass
class Crew:
    """The infos of a run that are in work, and what ended it."""

    kit: Kit
    line: Line
    workers: int
    pools: Mapping[Leg, ThreadPoolExecutor]
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    running: dict[Future[Work | Status], tuple[uuid.UUID, Leg]] = field(default_factory=dict)
    ended: CtaBatchError | None = None
    _told: set[str] = field(default_factory=set)

    def goes_on(self) -> bool:
        return bool(self.running or (self.line.left and not self.kit.stop.is_set()))

    def begin(self) -> None:
        """Take up infos that are ready, as long as there is room for them."""
        if self._room():
            self.line.refill(self.clock(), self.kit.store.claims.free)
        while self.line.ready and self._room() and not self.kit.stop.is_set():
            info = self.line.ready.next(info for info, _ in self.running.values())
            self.kit.begun[info] = len(self.kit.begun)
            self._submit(info, Leg.READ, partial(begin, info, self.kit))

    def _room(self) -> bool:
        """A worker's worth of infos is read ahead; fewer while drawing does not keep up."""
        drawing = sum(leg is Leg.DRAW for _, leg in self.running.values())
        ahead = len(self.running) - drawing
        return ahead < 2 * self.workers and drawing < max(self.workers, cores() + 1)

    def _submit(self, info: uuid.UUID, leg: Leg, do: Callable[[], Work | Status]) -> None:
        future = self.pools[leg].submit(_guarded, info, self.kit, do)
        self.running[future] = info, leg

    def wait(self) -> None:
        """Until something is done, or it is time to look again at what was put back."""
        if self.running:
            looking = (self.line.aside or self.line.later) and self._room()
            self._collect(LOOK_SECONDS if looking else None)
        elif self.line.left and not self.line.ready:
            self._idle()

    def _collect(self, timeout: float | None) -> None:
        for future in wait(self.running, timeout, FIRST_COMPLETED).done:
            info, _ = self.running.pop(future)
            try:
                after = future.result()
                if isinstance(after, Work):
                    self._submit(info, leg_of(after), partial(go_on, after, self.kit))
            except (AskedToWait, ShopBusy) as error:
                self.line.put_back(info, self.clock(), error)
                self._say(info, f"{error} It is put back until then; others go on.")
            except ClaimedElsewhere:
                self.line.aside.append(info)
            except CtaBatchError as error:
                self.ended = max(self.ended, error, key=_gravity)

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


def _guarded(info: uuid.UUID, kit: Kit, do: Callable[[], Work | Status]) -> Work | Status:
    """An unexpected error fails its own info, with a trace in the log, and no other.

    What ends the run ends it here: the next info of this very thread may wait in its queue already.
    """
    try:
        return do()
    except (AskedToWait, ShopBusy, ClaimedElsewhere):
        raise
    except CtaBatchError:
        kit.stop.set()
        raise
    except Exception:
        log.exception("info=%s unexpected", info)
        said = f"Something unexpected went wrong; the details are in {kit.log_file}. Try: retry."
        kit.store.record_failure(info, said)
        kit.tell(Progress(info, Status.FAILED, said))
        return Status.FAILED
