"""A real database that has tables of a test's own besides."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session

from cta_batch.store.database import Database


@contextmanager
def database_with(file: Path, *tables: str) -> Iterator[Database]:
    """``tables`` are their CREATE statements."""
    database = Database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in tables:
            connection.execute(table)
    yield database
    database.close()


def noted(n: int, session: Session) -> None:
    session.execute(text("INSERT INTO note (n) VALUES (:n)"), {"n": n})
