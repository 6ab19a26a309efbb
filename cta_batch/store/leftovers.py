"""Files in the asset folder that the database does not name, and which of them may go.

A picture may be all that is left of something paid for: a database can be lost, put back from an
older copy, or be another one than the one that is asked. So a file goes only where this database
itself shows that nobody misses it, and where it bears a name that the program gives:

- what was being written when a process died (``.….part``): nobody ever had it whole;
- what is left of a job that a person deleted (``<job>.deleted``);
- creatives of earlier placements and product pictures of which no ad is made, in jobs whose ads are
  all done: every ad there has its words and its pictures, and these can be made again for nothing.

Backgrounds stay, whoever made them, and so do all files of jobs that the database does not know.
"""

from __future__ import annotations

import os
import re
import stat
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cta_batch.placements import PLACEMENTS
from cta_batch.store.assets import DELETED
from cta_batch.store.attendance import attendance
from cta_batch.store.database import Database
from cta_batch.store.inventory import Inventory, inventory

YOUNG_SECONDS = 3600.0
"""A file that was written since then is left alone, whoever seems to be at work: on a shared disk
it may be another machine's, of which this database knows nothing."""

_PART = re.compile(r"\.\w{8}\.part")
_OURS = re.compile(
    r"sources/[0-9a-f]{24}\.(png|jpg|gif|bmp|webp|avif|bin)"
    r"|[0-9a-f-]{36}/([a-z]{2,3}(-\w+)*/)?"
    rf"({'|'.join(map(re.escape, PLACEMENTS))})(-clean)?\.jpg"
)
"""Product pictures and creatives by their place in a job's folder. Creatives of a placement that
the user named are not told from pictures that a person put there, and stay."""


@dataclass
class Heap:
    """Some files and their bytes in all."""

    files: list[Path] = field(default_factory=list)
    size: int = 0

    def add(self, path: Path, size: int) -> None:
        self.files.append(path)
        self.size += size


@dataclass
class Leftovers:
    """``removable`` may go, ``kept`` is of jobs that the database knows, ``unknown`` of others.

    ``folders`` are those of the unknown jobs.
    """

    removable: Heap = field(default_factory=Heap)
    kept: Heap = field(default_factory=Heap)
    unknown: Heap = field(default_factory=Heap)
    folders: set[Path] = field(default_factory=set)


def leftovers(assets: Path, found: Inventory, now: float) -> Leftovers:
    """Sort what nobody names; ``now`` in seconds of the Epoch. Folders of other names than the
    program's are not looked into, links not followed. Raises OSError."""
    heaps, named = Leftovers(), {str(assets / one.path) for one in found.named}
    for path, facts in _files(assets):
        if str(path) in named:
            continue
        if _may_go(path.relative_to(assets), found):
            if now - facts.st_mtime >= YOUNG_SECONDS:
                heaps.removable.add(path, facts.st_size)
        elif (job := _job_of(path.relative_to(assets).parts[0])) in found.jobs:
            heaps.kept.add(path, facts.st_size)
        elif job is not None:
            heaps.unknown.add(path, facts.st_size)
            heaps.folders.add(assets / str(job))
    return heaps


def remove_leftovers(database: Database, assets: Path, claims: Path) -> bool:
    """Remove what may go, as far as it can be; False, and nothing is, while anybody is at work.

    All of it in one writing transaction: whoever begins to work must write first, and so waits.
    Raises StoreError, OSError.
    """
    with database.writing() as session:
        if database.path is None or attendance(session, claims).at_work:
            return False  # a server lets others write meanwhile
        named = inventory(session, user="", workspace="")  # whose they are decides nothing here
        for path in leftovers(assets, named, time.time()).removable.files:
            with suppress(OSError):
                path.unlink()
            _drop_empty(path.parent, assets)
    return True


def _drop_empty(folder: Path, assets: Path) -> None:
    with suppress(OSError):  # it is not empty
        while folder != assets:
            folder.rmdir()
            folder = folder.parent


def _files(assets: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Plain files in the program's own folders."""
    tops = [p for p in assets.iterdir() if not p.is_symlink()] if assets.is_dir() else []
    for top in sorted(p for p in tops if p.name == "cut-outs" or _job_of(p.name)):
        for folder, _, names in os.walk(top):
            for name in names:
                path = Path(folder, name)
                with suppress(FileNotFoundError):  # somebody is at work
                    facts = path.lstat()
                    if stat.S_ISREG(facts.st_mode):
                        yield path, facts


def _may_go(path: Path, found: Inventory) -> bool:
    """``path`` is below the asset folder, and nobody names it."""
    top = path.parts[0]
    if _PART.fullmatch(path.name) or top.endswith(DELETED):
        return True
    job = _job_of(top)
    if job not in found.jobs or job in found.unfinished:
        return False
    return _OURS.fullmatch("/".join(path.parts[1:])) is not None


def _job_of(folder: str) -> uuid.UUID | None:
    """The job whose folder bears this name; None when it is no job's."""
    name = folder.removesuffix(DELETED)
    with suppress(ValueError):
        job = uuid.UUID(name)
        return job if str(job) == name else None
    return None
