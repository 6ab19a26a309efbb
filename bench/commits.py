"""What durability costs: the transactions of many infos, on many threads, without any other work.

    python bench/commits.py [INFOS]

Each info makes the writes of a real run with models: claimed, begun, page, picture, two calls begun
and saved, done. The table gives writes a second, how many shared a commit, and how long the slowest
waited.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from cta_batch import angles
from cta_batch.config import load
from cta_batch.domain import CallOutcome, JobOptions, Product, ProviderName, Status, Suggestion
from cta_batch.store import EndedCall, NewJob, Store, open_store

T = TypeVar("T")

PRODUCT = Product(name="Lamp", description="A lamp. " * 60, url="https://shop.example/lamp")


def live(store: Store, info: uuid.UUID, waits: list[float]) -> None:
    def timed(call: Callable[[], T]) -> T:
        began = time.perf_counter()
        result = call()
        waits.append(time.perf_counter() - began)
        return result

    plan = angles.plan(PRODUCT, index=0, count=1)
    timed(lambda: store.claims.claim(info))
    timed(lambda: store.set_status(info, Status.ANALYZING))
    timed(lambda: store.record_page(info, PRODUCT, plan))
    timed(lambda: store.record_picture(info, plan, Suggestion(), Status.GENERATING_IMAGE))
    for stage in (Status.GENERATING_IMAGE, Status.GENERATING_SUGGESTION):
        begin = partial(store.ledger.begin, info, stage, "m", "0" * 64, Decimal("0.05"))
        done = EndedCall(timed(begin), CallOutcome.OK, Decimal("0.04"), "req", {"input": 1})
        timed(partial(store.record_background, info, Suggestion(), [done], stage))
    timed(lambda: store.record_suggestion(info, Suggestion(), status=Status.DONE))


def measure(infos: int, threads: int, synchronous: str) -> None:
    def pragma(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    commits = 0

    def committed(_connection: Connection) -> None:
        nonlocal commits
        commits += 1

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as home:
        event.listen(Engine, "connect", pragma)
        event.listen(Engine, "commit", committed)
        store = open_store(load({"CTA_BATCH_HOME": home, "CTA_BATCH_USER": "ada"}))
        options = JobOptions(provider=ProviderName.OFFLINE, placements=("square",))
        job = store.create_job(NewJob("x", [], (("https://shop.example", infos),), options))
        waits: list[float] = []
        with store.claims.at_work(job), ThreadPoolExecutor(threads) as pool:
            began = time.perf_counter()
            list(pool.map(lambda i: live(store, i, waits), store.unfinished(job)))
            took = time.perf_counter() - began
        store.database.close()
        event.remove(Engine, "connect", pragma)
        event.remove(Engine, "commit", committed)
    waits.sort()
    p50, p99 = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    print(
        f"{synchronous:8} {threads:3} threads {len(waits) / took:8.0f} writes/s"
        f"   {len(waits) / commits:5.1f} a commit"
        f"   median {p50 * 1000:6.1f} ms   p99 {p99 * 1000:7.1f} ms"
        f"   max {waits[-1] * 1000:7.1f} ms"
    )


if __name__ == "__main__":
    infos = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for threads in (1, 8, 16):
        for synchronous in ("NORMAL", "FULL"):
            measure(infos, threads, synchronous)
