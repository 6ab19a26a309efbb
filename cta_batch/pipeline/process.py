"""One info through its stages. Needs nothing but its id and a kit, so any worker can call it."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from cta_batch.domain import FINISHED, Status
from cta_batch.errors import (
    AskedToWait,
    ClaimedElsewhere,
    CtaBatchError,
    JobStopped,
    ShopBusy,
    StageError,
    Stopped,
    StoreError,
)
from cta_batch.pipeline.kit import AT_WORK, Kit, Progress
from cta_batch.pipeline.missing import damage_named, made_good
from cta_batch.pipeline.stages import Leg, Stage, next_stage
from cta_batch.providers.retrying import LONGEST_WAIT, attempt_twice
from cta_batch.store import Work

log = logging.getLogger(__name__)


def process(info: uuid.UUID, kit: Kit) -> Status:
    """Claim an info and do every stage that is not done yet, saving each; returns DONE or FAILED.

    An info that another process finished meanwhile is left as it is. Needs ``claims.at_work``.

    Raises:
        ClaimedElsewhere: another process is at work on it, or took it over.
        JobStopped: a limit was reached or the user asked to stop; what is saved stays.
        AskedToWait, ShopBusy: they want a longer wait than a worker should spend; come back.
        StoreError: our own database or folder cannot be used.
    """
    after = begin(info, kit)
    while isinstance(after, Work):
        after = go_on(after, kit, leg_of(after))
    return after


def begin(info: uuid.UUID, kit: Kit) -> Work | Status:
    """Claim an info; returns what is saved of it, or how it ended if nothing is left to do."""
    status = kit.store.claims.claim(info, begins=Status.ANALYZING)
    if status in FINISHED:
        kit.tell(Progress(info, status, "by another process"))
        return status
    with _released_on_error(info, kit):
        after = _after(kit.store.work(info), kit)
    if isinstance(after, Work) and leg_of(after) in _NO_NEWS:
        kit.tell(Progress(info, _standing(after)))
    return after


_NO_NEWS = (Leg.LOOK, Leg.DRAW)
"""Their stage is known to have begun, with the step before."""


def leg_of(work: Work) -> Leg:
    """Where the next stage lies of an info that has one left."""
    return _first_left(work).leg


def _standing(work: Work) -> Status:
    """The status of an info that has a stage left: that stage's, whatever is done of later ones."""
    return _first_left(work).status


def _first_left(work: Work) -> Stage:
    stage = next_stage(work)
    if stage is None:
        raise ValueError(f"nothing is left to do of info {work.id}")
    return stage


@dataclass(frozen=True)
class Haste:
    """How far one goes on a leg. ``leave`` says between two stages whether others had better come
    first; nobody is waited for longer than ``longest`` seconds."""

    leave: Callable[[], bool] = lambda: False
    longest: float = LONGEST_WAIT


NO_HASTE = Haste()


def go_on(work: Work, kit: Kit, leg: Leg, haste: Haste = NO_HASTE) -> Work | Status:
    """Do the stages on ``leg`` that can be done now, of an info that is claimed.

    ``work`` is what is saved of it: nobody else writes to it meanwhile, so nothing is read again.
    Returns the same with what was made, or how the info ended. Raises as ``process`` does; the
    info is not claimed any more then.
    """
    AT_WORK.set(work.id)
    with _released_on_error(work.id, kit):
        try:
            work = _along(leg, work, kit, haste)
        except (AskedToWait, ShopBusy):
            raise
        except StageError as error:
            kit.store.record_failure(work.id, str(error))
            kit.tell(Progress(work.id, Status.FAILED, str(error)))
            return Status.FAILED
        return _after(work, kit)


def _along(leg: Leg, work: Work, kit: Kit, haste: Haste) -> Work:
    """All steps on ``leg``: a stage takes one, or one for each language of the words."""
    entered = None
    while (stage := next_stage(work, leg)) is not None:
        _refuse_when_stopped(stage, kit)
        if stage is not entered:
            if entered is not None and haste.leave():
                return work
            work = _enter(stage, work, kit)
            entered = stage
        work = _step(stage, work, kit, haste.longest)
    return work


@contextmanager
def _released_on_error(info: uuid.UUID, kit: Kit) -> Iterator[None]:
    try:
        yield
    except ClaimedElsewhere:
        raise
    except CtaBatchError:
        with suppress(StoreError):  # the claim goes with this process then
            kit.store.claims.release(info)
        raise


def _after(work: Work, kit: Kit) -> Work | Status:
    if next_stage(work) is not None:
        return work
    if work.status is not Status.DONE:
        kit.store.set_status(work.id, Status.DONE)
    kit.tell(Progress(work.id, Status.DONE))
    return Status.DONE


def _refuse_when_stopped(stage: Stage, kit: Kit) -> None:
    """What is left to draw has its words paid for: it is finished all the same."""
    if kit.stop.is_set() and stage.leg is not Leg.DRAW:
        raise Stopped("Stopped at your request; cta-batch resume goes on from here.")


def _enter(stage: Stage, work: Work, kit: Kit) -> Work:
    """Say what comes. Words that are asked for while the picture is on its way change nothing."""
    standing = _standing(work)
    if work.status is not standing:
        kit.store.set_status(work.id, standing)
    if stage.status is standing and stage.leg not in _NO_NEWS:
        kit.tell(Progress(work.id, standing))
    return replace(work, status=standing)


def _step(stage: Stage, work: Work, kit: Kit, longest: float) -> Work:
    """One step, tried once more when it fails; the step after it (a language) has its own retry."""
    this = (work.id, stage.status)
    saved = [work]

    def attempt() -> Work:
        """Another try reads anew what is saved: the one before may have paid for words already."""
        number = int(this in kit.retried)
        now = saved.pop() if saved else kit.store.work(work.id)
        with _logged(now, stage, number):
            now = made_good(now, kit, number)
            with damage_named(now, kit):
                return stage.do(now, kit, number)

    def on_retry(error: StageError) -> None:
        kit.retried.add(this)
        kit.store.record_retry(work.id)
        kit.tell(Progress(work.id, stage.status, f"trying once more: {error}"))

    done = attempt_twice(
        attempt,
        on_retry=on_retry,
        gate=stage.gate(kit.gates),
        had_retry=this in kit.retried,
        longest=longest,
    )
    kit.retried.discard(this)
    return done


@contextmanager
def _logged(work: Work, stage: Stage, attempt: int) -> Iterator[None]:
    """One line for each try of a step: of which info, how long it took, and how it ended."""
    began = time.monotonic()

    def say(level: int, ended: str) -> None:
        what = f"job={work.job} info={work.id} stage={stage.status.value}"
        how = f"leg={stage.leg.name.lower()} attempt={attempt + 1}"
        log.log(level, "%s %s seconds=%.2f %s", what, how, time.monotonic() - began, ended)

    try:
        yield
    except (AskedToWait, ShopBusy, JobStopped, ClaimedElsewhere) as error:
        say(logging.INFO, f"interrupted: {error}")
        raise
    except CtaBatchError as error:
        say(logging.WARNING, f"failed: {error}")
        raise
    say(logging.INFO, "ok")
