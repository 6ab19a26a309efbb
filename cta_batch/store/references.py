"""What people call a job or an info: a full id, a unique prefix of one, or ``last``.

Asked in a transaction of the caller's, among the jobs that are ``mine``. All raise NotFound and
AmbiguousId.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlmodel import Session, col

from cta_batch.domain import UNFINISHED
from cta_batch.errors import AmbiguousId, NotFound
from cta_batch.models import CTAGenerationJob, CTAInfo

SHORTEST_PREFIX = 4
Mine = Sequence[ColumnElement[bool]]


def job(session: Session, reference: str, mine: Mine) -> uuid.UUID:
    """A job's id."""
    if reference == "last":
        return _last_job(session, mine)
    found = _jobs(session, reference, mine)
    if not found and len(infos := _infos(session, reference, mine)) == 1:
        of_info = select(col(CTAInfo.job_id)).where(col(CTAInfo.id) == infos[0])
        owner = str(session.execute(of_info).scalar_one())[:8]
        raise NotFound(f"{reference!r} is an info, and a job is asked for: it is of job {owner}.")
    return _only(found, "job", reference)


def info(session: Session, reference: str, mine: Mine) -> uuid.UUID:
    """An info's id."""
    found = _infos(session, reference, mine)
    if reference == "last" or (not found and len(_jobs(session, reference, mine)) == 1):
        raise NotFound(
            f"{reference!r} is a job, and one of its infos is asked for: cta-batch show {reference}"
            " lists them with their ids."
        )
    return _only(found, "info", reference)


def either(session: Session, reference: str, mine: Mine) -> tuple[uuid.UUID, bool]:
    """A job's or an info's id, and whether it is an info."""
    if reference == "last":
        return _last_job(session, mine), False
    jobs = _jobs(session, reference, mine)
    found = jobs + _infos(session, reference, mine)
    return _only(found, "job or info", reference), not jobs


def newest_unfinished(session: Session, mine: Mine) -> uuid.UUID | None:
    """The job that is meant where none is named: the newest with infos left to process."""
    left = (
        select(col(CTAInfo.id))
        .where(
            col(CTAInfo.job_id) == col(CTAGenerationJob.id),
            col(CTAInfo.status).in_(UNFINISHED),  # "not in" would use no index
        )
        .exists()
    )
    found: uuid.UUID | None = session.execute(_newest(mine).where(left).limit(1)).scalar()
    return found


def _newest(mine: Mine) -> Select[uuid.UUID]:
    """Jobs' ids, the newest first."""
    return (
        select(col(CTAGenerationJob.id))
        .where(*mine)
        .order_by(col(CTAGenerationJob.created_at).desc(), col(CTAGenerationJob.id).desc())
    )


def _last_job(session: Session, mine: Mine) -> uuid.UUID:
    found: uuid.UUID | None = session.execute(_newest(mine).limit(1)).scalar()
    if found is None:
        raise NotFound("There is no job yet; cta-batch run INPUT makes one.")
    return found


def _jobs(session: Session, reference: str, mine: Mine) -> list[uuid.UUID]:
    ids = select(col(CTAGenerationJob.id)).where(*mine)
    return _by_prefix(session, reference, ids, col(CTAGenerationJob.id))


def _infos(session: Session, reference: str, mine: Mine) -> list[uuid.UUID]:
    """Not joined: SQLite would go through all of a user's infos instead of an id's index."""
    of_info = col(CTAGenerationJob.id) == col(CTAInfo.job_id)
    ids = select(col(CTAInfo.id)).where(exists().where(of_info, *mine))
    return _by_prefix(session, reference, ids, col(CTAInfo.id))


def _by_prefix(
    session: Session, reference: str, ids: Select[uuid.UUID], column: Any
) -> list[uuid.UUID]:
    """At most two."""
    digits = reference.strip().lower().replace("-", "")
    if not re.fullmatch(f"[0-9a-f]{{{SHORTEST_PREFIX},32}}", digits):
        return []
    low, high = uuid.UUID(digits.ljust(32, "0")), uuid.UUID(digits.ljust(32, "f"))
    return list(session.execute(ids.where(column.between(low, high)).limit(2)).scalars())


def _only(found: list[uuid.UUID], kind: str, reference: str) -> uuid.UUID:
    if not found and re.fullmatch(f"[0-9a-fA-F]{{1,{SHORTEST_PREFIX - 1}}}", reference.strip()):
        raise NotFound(
            f"{reference!r} is too short to name a {kind}: give {SHORTEST_PREFIX} or more"
            " characters of its id; cta-batch list shows the jobs."
        )
    if not found:
        raise NotFound(f"There is no {kind} {reference!r}; cta-batch list shows the jobs.")
    if len(found) > 1:
        raise AmbiguousId(f"More than one {kind} begins with {reference!r}; give more of the id.")
    return found[0]
