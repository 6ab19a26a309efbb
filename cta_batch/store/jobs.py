"""Jobs and infos: created, listed, found, recorded stage by stage, deleted.

Every query is scoped to one user and workspace. What comes out are public shapes and plain
values, never rows.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Update, delete, func, select, update
from sqlmodel import Session, col

from cta_batch.config import Settings
from cta_batch.domain import FINISHED, JobOptions, Plan, Product, Status, Suggestion
from cta_batch.errors import ClaimedElsewhere, NotFound
from cta_batch.models import CTAGenerationJob, CTAInfo, Info, Job, JobSummary, utc_now
from cta_batch.store import headlines, references, statements
from cta_batch.store.assets import Assets
from cta_batch.store.claims import Claims
from cta_batch.store.database import Database
from cta_batch.store.ledger import EndedCall, Ledger, acknowledge, settle, settled
from cta_batch.store.shapes import (
    NewJob,
    Work,
    counted_jobs,
    info_shape,
    job_summary,
    read_json,
    read_stored,
    to_json,
)

CLOCK_SLIP = timedelta(days=1)
"""A newest job farther in the future than this tells nothing about the clock of today."""
MOST_NAMED = 500
"""Ids in one statement: databases limit how many values they take."""


def open_store(settings: Settings) -> Store:
    """The store of these settings; makes or migrates the database. Raises StoreError."""
    return Store(
        Database(settings.database_url),
        Assets(settings.assets),
        settings.home / "claims",
        user=settings.user,
        workspace=settings.workspace,
    )


class Store:
    """The jobs of one user in one workspace. Safe to share between threads."""

    def __init__(
        self, database: Database, assets: Assets, owners: Path, *, user: str, workspace: str
    ) -> None:
        self.database = database
        self.assets = assets
        self.claims = Claims(database, owners)
        self.ledger = Ledger(database, self.claims)
        self._user = user
        self._workspace = workspace

    # --- making and deleting ---

    def create_job(self, new: NewJob) -> uuid.UUID:
        """Store a job and its pending infos in one transaction."""
        job = CTAGenerationJob(
            name=new.name,
            input=new.input,
            options=new.options.model_dump(mode="json"),
            user=self._user,
            workspace=self._workspace,
        )
        pairs = [(url, variant) for url, count in new.items for variant in range(count)]
        with self.database.writing() as session:
            job.created_at = self._not_before_the_newest(session, utc_now())
            session.add(job)
            session.flush()
            session.add_all(
                CTAInfo(job_id=job.id, position=position, url=url, variant=variant)
                for position, (url, variant) in enumerate(pairs)
            )
        return job.id

    def _not_before_the_newest(self, session: Session, now: datetime) -> datetime:
        """``last`` is the job made last, even when the clock was set back by some hours."""
        newest: datetime | None = session.execute(
            select(func.max(col(CTAGenerationJob.created_at))).where(*self._mine())
        ).scalar()
        if newest is None or not timedelta(0) <= newest - now < CLOCK_SLIP:
            return now
        return newest + timedelta(microseconds=1)

    def delete_job(self, job: uuid.UUID) -> None:
        """Remove a job, its infos (by the database's cascade) and its files. Raises InUse."""
        self.claims.refuse_if_busy(job)
        with self.database.writing() as session:
            found = session.execute(
                delete(CTAGenerationJob).where(col(CTAGenerationJob.id) == job, *self._mine())
            )
            if not found.rowcount:  # type: ignore[attr-defined]  # a DELETE's result has it
                raise NotFound(f"There is no job {job}.")
        self.assets.delete_job(job)

    # --- finding ---

    def find_job(self, reference: str) -> uuid.UUID:
        """The job of a full id, a unique prefix, or ``last``. Raises NotFound, AmbiguousId."""
        with self.database.reading() as session:
            return references.job(session, reference, self._mine())

    def find_info(self, reference: str) -> uuid.UUID:
        """The info of a full id or a unique prefix. Raises NotFound, AmbiguousId."""
        with self.database.reading() as session:
            return references.info(session, reference, self._mine())

    def find_any(self, reference: str) -> tuple[uuid.UUID, bool]:
        """A job's or an info's id, and whether it is an info."""
        with self.database.reading() as session:
            return references.either(session, reference, self._mine())

    def _mine(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return (
            col(CTAGenerationJob.user) == self._user,
            col(CTAGenerationJob.workspace) == self._workspace,
        )

    # --- reading ---

    def list_jobs(self, page: int, page_size: int) -> tuple[int, list[JobSummary]]:
        """How many jobs there are, and one page of them, newest first; ``page`` from 1."""
        with self.database.reading() as session:
            total = session.execute(
                select(func.count()).select_from(CTAGenerationJob).where(*self._mine())
            ).scalar_one()
            rows = session.execute(
                counted_jobs(*self._mine())
                .order_by(col(CTAGenerationJob.created_at).desc(), col(CTAGenerationJob.id).desc())
                .offset((page - 1) * page_size)
                .limit(page_size)
            )
            return total, [job_summary(*row) for row in rows]

    def job(self, job: uuid.UUID) -> Job:
        """A job with its infos. Raises NotFound."""
        with self.database.reading() as session:
            row = session.execute(
                counted_jobs(*self._mine()).where(col(CTAGenerationJob.id) == job)
            ).one_or_none()
            if row is None:
                raise NotFound(f"There is no job {job}.")
            infos = session.execute(
                select(CTAInfo).where(col(CTAInfo.job_id) == job).order_by(col(CTAInfo.position))
            ).scalars()
            summary = job_summary(*row)
            shapes = tuple(info_shape(self.assets, i) for i in infos)
        return Job(**summary.model_dump(exclude={"is_completed"}), cta_infos=shapes)

    def info(self, info: uuid.UUID) -> Info:
        """One info. Raises NotFound."""
        with self.database.reading() as session:
            return info_shape(self.assets, self._row(session, info))

    def options(self, job: uuid.UUID) -> JobOptions:
        """What was chosen for a job. Raises NotFound."""
        with self.database.reading() as session:
            row = session.execute(
                select(CTAGenerationJob).where(col(CTAGenerationJob.id) == job, *self._mine())
            ).scalar_one_or_none()
            if row is None:
                raise NotFound(f"There is no job {job}.")
            return read_stored(JobOptions, row.options)

    def work(self, info: uuid.UUID) -> Work:
        """What there is of one info and its job, for whoever processes it. Raises NotFound."""
        rows = self.database.found(statements.WORK, self._this(info))
        if not rows:
            raise NotFound(f"There is no info {info}.")
        [row] = rows
        return Work(
            id=info,
            job=row.job_id,
            url=row.url,
            variant=row.variant,
            siblings=row.siblings,
            status=row.status,
            options=read_stored(JobOptions, row.options),
            plan=read_json(Plan, row.plan),
            product=read_json(Product, row.product),
            suggestion=read_stored(Suggestion, row.suggestion or {}),
        )

    def unfinished(self, job: uuid.UUID) -> list[uuid.UUID]:
        """Infos that are neither done nor failed, in order."""
        return self._ids(job, col(CTAInfo.status).not_in(FINISHED))

    def urls(self, infos: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
        """The page of each info."""
        found: dict[uuid.UUID, str] = {}
        with self.database.reading() as session:
            for begin in range(0, len(infos), MOST_NAMED):
                some = col(CTAInfo.id).in_(infos[begin : begin + MOST_NAMED])
                rows = session.execute(select(col(CTAInfo.id), col(CTAInfo.url)).where(some))
                found.update((info, url) for info, url in rows)
        return found

    def newest_unfinished(self) -> uuid.UUID | None:
        """The newest job that has infos left to process."""
        with self.database.reading() as session:
            return references.newest_unfinished(session, self._mine())

    def failed(self, job: uuid.UUID) -> list[uuid.UUID]:
        return self._ids(job, col(CTAInfo.status) == Status.FAILED)

    def headlines(
        self, info: uuid.UUID, job: uuid.UUID, url: str, localized: str | None = None
    ) -> tuple[str, ...]:
        """Headlines that other variants of this URL already have, so that ``info``'s differs.

        ``localized`` asks for those of the localizations into that language.
        """
        return headlines.of_siblings(self.database.found, info, job, url, localized)

    def earlier_headlines(self, job: uuid.UUID, url: str) -> tuple[str, ...]:
        """Headlines of this URL in one's other jobs, newest first, at most ``MOST_EARLIER``."""
        earlier = {"this_url": url, "but_job": job, **self._owner()}
        found = self.database.found(headlines.OF_EARLIER, earlier)
        return tuple(row.headline for row in found)

    def known_product(self, job: uuid.UUID, url: str) -> Product | None:
        """What an earlier variant of this URL read of its page, or None."""
        read = self.database.found(statements.PRODUCT, {"this_job": job, "this_url": url})
        return read_json(Product, read[0].product) if read else None

    def spent(self, job: uuid.UUID) -> Decimal | None:
        """USD so far; None when a call had no known price."""
        with self.database.reading() as session:
            row = session.execute(
                counted_jobs(*self._mine()).where(col(CTAGenerationJob.id) == job)
            ).one_or_none()
        return None if row is None else job_summary(*row).cost_usd

    # --- recording; raises ClaimedElsewhere when another process has the info ---

    def set_status(self, info: uuid.UUID, status: Status) -> None:
        """Begin a stage, or finish; clears an earlier failure's message."""
        self._update(info, status=status, error_message=None)

    def record_retry(self, info: uuid.UUID) -> None:
        self._update(info, retry_count=1)

    def record_failure(self, info: uuid.UUID, message: str) -> None:
        self._update(info, status=Status.FAILED, error_message=message)

    def record_page(self, info: uuid.UUID, product: Product, plan: Plan) -> None:
        """Save what the page gave."""
        self._update(info, product=to_json(product), plan=to_json(plan))

    def record_picture(
        self, info: uuid.UUID, plan: Plan, suggestion: Suggestion, status: Status
    ) -> None:
        """Save what the product's picture decided, and what is next, in one transaction with what
        this thread writes next, which is the call for the background where a worker does both."""
        values = {"plan": to_json(plan), "suggestion": to_json(suggestion), "status": status}
        self.database.write_with_the_next(
            lambda session: self._change(session, info, values), at_least=lambda _session: None
        )

    def record_suggestion(
        self, info: uuid.UUID, suggestion: Suggestion, status: Status | None = None
    ) -> None:
        """Save what is decided so far, and what is next; that is left as it is where it is None."""
        values: dict[str, Any] = {"suggestion": to_json(suggestion)}
        if status is not None:
            values["status"] = status
        self._update(info, **values)

    def record_background(
        self, info: uuid.UUID, suggestion: Suggestion, calls: Sequence[EndedCall], status: Status
    ) -> None:
        """Save what is decided with the background, the paid calls that gave it, and what is next,
        in one transaction with what this thread writes next, which is the call for the words (see
        ``Database.write_with_the_next``).

        Where that cannot be saved, as when another process has the info by now, at least the calls
        are written down.
        """
        values = {"suggestion": to_json(suggestion), "status": status}
        self.database.write_with_the_next(
            lambda session: self._change(session, info, values, calls),
            at_least=lambda session: settle(session, info, calls),
        )

    def record_words(
        self,
        work: Work,
        suggestion: Suggestion,
        calls: Sequence[EndedCall],
        localized: str | None = None,
    ) -> tuple[str, ...]:
        """Save an info's words and the paid calls that gave them; gives its siblings' headlines.

        Both in one transaction: of two that are written at the same moment, the later one is told
        the other's headline, whatever was known when they were asked for.
        """
        with self.database.writing() as session:
            self._change(session, work.id, {"suggestion": to_json(suggestion)}, calls)
            return headlines.of_siblings(session.execute, work.id, work.job, work.url, localized)

    def set_options(self, job: uuid.UUID, options: JobOptions) -> None:
        """Replace what was chosen for a job, for everything that is rendered from now on."""
        with self.database.writing() as session:
            session.execute(
                update(CTAGenerationJob)
                .where(col(CTAGenerationJob.id) == job, *self._mine())
                .values(options=to_json(options), updated_at=utc_now())
            )

    def start_afresh(self, infos: Iterable[uuid.UUID]) -> None:
        """Failed infos become pending again and get their retry back; what is saved stays.

        A background whose file is gone is forgotten, so that a new one is made.
        """
        failed = statements.CHANGE_FAILED
        afresh = {"status": Status.PENDING, "retry_count": 0, "error_message": None}
        with self.database.writing() as session:
            for info in infos:
                if self._changed(session, failed, info, None, afresh):
                    acknowledge(session, info)
                    self._forget_gone_background(session, info)

    def _forget_gone_background(self, session: Session, info: uuid.UUID) -> None:
        row = self._row(session, info)
        suggestion = read_json(Suggestion, row.suggestion)
        background = suggestion and suggestion.background_image
        if suggestion and background and not self.assets.has(background.path):
            row.suggestion = to_json(suggestion.model_copy(update={"background_image": None}))

    def _update(self, info: uuid.UUID, **values: Any) -> None:
        with self.database.writing() as session:
            self._change(session, info, values)

    def _change(
        self,
        session: Session,
        info: uuid.UUID,
        values: dict[str, Any],
        calls: Sequence[EndedCall] = (),
    ) -> None:
        """Whoever finishes an info gives up its claim with that."""
        if values.get("status") in FINISHED:
            values = values | {"claimed_by": None}
        change, paid = statements.CHANGE, settled(session, info, calls)
        if paid != 0:
            change, values = statements.CHANGE_PAYING, values | {"paid": paid}
        if not self._changed(session, change, info, self.claims.owner, values):
            raise ClaimedElsewhere(f"Info {str(info)[:8]} was taken over by another process.")
        session.execute(statements.TOUCH, {"this_info": info, "updated_at": utc_now()})

    def _changed(
        self,
        session: Session,
        change: Update,
        info: uuid.UUID,
        owner: str | None,
        values: dict[str, Any],
    ) -> bool:
        """Whether ``change`` found the info, one's own and held by ``owner``."""
        this = {**self._this(info), "held_by": owner, "updated_at": utc_now()}
        changed = session.execute(change, this | values)
        return bool(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it

    def _this(self, info: uuid.UUID) -> dict[str, Any]:
        return {"this_info": info, **self._owner()}

    def _owner(self) -> dict[str, str]:
        """The parameters of ``statements.MINE``."""
        return {"this_user": self._user, "this_workspace": self._workspace}

    def _ids(self, job: uuid.UUID, condition: ColumnElement[bool]) -> list[uuid.UUID]:
        wanted = (
            select(col(CTAInfo.id))
            .join(CTAGenerationJob)
            .where(col(CTAInfo.job_id) == job, condition, *self._mine())
            .order_by(col(CTAInfo.position))
        )
        with self.database.reading() as session:
            return list(session.execute(wanted).scalars())

    def _row(self, session: Session, info: uuid.UUID) -> CTAInfo:
        row: CTAInfo | None = session.execute(
            select(CTAInfo).join(CTAGenerationJob).where(col(CTAInfo.id) == info, *self._mine())
        ).scalar_one_or_none()
        if row is None:
            raise NotFound(f"There is no info {info}.")
        return row
