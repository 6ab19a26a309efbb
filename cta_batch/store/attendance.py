"""Who is at work, and which paid calls nobody waits for any more: seen without changing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, col

from cta_batch.domain import CallOutcome
from cta_batch.models import CTAInfo, CTAOwner, CTAPaidCall
from cta_batch.store.owners import Owner, Watch, is_present


@dataclass(frozen=True)
class Attendance:
    """``at_work``: whether a process lives, or may live on another machine. ``dead`` are owners of
    this machine that ended without a word. Calls without an answer are ``under_way`` while their
    owner lives or may live, else ``left_open``."""

    at_work: bool
    dead: int
    under_way: int
    left_open: int


def attendance(session: Session, folder: Path) -> Attendance:
    """Who is at work on any job of any user, by the database and the locks in ``folder``."""
    watch = Watch(folder)
    columns = col(CTAOwner.id), col(CTAOwner.host), col(CTAOwner.beat)
    owners = [Owner(*row) for row in session.execute(select(*columns))]
    living = {owner.id for owner in owners if watch.lives(owner) is not False}
    calls = _open_calls(session)
    under_way = sum(count for owner, count in calls.items() if owner in living)
    return Attendance(
        at_work=bool(living) or anybody_at(folder),
        dead=len(owners) - len(living),
        under_way=under_way,
        left_open=sum(calls.values()) - under_way,
    )


def anybody_at(folder: Path) -> bool:
    """Whether a process of this machine works here, be it with another database."""
    return any(is_present(path) for path in _files(folder))


def _files(folder: Path) -> Iterable[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else ()


def _open_calls(session: Session) -> dict[str | None, int]:
    """How many calls have no end yet, by the owner of their infos."""
    counted = (
        select(col(CTAInfo.claimed_by), func.count())
        .join(CTAPaidCall, col(CTAPaidCall.info_id) == col(CTAInfo.id))
        .where(col(CTAPaidCall.outcome) == CallOutcome.OPEN)
        .group_by(col(CTAInfo.claimed_by))
    )
    return dict(list(session.execute(counted)))
