"""The home folder: whether it can be written, has room, and is its owner's only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from cta_batch.config import Settings
from cta_batch.findings import Finding, State
from cta_batch.health.looking import counted, ok, problem, sized, warning
from cta_batch.store.database import sqlite_path
from cta_batch.store.rights import keep_to_owner, open_to_others

LITTLE_ROOM = 500_000_000
"""Bytes: a job of a hundred ads with four placements takes some 150 MB."""
NO_ROOM = 10_000_000
"""Bytes: less than one ad with its pictures and the database's journal may take."""
OUR_NAMES = frozenset({"assets", "logs", "claims", "edits"})
"""What a home holds besides the database."""
CONFIG = "config.toml"
"""Is the user's own, and may lie there too: nobody else needs to get in for it."""
WRITABLE = os.W_OK | os.X_OK


def home(settings: Settings) -> Finding:
    """Whether the home is a folder that may be written, on a disk with room."""
    path = settings.home
    place = _nearest(path)
    if not place.is_dir():
        return problem("home", f"{place} is no folder.", "Set CTA_BATCH_HOME to another folder.")
    if not os.access(place, WRITABLE):
        advice = "Check its owner and rights, or set CTA_BATCH_HOME to a folder you may write."
        return problem("home", f"{place} may not be written.", advice)
    free = shutil.disk_usage(place).free
    what = f"{path} may be written, with {sized(free)} free."
    if place != path:
        what = f"{path} is not there yet: nothing was made yet; {sized(free)} are free."
    advice = "Free some room, or set CTA_BATCH_HOME to another disk."
    if free < NO_ROOM:
        return problem("home", what, advice)
    return warning("home", what, advice) if free < LITTLE_ROOM else ok("home", what)


def _nearest(path: Path) -> Path:
    """The path itself, or the nearest above it that is there."""
    return next(p for p in (path, *path.parents) if os.path.lexists(p))


def logs(settings: Settings) -> Finding:
    """Whether the log can be written; without one the program works, and tells less."""
    file = settings.log_file
    if not file.parent.exists():
        return ok("logs", "Nothing was logged yet.")
    barred = [p for p in (file.parent, file) if p.exists() and not os.access(p, os.W_OK)]
    if barred:
        what = f"{barred[0]} may not be written, so nothing is logged."
        return warning("logs", what, "Check its owner and rights.")
    return ok("logs", f"{file.parent} may be written.")


def rights(settings: Settings, *, fix: bool) -> Finding:
    """Whether others of this machine may read what is the owner's; ``fix`` takes that from them.

    Only from what the program makes. From the home itself only where it holds nothing else: a
    person may have chosen a folder that others are meant to get into; and never from the folder of
    a database elsewhere.
    """
    found = list(_open(settings))
    if not found:
        return ok("rights", "What is kept is for its owner only.")
    left = [path for path in found if not _closed(path, settings)] if fix else found
    fixed = len(found) - len(left)
    said = f"{counted(fixed, 'path')} closed to others. " if fixed else ""
    if not left:
        return ok("rights", said.strip(), fixed=True)
    more = f" and {counted(len(left) - 1, 'path')} more" if left[1:] else ""
    what = f"{said}Others of this machine have rights to {left[0]}{more}."
    advice = _BY_HAND if fix else "cta-batch doctor --fix takes them away."
    return Finding("rights", State.WARNING, what, advice, fixed=bool(fixed))


_BY_HAND = "It holds other files too or is another user's: if nobody else needs it, chmod go= PATH."


def _open(settings: Settings) -> Iterator[Path]:
    home, database = settings.home, sqlite_path(settings.database_url)
    if home.is_dir() and list(open_to_others([home], below=False)):
        yield home
        yield from open_to_others(p for p in sorted(home.iterdir()) if _is_ours(p.name))
    if database is not None and database.parent != home and database.parent.is_dir():
        beside = (p for p in sorted(database.parent.iterdir()) if _is_of(database.name, p.name))
        yield from open_to_others(beside)


def _is_ours(name: str) -> bool:
    return name in OUR_NAMES or _is_of("cta.db", name)


def _is_of(database: str, name: str) -> bool:
    """Whether a file is the database, its journal, or a copy kept before a migration."""
    end = name.removeprefix(database)
    return name.startswith(database) and (end in {"", "-wal", "-shm"} or end.startswith(".before-"))


def _closed(path: Path, settings: Settings) -> bool:
    """Close it to others, if that is safe; whether it was."""
    if path == settings.home and not all(
        _is_ours(p.name) or p.name == CONFIG for p in path.iterdir()
    ):
        return False
    try:
        keep_to_owner(path)
    except OSError:  # another user's, or gone
        return False
    return True
