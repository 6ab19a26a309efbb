"""What is kept: the database, the paid calls in it, and the pictures beside it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property

from cta_batch import compose
from cta_batch.config import Settings
from cta_batch.findings import Finding
from cta_batch.health.looking import counted, ok, problem, sized, warning
from cta_batch.migrations import HEAD
from cta_batch.store import Database
from cta_batch.store.attendance import Attendance, attendance
from cta_batch.store.claims import Claims
from cta_batch.store.inventory import Inventory, Kind, Named, inventory, losses
from cta_batch.store.leftovers import Heap, Leftovers, leftovers, remove_leftovers
from cta_batch.store.untouched import Untouched

MOST_NAMED = 5
"""Ids in one line; ``show`` of a job has the others."""
FIXES = "cta-batch doctor --fix"


class Kept:
    """The checks of one home. Each looks anew, since the one before may have repaired something."""

    def __init__(self, settings: Settings, *, fix: bool) -> None:
        self._settings = settings
        self._fix = fix
        self._claims = settings.home / "claims"
        self._sound = False

    @cached_property
    def _database(self) -> Untouched:
        return Untouched(self._settings.database_url)

    # --- the database ---

    def database(self) -> Finding:
        """Whether it can be read and written, is whole, and of this version's schema.

        ``fix`` runs pending migrations, as any other command would: a copy is kept before.
        """
        found = self._database
        if not found.is_there:
            self._sound = True
            return ok("database", "Nothing was made yet; the first run makes it.")
        revision, damage = found.schema(), found.damage()
        if damage:
            advice = "Keep a copy of it, then put an earlier one back; nothing here repairs it."
            return problem("database", f"{self._where} is damaged: {damage[0]}.", advice)
        self._sound = True
        if found.path is not None and not os.access(found.path, os.W_OK):
            what = f"{self._where} may be read, but not written."
            return problem("database", what, "Check its owner and its folder's.")
        if revision not in (None, HEAD):
            return self._older(str(revision))
        return self._whole(revision)

    def _older(self, revision: str) -> Finding:
        if self._fix:
            Database(self._settings.database_url).close()
            what = f"Migrated from schema {revision} to {HEAD}; a copy is kept beside it."
            return ok("database", what, fixed=True)
        what = f"{self._where} has the schema {revision}, this version uses {HEAD}."
        advice = f"{FIXES}, or any other command, keeps a copy and migrates it."
        return warning("database", what, advice)

    def _whole(self, revision: str | None) -> Finding:
        strays = self._database.strays() if revision else 0
        if strays:
            what = f"{counted(strays, 'row')} in {self._where} belong to none that is there."
            advice = "No command shows them; put a copy back if an ad is missing."
            return warning("database", what, advice)
        schema = f"schema {revision}" if revision else "empty as yet"
        return ok("database", f"{self._where} is whole and can be written ({schema}).")

    @property
    def _where(self) -> str:
        return str(self._database.path or "The database")

    # --- paid calls ---

    def calls(self) -> Finding:
        """Whether a process died with calls open; ``fix`` settles them as unknown.

        That is what the next command at work on their ads does: they may have been billed, and
        count against the budget as before.
        """
        if not self._sound:
            return _unread("paid calls")
        before = self._attendance()
        if before is None:
            return ok("paid calls", "None was made yet.")
        if self._fix and (before.dead or before.left_open):
            self._settle()
            what = f"{counted(before.left_open, 'call')} of processes that died: now unknown."
            return ok("paid calls", what, fixed=True)
        if not before.left_open:
            return ok("paid calls", f"{before.under_way:,} under way, none left open.")
        what = f"{counted(before.left_open, 'call')} left open by a process that died."
        advice = f"cta-batch resume goes on and notes them as unknown; {FIXES} only notes it."
        return warning("paid calls", what, advice)

    def _attendance(self) -> Attendance | None:
        """None where no database of this version is there yet."""
        if not self._database.is_there or self._database.schema() != HEAD:
            return None
        with self._database.reading() as session:
            return attendance(session, self._claims)

    def _settle(self) -> None:
        with closing(Database(self._settings.database_url)) as database:
            Claims(database, self._claims).settle_the_dead()

    # --- pictures ---

    def pictures(self) -> Finding:
        """Whether each picture that an ad of anybody names is there and is one."""
        if not self._sound:
            return _unread("pictures")
        named = self._inventory().named
        lost = losses(self._inventory(), self._settings.assets, compose.check_picture)
        if not (lost.missing or lost.damaged):
            return ok("pictures", f"All {len({n.path for n in named}):,} are there and whole.")
        missing, damaged = (len({n.path for n in some}) for some in (lost.missing, lost.damaged))
        mine = [n for n in (*lost.missing, *lost.damaged) if n.mine]
        others = len({n.info for n in (*lost.missing, *lost.damaged) if not n.mine})
        what = f"{counted(missing, 'file')} missing, {damaged:,} damaged, {_whose(mine, others)}."
        return warning("pictures", what, _remedies(mine))

    def _inventory(self) -> Inventory:
        if not self._database.is_there or self._database.schema() is None:
            return Inventory(frozenset(), frozenset(), ())
        with self._database.reading() as session:
            return inventory(session, self._settings.user, self._settings.workspace)

    # --- leftovers ---

    def leftovers(self) -> Finding:
        """What the database does not name; ``fix`` removes what may go (see ``store.leftovers``).

        Never while the database cannot be read or is not there: then nobody knows what it names.
        """
        if not self._sound:
            return _unread("leftovers")
        before = self._look()
        if not (self._fix and before.removable.files and self._database.is_there):
            return _left(before)
        with closing(Database(self._settings.database_url)) as database:
            if not remove_leftovers(database, self._settings.assets, self._claims):
                what = f"{_heap(before.removable)} could go, but a process is or may be at work."
                return warning("leftovers", what, "Ask again when it has ended.")
        after = self._look()
        gone = len(before.removable.files) - len(after.removable.files)
        size = before.removable.size - after.removable.size
        left = _left(after)
        what = f"{counted(gone, 'file')} ({sized(size)}) removed. {left.finding}"
        return replace(left, finding=what, fixed=gone > 0)

    def _look(self) -> Leftovers:
        return leftovers(self._settings.assets, self._inventory(), time.time())


def _unread(name: str) -> Finding:
    """What is said of all else while the database cannot be asked."""
    what = "Not looked at: only the database knows, and it cannot be read."
    return warning(name, what, "See to the database first.")


def _whose(mine: Sequence[Named], others: int) -> str:
    """Which ads lost something; those of others are counted only."""
    infos = list(dict.fromkeys(str(n.info)[:8] for n in mine))
    parts = []
    if infos:
        more = f" and {len(infos) - MOST_NAMED:,} more" if infos[MOST_NAMED:] else ""
        parts.append(f"of {'ads' if infos[1:] else 'ad'} {', '.join(infos[:MOST_NAMED])}{more}")
    if others:
        parts.append(f"of {counted(others, 'ad')} of other users or workspaces")
    return " and ".join(parts)


def _remedies(mine: Sequence[Named]) -> str:
    jobs = dict.fromkeys(str(n.job)[:8] for n in mine if n.kind is Kind.CREATIVE)
    said = []
    if jobs:
        renders = ", ".join(f"cta-batch render {job}" for job in list(jobs)[:MOST_NAMED])
        said.append(f"{renders} draws creatives again, at no cost.")
    if any(n.kind is not Kind.CREATIVE for n in mine):
        said.append(
            "Put backgrounds and product pictures back from a copy; ads that have failed for want"
            " of them get new ones by cta-batch retry."
        )
    return " ".join(said) or "cta-batch doctor tells each user which."


def _left(found: Leftovers) -> Finding:
    parts = []
    if found.removable.files:
        parts.append(f"{_heap(found.removable)} that no ad needs.")
    if found.kept.files:
        parts.append(f"Kept, as it may have been paid for: {_heap(found.kept)} that no ad shows.")
    if found.folders:
        folders = f"{counted(len(found.folders), 'folder')} ({sized(found.unknown.size)})"
        parts.append(f"Kept: {folders} of jobs that this database does not know.")
    what, advice = " ".join(parts) or "None.", []
    if found.removable.files:
        advice.append(f"{FIXES} removes what no ad needs.")
    if found.folders:
        like = " and its like" if len(found.folders) > 1 else ""
        advice.append(
            "If no copy of the database is to be put back and no other database uses this home,"
            f" delete {min(found.folders)}{like} by hand."
        )
    return warning("leftovers", what, " ".join(advice)) if advice else ok("leftovers", what)


def _heap(heap: Heap) -> str:
    return f"{counted(len(heap.files), 'file')} ({sized(heap.size)})"
