"""What was paid for: the ledger added up by job, model and day, by the database itself."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, case, func, select
from sqlmodel import Session, col

from cta_batch.domain import CallOutcome, Money, Value
from cta_batch.models import CTAGenerationJob, CTAInfo, CTAPaidCall, Usd
from cta_batch.store.database import Database


class Figures(Value):
    """A sum over paid calls, in USD.

    ``cost_usd`` is what the answered calls cost, None once one of them (``unpriced_calls``) had no
    known price; ``known_usd`` adds up those that had one. ``unanswered_calls`` ended without an
    answer, or have none yet, and may have been billed on top: ``unanswered_usd`` at most, None
    where that is not known either.
    """

    calls: int
    cost_usd: Money | None
    known_usd: Money
    unpriced_calls: int
    unanswered_calls: int
    unanswered_usd: Money | None


class JobCosts(Figures):
    """One job's calls."""

    job: uuid.UUID
    name: str


class ModelCosts(Figures):
    """One model's calls; ``model`` is empty for calls from before models were written down."""

    model: str


class DayCosts(Figures):
    """The calls that were sent on one day of UTC, written YYYY-MM-DD."""

    day: str


class CostReport(Value):
    """The newest job and day first, the dearest model first; what had no calls is not in it."""

    total: Figures
    by_job: tuple[JobCosts, ...]
    by_model: tuple[ModelCosts, ...]
    by_day: tuple[DayCosts, ...]


class Costs:
    """The paid calls of one user in one workspace. Raises StoreError."""

    def __init__(self, database: Database, *, user: str, workspace: str) -> None:
        self._database = database
        self._user = user
        self._workspace = workspace

    def report(self, job: uuid.UUID | None = None) -> CostReport:
        """The report on one job, or on all that are still there."""
        job_id, name = col(CTAGenerationJob.id), col(CTAGenerationJob.name)
        model, created = col(CTAPaidCall.model), col(CTAGenerationJob.created_at)
        day = func.date(col(CTAPaidCall.created_at))
        with self._database.reading() as session:
            total = session.execute(self._sums(job)).one()
            jobs = _rows(
                session,
                self._sums(job, job_id, name)
                .group_by(job_id, name, created)
                .order_by(created.desc(), job_id),
            )
            models = _rows(session, self._sums(job, model).group_by(model).order_by(model))
            days = _rows(session, self._sums(job, day).group_by(day).order_by(day.desc()))
        return CostReport(
            total=Figures(**_figures(total)),
            by_job=tuple(JobCosts(job=row[0], name=row[1], **_figures(row)) for row in jobs),
            by_model=_dearest_first(ModelCosts(model=row[0], **_figures(row)) for row in models),
            by_day=tuple(DayCosts(day=str(row[0]), **_figures(row)) for row in days),
        )

    def _sums(self, job: uuid.UUID | None, *keys: Any) -> Select[Any]:
        """The keys, then what ``_figures`` takes, over one job or all of this user's."""
        open_ended = col(CTAPaidCall.outcome).in_((CallOutcome.OPEN, CallOutcome.UNKNOWN))
        cost, reserved = col(CTAPaidCall.cost_usd), col(CTAPaidCall.reserved_usd)
        sums = (
            select(
                *keys,
                func.count().label("calls"),
                func.sum(cost).label("known"),
                _count(~open_ended & cost.is_(None)).label("unpriced"),
                _count(open_ended).label("unanswered"),
                func.sum(case((open_ended, reserved)), type_=Usd).label("held"),
                # nothing was held back for a call whose price was not known
                _count(open_ended & (reserved == Decimal(0))).label("held_for_nothing"),
            )
            .select_from(CTAPaidCall)
            .join(CTAInfo)
            .join(CTAGenerationJob)
            .where(
                col(CTAGenerationJob.user) == self._user,
                col(CTAGenerationJob.workspace) == self._workspace,
            )
        )
        return sums if job is None else sums.where(col(CTAGenerationJob.id) == job)


def _count(condition: Any) -> Any:
    return func.count(case((condition, 1)))


def _rows(session: Session, statement: Select[Any]) -> list[Any]:
    return list(session.execute(statement))


def _figures(row: Row[Any]) -> dict[str, Any]:
    known = row.known or Decimal(0)
    return {
        "calls": row.calls,
        "cost_usd": None if row.unpriced else known,
        "known_usd": known,
        "unpriced_calls": row.unpriced,
        "unanswered_calls": row.unanswered,
        "unanswered_usd": None if row.held_for_nothing else row.held or Decimal(0),
    }


def _dearest_first(models: Any) -> tuple[ModelCosts, ...]:
    return tuple(sorted(models, key=lambda m: m.known_usd, reverse=True))
