"""Claims: which process works on which info, so that several can share a job.

An info is claimed by compare-and-swap. Whoever writes to it must still hold the claim in the same
transaction, so a process that was taken for dead and comes back changes nothing that another has
taken over, and buys nothing for it.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import ColumnElement, Update, bindparam, delete, select, update
from sqlmodel import Session, col

from cta_batch.domain import FINISHED, CallOutcome, Status
from cta_batch.errors import ClaimedElsewhere, InUse, NotFound, StoreError
from cta_batch.models import CTAGenerationJob, CTAInfo, CTAOwner, CTAPaidCall, utc_now
from cta_batch.store.database import Database
from cta_batch.store.owners import BEAT_SECONDS, Owner, Watch, forget, presence, this_host
from cta_batch.store.statements import CALL, HELD_BY, INFO, OWNER, THIS_INFO

log = logging.getLogger(__name__)

_OPEN_CALLS = CALL.c.info_id == INFO.c.id, CALL.c.outcome == CallOutcome.OPEN
_CLAIM = (
    select(
        *INFO.c["claimed_by", "status", "job_id"],
        select(CALL.c.id).where(*_OPEN_CALLS).exists().label("left_open"),
    )
    .where(THIS_INFO)
    .with_for_update()
)
_TAKE = update(INFO).where(THIS_INFO, HELD_BY)
_BEAT = update(OWNER).where(OWNER.c.id == bindparam("this_owner")).values(beat=OWNER.c.beat + 1)

LOOK_SECONDS = 0.5
"""Between two looks at an owner of whom not enough is known."""


class Claims:
    """The claims of one process. Safe to share between threads. Raises StoreError.

    ``owner`` is this process's name while it is at work on a job, else None; without one it may
    write only to infos that nobody has claimed.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.owner: str | None = None
        self._database = database
        self._folder = folder
        self._watch = Watch(folder, clock)
        self._sleep = sleep

    # --- being an owner ---

    @contextmanager
    def at_work(self, job: uuid.UUID) -> Iterator[None]:
        """Be an owner until the end, whose claims are then given up. Raises NotFound."""
        with presence(self._folder) as name:
            with self._database.writing() as session:
                _enlist(session, name, job)
            self.owner = name
            done = threading.Event()
            beating = threading.Thread(target=self._beat, args=(name, job, done), daemon=True)
            beating.start()
            try:
                yield
            finally:
                done.set()
                beating.join()
                self.owner = None
                self._leave(name)

    def _beat(self, name: str, job: uuid.UUID, done: threading.Event) -> None:
        while not done.wait(BEAT_SECONDS):
            try:
                with self._database.writing() as session:
                    _show_life(session, name, job)
            except (StoreError, NotFound):  # the next write of the work itself will say so
                log.exception("no beat")

    def _leave(self, name: str) -> None:
        try:
            with self._database.writing() as session:
                session.execute(_freeing(col(CTAInfo.claimed_by) == name))
                session.execute(delete(CTAOwner).where(col(CTAOwner.id) == name))
        except StoreError:  # what was wrong is told already; others will find this owner dead
            log.exception("claims not given up")
        else:
            forget(self._folder, name)

    # --- claiming ---

    def claim(self, info: uuid.UUID, *, begins: Status | None = None) -> Status:
        """Claim an info to work on it; returns its status: when it is finished, nothing is claimed.

        A pending info is from then on in the stage that ``begins``, if one is given. Calls that a
        dead owner left open become unknown with its claim.
        Raises ClaimedElsewhere while a process that may live has it, NotFound.
        """
        holder, status = self._try(info, only_unfinished=True, begins=begins)
        while holder is not None:
            if self._lives(holder) is not False:
                raise ClaimedElsewhere(f"Another process is at work on info {str(info)[:8]}.")
            holder, status = self._try(info, only_unfinished=True, begins=begins)
        return status

    def hold(self, info: uuid.UUID) -> None:
        """Claim an info, finished or not, to change it by hand. Raises InUse, NotFound."""
        holder, _ = self._try(info, only_unfinished=False)
        while holder is not None:
            if self._surely_lives(holder):
                raise InUse(
                    f"Info {str(info)[:8]} is being worked on by another process;"
                    " wait until it is finished there, or stop that one with ^C, then try again."
                )
            holder, _ = self._try(info, only_unfinished=False)

    def release(self, info: uuid.UUID) -> None:
        """Give a claim up that this process holds."""
        with self._database.writing() as session:
            session.execute(
                _freeing(col(CTAInfo.id) == info, col(CTAInfo.claimed_by) == self.owner)
            )

    def refuse_if_busy(self, job: uuid.UUID) -> None:
        """Raises InUse while another process is at work on the job; the dead are cleared away."""
        others = select(col(CTAOwner.id)).where(col(CTAOwner.job_id) == job)
        with self._database.reading() as session:
            names = [n for n in session.execute(others).scalars() if n != self.owner]
        if any(self._surely_lives(name) for name in names):
            raise InUse(
                f"Job {str(job)[:8]} is being worked on by another process;"
                " wait for it to end, or stop it with ^C, then try again."
            )

    def free(self, infos: Iterable[uuid.UUID]) -> list[uuid.UUID]:
        """Those of ``infos`` that no living process has any more, be they finished or not."""
        wanted = set(infos)
        others = select(col(CTAOwner.id)).where(col(CTAOwner.id) != self.owner)
        claimed = select(col(CTAInfo.id), col(CTAInfo.claimed_by)).where(
            col(CTAInfo.claimed_by).in_(others)  # "is not null" would look at every info there is
        )
        with self._database.reading() as session:
            held = {i: owner for i, owner in session.execute(claimed) if i in wanted}
        busy = {o for o in set(held.values()) if o is not None and self._lives(o) is not False}
        return [i for i in wanted if held.get(i) not in busy]

    def settle_the_dead(self) -> None:
        """Free what dead owners held, of any user; calls that nobody waits for become unknown."""
        with self._database.reading() as session:
            owners = set(session.execute(select(col(CTAOwner.id))).scalars())
            holders = select(col(CTAInfo.claimed_by)).where(col(CTAInfo.claimed_by).is_not(None))
            owners |= set(session.execute(holders.distinct()).scalars())
        for name in owners:
            self._lives(name)  # buries the dead
        unclaimed = select(col(CTAInfo.id)).where(col(CTAInfo.claimed_by).is_(None))
        with self._database.writing() as session:
            _close_open(session, col(CTAPaidCall.info_id).in_(unclaimed))

    def _try(
        self, info: uuid.UUID, *, only_unfinished: bool, begins: Status | None = None
    ) -> tuple[str | None, Status]:
        """Who else holds the info (None: nobody, and it is ours unless finished), its status."""
        with self._database.writing() as session:
            row = session.execute(_CLAIM, {"this_info": info}).one_or_none()
            if row is None:
                raise NotFound(f"There is no info {info}.")
            holder, status, job, left_open = row
            if (only_unfinished and status in FINISHED) or holder == self.owner:
                return None, status
            if holder is None:
                self._take(session, info, job, begins if status is Status.PENDING else None)
                if left_open:
                    _close_open(session, col(CTAPaidCall.info_id) == info)
            return holder, status

    def _take(
        self, session: Session, info: uuid.UUID, job: uuid.UUID, begun: Status | None
    ) -> None:
        """Of an info that nobody holds; from now on in the stage that is ``begun``, if one is."""
        if self.owner is None:
            raise RuntimeError("a claim outside at_work")
        _show_life(session, self.owner, job)
        stage = {} if begun is None else {"status": begun, "updated_at": utc_now()}
        taken = {"this_info": info, "held_by": None, "claimed_by": self.owner}
        session.execute(_TAKE, taken | stage)

    # --- the living and the dead ---

    def _surely_lives(self, name: str) -> bool:
        """As ``_lives``, watching for as long as it takes to know."""
        while (alive := self._lives(name)) is None:
            self._sleep(LOOK_SECONDS)
        return alive

    def _lives(self, name: str) -> bool | None:
        """Whether an owner lives, None for not known yet; a dead one's claims are freed."""
        with self._database.reading() as session:
            row = session.get(CTAOwner, name)
            owner = None if row is None else Owner(row.id, row.host, row.beat)
        alive = False if owner is None else self._watch.lives(owner)
        if alive is not False:
            return alive
        with self._database.writing() as session:
            buried = _bury(session, name, owner)
        if buried:
            forget(self._folder, name)
        return not buried


def _enlist(session: Session, name: str, job: uuid.UUID) -> None:
    if session.get(CTAGenerationJob, job) is None:
        raise NotFound(f"There is no job {job}.")
    session.add(CTAOwner(id=name, job_id=job, host=this_host()))


def _show_life(session: Session, name: str, job: uuid.UUID) -> None:
    """Count up; an owner that was taken for dead meanwhile is entered again."""
    beaten = session.execute(_BEAT, {"this_owner": name})
    if not beaten.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has it
        _enlist(session, name, job)


def _bury(session: Session, name: str, owner: Owner | None) -> bool:
    """Free a dead owner's infos and close its open calls; False when it has moved since."""
    now = session.get(CTAOwner, name)
    if now is not None and (owner is None or now.beat != owner.beat):
        return False
    mine = col(CTAInfo.claimed_by) == name
    _close_open(session, col(CTAPaidCall.info_id).in_(select(col(CTAInfo.id)).where(mine)))
    session.execute(_freeing(mine))
    session.execute(delete(CTAOwner).where(col(CTAOwner.id) == name))
    return True


def _freeing(*where: ColumnElement[bool]) -> Update:
    return update(CTAInfo).where(*where).values(claimed_by=None)


def _close_open(session: Session, where: ColumnElement[bool]) -> None:
    """Calls that nobody waits for any more: they may have been answered and billed."""
    session.execute(
        update(CTAPaidCall)
        .where(where, col(CTAPaidCall.outcome) == CallOutcome.OPEN)
        .values(outcome=CallOutcome.UNKNOWN, ended_at=utc_now())
    )
