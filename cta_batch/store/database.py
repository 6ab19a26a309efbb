"""Opening the database: pragmas, transactions, migrations, and its troubles in words."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, NoSuchTableError, SQLAlchemyError
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

from cta_batch.errors import CtaBatchError, DatabaseNewer, StoreError
from cta_batch.floor import before_leaving
from cta_batch.migrations import HEAD
from cta_batch.redaction import redacted_within
from cta_batch.store.files import make_private
from cta_batch.store.patience import BUSY_SECONDS, is_locked, left_seconds
from cta_batch.store.together import Together

QUICK_SECONDS = 0.005
"""Of a commit: what a thread does between two answers takes longer."""
WRITE_AHEAD = "PRAGMA journal_mode = WAL"

Write = Callable[[Session], None]


@dataclass(frozen=True)
class _Owed:
    """``at_least`` is written where ``write`` cannot be."""

    write: Write
    at_least: Write


class Database:
    """Sessions on an up-to-date database; opening it migrates it when it is older."""

    def __init__(self, url: str) -> None:
        self.path = sqlite_path(url)
        if self.path is not None:
            _private_folder(self.path.parent)
            _private_file(self.path)
        try:
            self._reading = _engine(url)
        except (SQLAlchemyError, ModuleNotFoundError) as error:
            raise StoreError(f"CTA_BATCH_DATABASE_URL cannot be used: {error}") from None
        # At the end of the process too: once closed, all is in the one file, no journal beside it.
        weakref.finalize(self, self._reading.dispose)
        # A read that turns into a write raises SQLITE_BUSY_SNAPSHOT at once, whatever the
        # timeout; so every writing transaction takes the lock when it begins.
        self._writing = self._reading.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        # SQLite lets one write at a time, and whoever finds it busy sleeps and tries again: some
        # threads of many then wait for seconds. Waiting for each other here, they go by turns, and
        # share a commit.
        self._together = Together(self._writing) if self.path else None
        self._write: Callable[[], AbstractContextManager[Session]] = (
            self._together.writing
            if self._together
            else sessionmaker(self._writing, class_=Session, expire_on_commit=False).begin
        )
        self._of_thread = threading.local()
        self._read_sessions = sessionmaker(self._reading, class_=Session)
        try:
            with translated(self.path):
                if self._revision() != HEAD:
                    self._migrate()
        except StoreError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads. Raises StoreError."""
        with translated(self.path), self._read_sessions() as session:
            yield session

    def found(self, question: Select[Any], values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """The rows that one question finds, without a session's outlay. Raises StoreError."""
        with translated(self.path), self._reading.connect() as connection:
            return connection.execute(question, values).all()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write: committed when this returns, or undone whole. Raises StoreError."""
        with translated(self.path), self._write() as session:
            for owed in self._owed():
                owed.write(session)
            yield session
        self._owed().clear()

    def write_with_the_next(self, write: Write, *, at_least: Write) -> None:
        """One write in a transaction with this thread's next one, which may come at once.

        If none does, or that fails, it is made alone before the thread leaves its floor, so before
        it waits for anything; without a floor it is now. When ``write`` cannot be made then either,
        ``at_least`` is. Raises StoreError and what ``write`` raises, be it here or there.
        """
        self._owed().append(_Owed(write, at_least))
        if not before_leaving(self._pay):
            self._pay()

    def is_quick(self) -> bool:
        """Whether a commit has taken this process no longer than ``QUICK_SECONDS``; a server is far
        off."""
        return self._together is not None and self._together.quickest <= QUICK_SECONDS

    def _owed(self) -> list[_Owed]:
        """The writes of this thread that are to be made with its next one."""
        owed: list[_Owed] = self._of_thread.__dict__.setdefault("owed", [])
        return owed

    def _pay(self) -> None:
        """Make the writes that are owed, or the least of each; they are not tried again."""
        owed = self._owed()
        if not owed:
            return
        try:
            with self.writing():
                pass
        except CtaBatchError:
            least = [one.at_least for one in owed]
            owed.clear()
            with suppress(StoreError), self.writing() as session:  # the first one is told
                for write in least:
                    write(session)
            raise
        finally:
            owed.clear()

    def close(self) -> None:
        self._reading.dispose()

    def _revision(self) -> str | None:
        with self._reading.connect() as connection:
            return revision_of(connection)

    def _migrate(self) -> None:
        with self._writing.begin() as connection:
            revision = revision_of(connection)  # another process may have been faster
            if revision == HEAD:
                return
            if revision is not None:
                refuse_newer(self.path, revision)
                self._copy(revision)
            _upgrade(connection)

    def _copy(self, revision: str) -> None:
        """Keep the file as it is before a migration touches it."""
        if self.path is None:
            return
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = self.path.with_name(f"{self.path.name}.before-{revision}-{stamp}")
        _private_file(target)
        source, copy = sqlite3.connect(self.path), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()


def refuse_newer(path: Path | None, revision: str) -> None:
    """Raises DatabaseNewer for a schema that this version does not know."""
    from alembic.script import ScriptDirectory

    known = {s.revision for s in ScriptDirectory(str(_scripts())).walk_revisions()}
    if revision not in known:
        raise DatabaseNewer(
            f"The database {path or ''} was made by a newer version of cta-batch"
            f" (its schema is {revision}, this version knows {HEAD});"
            " nothing was changed: update cta-batch, or set CTA_BATCH_HOME to another folder."
        )


def _engine(url: str) -> Engine:
    engine = create_engine(url, connect_args=_connect_args(url))
    event.listen(engine, "before_cursor_execute", _redacted, retval=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


def _connect_args(url: str) -> dict[str, Any]:
    if sqlite_path(url) is None:
        return {}
    return {"timeout": BUSY_SECONDS, "check_same_thread": False}


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    to_write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def to_write_ahead(cursor: sqlite3.Cursor, sleep: Callable[[float], None] = time.sleep) -> None:
    """Have the file keep a write-ahead log, which it then does for good.

    SQLite refuses this at once, whatever its timeout, while somebody else makes the file or changes
    it to this (measured: 37 of 300 processes that opened a new one in pairs); so it is said again
    for ``BUSY_SECONDS``. Raises sqlite3.OperationalError. ``sleep`` is given seconds.
    """
    try:
        cursor.execute(WRITE_AHEAD)
    except sqlite3.OperationalError as error:
        if not is_locked(error):
            raise
        from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random

        Retrying(
            retry=retry_if_exception(is_locked),
            stop=stop_after_delay(BUSY_SECONDS),
            wait=wait_random(0.001, 0.05),
            sleep=sleep,
            reraise=True,
        )(cursor.execute, WRITE_AHEAD)


def _redacted(
    _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
) -> tuple[str, Any]:
    """No value that is written, or looked for, holds a key."""
    return statement, redacted_within(parameters)


def _begin(connection: Connection) -> None:
    """A write waits for the lock as long as is left of its thread's patience."""
    begin = str(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
    cursor = connection.connection.cursor()
    left = round(left_seconds.get(), 1)
    if connection.info.get("busy_timeout") != left:
        cursor.execute(f"PRAGMA busy_timeout = {left * 1000:.0f}")
        connection.info["busy_timeout"] = left
    cursor.execute(begin)


def revision_of(connection: Connection) -> str | None:
    """The revision of a database's tables; None where it has none."""
    try:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (NoSuchTableError, DBAPIError) as error:
        if "alembic_version" not in str(error):
            raise
        if connection.dialect.name != "sqlite":  # there an error ends the transaction
            connection.rollback()
        return None


def _scripts() -> Path:
    return Path(__file__).parent.parent / "migrations"


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_scripts()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory or a server's. Raises StoreError."""
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        raise StoreError(f"CTA_BATCH_DATABASE_URL cannot be used: {error}") from None
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database)).absolute()


def _private_folder(folder: Path) -> None:
    try:
        make_private(folder)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be made ({error.strerror});"
            " set CTA_BATCH_HOME to a folder you may write."
        ) from None


def _private_file(path: Path) -> None:
    """Make an empty file for its owner only: SQLite gives -wal and -shm the same rights.

    A file that cannot be made is left to the opening of it, which says why.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


TROUBLES = {
    "malformed": "is damaged, the pictures in assets/ are not; put a copy of it back, or move it"
    " away to start afresh",
    "not a database": "is no database; move it away, or set CTA_BATCH_HOME to another folder",
    "readonly": "may not be written; check its owner and its folder's",
    "unable to open": "cannot be opened; check that its folder exists and may be written",
    "disk is full": "cannot grow, the disk is full; free some room, then try again",
    "disk I/O error": "cannot be read or written; see whether its disk is full or failing, then try"
    " again",
    "locked": f"was held by another process for {BUSY_SECONDS:.0f} seconds; try again",
}


@contextmanager
def translated(path: Path | None) -> Iterator[None]:
    """Database errors as one sentence of ours; our own errors pass through."""
    try:
        yield
    except CtaBatchError:
        raise
    except json.JSONDecodeError as error:
        raise StoreError(
            f"The database {path or ''} holds something that cannot be read ({error}); put a copy"
            " of it back, or delete that job."
        ) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = str(getattr(error, "orig", None) or error)
        trouble = next((t for mark, t in TROUBLES.items() if mark in cause), None)
        what = trouble or f"answered: {cause.splitlines()[0]}"
        raise StoreError(f"The database {path or ''} {what}.") from error
