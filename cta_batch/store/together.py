"""Writes that would wait for each other go into one transaction of SQLite: one sync for all.

Each has a savepoint, so that one that fails undoes only itself. None returns before the commit.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlmodel import Session

from cta_batch.store.patience import Patience

LEAST_SHARED = 3
"""Writes of a transaction, as long as others wait, however quick a commit is."""


class Together:
    """Writing sessions of all threads, by turns, on an engine whose transactions lock at once.

    A transaction stays open while somebody waits for the next turn, who then joins it, but no
    longer than a commit takes: the first would wait for more than it gains. Since all
    that have joined wait for the commit, it holds at most one write of each thread.
    ``clock`` gives seconds; ``quickest`` is how many the quickest commit so far has taken.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._began = self._took = 0.0
        self.quickest = math.inf
        event.listen(engine, "handle_error", _notice_rollback)
        self._patience = Patience(rest=self._commit)
        self._open: _Shared | None = None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write, undone whole when it fails and committed when this returns.

        Raises sqlite3.Error or DBAPIError, also where the commit fails that was shared.
        """
        with self._patience.turn():
            shared = self._open or self._begun()
            with self._undone_alone(shared), shared.session() as session:
                yield session
            shared.writes += 1
            if shared.writes >= LEAST_SHARED and self._clock() - self._began > self._took:
                self._commit()
        shared.wait()

    def _begun(self) -> _Shared:
        connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        self._began = self._clock()
        self._open = _Shared(connection)
        return self._open

    @contextmanager
    def _undone_alone(self, shared: _Shared) -> Iterator[None]:
        """A write that fails leaves the transaction to the others, if there are any, and if SQLite
        has not rolled back theirs as well."""
        try:
            yield
        except BaseException as error:
            if shared.connection.invalidated or not shared.writes:
                self._open = None
                shared.end(error)
            raise

    def _commit(self) -> None:
        shared, self._open = self._open, None
        if shared is not None:
            began = self._clock()
            written = shared.commit()
            self._took = self._clock() - began
            if written:
                self.quickest = min(self.quickest, self._took)


class _Shared:
    """A transaction of several writes; ``writes`` counts those that are in it for good."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.writes = 0
        self._changes = _changes(connection)
        self._ended = threading.Event()
        self._failure: BaseException | None = None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """What fails in the first is rolled back with the transaction: nothing else is in it."""
        session = Session(
            self.connection,
            join_transaction_mode="create_savepoint" if self.writes else "rollback_only",
            expire_on_commit=False,
        )
        with session, session.begin():
            yield session

    def commit(self) -> bool:
        """Or fail; it has ended then. Whether that wrote anything."""
        failure: BaseException | None = None
        changed = False
        try:
            changed = _changes(self.connection) > self._changes
            self.connection.commit()
        except BaseException as error:
            failure = error
            self.connection.invalidate()  # closing it is what surely rolls back
            if not isinstance(error, Exception):
                raise
        finally:
            self.end(failure)
        return changed and failure is None

    def end(self, failure: BaseException | None) -> None:
        """Whoever waits learns how it went; rolled back where it is not committed."""
        self._failure = failure
        try:
            self.connection.close()
        finally:
            self._ended.set()

    def wait(self) -> None:
        """Until it has ended. Raises sqlite3.OperationalError where it was not committed."""
        self._ended.wait()
        if self._failure is not None:
            cause = getattr(self._failure, "orig", None) or self._failure
            raise sqlite3.OperationalError(str(cause)) from self._failure


def _changes(connection: Connection) -> int:
    """How many rows were changed through a connection to SQLite since it was opened."""
    driver: Any = connection.connection.dbapi_connection
    return int(driver.total_changes)


def _notice_rollback(context: ExceptionContext) -> None:
    """SQLite ends a transaction by itself on some errors, and one whose savepoint cannot be gone
    back to must end: whoever would go on in it shall fail, and not write on its own."""
    connection = context.connection
    if connection is None or connection.invalidated:
        return
    driver: Any = connection.connection.dbapi_connection
    if not driver.in_transaction or (context.statement or "").startswith("ROLLBACK"):
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False
