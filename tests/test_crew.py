"""A run's infos seen from outside: who gets on when, and what is saved together."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any, TypeVar

import pytest

from cta_batch import pipeline
from cta_batch.domain import Status
from cta_batch.errors import ShopBusy
from cta_batch.floor import Floor
from cta_batch.pipeline import Kit
from cta_batch.pipeline.crew import Crew, TooEarly
from cta_batch.pipeline.desk import Desk, Question
from cta_batch.pipeline.line import Line, Ready
from cta_batch.pipeline.process import leg_of
from cta_batch.pipeline.stages import Leg
from cta_batch.store import Work
from tests.conftest import Cli
from tests.jobs import at_work_on, ledger, requests_seen, stored_job
from tests.servers import (
    Answer,
    ModelServer,
    Reply,
    Request,
    ShopServer,
    png,
    product_page,
    refusal,
)

PATIENCE = 60.0
"""Seconds after which something that should come does not come."""

T = TypeVar("T")

PICTURES = ("/img/front.png", "/img/side.png")


def two_pages(shop: ShopServer) -> tuple[str, str]:
    paths = "/p/one", "/p/two"
    for path in paths:
        shop.page(path, product_page(f"Oak Lamp {path[3:]}", "79.00", "USD", list(PICTURES)))
    for path in PICTURES:
        shop.picture(path, png(600, 600))
    return paths


def noting(what: str, asked: list[str], usual: Answer) -> Answer:
    """The usual answer; that it was asked for is noted."""

    def answer(request: Request) -> Reply:
        asked.append(what)
        return usual(request)

    return answer


def test_a_picture_is_chosen_and_its_call_entered_in_one_transaction(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    """Whoever is asked for a background finds saved what was chosen for it."""
    job = stored_job(cli, shop, 2)
    chosen = "SELECT count(*) FROM cta_info WHERE json_extract(suggestion, '$.original_image')"
    usual, saved = api.image.default, []
    assert callable(usual)

    def look(request: Request) -> Reply:
        saved.append(cli.sql(f"{chosen} IS NOT NULL")[0][0])
        return usual(request)

    api.image.always(look)
    resumed = cli.process("resume", job, "--workers", "1", "--json")
    assert resumed.exit_code == 0, resumed.stderr
    assert saved == [1, 2]
    assert ledger(cli) == requests_seen(api)


def test_whose_picture_came_has_it_begun_before_its_words(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    """Both have theirs when the first, which was written ahead, gets its words."""
    asked: list[str] = []
    job = stored_job(cli, shop, 2)
    with at_work_on(cli, job) as kit:
        infos = kit.store.unfinished(uuid.UUID(job))

        def when_both_came(request: Request) -> Reply:
            due = time.monotonic() + PATIENCE
            while len(asked) == 1 and len(kit.looks) < 2:
                assert time.monotonic() < due
            return usual(request)

        usual = api.chat.default
        api.chat.always(noting("words", asked, when_both_came))
        api.image.always(noting("picture", asked, api.image.default))
        assert pipeline.run(infos, kit, 1) is None
    assert asked == ["words", "picture", "picture", "words"]


class ByHand(Executor):
    """Does what it was given when the test says so, in order."""

    def __init__(self) -> None:
        self.due: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, do: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        self.due.append((future, partial(do, *args, **kwargs)))
        return future

    def do_next(self) -> None:
        future, do = self.due.pop(0)
        future.set_result(do())


class Noted(Desk):
    """A desk whose workers have other things to do; ``do`` is what was asked last."""

    ending = False

    def words_can_wait(self) -> bool:
        return self.ending

    def submit(self, question: Question, do: Callable[[bool], T]) -> Future[T]:
        self.question, self.do = question, do
        self.last: Future[T] | None = Future()
        return self.last

    def withdraw(self, number: int) -> Future[Any] | None:
        withdrawn, self.last = self.last, None
        return None if withdrawn is None or withdrawn.done() else withdrawn


def by_hand(kit: Kit, infos: list[uuid.UUID], workers: int = 9) -> tuple[Crew, ByHand, Noted]:
    line, shops, noted = Line(Ready(infos, kit.store.urls(infos))), ByHand(), Noted(workers)
    crew = Crew(kit, line, workers, shops, noted, shops, Floor(0), time.monotonic, kit.stop.wait)
    return crew, shops, noted


def read_pages(crew: Crew, shops: ByHand, times: int = 1) -> None:
    """Of so many infos that are taken up now."""
    crew.begin()
    for _ in range(times):
        shops.do_next()
        crew.wait()


def answer_with(crew: Crew, what: Status | Exception) -> uuid.UUID:
    """The first question at the desk ends so; whose it was."""
    future, task = next((f, t) for f, t in crew.running.items() if t.leg is Leg.ASK)
    if isinstance(what, Exception):
        future.set_exception(what)
    else:
        future.set_result(what)
    crew.wait()
    return task.info


def test_others_are_taken_up_when_all_got_on_whose_page_came(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    job = stored_job(cli, shop, 2, two_pages(shop))
    with at_work_on(cli, job) as kit:
        crew, shops, noted = by_hand(kit, kit.store.unfinished(uuid.UUID(job)))

        def reading() -> set[str]:
            crew.begin()
            tasks = crew.running.values()
            return {crew.line.ready.url(t.info)[-4:] for t in tasks if t.leg is Leg.READ}

        assert reading() == {"/one"}
        shops.do_next()
        crew.wait()
        assert reading() == {"/one"}
        shops.do_next()
        crew.wait()
        assert reading() == {"/two"}
        while reading():
            assert not noted.no_more
            shops.do_next()
            crew.wait()
        assert noted.no_more


@pytest.mark.parametrize(
    ("words", "ending", "asked", "left"),
    [
        (False, False, ["picture", "words"], Leg.DRAW),
        (True, False, ["words", "picture"], Leg.DRAW),
        (False, True, ["picture"], Leg.ASK),
    ],
)
def test_how_far_a_worker_goes_on(
    words: bool,
    ending: bool,
    asked: list[str],
    left: Leg,
    cli: Cli,
    api: ModelServer,
    shop: ShopServer,
) -> None:
    """With the picture of an info whose words it wrote, or with the words after the picture."""
    job = stored_job(cli, shop, 1)
    seen: list[str] = []
    for what, endpoint in (("words", api.chat), ("picture", api.image)):
        endpoint.always(noting(what, seen, endpoint.default))
    with at_work_on(cli, job) as kit:
        crew, shops, noted = by_hand(kit, kit.store.unfinished(uuid.UUID(job)))
        read_pages(crew, shops)
        assert noted.question == Question(0, picture=False, ahead=True)
        shops.do_next()
        noted.ending = ending
        after = noted.do(words)
        assert isinstance(after, Work)
        assert leg_of(after) is left
    assert seen == asked


@pytest.mark.parametrize(("begun", "taken_up"), [(False, 1), (True, 0)])
def test_who_is_fetched_for_in_vain_takes_up_room(
    begun: bool, taken_up: int, cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    """One worker has two infos in hand; the words of the first one fail."""
    job = stored_job(cli, shop, 3)
    with at_work_on(cli, job) as kit:
        crew, shops, _ = by_hand(kit, kit.store.unfinished(uuid.UUID(job)), workers=1)
        read_pages(crew, shops, 2)
        assert len(crew.coming) == 2
        if begun:
            assert shops.due[0][0].set_running_or_notify_cancel()
        answer_with(crew, Status.FAILED)
        crew.begin()
        reading = [task for task in crew.running.values() if task.leg is Leg.READ]
        assert (len(reading), len(crew.coming)) == (taken_up, 2 - taken_up)


def test_words_that_must_wait_are_left_for_after_the_picture(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    job = stored_job(cli, shop, 1)
    with at_work_on(cli, job) as kit:
        crew, shops, noted = by_hand(kit, kit.store.unfinished(uuid.UUID(job)))
        read_pages(crew, shops)
        kit.gates.words.postpone(60)
        with pytest.raises(TooEarly) as told:
            noted.do(True)
        answer_with(crew, told.value)
        assert not crew.line.later
        crew.begin()
        look = shops.due.pop(0)
        shops.do_next()
        crew.wait()
        assert list(crew.waiting), "its words are asked for again"
        shops.due.append(look)
        shops.do_next()
        crew.wait()
        assert noted.question == Question(0, picture=True, ahead=False)
    assert api.chat.count == 0


def test_a_shop_that_is_busy_with_a_picture_puts_its_info_back(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    job = stored_job(cli, shop, 1)
    with at_work_on(cli, job) as kit:
        [info] = kit.store.unfinished(uuid.UUID(job))
        crew, shops, _ = by_hand(kit, [info])
        read_pages(crew, shops)
        assert cli.sql("SELECT count(*) FROM cta_info WHERE claimed_by IS NOT NULL") == [(1,)]
        [(look, _)] = shops.due
        look.set_exception(ShopBusy("The shop is busy.", 5))
        crew.wait()
        assert [put_back for _, put_back, _ in crew.line.later] == [info]
        assert not crew.running
        assert cli.sql("SELECT count(*) FROM cta_info WHERE claimed_by IS NOT NULL") == [(0,)]


def test_who_had_a_retry_has_its_picture_looked_at_anew(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    """In a thread that waits for shops: what was seen ahead is of the first try."""
    job = stored_job(cli, shop, 1)
    with at_work_on(cli, job) as kit:
        [info] = kit.store.unfinished(uuid.UUID(job))
        crew, shops, _ = by_hand(kit, [info])
        read_pages(crew, shops)
        kit.retried.add((info, Status.ANALYZING))
        shops.do_next()
        crew.wait()
        assert [task.leg for task in crew.running.values()] == [Leg.LOOK]


def test_a_run_does_not_go_on_for_pictures_that_nobody_waits_for(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    pictures = [f"/img/{n}.png" for n in range(6)]
    come = threading.Event()

    def slow(_request: Request) -> Reply:
        assert come.wait(PATIENCE)
        return Reply(200, png(600, 600), kind="image/png")

    for path in pictures:
        shop.reply(path, slow)
    shop.page("/p/lamp", product_page("Oak Lamp", "79.00", "USD", pictures))
    api.chat.always(refusal())
    process = cli.start("resume", stored_job(cli, shop, 6), "--workers", "6")
    while cli.sql("SELECT count(*) FROM cta_info WHERE status = 'failed'") != [(6,)]:
        assert process.poll() is None
    come.set()
    _, err = process.communicate()
    assert process.returncode == 4, err
    assert sum(request.path in pictures for request in shop.requests) < 6
    assert api.image.count == 0
