"""Writes of several threads in one transaction of SQLite: what is shared and what is each one's."""

from __future__ import annotations

import signal
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from cta_batch.errors import NotFound, StoreError
from cta_batch.fairlock import FairLock
from cta_batch.store.database import Database
from cta_batch.store.together import Together
from tests.notes import database_with, noted

Write = Callable[[Session], object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cta.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    with database_with(
        file,
        "CREATE TABLE parent (n INTEGER PRIMARY KEY)",
        "CREATE TABLE note (n INTEGER PRIMARY KEY, words TEXT,"
        " parent INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)",
    ) as database:
        yield database


def in_file(file: Path) -> set[int]:
    """As any other process sees it now."""
    with closing(sqlite3.connect(file)) as connection:
        return {n for (n,) in connection.execute("SELECT n FROM note")}


class Line(deque[threading.Lock]):
    """Those who wait for a turn; ``come`` counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.come = threading.Semaphore(0)

    def append(self, one: threading.Lock) -> None:
        super().append(one)
        self.come.release()


def together_of(database: Database) -> Together:
    together = database._write.__self__  # type: ignore[attr-defined]  # a method of Together
    assert isinstance(together, Together)
    return together


def line_of(database: Database) -> Line:
    together_of(database)._patience._turns._waiting = line = Line()
    return line


def at_once(database: Database, *writes: Write) -> list[Future[None]]:
    """The first holds its turn until all others wait for theirs, one behind the other."""
    line = line_of(database)
    began, go = threading.Event(), threading.Event()

    def first(session: Session) -> None:
        try:
            writes[0](session)
        finally:
            began.set()
            assert go.wait(20)

    def write(do: Write) -> None:
        with database.writing() as session:
            do(session)

    with ThreadPoolExecutor(len(writes)) as pool:
        futures = [pool.submit(write, first)]
        assert began.wait(20)
        for other in writes[1:]:
            futures.append(pool.submit(write, other))
            assert line.come.acquire(timeout=20)
        go.set()
    return futures


@contextmanager
def commits() -> Iterator[list[Connection]]:
    found: list[Connection] = []

    def note(connection: Connection) -> None:
        found.append(connection)

    event.listen(Engine, "commit", note)
    try:
        yield found
    finally:
        event.remove(Engine, "commit", note)


def failing(n: int, session: Session) -> None:
    noted(n, session)
    raise NotFound(f"no {n}")


def test_what_returns_is_in_the_file_and_what_fails_is_not(database: Database, file: Path) -> None:
    def write(n: int) -> bool:
        with suppress(NotFound), database.writing() as session:
            (noted if n % 5 else failing)(n, session)
        return n in in_file(file)

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(write, range(160))) == [n % 5 > 0 for n in range(160)]


@pytest.mark.parametrize(("a_commit_takes", "wanted"), [(60.0, 1), (0.0, 3)])
def test_those_who_wait_for_each_other_share_a_commit(
    a_commit_takes: float, wanted: int, database: Database, file: Path
) -> None:
    """All of them where that is dear, else three at a time: 3 + 3 + 2. A write takes a second."""
    together, seconds = together_of(database), 0.0

    def write(n: int, session: Session) -> None:
        nonlocal seconds
        noted(n, session)
        seconds += 1

    together._took = a_commit_takes
    together._clock = lambda: seconds
    with commits() as found:
        for future in at_once(database, *(partial(write, n) for n in range(8))):
            future.result()
    assert len(found) == wanted
    assert in_file(file) == set(range(8))


def test_with_nobody_waiting_each_write_has_its_own_commit(database: Database) -> None:
    with commits() as found:
        for n in range(3):
            with database.writing() as session:
                noted(n, session)
            assert len(found) == n + 1


@pytest.mark.parametrize("bad", range(4))
def test_one_that_fails_undoes_only_itself(database: Database, file: Path, bad: int) -> None:
    """Be it the first, whom the others wait for, one of them, or the last, who commits."""
    writes = [partial(failing if n == bad else noted, n) for n in range(4)]
    with commits() as found:
        futures = at_once(database, *writes)
    assert [n for n, future in enumerate(futures) if future.exception()] == [bad]
    assert len(found) == 1
    assert isinstance(futures[bad].exception(), NotFound)
    assert in_file(file) == set(range(4)) - {bad}


def test_a_statement_that_fails_undoes_its_own_write(database: Database, file: Path) -> None:
    def twice(session: Session) -> None:
        noted(1, session)
        noted(0, session)

    futures = at_once(database, partial(noted, 0), twice, partial(noted, 2))
    assert [bool(future.exception()) for future in futures] == [False, True, False]
    assert in_file(file) == {0, 2}


def test_a_commit_that_fails_fails_all_that_share_it(database: Database, file: Path) -> None:
    def orphan(session: Session) -> None:
        session.execute(text("INSERT INTO note (n, parent) VALUES (1, 99)"))

    futures = at_once(database, partial(noted, 0), orphan, partial(noted, 2))
    for future in futures:
        assert isinstance(future.exception(), StoreError)
        assert "FOREIGN KEY" in str(future.exception())
    assert in_file(file) == set()
    with database.writing() as session:
        noted(3, session)
    assert in_file(file) == {3}


def full(session: Session) -> None:
    session.execute(text("PRAGMA max_page_count = 1"))
    session.execute(text("INSERT INTO note VALUES (1, zeroblob(100000), NULL)"))


def test_a_full_disk_takes_the_whole_transaction(database: Database, file: Path) -> None:
    """SQLite rolls it back by itself: who comes after begins another, who was in it is told."""
    futures = at_once(database, partial(noted, 0), full, partial(noted, 2))
    for future in futures[:2]:
        assert isinstance(future.exception(), StoreError)
        assert "disk is full" in str(future.exception())
    futures[2].result()
    assert in_file(file) == {2}


def test_who_goes_on_after_a_full_disk_writes_nothing(database: Database, file: Path) -> None:
    def stubborn(session: Session) -> None:
        try:
            full(session)
        except DBAPIError:  # as a careless caller would
            noted(1, session)

    futures = at_once(database, partial(noted, 0), stubborn)
    assert all(future.exception() for future in futures)
    assert in_file(file) == set()


def test_a_savepoint_that_cannot_be_gone_back_to_fails_all(database: Database, file: Path) -> None:
    def no_way_back(action: int, what: str | None, *_: object) -> int:
        denied = action == sqlite3.SQLITE_SAVEPOINT and what == "ROLLBACK"
        return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK

    def stuck(session: Session) -> None:
        driver = session.connection().connection.dbapi_connection
        driver.set_authorizer(no_way_back)  # type: ignore[union-attr]  # it is SQLite's
        failing(1, session)

    futures = at_once(database, partial(noted, 0), stuck)
    assert all(future.exception() for future in futures)
    assert in_file(file) == set()


def test_one_interrupted_while_it_waits_leaves_the_others_their_commit(
    database: Database, file: Path
) -> None:
    line, began, main = line_of(database), threading.Event(), threading.main_thread().ident
    assert main is not None

    def ahead() -> None:
        with database.writing() as session:
            noted(0, session)
            began.set()
            assert line.come.acquire(timeout=20)
            signal.pthread_kill(main, signal.SIGINT)
            gone.acquire()

    gone = threading.Semaphore(0)
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(ahead)
        assert began.wait(20)
        with pytest.raises(KeyboardInterrupt), database.writing() as session:
            noted(1, session)
        gone.release()
    future.result()
    assert in_file(file) == {0}


def test_who_is_out_of_patience_is_out_of_the_line() -> None:
    rested: list[bool] = []
    turns = FairLock(lambda: rested.append(True))
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.give()
    assert rested, "somebody was waited for who has gone"
    assert turns.take(0)
