"""No worker waits for pixels; what has its words is drawn even when the run is stopped."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from cta_batch import pipeline
from cta_batch.compose.cores import cores, on_a_core
from cta_batch.config import load
from cta_batch.domain import JobOptions, ProviderName, Status
from cta_batch.errors import JobStopped, QuotaUsedUp, Stopped
from cta_batch.pipeline import Kit
from cta_batch.providers.base import Brief, Writer, Written
from cta_batch.store import NewJob, open_store
from tests.servers import ShopServer

PATIENCE = 60.0
"""Seconds after which something that should come does not come."""


@dataclass
class Desk:
    """A writer that refuses while it is closed, and tells of every text it wrote."""

    real: Writer
    open: bool = False
    wrote: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    then: Callable[[], object] = lambda: None

    def write(self, brief: Brief) -> Written:
        if not self.open:
            raise QuotaUsedUp("The desk is closed.")
        written = self.real.write(brief)
        self.then()
        self.wrote.release()
        return written


@dataclass
class Painted:
    """A job whose infos have their backgrounds and want words."""

    kit: Kit
    desk: Desk
    job: uuid.UUID

    def run(self) -> JobStopped | None:
        infos = self.kit.store.unfinished(self.job)
        with self.kit.store.claims.at_work(self.job):
            return pipeline.run(infos, self.kit, 1)

    def statuses(self) -> list[Status]:
        return sorted(i.status for i in self.kit.store.job(self.job).cta_infos)


@pytest.fixture
def painted(tmp_path: Path, shop: ShopServer) -> Iterator[Painted]:
    settings = load({"CTA_BATCH_HOME": str(tmp_path), "CTA_BATCH_USER": "ada"})
    store = open_store(settings)
    options = JobOptions(provider=ProviderName.OFFLINE, placements=("square",), allow_private=True)
    job = store.create_job(NewJob("legs", [], ((shop.url + "/p/lamp", 3),), options))
    real = pipeline.build_kit(settings, store, job)
    desk = Desk(real.writer)
    kit = replace(real, writer=desk)
    for info in store.unfinished(job):
        with store.claims.at_work(job):
            assert isinstance(pipeline.run([info], kit, 1), QuotaUsedUp)
        kit.stop.clear()
    desk.open = True
    yield Painted(kit, desk, job)
    real.close()
    store.database.close()


@contextmanager
def cores_taken() -> Iterator[None]:
    """Every core works on something else until the end of the block."""
    taken, gate = threading.Semaphore(0), threading.Event()

    def hold() -> None:
        taken.release()
        gate.wait()

    with ThreadPoolExecutor(cores()) as pool:
        for _ in range(cores()):
            pool.submit(on_a_core, hold)
        try:
            for _ in range(cores()):
                assert taken.acquire(timeout=PATIENCE)
            yield
        finally:
            gate.set()


def test_models_are_asked_while_every_core_is_taken(painted: Painted) -> None:
    with ThreadPoolExecutor(1) as runner:
        with cores_taken():
            ended = runner.submit(painted.run)
            for _ in range(2):
                assert painted.desk.wrote.acquire(timeout=PATIENCE), "the worker waits for pixels"
            assert Status.DONE not in painted.statuses()
        assert ended.result() is None
    assert painted.statuses() == [Status.DONE] * 3


def test_what_has_its_words_is_drawn_although_we_are_to_stop(painted: Painted) -> None:
    painted.desk.then = painted.kit.stop.set
    assert isinstance(painted.run(), Stopped)
    assert painted.statuses() == [Status.DONE, *[Status.GENERATING_SUGGESTION] * 2]


def test_one_call_goes_all_the_way(painted: Painted) -> None:
    info = painted.kit.store.unfinished(painted.job)[0]
    with painted.kit.store.claims.at_work(painted.job):
        assert pipeline.process(info, painted.kit) is Status.DONE
