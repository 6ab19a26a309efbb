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

from cta_batch.compose.cores import Thrift, cores, share_freed_memory
from cta_batch.domain import ProviderName, Status
from cta_batch.errors import (
    AskedToWait,
    ClaimedElsewhere,
    CtaBatchError,
    JobStopped,
    ShopBusy,
    Stopped,
)
from cta_batch.floor import PATIENCE, Floor
from cta_batch.pipeline.kit import AT_WORK, Kit, Progress
from cta_batch.pipeline.line import Line, Ready
from cta_batch.pipeline.process import begin, go_on, leg_of
from cta_batch.pipeline.stages import Leg, look_ahead, may_be_written
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
    A worker that would be idle has words written for an info whose picture is still on its way.

    The same call serves a new job, ``resume`` and ``retry``, and several processes with the same
    infos share them. When ``kit.stop`` is set, or a limit is reached, nothing new begins and the
    stages in flight are finished and saved. ``sleep`` by default ends when ``kit.stop`` is set.

    Raises StoreError, after the stages in flight have ended.
    """
    share_freed_memory()
    urls = kit.store.urls(infos)
    ready = Ready(infos, urls)
    with ExitStack() as stack:
        pools = _pools(workers)
        for pool in set(pools.values()):
            stack.enter_context(pool)
        crew = Crew(kit, Line(ready), workers, pools, clock, sleep or kit.stop.wait, _floor(kit))
        while crew.goes_on():
            crew.begin()
            crew.wait()
    if crew.ended is None and crew.line.left:
        return Stopped("Stopped at your request; cta-batch resume goes on from here.")
    if crew.ended is None or isinstance(crew.ended, JobStopped):
        return crew.ended
    raise crew.ended


def _pools(workers: int) -> dict[Leg, ThreadPoolExecutor]:
    """Threads for each leg. All that is in hand may wait for shops, and have its picture looked at
    ahead as well: a slow shop holds up no other."""
    shops = ThreadPoolExecutor(4 * workers, thread_name_prefix="SHOP")
    models = ThreadPoolExecutor(workers, thread_name_prefix="ASK")
    drawing = ThreadPoolExecutor(cores(), thread_name_prefix="DRAW")
    return {Leg.READ: shops, Leg.LOOK: shops, Leg.ASK: models, Leg.DRAW: drawing}


def _floor(kit: Kit) -> Floor:
    """For workers that have answers to wait for. Where writes take long nobody waits for it: they
    had better share a commit. Nor offline, where workers wait for nothing but cores."""
    models = kit.options.provider is not ProviderName.OFFLINE
    return Floor(PATIENCE if models and kit.store.database.is_quick() else 0)


@dataclass(frozen=True)
class Task:
    """An info on one of its legs, with what was saved of it before; None where it is taken up."""

    info: uuid.UUID
    leg: Leg
    work: Work | None = None


@dataclass
class Crew:
    """The infos of a run that are in work, and what ended it."""

    kit: Kit
    line: Line
    workers: int
    pools: Mapping[Leg, ThreadPoolExecutor]
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    floor: Floor
    running: dict[Future[Work | Status], Task] = field(default_factory=dict)
    thrift: Thrift = field(default_factory=Thrift)
    ended: CtaBatchError | None = None
    _told: set[str] = field(default_factory=set)

    def goes_on(self) -> bool:
        return bool(self.running or (self.line.left and not self.kit.stop.is_set()))

    def begin(self) -> None:
        """Take up infos that are ready, as long as there is room for them."""
        if self._room():
            self.line.refill(self.clock(), self.kit.store.claims.free)
        while self._room() and not self.kit.stop.is_set():
            info = self.line.ready.next(task.info for task in self.running.values())
            if info is None:
                break
            self.kit.begun[info] = len(self.kit.begun)
            self._submit(Task(info, Leg.READ), partial(_taken_up, info, self.kit))

    def _room(self) -> bool:
        """A worker's worth of infos is read ahead; fewer while drawing does not keep up."""
        drawing = self._on(Leg.DRAW)
        ahead = len(self.running) - drawing
        return ahead < 2 * self.workers and drawing < max(self.workers, cores() + 1)

    def _on(self, *legs: Leg) -> int:
        return sum(task.leg in legs for task in self.running.values())

    def _hand_on(self, work: Work) -> None:
        """To the next leg; an idle worker has its words written while it waits for its picture."""
        leg = leg_of(work)
        if leg is Leg.LOOK and self._waits_behind(work) and may_be_written(work):
            self.pools[leg].submit(_looked_ahead, work, self.kit)
            leg = Leg.ASK
        self._submit(Task(work.id, leg, work), partial(go_on, work, self.kit, leg))

    def _waits_behind(self, work: Work) -> bool:
        """Whether a picture of its page is fetched already, and a worker will be idle all the same:
        those that are looked at soon want theirs."""
        looking = [t.work for t in self.running.values() if t.leg is Leg.LOOK and t.work]
        behind = any(one.url == work.url for one in looking)
        return behind and self._on(Leg.LOOK, Leg.ASK) < self.workers

    def _submit(self, task: Task, do: Callable[[], Work | Status]) -> None:
        """Models are asked by one after the other; what else there is begins when nobody is between
        two answers, unless a worker waits for it, or none will ask any more."""
        if task.leg is Leg.ASK:
            do = partial(_with_the_floor, self.floor, do)
        elif self._on(Leg.ASK) >= self.workers:
            do = partial(_after_others, self.floor, do)
        future = self.pools[task.leg].submit(_guarded, task.info, self.kit, do)
        self.running[future] = task

    def wait(self) -> None:
        """Until something is done, or it is time to look again at what was put back."""
        if self.running:
            looking = (self.line.aside or self.line.later) and self._room()
            self._collect(LOOK_SECONDS if looking else None)
        elif self.line.left and not self.line.ready:
            self._idle()

    def _collect(self, timeout: float | None) -> None:
        for future in wait(self.running, timeout, FIRST_COMPLETED).done:
            task = self.running.pop(future)
            info = task.info
            if task.leg is Leg.READ:
                self.line.ready.has_read(info)
            if task.leg is Leg.DRAW:
                self.thrift.look()
            try:
                after = future.result()
                if isinstance(after, Work):
                    self._hand_on(after)
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


def _taken_up(info: uuid.UUID, kit: Kit) -> Work | Status:
    """An info with its page read, claimed before."""
    after = begin(info, kit)
    if isinstance(after, Work) and leg_of(after) is Leg.READ:
        return go_on(after, kit, Leg.READ)
    return after


def _looked_ahead(work: Work, kit: Kit) -> None:
    AT_WORK.set(work.id)
    look_ahead(work, kit)


def _with_the_floor(floor: Floor, do: Callable[[], Work | Status]) -> Work | Status:
    with floor.held():
        return do()


def _after_others(floor: Floor, do: Callable[[], Work | Status]) -> Work | Status:
    floor.make_way()
    return do()


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
