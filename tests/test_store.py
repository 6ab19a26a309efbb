"""The database: schema, migrations, cascades, timestamps, many writers."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, text
from sqlmodel import SQLModel, select

import cta_batch.migrations
from cta_batch.config import load
from cta_batch.domain import CallOutcome, JobOptions, ProviderName, Status, Suggestion
from cta_batch.errors import AmbiguousId, DatabaseNewer, NotFound, StoreError
from cta_batch.models import CTAGenerationJob, CTAInfo, utc_now
from cta_batch.store import EndedCall, NewJob, Store, open_store
from cta_batch.store.assets import Assets
from cta_batch.store.database import Database, to_write_ahead
from cta_batch.store.patience import BUSY_SECONDS, IN_VAIN_SECONDS, Patience, left_seconds
from tests.servers import png

OPTIONS = JobOptions(provider=ProviderName.OFFLINE, placements=("square",))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Store:
    return open_store(load({"CTA_BATCH_HOME": str(home), "CTA_BATCH_USER": "ada"}))


def new_job(store: Store, *variants: int) -> uuid.UUID:
    items = tuple((f"https://shop.example/{n}", count) for n, count in enumerate(variants))
    return store.create_job(NewJob("spring", [], items, OPTIONS))


def test_migrations_make_what_the_models_say(store: Store, home: Path) -> None:
    engine = create_engine(f"sqlite:///{home / 'cta.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_head_is_alembic_s_head() -> None:
    scripts = ScriptDirectory(str(Path(cta_batch.migrations.__file__).parent))
    assert scripts.get_current_head() == cta_batch.migrations.HEAD


def test_status_takes_only_its_six_words(store: Store, home: Path) -> None:
    new_job(store, 1)
    with (
        closing(sqlite3.connect(home / "cta.db")) as connection,
        pytest.raises(sqlite3.IntegrityError),
    ):
        connection.execute("UPDATE cta_info SET status = 'nonsense'")


def database_of_0001(home: Path) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """A database as the first version left it: one job, of three infos one paid, one unpriced."""
    home.mkdir()
    engine = create_engine(f"sqlite:///{home / 'cta.db'}")
    config = Config()
    config.set_main_option("script_location", str(Path(cta_batch.migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    job, infos = uuid.uuid4(), [uuid.uuid4() for _ in range(3)]
    now, options = "2026-10-01 08:00:00", OPTIONS.model_dump_json()
    with closing(sqlite3.connect(home / "cta.db")) as old, old:
        old.execute(
            "INSERT INTO cta_generation_job VALUES (?, 'autumn', '[]', ?, 'ada', 'default', ?, ?)",
            (job.hex, options, now, now),
        )
        old.executemany(
            "INSERT INTO cta_info VALUES (?, ?, ?, 'https://shop.example', ?,"
            " NULL, NULL, NULL, 'done', 0, NULL, ?, ?, ?)",
            [
                (info.hex, job.hex, n, n, cost, now, now)
                for n, (info, cost) in enumerate(zip(infos, (0, 40_000, None), strict=True))
            ],
        )
    return job, infos


def test_an_older_database_is_copied_and_migrated_with_all_that_is_in_it(home: Path) -> None:
    job, infos = database_of_0001(home)
    store = open_store(load({"CTA_BATCH_HOME": str(home), "CTA_BATCH_USER": "ada"}))

    [copy] = home.glob("cta.db.before-0001-*")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT id FROM cta_generation_job").fetchall() == [(job.hex,)]
        tables = {n for (n,) in connection.execute("SELECT name FROM sqlite_master")}
        assert "cta_paid_call" not in tables
    migrated = store.job(job)
    assert [i.id for i in migrated.cta_infos] == infos
    assert [i.cost_usd for i in migrated.cta_infos] == [0, Decimal("0.04"), None]
    assert store.ledger.committed(job) == Decimal("0.04"), "the ledger forgot what was spent"
    test_migrations_make_what_the_models_say(store, home)


def test_a_newer_database_is_refused_in_words_and_untouched(store: Store, home: Path) -> None:
    store.database.close()
    with closing(sqlite3.connect(home / "cta.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = sorted(p.name for p in home.iterdir())
    with pytest.raises(DatabaseNewer, match="newer version of cta-batch"):
        open_store(load({"CTA_BATCH_HOME": str(home)}))
    assert sorted(p.name for p in home.iterdir()) == before


def test_a_new_database_is_opened_though_another_process_is_just_making_it(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as other,
        closing(sqlite3.connect(file, isolation_level=None)) as mine,
    ):
        other.execute("BEGIN IMMEDIATE")
        waits: list[float] = []

        def sleep(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 3:
                other.rollback()

        to_write_ahead(mine.cursor(), sleep)

        assert mine.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert len(waits) == 3
    assert sum(waits) < 0.5


def test_what_else_stops_a_new_database_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "no.db"
    file.write_text("This is no database, but a letter to the one who looks for one." * 20)
    waits: list[float] = []
    with (
        closing(sqlite3.connect(file)) as connection,
        pytest.raises(sqlite3.DatabaseError, match="not a database"),
    ):
        to_write_ahead(connection.cursor(), waits.append)
    assert waits == []


def test_processes_that_open_a_new_database_at_once_all_get_it(tmp_path: Path) -> None:
    """Forked where they are about to open it, so that they really meet."""
    forked = multiprocessing.get_context("fork")
    for n in range(15):
        start = forked.Barrier(4)
        url = f"sqlite:///{tmp_path / str(n) / 'cta.db'}"

        def opened(url: str = url, start: Any = start) -> None:
            start.wait()
            Database(url).close()

        processes = [forked.Process(target=opened) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        assert [p.exitcode for p in processes] == [0] * 4


def test_an_ordinary_start_asks_one_query(store: Store, home: Path) -> None:
    store.database.close()
    asked: list[str] = []

    def note(_c: object, _cu: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    from sqlalchemy.engine import Engine

    event.listen(Engine, "before_cursor_execute", note)
    try:
        open_store(load({"CTA_BATCH_HOME": str(home)}))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert [s for s in asked if not s.startswith("BEGIN")] == [
        "SELECT version_num FROM alembic_version"
    ]


@pytest.mark.parametrize("content", [b"this is no database, just words" * 40])
def test_a_damaged_database_is_named_in_words(home: Path, content: bytes) -> None:
    home.mkdir()
    (home / "cta.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"cta\.db is no database"):
        open_store(load({"CTA_BATCH_HOME": str(home)}))


def test_lists_ask_one_query_a_page_whatever_its_length(store: Store) -> None:
    for _ in range(5):
        new_job(store, 3)
    asked: list[str] = []

    def note(_c: object, _cu: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    from sqlalchemy.engine import Engine

    event.listen(Engine, "before_cursor_execute", note)
    try:
        count, jobs = store.list_jobs(1, 20)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert (count, len(jobs)) == (5, 5)
    assert sum(s.startswith("SELECT") for s in asked) == 2, asked


def test_counts_and_costs_are_computed(store: Store) -> None:
    job = new_job(store, 3)
    first, second, _ = store.unfinished(job)
    store.set_status(first, Status.DONE)
    store.record_failure(second, "No luck.")
    summary = store.job(job)
    assert (summary.success_count, summary.failed_count, summary.total_count) == (1, 1, 3)
    assert summary.is_completed is False
    assert summary.cost_usd == 0
    call = store.ledger.begin(first, Status.GENERATING_IMAGE, "house-blend", "", Decimal(0))
    ended = [EndedCall(call, CallOutcome.OK, None)]
    store.record_background(first, Suggestion(), ended, Status.GENERATING_SUGGESTION)
    assert store.job(job).cost_usd is None, "an unknown price became a known sum"


def test_timestamps_are_aware_and_move(store: Store) -> None:
    job = new_job(store, 1)
    before = store.job(job)
    [info] = before.cta_infos
    assert before.created_at.tzinfo is not None
    assert before.created_at.utcoffset() == timedelta(0)
    assert utc_now() - before.created_at.astimezone(UTC) < timedelta(minutes=5)
    store.set_status(info.id, Status.ANALYZING)
    after = store.job(job)
    assert after.updated_at > before.updated_at
    assert after.cta_infos[0].updated_at > info.updated_at
    assert after.cta_infos[0].created_at == info.created_at


def test_deleting_a_row_by_any_hand_takes_its_infos(store: Store, home: Path) -> None:
    job = new_job(store, 2, 2)
    with store.database.writing() as session:
        row = session.get(CTAGenerationJob, job)
        assert row is not None
        assert len(row.cta_info_set) == 4
        assert str(row) == f"spring ({str(job)[:8]})"
        assert str(row.cta_info_set[0]) == "https://shop.example/0 #0 (pending)"
        session.delete(row)
    with store.database.reading() as session:
        assert list(session.exec(select(CTAInfo))) == []


def test_ids_are_found_by_unique_prefix(store: Store) -> None:
    job = new_job(store, 1)
    assert store.find_job(str(job)[:13]) == job
    with pytest.raises(NotFound):
        store.find_job(str(job)[:3])
    twin = uuid.UUID(int=job.int ^ 1)
    with store.database.writing() as session:
        session.add(
            CTAGenerationJob(
                id=twin, name="twin", input=[], options={}, user="ada", workspace="default"
            )
        )
    with pytest.raises(AmbiguousId, match="More than one"):
        store.find_job(str(job)[:8])
    assert store.find_job(str(job)) == job


def test_sixteen_threads_write_without_an_error(store: Store) -> None:
    job = new_job(store, 10)
    infos = store.unfinished(job)

    def work(n: int) -> None:
        store.set_status(infos[n % 10], Status.ANALYZING)
        store.record_suggestion(infos[n % 10], Suggestion(headline=f"{n}"))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(160)))
    assert len(store.headlines(uuid.uuid4(), job, "https://shop.example/0")) == 10


def test_an_info_s_prefix_is_looked_up_by_its_own_index(store: Store) -> None:
    """Else SQLite goes through all infos of a user, half a million in an old database."""
    asked: list[tuple[str, object]] = []
    engine = store.database._reading

    def note(_c: object, _k: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    with pytest.raises(NotFound):
        store.find_info("8a1f7709")
    event.remove(engine, "before_cursor_execute", note)
    statement, values = next(a for a in asked if "FROM cta_info" in a[0])
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()  # type: ignore[arg-type]  # as the driver got them
    steps = [step[-1] for step in plan if "cta_info" in step[-1]]
    assert steps
    assert all("autoindex_cta_info" in step for step in steps), plan


def test_each_connection_is_set_up_for_many_writers_and_power_cuts(store: Store) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    for begin in (store.database.reading, store.database.writing):
        with begin() as session:
            found = {n: session.execute(text(f"PRAGMA {n}")).scalar_one() for n in wanted}
        assert found == wanted


# --- a lock that another process holds ---


def locked() -> None:
    raise sqlite3.OperationalError("database is locked")


def patience_of(store: Store) -> float:
    """Seconds that SQLite would wait for its lock in the next write."""
    with store.database.writing() as session:
        return float(session.execute(text("PRAGMA busy_timeout")).scalar_one()) / 1000


def test_who_waited_in_vain_makes_nobody_wait_as_long_again(store: Store) -> None:
    """Else each write of each info in work would take half a minute, one after the other."""
    assert patience_of(store) == pytest.approx(BUSY_SECONDS, abs=1)
    with pytest.raises(StoreError, match="held by another process"), store.database.writing():
        locked()
    assert patience_of(store) <= IN_VAIN_SECONDS
    assert patience_of(store) > IN_VAIN_SECONDS, "a write went through, so the lock is free again"


def test_waiting_for_a_turn_is_waiting_for_the_lock() -> None:
    now, left, asked = [0.0], list[float](), threading.Semaphore(0)

    def clock() -> float:
        asked.release()
        return now[0]

    patience = Patience(clock)

    def behind() -> None:
        with patience.turn():
            left.append(left_seconds.get())

    waiting = threading.Thread(target=behind)
    with patience.turn():
        waiting.start()
        for _ in range(3):  # twice as this turn began, and once by who waits
            asked.acquire()
        now[0] += 20
    waiting.join()
    assert left == [BUSY_SECONDS - 20]


# --- files ---


def test_a_background_replaces_no_other(store: Store) -> None:
    """Whoever was taken for dead and comes back saves its own beside that of its successor."""
    job, info = uuid.uuid4(), uuid.uuid4()
    first, second = png(8, 8, (200, 0, 0)), png(8, 8, (0, 0, 200))
    paths = [store.assets.save_background(job, info, data) for data in (first, second, first)]
    assert paths[0] == paths[2] != paths[1]
    assert [store.assets.read(p) for p in paths] == [first, second, first]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads what a descriptor stands for")
def test_a_file_s_name_is_synced_after_the_file(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is synced must not name a picture whose name a power cut took away."""
    synced, real = list[Path](), os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    for save in (
        lambda: [store.assets.save_source(uuid.uuid4(), png(8, 8))],
        lambda: store.assets.save_creatives(
            uuid.uuid4(), uuid.uuid4(), {"square": png(8, 8), "story": png(8, 9)}
        ).values(),
    ):
        synced.clear()
        saved = [Path(store.assets.absolute(path)) for path in save()]
        assert synced[-1] == saved[-1].parent
        assert sum(path.suffix == ".part" for path in synced) == len(saved)
        assert saved[-1].parent.parent in synced, "the new folder's own name"


def test_a_background_of_an_earlier_version_is_no_creative_to_be_dropped(tmp_path: Path) -> None:
    assets, job, info = Assets(tmp_path), uuid.uuid4(), uuid.uuid4()
    folder = tmp_path / str(job) / str(info)
    folder.mkdir(parents=True)
    for name in ("background.jpg", "background-0123456789abcdef.jpg", "square.jpg", "story.jpg"):
        (folder / name).write_bytes(b"x")
    assets.drop_creatives(job, info, [f"{job}/{info}/square.jpg"])
    left = {path.name for path in folder.iterdir()}
    assert left == {"background.jpg", "background-0123456789abcdef.jpg", "square.jpg"}
