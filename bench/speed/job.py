"""One job as ``run`` makes it, in a process of its own: python -m bench.speed.job < ORDER.

The order is JSON (see ``Order``). A job of one info goes before, so that what is measured is the
batch: what it takes to start has figures of its own. The garbage collector passes over what is
loaded by then, as it does in the command's process. Prints JSON (see ``Measured``).
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.speed.measuring import cpu_seconds, environment, peak_megabytes, python

VARIANTS = 10
"""Infos of one page: the most that an input may ask for."""


@dataclass(frozen=True)
class Order:
    """``infos`` of ``pages`` (10 each), after one of ``warm_up``; ``models`` None is offline."""

    infos: int
    workers: int
    warm_up: str
    pages: tuple[str, ...]
    models: str | None
    placements: tuple[str, ...] = ("square",)


@dataclass(frozen=True)
class Measured:
    """Seconds of wall and CPU, the largest memory in MB, and writing transactions, of one job."""

    wall: float
    cpu: float
    peak: float
    writes: int


def measured(order: Order, home: Path) -> Measured:
    """Do the job in a process of its own, with ``home`` as its empty home."""
    home.mkdir(parents=True)
    more = {"OPENAI_BASE_URL": order.models} if order.models else {}
    answer = subprocess.run(
        python("-m", "bench.speed.job"),
        env=environment(home, more),
        input=json.dumps(asdict(order)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Measured(**json.loads(answer.stdout))


def main() -> None:
    from sqlalchemy import event
    from sqlalchemy.engine import Connection, Engine

    from cta_batch.cli.options import wake_the_collector

    order = Order(**json.loads(sys.stdin.read()))
    writes = 0

    def committed(connection: Connection) -> None:
        nonlocal writes
        writes += "IMMEDIATE" in str(connection.get_execution_options().get("sqlite_begin"))

    event.listen(Engine, "commit", committed)
    gc.disable()
    _do(order, [(order.warm_up, 1)])
    wake_the_collector()
    began, spent, before = time.perf_counter(), cpu_seconds(), writes
    _do(order, [(page, VARIANTS) for page in order.pages][: order.infos // VARIANTS])
    wall, cpu = time.perf_counter() - began, cpu_seconds() - spent
    print(json.dumps(asdict(Measured(wall, cpu, peak_megabytes(), writes - before))))


def _do(order: Order, items: Sequence[tuple[str, int]]) -> None:
    """What ``run`` does with an input. Raises RuntimeError unless every info is done."""
    from cta_batch import config, pipeline
    from cta_batch.domain import JobOptions, ProviderName
    from cta_batch.store import NewJob, open_store

    settings = config.load()
    store = open_store(settings)
    options = JobOptions(
        provider=ProviderName.OPENAI if order.models else ProviderName.OFFLINE,
        placements=tuple(order.placements),
        allow_private=True,
        text_model="gpt-5-mini",
        image_model="gpt-image-2",
    )
    job = store.create_job(NewJob("bench", [], tuple(items), options))
    kit = pipeline.build_kit(settings, store, job)
    with store.claims.at_work(job):
        ended = pipeline.run(store.unfinished(job), kit, order.workers)
    kit.close()
    _check(store.job(job).success_count, sum(count for _, count in items), ended)
    store.database.close()


def _check(done: int, wanted: int, ended: object) -> None:
    if done != wanted:
        raise RuntimeError(f"{done} of {wanted} infos are done: {ended}")


if __name__ == "__main__":
    main()
