"""The ledger of paid calls: a row before a request leaves, its outcome after.

What a call cost is added to its info in the transaction that settles it, so that an info's
``cost_usd`` is always the sum of its settled calls.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, insert, select, update
from sqlmodel import Session, col

from cta_batch.domain import CallOutcome, Status
from cta_batch.errors import BudgetHeldBack, BudgetReached, ClaimedElsewhere, StageError
from cta_batch.models import CTAGenerationJob, CTAInfo, CTAPaidCall, utc_now
from cta_batch.store.claims import Claims
from cta_batch.store.database import Database
from cta_batch.store.statements import CALL, HELD_BY, INFO, PAID, THIS_INFO

MOST_UNANSWERED = 3
"""Calls of one stage, with no answer in between, that may be lost before a person is asked."""

_HERE = CALL.c.info_id == bindparam("this_info"), CALL.c.stage == bindparam("this_stage")
_LAST_ANSWERED = (
    select(func.coalesce(func.max(CALL.c.attempt), 0))
    .where(*_HERE, CALL.c.outcome == CallOutcome.OK)
    .scalar_subquery()
)
_HELD = select(
    INFO.c.job_id,
    select(func.coalesce(func.max(CALL.c.attempt), 0))
    .where(*_HERE)
    .scalar_subquery()
    .label("attempts"),
    select(func.count())
    .where(
        *_HERE,
        CALL.c.outcome == CallOutcome.UNKNOWN,
        CALL.c.acknowledged.is_(False),
        CALL.c.attempt > _LAST_ANSWERED,
    )
    .scalar_subquery()
    .label("lost"),
).where(THIS_INFO, HELD_BY)
_ENTER = insert(CALL)
_RESERVED = select(CALL.c.stage, CALL.c.reserved_usd).where(CALL.c.id == bindparam("this_call"))
_END = update(CALL).where(CALL.c.id == bindparam("this_call"))
_PAY = update(INFO).where(THIS_INFO).values(PAID)


@dataclass(frozen=True)
class EndedCall:
    """How a call ended. ``cost`` in USD; None is not known, and for UNKNOWN it always is.

    At least ``reserved`` USD were held back for it: a bill within that changes no other reserve.
    """

    id: uuid.UUID
    outcome: CallOutcome
    cost: Decimal | None
    request_id: str | None = None
    usage: dict[str, int] | None = None
    reserved: Decimal = Decimal(0)


class Ledger:
    """Every request to a model server. Safe to share between threads. Raises StoreError."""

    def __init__(self, database: Database, claims: Claims) -> None:
        self._database = database
        self._claims = claims

    def begin(
        self,
        info: uuid.UUID,
        stage: Status,
        model: str,
        request_hash: str,
        reserved: Decimal,
        ended: Sequence[EndedCall] = (),
        limit: Decimal | None = None,
    ) -> uuid.UUID:
        """Commit a row for a request about to leave; settles earlier calls on the way.

        ``reserved`` is the most it may cost, in USD: what it counts for until more is known. It
        rises to the most that a call of this stage has cost the job, where that is more. ``limit``
        is what the job may spend, by whichever process; None is no limit.

        When nothing was written raises BudgetReached, BudgetHeldBack while calls under way may yet
        give some back, StageError when too many of this stage were lost already, or
        ClaimedElsewhere when the info is not this process's.
        """
        with self._database.writing() as session:
            settle(session, info, ended)
            held = self._held(session, info, stage)
            _refuse_to_lose_more(held.lost)
            if limit is not None:
                reserved = max(reserved, _dearest(session, held.job_id, stage))
                _keep_to(session, held.job_id, limit, reserved)
            call = CTAPaidCall(
                info_id=info,
                stage=stage.value,
                attempt=held.attempts + 1,
                model=model,
                request_hash=request_hash,
                reserved_usd=reserved,
            )
            session.execute(_ENTER, call.model_dump())
            return call.id

    def _held(self, session: Session, info: uuid.UUID, stage: Status) -> Row[Any]:
        """Of an info that is this process's: its ``job_id``, how many ``attempts`` at calls its
        stage has had, and how many are ``lost``: their outcome is not known, since the server last
        answered one and a person last said ``retry``."""
        of = {"this_info": info, "this_stage": stage.value, "held_by": self._claims.owner}
        held = session.execute(_HELD, of).one_or_none()
        if held is None:
            raise ClaimedElsewhere(f"Info {str(info)[:8]} was taken over by another process.")
        return held

    def settle(self, info: uuid.UUID, ended: Sequence[EndedCall]) -> None:
        """Write down how calls ended that gave nothing to save."""
        if ended:
            with self._database.writing() as session:
                settle(session, info, ended)

    def unanswered_of(self, jobs: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
        """Of each job that has any, how many calls may have been billed, as no answer is known."""
        counted = (
            select(col(CTAInfo.job_id), func.count())
            .join(CTAPaidCall)
            .where(
                col(CTAInfo.job_id).in_(jobs),
                col(CTAPaidCall.outcome).in_((CallOutcome.OPEN, CallOutcome.UNKNOWN)),
            )
            .group_by(col(CTAInfo.job_id))
        )
        with self._database.reading() as session:
            return {row[0]: row[1] for row in session.execute(counted)}

    def under_way(self, job: uuid.UUID) -> list[uuid.UUID]:
        """The infos for which a process waits for an answer."""
        with self._database.reading() as session:
            infos = session.execute(select(col(CTAInfo.id)).join(CTAPaidCall).where(*_open(job)))
            return list(infos.scalars())

    def committed(self, job: uuid.UUID) -> Decimal:
        """USD that a job's budget has lost: what is known, and the reserve of what is not."""
        with self._database.reading() as session:
            return _committed(session, job)


def _committed(session: Session, job: uuid.UUID) -> Decimal:
    return _sum(session, col(CTAInfo.job_id) == job)


def _sum(session: Session, *where: ColumnElement[bool]) -> Decimal:
    counted = func.coalesce(col(CTAPaidCall.cost_usd), CTAPaidCall.reserved_usd)
    found: Decimal | None = session.execute(
        select(func.sum(counted)).join(CTAInfo).where(*where)
    ).scalar()
    return found or Decimal(0)


def _dearest(session: Session, job: uuid.UUID, stage: Status) -> Decimal:
    """The most that a call of a stage has cost a job, in USD."""
    found: Decimal | None = session.execute(
        select(func.max(col(CTAPaidCall.cost_usd)))
        .join(CTAInfo)
        .where(col(CTAInfo.job_id) == job, col(CTAPaidCall.stage) == stage.value)
    ).scalar()
    return found or Decimal(0)


def _open(job: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    """Calls whose end somebody will write down: an info without a claim has nobody who could."""
    return (
        col(CTAInfo.job_id) == job,
        col(CTAInfo.claimed_by).is_not(None),
        col(CTAPaidCall.outcome) == CallOutcome.OPEN,
    )


def _refuse_to_lose_more(lost: int) -> None:
    if lost >= MOST_UNANSWERED:
        raise StageError(
            f"{lost} calls to the model server were sent for this and no answer came back, so all"
            " of them may have been billed; look at your account there, then retry."
        )


def _keep_to(session: Session, job: uuid.UUID, limit: Decimal, most: Decimal) -> None:
    """Raises BudgetReached when ``most`` USD more could be over the limit; BudgetHeldBack when that
    may change once the calls under way have ended."""
    # Where a database lets writers run side by side, they reserve one after the other.
    session.execute(
        select(col(CTAGenerationJob.id)).where(col(CTAGenerationJob.id) == job).with_for_update()
    )
    spent = _committed(session, job)
    if spent + most > limit:
        held = _sum(session, *_open(job))
        kind = BudgetHeldBack if spent - held + most <= limit else BudgetReached
        raise kind(
            f"The budget of ${_cents(limit)} is reached: ${spent:.4f} is spent or held back for"
            f" calls under way, and the next call may cost ${most:.4f}; everything made so far is"
            " saved, and cta-batch resume --budget with a higher sum goes on."
        )


def _cents(sum_of_money: Decimal) -> str:
    """With two decimals, or more where it has them."""
    return str(max(sum_of_money, sum_of_money.quantize(Decimal("0.01")), key=_decimals))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def settle(session: Session, info: uuid.UUID, ended: Iterable[EndedCall]) -> None:
    """Write outcomes, and add what was paid to the info, inside a writing session."""
    paid = settled(session, info, ended)
    if paid != 0:
        session.execute(_PAY, {"this_info": info, "paid": paid, "updated_at": utc_now()})


def settled(session: Session, info: uuid.UUID, ended: Iterable[EndedCall]) -> Decimal | None:
    """Write outcomes; gives the USD that the caller must add to the info, None for unknown."""
    paid: Decimal | None = Decimal(0)
    for call in ended:
        if call.cost is not None and call.cost > call.reserved:
            _heed_surplus(session, info, call.id, call.cost)
        end = {
            "this_call": call.id,
            "outcome": call.outcome,
            "cost_usd": call.cost,
            "request_id": call.request_id,
            "usage": call.usage,
            "ended_at": utc_now(),
        }
        session.execute(_END, end)
        if call.outcome is not CallOutcome.UNKNOWN:
            paid = None if paid is None or call.cost is None else paid + call.cost
    return paid


def _heed_surplus(session: Session, info: uuid.UUID, call: uuid.UUID, cost: Decimal) -> None:
    """A call that cost more than was reserved for it: its like under way in this job will too."""
    stage, reserved = session.execute(_RESERVED, {"this_call": call}).one()
    if cost <= reserved:
        return
    job = select(col(CTAInfo.job_id)).where(col(CTAInfo.id) == info).scalar_subquery()
    session.execute(
        update(CTAPaidCall)
        .where(
            col(CTAPaidCall.info_id).in_(select(col(CTAInfo.id)).where(col(CTAInfo.job_id) == job)),
            col(CTAPaidCall.stage) == stage,
            col(CTAPaidCall.id) != call,
            col(CTAPaidCall.cost_usd).is_(None),
            col(CTAPaidCall.reserved_usd).between(Decimal("0.000001"), cost),
        )
        .values(reserved_usd=cost)
        .execution_options(synchronize_session=False)
    )


def acknowledge(session: Session, info: uuid.UUID) -> None:
    """A person had the info tried again: its unknown outcomes no longer stand in the way."""
    session.execute(
        update(CTAPaidCall).where(col(CTAPaidCall.info_id) == info).values(acknowledged=True)
    )
