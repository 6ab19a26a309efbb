"""A database as it lies there: only read, with nothing made, migrated or left beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from cta_batch.errors import StoreError
from cta_batch.migrations import HEAD
from cta_batch.store.database import refuse_newer, revision_of, sqlite_path, translated

MOST_SAID = 3
"""Faults of a damaged file that are named; it may have thousands."""


class Untouched:
    """Sessions that change nothing, not even a file's time. ``path`` is None for a server's."""

    def __init__(self, url: str) -> None:
        self.path = sqlite_path(url)
        self._engine = _engine(url, self.path)

    @property
    def is_there(self) -> bool:
        """Whether there is a database to be read; of a server's that is not known before."""
        return self.path is None or self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads. Raises StoreError."""
        with translated(self.path), Session(self._engine) as session:
            yield session

    def schema(self) -> str | None:
        """The revision of its tables; None without any. Raises DatabaseNewer, StoreError."""
        with translated(self.path), self._engine.connect() as connection:
            revision = revision_of(connection)
        if revision not in (None, HEAD):
            refuse_newer(self.path, str(revision))
        return revision

    def damage(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file, ``MOST_SAID`` lines at most. Raises StoreError."""
        if self.path is None:
            return ()
        with self.reading() as session:
            found = session.execute(text(f"PRAGMA integrity_check({MOST_SAID})")).scalars()
            return tuple(line for line in found if line != "ok")

    def strays(self) -> int:
        """Rows that belong to a row that is not there. Raises StoreError."""
        if self.path is None:
            return 0  # a server refuses to have any
        with self.reading() as session:
            return len(session.execute(text("PRAGMA foreign_key_check")).all())


def _engine(url: str, path: Path | None) -> Engine:
    try:
        if path is None:
            return create_engine(url, poolclass=NullPool)
        return create_engine("sqlite://", creator=lambda: _opened(path), poolclass=NullPool)
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        raise StoreError(f"CTA_BATCH_DATABASE_URL cannot be used: {error}") from None


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that needs no lock and writes no file.

    Opened for reading only, SQLite still makes a journal and its index where there are none, and
    leaves them. As ``immutable`` it does not; nobody else has the file open then, or there would be
    a journal. One that is there, of a process at work or of one that died, is read with it.
    """
    journal, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    if journal.exists() and not index.exists():
        raise StoreError(
            f"The database {path} has a journal that nobody has read since it was put there; have"
            " it taken in by any other command, as cta-batch list, then ask again."
        )
    how = "readonly_shm=1" if journal.exists() else "immutable=1"
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&{how}", uri=True, check_same_thread=False)
