"""A run of many infos that are told to wait, in a time that passes only when everybody sleeps."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from cta_batch import pipeline
from cta_batch.config import load
from cta_batch.domain import JobOptions, ProviderName, Status
from cta_batch.errors import (
    AskedToWait,
    JobStopped,
    MustWait,
    ProviderError,
    QuotaUsedUp,
    Stopped,
)
from cta_batch.pipeline import Kit, Progress
from cta_batch.pipeline.crew import _guarded
from cta_batch.pipeline.kit import Gates
from cta_batch.pipeline.line import PATIENCE, Ready
from cta_batch.providers.base import Brief, Painted, Painter, Scene, Writer, Written
from cta_batch.providers.http import HttpFetcher
from cta_batch.providers.retrying import Gate
from cta_batch.store import NewJob, open_store
from tests.servers import Reply, ShopServer, product_page
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


def test_a_limit_stops_the_job_before_its_worker_is_free_again(shift: Shift) -> None:
    """Else it may ask in vain for the next info, before the thread that waits has heard of it."""
    seen: list[bool] = []

    def refused() -> Status:
        raise QuotaUsedUp("empty")

    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(_guarded, shift.infos[0], shift.kit, refused)
        pool.submit(lambda: seen.append(shift.kit.stop.is_set())).result()
    assert isinstance(ended.exception(), QuotaUsedUp)
    assert seen == [True]


def test_an_info_that_is_put_back_keeps_count_of_its_retry(shift: Shift) -> None:
    broken = ProviderError("The painter broke down.")
    shift.pictures.script = [broken, AskedToWait("The painter asks us to wait.", 600), broken]
    del shift.infos[2:]  # nobody else asks for a picture, so the script is this info's alone
    assert shift.run() is None
    infos = shift.kit.store.job(shift.job).cta_infos
    ended = [(i.status, i.retry_count) for i in infos if i.id in shift.infos]
    assert ended == [(Status.DONE, 0), (Status.FAILED, 1)]


def test_an_unexpected_error_fails_its_own_info_and_names_the_log(shift: Shift) -> None:
    shift.words.script = [ZeroDivisionError("a mistake of ours")]
    assert shift.run() is None
    infos = shift.kit.store.job(shift.job).cta_infos
    assert sorted(i.status for i in infos) == [Status.DONE, Status.DONE, Status.FAILED]
    said = next(i.error_message for i in infos if i.status is Status.FAILED)
    assert said is not None
    assert str(shift.kit.log_file) in said
    assert "a mistake of ours" not in said


def test_a_shop_s_long_wait_puts_infos_back_and_is_no_failure(
    shift: Shift, shop: ShopServer
) -> None:
    page = Reply(200, product_page(name="Oak Desk Lamp").encode())
    first = [Reply(429, headers=(("Retry-After", "600"),))]
    shop.reply("/p/other", lambda _: first.pop() if first else page)
    store = shift.kit.store
    new = NewJob("two", [], ((shop.url + "/p/other", 3),), shift.kit.options)
    job = store.create_job(new)
    with HttpFetcher(allow_private=True, clock=shift.time.clock, sleep=shift.time.sleep) as fetcher:
        kit = replace(shift.kit, fetcher=fetcher)
        with store.claims.at_work(job):
            ended = pipeline.run(
                store.unfinished(job), kit, 1, clock=shift.time.clock, sleep=shift.time.sleep
            )
    assert ended is None
    assert {(i.status, i.retry_count) for i in store.job(job).cta_infos} == {(Status.DONE, 0)}
    assert shop.count("/p/other") == 2, "the shop was asked before its time"
    assert shift.time.now >= 600
    assert "asks programs to wait 10 minutes before they read on. It is put back" in shift.notes


def test_hosts_share_the_workers_alike() -> None:
    infos = {f"{host}{n}": uuid.uuid4() for host in "abc" for n in range(4)}
    names = {info: name for name, info in infos.items()}
    ready = Ready(infos.values(), {info: f"https://{name[0]}/p" for name, info in infos.items()})
    working: list[uuid.UUID] = []

    def begin(count: int) -> list[str]:
        for _ in range(count):
            info = ready.next(working)
            assert info is not None
            working.append(info)
        return [names[info] for info in working[-count:]]

    assert begin(6) == ["a0", "b0", "c0", "a1", "b1", "c1"]
    for name in ("b0", "c0", "b1"):  # host a does not answer
        working.remove(infos[name])
    assert begin(3) == ["b2", "c2", "b3"]
    working.remove(infos["b2"])
    working.remove(infos["b3"])
    assert begin(2) == ["a2", "c3"]


def test_the_first_page_of_a_host_is_read_alone() -> None:
    pages = ["a/1", "a/1", "a/2", "a/3", "b/1"]
    infos = {uuid.uuid4(): f"https://{page}" for page in pages}
    ready = Ready(infos, infos)
    begun: list[uuid.UUID] = []

    def begin() -> list[str]:
        """All that may be begun now."""
        before = len(begun)
        while (info := ready.next(begun)) is not None:
            begun.append(info)
        return [infos[info].removeprefix("https://") for info in begun[before:]]

    assert begin() == ["a/1", "b/1", "a/1"]
    assert ready
    ready.has_read(begun[0])
    assert begin() == ["a/2", "a/3"]
    assert not ready


@pytest.mark.parametrize(
    ("variants", "order"),
    [(1, "p0 p1 i0 p2 i1 i2"), (2, "p0 p1 i0 p2 i1 i2 i3 i4 i5")],
)
def test_a_shop_gives_a_page_with_each_picture_and_one_ahead(variants: int, order: str) -> None:
    pages = [f"https://a/{page}" for page in range(3) for _ in range(variants)]
    infos = {uuid.uuid4(): page for page in pages}
    ready = Ready(infos, infos)
    begun: list[uuid.UUID] = []
    while (info := ready.next(begun)) is not None:
        begun.append(info)
        ready.has_read(info)
    places = {f"i{ready.number(info)}": float(ready.number(info)) for info in begun} | {
        f"p{infos[info][-1]}": ready.place_of_page(info) for info in begun
    }
    assert sorted(places, key=lambda name: places[name]) == order.split()


def test_who_comes_again_keeps_its_place() -> None:
    infos = {uuid.uuid4(): "https://a/1" for _ in range(3)}
    ready = Ready(infos, infos)
    first, second = (ready.next([]) for _ in range(2))
    assert first is not None
    assert second is not None
    ready.add([first])
    again = [ready.next([]) for _ in range(2)]
    assert again[1] == first
    assert [ready.number(info) for info in (first, second)] == [0, 1]


def test_a_stop_ends_the_waiting(shift: Shift) -> None:
    shift.pictures.script = [AskedToWait("The painter asks us to wait.", 600)]
    assert isinstance(shift.run(sleep=lambda _: shift.kit.stop.set()), Stopped)
    assert shift.statuses() == [Status.DONE, *[Status.GENERATING_IMAGE] * 2]
