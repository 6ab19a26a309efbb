"""A run of many infos that are told to wait, in a time that passes only when everybody sleeps."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from cta_batch import pipeline
from cta_batch.config import load
from cta_batch.domain import JobOptions, ProviderName, Status
from cta_batch.errors import AskedToWait, JobStopped, MustWait, QuotaUsedUp, Stopped
from cta_batch.pipeline import Kit, Progress
from cta_batch.pipeline.kit import Gates
from cta_batch.pipeline.line import PATIENCE
from cta_batch.providers.base import Brief, Painted, Painter, Scene, Writer, Written
from cta_batch.providers.retrying import Gate
from cta_batch.store import NewJob, open_store
from tests.servers import ShopServer
from tests.virtual_time import VirtualTime


@dataclass
class Told:
    """A provider that fails as scripted before it does its work; notes when it was asked."""

    time: VirtualTime
    script: list[Exception]
    asked: list[float] = field(default_factory=list)

    def check(self) -> None:
        self.asked.append(self.time.now)
        if self.script:
            raise self.script.pop(0)


@dataclass
class SlowPainter:
    real: Painter
    told: Told

    def paint(self, scene: Scene) -> Painted:
        self.told.check()
        return self.real.paint(scene)


@dataclass
class SlowWriter:
    real: Writer
    told: Told

    def write(self, brief: Brief) -> Written:
        self.told.check()
        return self.real.write(brief)


@dataclass
class Shift:
    """One worker on three infos, of which the first has its picture already and needs words."""

    kit: Kit
    infos: list[uuid.UUID]
    job: uuid.UUID
    time: VirtualTime
    pictures: Told
    words: Told
    heard: list[Progress]

    def run(self, sleep: Callable[[float], None] | None = None) -> JobStopped | None:
        order, nap = [*self.infos[1:], self.infos[0]], sleep or self.time.sleep
        with self.kit.store.claims.at_work(self.job):
            return pipeline.run(order, self.kit, 1, clock=self.time.clock, sleep=nap)

    def statuses(self) -> list[Status]:
        return [i.status for i in self.kit.store.job(self.job).cta_infos]

    @property
    def notes(self) -> str:
        return "\n".join(p.note for p in self.heard if p.note)


@pytest.fixture
def shift(tmp_path: Path, shop: ShopServer) -> Iterator[Shift]:
    settings = load({"CTA_BATCH_HOME": str(tmp_path), "CTA_BATCH_USER": "ada"})
    store = open_store(settings)
    options = JobOptions(provider=ProviderName.OFFLINE, placements=("square",), allow_private=True)
    job = store.create_job(NewJob("one", [], ((shop.url + "/p/lamp", 3),), options))
    infos, time, heard = store.unfinished(job), VirtualTime(), list[Progress]()
    pictures, words = Told(time, []), Told(time, [QuotaUsedUp("empty")])
    gates = Gates(*(Gate(clock=time.clock, sleep=time.sleep) for _ in range(3)))
    real = pipeline.build_kit(settings, store, job)
    kit = replace(
        real,
        gates=gates,
        painter=SlowPainter(real.painter, pictures),
        writer=SlowWriter(real.writer, words),
        tell=heard.append,
    )
    with store.claims.at_work(job):
        assert isinstance(pipeline.run(infos[:1], kit, 1), QuotaUsedUp)
    kit.stop.clear()
    pictures.asked.clear()
    words.asked.clear()
    yield Shift(kit, infos, job, time, pictures, words, heard)
    real.close()
    store.database.close()


def test_a_long_wait_for_one_model_holds_up_no_other(shift: Shift) -> None:
    shift.pictures.script = [AskedToWait("The painter asks us to wait.", 600)]
    assert shift.run() is None
    assert shift.statuses() == [Status.DONE] * 3
    assert shift.words.asked[0] == 0, "words waited for pictures"
    assert shift.pictures.asked[0] == 0
    assert min(shift.pictures.asked[1:]) == pytest.approx(600, abs=1)
    assert len(shift.pictures.asked) == 3, "the server was asked before its time"
    assert "The painter asks us to wait. It is put back until then" in shift.notes
    assert all(i.retry_count == 0 for i in shift.kit.store.job(shift.job).cta_infos)


def test_a_wait_longer_than_patience_ends_the_run_resumably(shift: Shift) -> None:
    shift.pictures.script = [AskedToWait("The painter asks us to wait.", PATIENCE + 60)]
    ended = shift.run()
    assert isinstance(ended, MustWait)
    assert ended.exit_code == 5
    assert "16 minutes" in str(ended)
    assert "resume" in str(ended)
    assert shift.statuses() == [Status.DONE, *[Status.GENERATING_IMAGE] * 2]
    assert shift.time.now < 5
    assert shift.kit.store.claims.owner is None


def test_a_stop_ends_the_waiting(shift: Shift) -> None:
    shift.pictures.script = [AskedToWait("The painter asks us to wait.", 600)]
    assert isinstance(shift.run(sleep=lambda _: shift.kit.stop.set()), Stopped)
    assert shift.statuses() == [Status.DONE, *[Status.GENERATING_IMAGE] * 2]
