"""The headlines that a new one should differ from."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Row, bindparam, select

from cta_batch.store.statements import INFO, JOB, MINE

MOST_EARLIER = 30
"""Headlines of earlier jobs that a new one keeps clear of: older ones may come again."""

Ask = Callable[[Any, dict[str, Any]], Iterable[Row[Any]]]
"""What answers a question with these values: a session's ``execute``, or ``Database.found``."""

_SIBLINGS = (
    INFO.c.job_id == bindparam("this_job"),
    INFO.c.url == bindparam("this_url"),
    INFO.c.id != bindparam("but_info"),
)
_HEADLINE = INFO.c.suggestion["headline"].as_string()
_OF_SIBLINGS = select(_HEADLINE).where(*_SIBLINGS)
_LOCALIZED = select(INFO.c.suggestion["localizations"]).where(*_SIBLINGS)
OF_EARLIER = (
    select(_HEADLINE.label("headline"))
    .where(
        INFO.c.url == bindparam("this_url"),
        INFO.c.job_id != bindparam("but_job"),
        INFO.c.job_id == JOB.c.id,
        *MINE,
        _HEADLINE.is_not(None),
    )
    .order_by(JOB.c.created_at.desc(), INFO.c.position)
    .limit(MOST_EARLIER)
)
"""Those of ``this_url`` in one's own jobs but ``but_job``, newest first."""


def of_siblings(
    ask: Ask, info: uuid.UUID, job: uuid.UUID, url: str, localized: str | None
) -> tuple[str, ...]:
    """Those of the other variants of a URL in the same job; ``localized``: in that language."""
    siblings = {"this_job": job, "this_url": url, "but_info": info}
    if localized is None:
        return tuple(headline for (headline,) in ask(_OF_SIBLINGS, siblings) if headline)
    told = ask(_LOCALIZED, siblings)
    others = (other for (localizations,) in told for other in localizations or ())
    return tuple(
        other["headline"]
        for other in others
        if other["language"] == localized and other.get("headline")
    )
