"""What was paid for: the ledger added up by job, model and day, in one pass of the database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, case, func, select
from sqlmodel import col

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
        with self._database.reading() as session:
            rows = session.execute(self._sums(job)).all()
        by_day = reversed(_grouped(rows, "day"))
        return CostReport(
            total=Figures(**_figures(rows)),
            by_job=tuple(JobCosts(job=j, name=r[0].name, **_figures(r)) for j, r in _jobs(rows)),
            by_model=_dearest_first(
                ModelCosts(model=model, **_figures(r)) for model, r in _grouped(rows, "model")
            ),
            by_day=tuple(DayCosts(day=str(day), **_figures(r)) for day, r in by_day),
        )

    def _sums(self, job: uuid.UUID | None) -> Select[Any]:
        """What ``_figures`` adds up: a row for each job, model and day of one job or of all."""
        job_id, name = col(CTAGenerationJob.id), col(CTAGenerationJob.name)
        model, created = col(CTAPaidCall.model), col(CTAGenerationJob.created_at)
        day = func.date(col(CTAPaidCall.created_at))
        open_ended = col(CTAPaidCall.outcome).in_((CallOutcome.OPEN, CallOutcome.UNKNOWN))
        cost, reserved = col(CTAPaidCall.cost_usd), col(CTAPaidCall.reserved_usd)
        sums = (
            select(
                job_id.label("job"),
                name.label("name"),
                model.label("model"),
                day.label("day"),
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
            .group_by(job_id, name, created, model, day)
            .order_by(created.desc(), job_id)
        )
        return sums if job is None else sums.where(job_id == job)


def _count(condition: Any) -> Any:
    return func.count(case((condition, 1)))


Rows = Sequence[Row[Any]]


def _jobs(rows: Rows) -> Iterable[tuple[uuid.UUID, Rows]]:
    """Each job's rows, in the order that they come in."""
    return ((job, list(found)) for job, found in groupby(rows, attrgetter("job")))


def _grouped(rows: Rows, key: str) -> list[tuple[str, Rows]]:
    """The rows of each value of a column, in the order of the values."""
    return [(k, list(r)) for k, r in groupby(sorted(rows, key=attrgetter(key)), attrgetter(key))]


def _figures(rows: Rows) -> dict[str, Any]:
    unpriced, held_for_nothing = (_sum(rows, c) for c in ("unpriced", "held_for_nothing"))
    known, held = (Decimal(_sum(rows, column)) for column in ("known", "held"))
    return {
        "calls": _sum(rows, "calls"),
        "cost_usd": None if unpriced else known,
        "known_usd": known,
        "unpriced_calls": unpriced,
        "unanswered_calls": _sum(rows, "unanswered"),
        "unanswered_usd": None if held_for_nothing else held,
    }


def _sum(rows: Rows, column: str) -> Any:
    """Of a column; what the database calls NULL is the sum of nothing."""
    return sum(getattr(row, column) or 0 for row in rows)


def _dearest_first(models: Any) -> tuple[ModelCosts, ...]:
    return tuple(sorted(models, key=lambda m: m.known_usd, reverse=True))
