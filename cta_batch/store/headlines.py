"""The headlines that a new one should differ from, asked in a transaction of the caller's."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from cta_batch.models import CTAGenerationJob, CTAInfo

MOST_EARLIER = 30
"""Headlines of earlier jobs that a new one keeps clear of: older ones may come again."""


def of_siblings(
    session: Session, info: uuid.UUID, job: uuid.UUID, url: str, localized: str | None
) -> tuple[str, ...]:
    """Those of the other variants of a URL in the same job; ``localized``: in that language."""
    suggestions = select(col(CTAInfo.suggestion)).where(
        col(CTAInfo.job_id) == job, col(CTAInfo.url) == url, col(CTAInfo.id) != info
    )
    told = [s for s in session.execute(suggestions).scalars() if s]
    if localized is not None:
        others = (other for s in told for other in s.get("localizations", ()))
        told = [other for other in others if other["language"] == localized]
    return tuple(s["headline"] for s in told if s.get("headline"))


def of_earlier(
    session: Session, job: uuid.UUID, url: str, mine: Sequence[ColumnElement[bool]]
) -> tuple[str, ...]:
    """Those of a URL in other jobs that are ``mine``, newest first, at most ``MOST_EARLIER``."""
    headline = col(CTAInfo.suggestion)["headline"].as_string()
    wanted = (
        select(headline)
        .join(CTAGenerationJob)
        .where(*mine, col(CTAInfo.url) == url, col(CTAInfo.job_id) != job)
        .where(headline.is_not(None))
        .order_by(col(CTAGenerationJob.created_at).desc(), col(CTAInfo.position))
    )
    return tuple(session.execute(wanted.limit(MOST_EARLIER)).scalars())
