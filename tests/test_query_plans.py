"""No command's time grows with what else is in the database: how SQLite means to answer each."""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cta_batch.config import load
from cta_batch.domain import JobOptions, ProviderName, Status
from cta_batch.store import Costs, NewJob, Store, open_store

BIG = re.compile("SCAN cta_(info|generation_job|paid_call)")
"""Owners are the processes at work, so there are few."""

URL = "https://shop.example/1"
Asked = tuple[str, Any]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(load({"CTA_BATCH_HOME": str(tmp_path), "CTA_BATCH_USER": "ada"}))


@pytest.fixture
def job(store: Store) -> uuid.UUID:
    options = JobOptions(provider=ProviderName.OFFLINE, placements=("square",))
    return store.create_job(NewJob("spring", [], ((URL, 2),), options))


def first(store: Store, job: uuid.UUID) -> uuid.UUID:
    return store.job(job).cta_infos[0].id


def costs(store: Store) -> Costs:
    return Costs(store.database, user="ada", workspace="default")


def work(store: Store, job: uuid.UUID) -> None:
    """What a run asks before and after its calls."""
    info = first(store, job)
    with store.claims.at_work(job):
        store.claims.free([info])
        store.claims.claim(info)
        store.headlines(info, job, URL)
        store.earlier_headlines(job, URL)
        store.known_product(job, URL)
        store.ledger.begin(info, Status.GENERATING_IMAGE, "m", "", Decimal(1))
        store.ledger.committed(job)
        store.ledger.unanswered_of([job])
        store.set_status(info, Status.ANALYZING)
        store.record_failure(info, "no")
    store.start_afresh([info])


COMMANDS: dict[str, Callable[[Store, uuid.UUID], object]] = {
    "list": lambda store, _: store.list_jobs(1, 20),
    "list, a later page": lambda store, _: store.list_jobs(3, 20),
    "show JOB": lambda store, job: store.job(job),
    "show last": lambda store, _: store.find_any("last"),
    "show PREFIX": lambda store, job: store.find_any(str(job)[:6]),
    "show INFO": lambda store, job: store.info(store.find_info(str(first(store, job))[:10])),
    "costs": lambda store, _: costs(store).report(),
    "costs JOB": lambda store, job: costs(store).report(job),
    "resume": lambda store, _: store.newest_unfinished(),
    "resume JOB": lambda store, job: (store.unfinished(job), store.spent(job)),
    "retry": lambda store, job: store.failed(job),
    "run": work,
    "delete": lambda store, job: store.delete_job(job),
}


@contextmanager
def asked() -> Iterator[list[Asked]]:
    found: list[Asked] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "UPDATE", "DELETE"}:
            found.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def plan(path: Path, statement: str, values: Any) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_table_is_read_from_end_to_end(
    command: str, store: Store, job: uuid.UUID, tmp_path: Path
) -> None:
    with asked() as questions:
        COMMANDS[command](store, job)
    plans = {q: plan(tmp_path / "cta.db", q, values) for q, values in questions}
    assert plans
    assert {q: p for q, p in plans.items() if any(BIG.match(step) for step in p)} == {}


@pytest.mark.parametrize(
    ("command", "index"),
    [
        ("list", "COVERING INDEX ix_cta_info_job_status"),
        ("show PREFIX", "sqlite_autoindex_cta_info_1 (id>? AND id<?)"),
        ("resume", "ix_cta_info_job_status (job_id=? AND status=?)"),
        ("show JOB", "ix_cta_info_job_position (job_id=?)"),
    ],
)
def test_infos_are_found_by_the_index_made_for_it(
    command: str, index: str, store: Store, job: uuid.UUID, tmp_path: Path
) -> None:
    """Each of a user's infos is a row of kilobytes: even one look into every job's is too many."""
    with asked() as questions:
        COMMANDS[command](store, job)
    steps = [step for q, values in questions for step in plan(tmp_path / "cta.db", q, values)]
    on_infos = [step for step in steps if "cta_info " in step]
    assert on_infos
    assert [step for step in on_infos if index in step], on_infos
