"""One info through its stages. Needs nothing but its id and a kit, so any worker can call it."""

from __future__ import annotations

import uuid
from contextlib import suppress

from cta_batch.domain import FINISHED, Status
from cta_batch.errors import (
    AskedToWait,
    ClaimedElsewhere,
    CtaBatchError,
    ShopBusy,
    StageError,
    Stopped,
    StoreError,
)
from cta_batch.pipeline.kit import AT_WORK, Kit, Progress
from cta_batch.pipeline.missing import damage_named, made_good
from cta_batch.pipeline.stages import STAGES, Stage
from cta_batch.providers.retrying import attempt_twice
from cta_batch.store import Work


def process(info: uuid.UUID, kit: Kit) -> Status:
    """Claim an info and do every stage that is not done yet, saving each; returns DONE or FAILED.

    An info that another process finished meanwhile is left as it is. Needs ``claims.at_work``.

    Raises:
        ClaimedElsewhere: another process is at work on it, or took it over.
        JobStopped: a limit was reached or the user asked to stop; what is saved stays.
        AskedToWait, ShopBusy: they want a longer wait than a worker should spend; come back.
        StoreError: our own database or folder cannot be used.
    """
    AT_WORK.set(info)
    status = kit.store.claims.claim(info)
    if status in FINISHED:
        kit.tell(Progress(info, status, "by another process"))
        return status
    try:
        return _through(info, kit)
    except ClaimedElsewhere:
        raise
    except CtaBatchError:
        with suppress(StoreError):  # the claim goes with this process then
            kit.store.claims.release(info)
        raise


def _through(info: uuid.UUID, kit: Kit) -> Status:
    """All stages that are left, of an info that is claimed."""
    work = kit.store.work(info)
    try:
        for stage in STAGES:
            work = _through_stage(stage, work, kit)
    except (AskedToWait, ShopBusy):
        raise
    except StageError as error:
        kit.store.record_failure(info, str(error))
        kit.tell(Progress(info, Status.FAILED, str(error)))
        return Status.FAILED
    if work.status is not Status.DONE:
        kit.store.set_status(info, Status.DONE)
    kit.tell(Progress(info, Status.DONE))
    return Status.DONE


def _through_stage(stage: Stage, work: Work, kit: Kit) -> Work:
    """All steps of a stage that are left: one, or one for each language of the words."""
    if stage.is_done(work):
        return work
    _refuse_when_stopped(kit)
    if work.status is not stage.status:
        kit.store.set_status(work.id, stage.status)
    kit.tell(Progress(work.id, stage.status))
    while not stage.is_done(work):
        _refuse_when_stopped(kit)
        _step(stage, work, kit)
        work = kit.store.work(work.id)
    return work


def _refuse_when_stopped(kit: Kit) -> None:
    if kit.stop.is_set():
        raise Stopped("Stopped at your request; cta-batch resume goes on from here.")


def _step(stage: Stage, work: Work, kit: Kit) -> None:
    """One step, tried once more when it fails; the step after it (a language) has its own retry."""
    this = (work.id, stage.status)

    def on_retry(error: StageError) -> None:
        kit.retried.add(this)
        kit.store.record_retry(work.id)
        kit.tell(Progress(work.id, stage.status, f"trying once more: {error}"))

    attempt_twice(
        lambda: _attempt(stage, work.id, kit, attempt=int(this in kit.retried)),
        on_retry=on_retry,
        gate=stage.gate(kit.gates),
        had_retry=this in kit.retried,
    )
    kit.retried.discard(this)


def _attempt(stage: Stage, info: uuid.UUID, kit: Kit, attempt: int) -> None:
    """One try. It reads anew what is saved: an earlier try may have paid for words already."""
    work = made_good(kit.store.work(info), kit, attempt)
    with damage_named(work, kit):
        stage.do(work, kit, attempt)
