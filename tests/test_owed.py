"""Writes that are made with their thread's next one: when they are in the file, and when not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlmodel import Session

from cta_batch.errors import NotFound, StoreError
from cta_batch.floor import Floor, left
from cta_batch.store.database import Database
from cta_batch.store.together import Together
from tests.notes import database_with, noted


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cta.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    with database_with(file, "CREATE TABLE note (id INTEGER PRIMARY KEY, n INTEGER)") as database:
        yield database


@pytest.fixture
def floor() -> Floor:
    return Floor(60)


def gone(session: Session) -> None:
    raise NotFound("There is no such thing any more.")


def write(database: Database, n: int) -> None:
    with database.writing() as session:
        noted(n, session)


def write_in_vain(database: Database, n: int) -> None:
    with database.writing() as session:
        noted(n, session)
        gone(session)


def owe(database: Database, n: int) -> None:
    """``n``, or at least ``-n``."""
    database.write_with_the_next(partial(noted, n), at_least=partial(noted, -n))


def in_file(file: Path) -> list[int]:
    """As any other process sees it now."""
    with closing(sqlite3.connect(file)) as connection:
        return [n for (n,) in connection.execute("SELECT n FROM note ORDER BY id")]


def test_it_shares_the_transaction_of_the_next_one(
    database: Database, file: Path, floor: Floor
) -> None:
    commits: list[object] = []

    def count(connection: object) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", count)
    try:
        with floor.held():
            owe(database, 2)
            assert in_file(file) == []
            write(database, 1)
            assert in_file(file) == [2, 1]
    finally:
        event.remove(Engine, "commit", count)
    assert len(commits) == 1


def test_it_is_in_the_file_before_its_thread_waits(
    database: Database, file: Path, floor: Floor
) -> None:
    with floor.held():
        owe(database, 1)
        owe(database, 2)
        with left():
            assert in_file(file) == [1, 2]
        owe(database, 3)
    assert in_file(file) == [1, 2, 3]


def test_who_has_no_floor_writes_at_once(database: Database, file: Path, floor: Floor) -> None:
    owe(database, 1)
    assert in_file(file) == [1]
    with floor.held(), left():
        owe(database, 2)
        assert in_file(file) == [1, 2]


def test_another_thread_writes_its_own_alone(database: Database, file: Path, floor: Floor) -> None:
    with ThreadPoolExecutor(1) as other, floor.held():
        owe(database, 1)
        other.submit(write, database, 2).result()
        assert in_file(file) == [2]
    assert in_file(file) == [2, 1]


def test_a_next_write_that_fails_does_not_lose_it(
    database: Database, file: Path, floor: Floor
) -> None:
    with floor.held():
        owe(database, 1)
        with pytest.raises(NotFound):
            write_in_vain(database, 2)
        assert in_file(file) == []
    assert in_file(file) == [1]


def test_what_fails_undoes_the_next_one_and_is_not_tried_for_ever(
    database: Database, file: Path, floor: Floor
) -> None:
    def go() -> None:
        with floor.held():
            database.write_with_the_next(gone, at_least=partial(noted, 7))
            write(database, 1)

    with pytest.raises(NotFound):
        go()
    assert in_file(file) == [7]
    with floor.held():
        write(database, 2)
    assert in_file(file) == [7, 2]


def test_without_a_floor_its_failure_is_told_at_once(database: Database, file: Path) -> None:
    with pytest.raises(NotFound):
        database.write_with_the_next(gone, at_least=partial(noted, 7))
    assert in_file(file) == [7]
    write(database, 1)
    assert in_file(file) == [7, 1]


def test_at_least_something_fits_when_the_disk_is_full(
    database: Database, file: Path, floor: Floor
) -> None:
    def large(session: Session) -> None:
        noted(1, session)
        raise sqlite3.OperationalError("database or disk is full")

    def go() -> None:
        with floor.held():
            database.write_with_the_next(large, at_least=partial(noted, 7))

    with pytest.raises(StoreError, match="the disk is full"):
        go()
    assert in_file(file) == [7]


def test_a_broken_database_is_told_when_it_is_left(
    database: Database, file: Path, floor: Floor
) -> None:
    def go() -> None:
        with floor.held():
            owe(database, 1)
            with closing(sqlite3.connect(file)) as connection, connection:
                connection.execute("DROP TABLE note")

    with pytest.raises(StoreError, match="no such table"):
        go()


def test_a_database_is_quick_by_its_quickest_commit(database: Database) -> None:
    write(database, 1)
    times = iter([0.0, 1.0, 1.2, 2.0, 3.0, 3.001, 4.0, 5.0, 6.0])
    slow = Together(database._writing, clock=lambda: next(times))
    database._together = slow
    database._write = slow.writing
    assert not database.is_quick(), "nothing is known of it yet"
    write(database, 2)
    assert not database.is_quick(), f"{slow.quickest} seconds"
    write(database, 3)
    assert database.is_quick(), f"{slow.quickest} seconds"
    write(database, 4)
    assert database.is_quick(), "one slow commit is no slow disk"


def test_a_commit_of_nothing_says_nothing_of_the_disk(database: Database) -> None:
    write(database, 1)
    together = database._together
    assert together is not None
    together.quickest = 1.0
    with database.writing() as session:
        session.execute(text("DELETE FROM note WHERE n = 100"))
    assert together.quickest == 1.0
    write(database, 2)
    assert together.quickest < 1.0


def test_only_a_file_is_quick() -> None:
    memory = Database("sqlite://")
    with memory.writing():
        pass
    assert not memory.is_quick()
    memory.close()
