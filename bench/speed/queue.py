"""The same infos through a plain Celery worker with threads and Redis, against ours."""

from __future__ import annotations

import importlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.speed.job import VARIANTS, Order, measured
from bench.speed.measuring import Row, cpu_seconds, python
from bench.speed.serving import Addresses, serving

INFOS, WORKERS = 200, 20
CHAT, IMAGE, PAGE = 0.5, 2.0, 0.2
"""Seconds that an answer takes, as in the batch of 50."""
BROKER = "BENCH_BROKER"
"""The environment's name for the address of Redis."""
PATIENCE = 300
"""Seconds to wait for all tasks."""


def rows(folder: Path, _short: bool) -> Iterator[Row]:
    """Wall and CPU of both; a word on stderr where Celery or Redis is not installed."""
    missing = [*_missing()]
    if missing:
        print(f"queue: left out, there is no {' and no '.join(missing)}", file=sys.stderr)
        return
    with serving(chat=CHAT, image=IMAGE, page=PAGE) as at:
        order = _order(at)
        others = _queued(order, folder)
        ours = measured(order, folder / "ours")
    yield Row(f"{INFOS} infos, Celery", ours.wall, others.wall, "s wall", 1.0)
    mine, other = (1000 * seconds / INFOS for seconds in (ours.cpu, others.cpu))
    yield Row("CPU an info, Celery", mine, other, "ms CPU", 2.0)


def _missing() -> Iterator[str]:
    if find_spec("celery") is None or find_spec("redis") is None:
        yield "celery (pip install 'cta-batch[bench]')"
    if shutil.which("redis-server") is None:
        yield "redis-server"


def _order(at: Addresses) -> Order:
    pages = tuple(at.page(n) for n in range(INFOS // VARIANTS))
    return Order(INFOS, WORKERS, at.page(9999), pages, at.models)


@dataclass(frozen=True)
class Queued:
    """Seconds of wall, and of CPU in the worker and in what sent the tasks, without Redis's own."""

    wall: float
    cpu: float


def _queued(order: Order, folder: Path) -> Queued:
    infos = [(page, variant) for page in order.pages for variant in range(VARIANTS)]
    with _redis(folder) as broker:
        os.environ[BROKER] = broker
        tasks = importlib.import_module("bench.speed.tasks")
        with _worker():
            _answers(tasks, order, [(order.warm_up, 0)])
            before, began = _cpu(tasks), time.perf_counter()
            _answers(tasks, order, infos)
            return Queued(time.perf_counter() - began, _cpu(tasks) - before)


def _answers(tasks: Any, order: Order, infos: Sequence[tuple[str, int]]) -> None:
    sent = [tasks.info.delay(order.models, *info) for info in infos]
    for answer in sent:
        answer.get(timeout=PATIENCE)


def _cpu(tasks: Any) -> float:
    return float(tasks.spent.delay().get(timeout=PATIENCE)) + cpu_seconds()


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    """A server of its own that keeps nothing on disk; yields its address."""
    from redis import Redis
    from redis.backoff import ConstantBackoff
    from redis.retry import Retry

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with _process([*command, "--dir", str(folder)]):
        Redis(port=port, retry=Retry(ConstantBackoff(0.1), 100)).ping()
        yield f"redis://127.0.0.1:{port}/0"


def _worker() -> AbstractContextManager[None]:
    command = python("-W", "ignore", "-m", "celery", "-A", "bench.speed.tasks", "worker")
    return _process(
        [*command, "--pool", "threads", "--concurrency", str(WORKERS), "--loglevel", "ERROR"]
    )


@contextmanager
def _process(command: Sequence[str]) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
