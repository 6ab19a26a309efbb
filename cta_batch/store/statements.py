"""Statements that every info asks, and the tables that they are made of.

They are built once and of plain columns: to build one anew, with its key in SQLAlchemy's cache, and
to have the ORM look through it took longer than SQLite takes to answer it.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, select, update
from sqlmodel import SQLModel

from cta_batch.domain import Status
from cta_batch.models import Usd

JOB, INFO, OWNER, CALL = (
    SQLModel.metadata.tables[name]
    for name in ("cta_generation_job", "cta_info", "cta_owner", "cta_paid_call")
)

THIS_INFO = INFO.c.id == bindparam("this_info")
"""No parameter of a condition has a column's name: an UPDATE sets the columns it is given."""
HELD_BY = INFO.c.claimed_by.is_not_distinct_from(bindparam("held_by"))
"""Claimed by that owner; by nobody where it is None."""
PAID = {INFO.c.cost_usd: INFO.c.cost_usd + bindparam("paid", type_=Usd)}
"""Unknown plus anything is unknown: in SQL, NULL does that by itself."""

MINE = (
    JOB.c.user == bindparam("this_user"),
    JOB.c.workspace == bindparam("this_workspace"),
)
_SIBLING = INFO.alias()
WORK = select(
    *INFO.c["job_id", "url", "variant", "status", "plan", "product", "suggestion"],
    JOB.c.options,
    select(func.count())
    .where(_SIBLING.c.job_id == INFO.c.job_id, _SIBLING.c.url == INFO.c.url)
    .scalar_subquery()
    .label("siblings"),
).where(THIS_INFO, INFO.c.job_id == JOB.c.id, *MINE)
PRODUCT = (
    select(INFO.c.product)
    .where(
        INFO.c.job_id == bindparam("this_job"),
        INFO.c.url == bindparam("this_url"),
        INFO.c.product.is_not(None),
    )
    .limit(1)
)
CHANGE = update(INFO).where(THIS_INFO, HELD_BY, INFO.c.job_id.in_(select(JOB.c.id).where(*MINE)))
CHANGE_PAYING = CHANGE.values(PAID)
CHANGE_FAILED = CHANGE.where(INFO.c.status == Status.FAILED)
TOUCH = update(JOB).where(JOB.c.id == select(INFO.c.job_id).where(THIS_INFO).scalar_subquery())
"""A job was updated when one of its infos was."""
