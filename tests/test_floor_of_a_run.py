"""In a run, workers do one after the other what lies between two answers; pixels begin after."""

from __future__ import annotations

import itertools
import math
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cta_batch import pipeline
from cta_batch.config import load
from cta_batch.domain import FINISHED, CallOutcome, JobOptions, OriginalImage, ProviderName, Status
from cta_batch.errors import QuotaUsedUp
from cta_batch.floor import Floor, before_leaving, left
from cta_batch.pipeline import Kit, pool
from cta_batch.pipeline.buying import buying
from cta_batch.providers.base import Brief, Painted, Painter, Scene, Writer, Written
from cta_batch.store import EndedCall, NewJob, open_store
from tests.servers import ModelServer, Reply, Request, ShopServer
from tests.test_floor import free

PATIENCE = 60.0
"""Seconds after which something that should come does not come."""


@dataclass
class Job:
    kit: Kit
    id: uuid.UUID

    def run(
        self, workers: int, *, writer: Writer | None = None, painter: Painter | None = None
    ) -> None:
        """With another writer or painter, if one is given."""
        infos = self.kit.store.unfinished(self.id)
        kit = replace(
            self.kit, writer=writer or self.kit.writer, painter=painter or self.kit.painter
        )
        with self.kit.store.claims.at_work(self.id):
            assert pipeline.run(infos, kit, workers) is None

    def original(self, info: uuid.UUID) -> OriginalImage:
        picture = self.kit.store.work(info).suggestion.original_image
        assert picture is not None
        return picture

    def statuses(self) -> list[Status]:
        return [info.status for info in self.kit.store.job(self.id).cta_infos]


@dataclass
class SlowWriter:
    """A writer that takes its time before it asks."""

    real: Writer
    ponder: Callable[[], object]

    def write(self, brief: Brief) -> Written:
        self.ponder()
        return self.real.write(brief)


@dataclass
class SlowPainter:
    """A painter that does."""

    real: Painter
    ponder: Callable[[], object]

    def paint(self, scene: Scene) -> Painted:
        self.ponder()
        return self.real.paint(scene)


class Closed:
    """A painter that refuses, so that an info gets as far as its picture."""

    def paint(self, scene: Scene) -> Painted:
        raise QuotaUsedUp("The painter is out.")


@pytest.fixture
def job(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    shop: ShopServer,
    api: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Job]:
    """Of infos that have their pictures and want backgrounds, with the models of ``api``: three of
    them if not said otherwise, nor another provider; the floor is waited for."""
    monkeypatch.setattr(pool, "PATIENCE", PATIENCE)
    count, provider = getattr(request, "param", (3, ProviderName.OPENAI))
    settings = load(
        {
            "CTA_BATCH_HOME": str(tmp_path),
            "CTA_BATCH_USER": "ada",
            "OPENAI_BASE_URL": api.base_url,
        }
    )
    store = open_store(settings)
    options = JobOptions(provider=provider, placements=("square",), allow_private=True)
    made = store.create_job(NewJob("floor", [], ((shop.url + "/p/lamp", count),), options))
    kit = pipeline.build_kit(settings, store, made)
    for info in store.unfinished(made):
        with store.claims.at_work(made), pytest.raises(QuotaUsedUp):
            pipeline.process(info, replace(kit, painter=Closed()))
    yield Job(kit, made)
    kit.close()
    store.database.close()


def some_thread_is_in(function: str, threads: str) -> bool:
    """Whether a thread whose name begins so is in a function of that name."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    for ident, frame in sys._current_frames().items():
        if not (names.get(ident) or "").startswith(threads):
            continue
        at: object = frame
        while (code := getattr(at, "f_code", None)) is not None:
            if code.co_name == function:
                return True
            at = getattr(at, "f_back", None)
    return False


def test_workers_come_one_after_the_other(job: Job, api: ModelServer) -> None:
    """All three get their pictures at one moment."""
    met, usual, alone, times = (
        threading.Barrier(3),
        api.image.default,
        threading.Lock(),
        iter(range(3)),
    )
    assert callable(usual)

    def held(request: Request) -> Reply:
        met.wait(PATIENCE)
        return usual(request)

    def ponder() -> None:
        assert alone.acquire(blocking=False), "two are between answers at a time"
        assert before_leaving(alone.release)
        if next(times) == 0:
            while not some_thread_is_in("take", threads="ASK"):
                assert Status.DONE not in job.statuses()

    api.image.always(held)
    job.run(writer=SlowWriter(job.kit.writer, ponder), workers=3)
    assert job.statuses() == [Status.DONE] * 3


@dataclass
class Handing:
    """A writer that hands the floor to one who waits for it, who keeps it until drawing is due.

    ``asked`` says how many pictures were asked for; ``go`` lets the second one come.
    """

    real: Writer
    statuses: Callable[[], list[Status]]
    asked: Callable[[], int]
    go: threading.Event
    calls: int = 0
    waited: bool = False

    def write(self, brief: Brief) -> Written:
        self.calls += 1
        if self.calls > 1:
            while not self.waited and FINISHED.isdisjoint(self.statuses()):
                self.waited = some_thread_is_in("make_way", threads="DRAW")
            return self.real.write(brief)
        with left():
            while self.asked() < 2:
                pass
        written = self.real.write(brief)
        self.go.set()
        while not some_thread_is_in("take", threads="ASK"):
            assert self.calls == 1, "another one asks as well"
        return written


FIVE = (5, ProviderName.OPENAI)


@pytest.mark.parametrize(
    ("job", "workers", "way"), [(FIVE, 2, True), (FIVE, 5, False)], indirect=["job"]
)
def test_drawing_makes_way_as_long_as_there_is_enough_to_ask(
    workers: int, way: bool, job: Job, api: ModelServer
) -> None:
    """Of five infos: two workers have some to ask for when the first is to be drawn."""
    go, usual = threading.Event(), api.image.default
    assert callable(usual)

    def held(request: Request) -> Reply:
        assert go.wait(PATIENCE)
        return usual(request)

    api.image.then(usual, *[held] * 4)
    writer = Handing(job.kit.writer, job.statuses, lambda: api.image.count, go)
    job.run(workers, writer=writer)
    assert writer.waited is way
    assert job.statuses() == [Status.DONE] * 5


def test_others_go_on_while_a_lost_picture_is_fetched_again(job: Job, shop: ShopServer) -> None:
    kept, lost, *_ = (job.original(info) for info in job.kit.store.unfinished(job.id))
    assert lost.path != kept.path
    Path(job.kit.store.assets.absolute(lost.path)).unlink()
    path, until = urlsplit(lost.url).path, time.monotonic() + PATIENCE / 2
    usual, fetched = shop.replies[path], shop.count(path)

    def slow(request: Request) -> Reply:
        while job.statuses().count(Status.DONE) < 2:
            if time.monotonic() > until:
                return Reply(500)
        return usual(request) if callable(usual) else usual

    shop.reply(path, slow)
    job.run(2)
    assert shop.count(path) == fetched + 1, "the shop was left before the others were done"
    assert job.statuses() == [Status.DONE] * 3


def test_who_waits_for_money_has_left_it(job: Job) -> None:
    """Another call holds the budget back until the wait, and is refused then."""
    store, floor = job.kit.store, Floor(PATIENCE)
    first, second, _ = store.unfinished(job.id)
    stage = Status.GENERATING_IMAGE
    seen: list[bool] = []

    class Given(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            seen.append(free(floor))
            store.ledger.settle(first, [EndedCall(held, CallOutcome.REFUSED, Decimal(0))])
            return False

    kit = replace(job.kit, stop=Given(), budget=Decimal(1))
    with store.claims.at_work(job.id):
        for info in (first, second):
            store.claims.claim(info)
        held = store.ledger.begin(first, stage, "m", "", Decimal(1))
        with floor.held(), buying(store.work(second), kit, stage, Decimal(1)) as purchase:
            purchase.begin("m", "")
            assert not free(floor)
    assert seen == [True]


def test_on_a_slow_disk_nobody_waits_for_the_others(job: Job) -> None:
    together = job.kit.store.database._together
    assert together is not None
    ticks = itertools.count()
    together._clock = lambda: float(next(ticks))
    together.quickest = math.inf
    all_at_once(job)


@pytest.mark.parametrize("job", [(3, ProviderName.OFFLINE)], indirect=True)
def test_offline_nobody_waits_for_the_others(job: Job) -> None:
    all_at_once(job)


def all_at_once(job: Job) -> None:
    """All three workers are between two answers at the same time."""
    met = threading.Barrier(3)
    painter = SlowPainter(job.kit.painter, lambda: met.wait(PATIENCE / 2))
    job.run(painter=painter, workers=3)
    assert job.statuses() == [Status.DONE] * 3
