"""The infos of a run that are in work: who does what for which of them next."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cta_batch.compose.cores import Thrift, cores
from cta_batch.domain import Status
from cta_batch.errors import (
    AskedToWait,
    ClaimedElsewhere,
    CtaBatchError,
    JobStopped,
    ShopBusy,
    Stopped,
)
from cta_batch.floor import Floor
from cta_batch.pipeline.desk import Desk, Question
from cta_batch.pipeline.kit import AT_WORK, PLACE, UNWANTED, Kit, Progress
from cta_batch.pipeline.line import Later, Line
from cta_batch.pipeline.process import Haste, begin, go_on, leg_of
from cta_batch.pipeline.stages import Leg, look_ahead, may_be_written
from cta_batch.store import Work

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
"""Between two looks at what other processes have finished."""


class TooEarly(AskedToWait):
    """The words of an info had to wait, whose picture need not."""


@dataclass(frozen=True)
class Task:
    """An info on one of its legs, with what was saved of it before; None where it is taken up."""

    info: uuid.UUID
    leg: Leg
    work: Work | None = None


@dataclass
class Crew:
    """``running`` is what somebody does, or will as soon as there is a thread. Pictures that are
    ``coming`` are fetched and looked at beside that, and ``waiting`` are infos for which nothing
    else is done until theirs ``came``, as for those that ``hurried`` in vain: their words had to
    wait. ``pages`` are those that came. ``ended`` ended the run.
    """

    kit: Kit
    line: Line
    workers: int
    shops: Executor
    desk: Desk
    drawing: Executor
    floor: Floor
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    running: dict[Future[Work | Status], Task] = field(default_factory=dict)
    coming: dict[Future[None], uuid.UUID] = field(default_factory=dict)
    waiting: dict[uuid.UUID, Work] = field(default_factory=dict)
    came: set[uuid.UUID] = field(default_factory=set)
    hurried: set[uuid.UUID] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)
    thrift: Thrift = field(default_factory=Thrift)
    ended: CtaBatchError | None = None
    _told: set[str] = field(default_factory=set)

    def goes_on(self) -> bool:
        return bool(self._in_work() or (self.line.left and not self.kit.stop.is_set()))

    def _in_work(self) -> bool:
        """Not if nobody waits for the pictures that are coming."""
        return bool(self.running or self.waiting)

    def leave(self) -> None:
        """What is still coming need not."""
        self.over.set()
        for future in self.coming:
            future.cancel()

    def begin(self) -> None:
        """Take up infos that are ready, as long as there is room for them."""
        if self._room():
            self.line.refill(self.clock(), self.kit.store.claims.free)
        while self._room() and not self.kit.stop.is_set():
            info = self.line.ready.next(self._in_hand())
            if info is None:
                break
            self._submit(Task(info, Leg.READ), partial(self._take_up, info))
        self.desk.no_more = not self.line.left and not self._on(Leg.READ)

    def _room(self) -> bool:
        """A worker's worth of infos is read ahead; fewer while drawing does not keep up, and none
        before those got on whose page is there."""
        drawing = self._on(Leg.DRAW)
        ahead = len(self._in_hand()) - drawing
        keeps_up = drawing < max(self.workers, cores() + 1)
        return ahead < 2 * self.workers and keeps_up and not self._has_page_at_hand()

    def _has_page_at_hand(self) -> bool:
        """Whether an info is about to get on that waited for a page."""
        reading = (task.info for task in self.running.values() if task.leg is Leg.READ)
        return any(self.line.ready.url(info) in self.pages for info in reading)

    def _in_hand(self) -> set[uuid.UUID]:
        """Those too whose picture is fetched for nothing: they take up a thread."""
        return {task.info for task in self.running.values()}.union(
            self.waiting, self.coming.values()
        )

    def _on(self, leg: Leg) -> int:
        return sum(task.leg is leg for task in self.running.values())

    def _hand_on(self, work: Work) -> None:
        """To the next leg. Whoever must wait for a picture may have its words written meanwhile."""
        leg = leg_of(work)
        if self._can_take_picture(work):
            leg = Leg.ASK
        elif leg is Leg.LOOK and work.id not in self.came:
            self._have_looked_at(work)
            if not self._may_be_written_ahead(work):
                self.waiting[work.id] = work
                return
            leg = Leg.ASK
        self._go(work, leg)

    def _have_looked_at(self, work: Work) -> None:
        if work.id not in self.coming.values():
            self.coming[self.shops.submit(self._look_ahead, work)] = work.id

    def _may_be_written_ahead(self, work: Work) -> bool:
        return may_be_written(work) and work.id not in self.hurried

    def _picture_came(self, future: Future[None]) -> None:
        """Or is not to be had, which is for the next who looks to say."""
        info = self.coming.pop(future)
        work = self.waiting.pop(info, None)
        words = self.desk.withdraw(self.line.ready.number(info))
        if words is not None:
            work = self.running.pop(words).work
        busy = future.exception()
        if not isinstance(busy, ShopBusy):
            self.came.add(info)
            if work is not None:
                self._hand_on(work)
        elif work is not None:
            self.kit.store.claims.release(info)
            self._put_back(info, busy)

    def _left(self, info: uuid.UUID) -> None:
        """Its picture need not come, if nobody fetches it yet."""
        for future in [future for future, whose in self.coming.items() if whose == info]:
            if future.cancel():
                del self.coming[future]

    def _go(self, work: Work, leg: Leg) -> None:
        if leg is Leg.ASK:
            answer = self.desk.submit(self._question(work), partial(self._answer, work))
            self.running[answer] = Task(work.id, leg, work)
        else:
            self._submit(Task(work.id, leg, work), partial(self._do, leg, work))

    def _submit(self, task: Task, do: Callable[[], Work | Status]) -> None:
        """What is not asked begins when nobody is between two answers, unless a worker waits for
        it, or none will ask any more."""
        if self._on(Leg.ASK) >= self.workers:
            do = partial(_after_others, self.floor, do)
        pool = self.drawing if task.leg is Leg.DRAW else self.shops
        self.running[pool.submit(_guarded, task.info, self.kit, do)] = task

    def _question(self, work: Work) -> Question:
        ready = self._can_take_picture(work) or leg_of(work) is Leg.ASK
        unpainted = work.suggestion.background_image is None
        ahead = leg_of(work) is Leg.LOOK and self._may_be_written_ahead(work)
        return Question(self.line.ready.number(work.id), ready and unpainted, ahead)

    def wait(self) -> None:
        """Until something is done, or it is time to look again at what was put back."""
        if self._in_work():
            looking = (self.line.aside or self.line.later) and self._room()
            self._collect(LOOK_SECONDS if looking else None)
        elif self.line.left and not self.line.ready:
            self._collect(0)
            self._idle()
        elif self.coming:
            self._collect(LOOK_SECONDS)

    def _collect(self, timeout: float | None) -> None:
        under_way: list[Future[Any]] = [*self.running, *self.coming]
        for future in wait(under_way, timeout, FIRST_COMPLETED).done:
            if future in self.coming:
                self._picture_came(future)
            else:
                self._ended(future)

    def _ended(self, future: Future[Work | Status]) -> None:
        task = self.running.pop(future)
        info = task.info
        if task.leg is Leg.READ:
            self.line.ready.has_read(info)
        if task.leg is Leg.DRAW:
            self.thrift.look()
        try:
            after = future.result()
            if isinstance(after, Work):
                self.pages.add(after.url)
                self._hand_on(after)
            else:
                self._left(info)
        except TooEarly:
            self.hurried.add(info)
            self.line.ready.add([info])
        except (AskedToWait, ShopBusy) as error:
            self._put_back(info, error)
        except ClaimedElsewhere:
            self._left(info)
            self.line.aside.append(info)
        except CtaBatchError as error:
            self.ended = max(self.ended, error, key=_gravity)

    def _put_back(self, info: uuid.UUID, error: Later) -> None:
        self._left(info)
        self.line.put_back(info, self.clock(), error)
        self._say(info, f"{error} It is put back until then; others go on.")

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

    # --- in other threads ---

    def _take_up(self, info: uuid.UUID) -> Work | Status:
        """An info with its page read, claimed before."""
        PLACE.set(self.line.ready.place_of_page(info))
        after = begin(info, self.kit)
        if isinstance(after, Work) and leg_of(after) is Leg.READ:
            return go_on(after, self.kit, Leg.READ)
        return after

    def _look_ahead(self, work: Work) -> None:
        AT_WORK.set(work.id)
        PLACE.set(self.line.ready.number(work.id))
        before = UNWANTED.set(self.over)
        try:
            look_ahead(work, self.kit)
        finally:
            UNWANTED.reset(before)

    def _do(self, leg: Leg, work: Work) -> Work | Status:
        PLACE.set(self.line.ready.number(work.id))
        return go_on(work, self.kit, leg, Haste(leave=self.desk.words_can_wait))

    def _answer(self, work: Work, words: bool) -> Work | Status:
        return _guarded(work.id, self.kit, partial(self._ask_on_the_floor, work, words))

    def _ask_on_the_floor(self, work: Work, words: bool) -> Work | Status:
        with self.floor.held():
            return self._ask(work, words)

    def _ask(self, work: Work, words: bool) -> Work | Status:
        """What is wanted of models, or only its ``words`` for now; a picture that was looked at
        already is taken on the way."""
        if self._can_take_picture(work) and not words:
            return self._take_picture(work)
        if leg_of(work) is Leg.ASK:
            return self._do(Leg.ASK, work)
        after = self._write_ahead(work)
        if isinstance(after, Work) and self._can_take_picture(after):
            return self._take_picture(after)
        return after

    def _write_ahead(self, work: Work) -> Work | Status:
        """Words that must wait do not hold up the picture."""
        try:
            return go_on(work, self.kit, Leg.ASK, Haste(longest=0))
        except AskedToWait as error:
            raise TooEarly(str(error), error.seconds) from None

    def _can_take_picture(self, work: Work) -> bool:
        fresh = (work.id, Status.ANALYZING) not in self.kit.retried
        return leg_of(work) is Leg.LOOK and work.id in self.kit.looks and fresh

    def _take_picture(self, work: Work) -> Work | Status:
        after = self._do(Leg.LOOK, work)
        return self._do(Leg.ASK, after) if isinstance(after, Work) else after


def _gravity(error: CtaBatchError | None) -> int:
    """What to report when several things ended a run: a broken house, a limit, a wish to stop."""
    if error is None:
        return 0
    if isinstance(error, Stopped):
        return 1
    return 2 if isinstance(error, JobStopped) else 3


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
