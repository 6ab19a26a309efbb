"""Manners at a shop's: robots.txt, one request at a time, Crawl-delay and Retry-After."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.errors import (
    PageBlocked,
    PageError,
    PictureError,
    RobotsRefused,
    RobotsUnreadable,
    ShopBusy,
    Stopped,
)
from cta_batch.providers.http import HttpFetcher
from cta_batch.providers.robots import LONGEST_DELAY, MOST_RULES, rules_of
from cta_batch.providers.turns import Turns
from tests.servers import Reply, Request, ShopServer, png

PAGE = "https://shop.example/p/lamp"


class Time:
    """A clock that only moves when somebody sleeps; every sleep is kept."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def shop() -> Iterator[ShopServer]:
    with ShopServer() as server:
        yield server


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def fetcher(time: Time) -> Iterator[HttpFetcher]:
    with HttpFetcher(allow_private=True, clock=time.clock, sleep=time.sleep) as it:
        yield it


def robots(shop: ShopServer, text: str) -> None:
    shop.reply("/robots.txt", Reply(200, text.encode(), kind="text/plain"))


# --- robots.txt -----------------------------------------------------------------------------------


def test_a_page_that_robots_txt_keeps_from_programs_is_not_asked_for(
    shop: ShopServer, fetcher: HttpFetcher
) -> None:
    robots(shop, "User-agent: *\nDisallow: /p/")
    with pytest.raises(RobotsRefused) as caught:
        fetcher.page(shop.url + "/p/lamp")
    assert shop.count("/p/lamp") == 0
    assert "--ignore-robots" in str(caught.value)
    assert "save it" in str(caught.value)


def test_what_others_are_told_is_not_for_us(shop: ShopServer, fetcher: HttpFetcher) -> None:
    robots(shop, "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /cart")
    assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body


def test_a_group_with_our_name_counts_alone(shop: ShopServer, fetcher: HttpFetcher) -> None:
    robots(shop, "User-agent: *\nDisallow: /\n\nUser-agent: CTA-Batch\nAllow: /\nDisallow: /img/2")
    assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body
    with pytest.raises(PictureError, match="--ignore-robots"):
        fetcher.picture(shop.url + "/img/2.png", page_url=PAGE)
    assert shop.count("/img/2.png") == 0


def test_it_is_read_once_however_many_threads_come(shop: ShopServer) -> None:
    addresses = [shop.page(f"/{n}", f"<html>{n}") for n in range(8)]
    with HttpFetcher(allow_private=True) as fetcher, ThreadPoolExecutor(8) as pool:
        list(pool.map(fetcher.page, addresses))
    assert shop.count("/robots.txt") == 1


def test_ignore_robots_does_not_even_ask(shop: ShopServer) -> None:
    robots(shop, "User-agent: *\nDisallow: /")
    with HttpFetcher(allow_private=True, ignore_robots=True) as fetcher:
        assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body
    assert shop.count("/robots.txt") == 0


def test_each_redirect_is_asked_about(shop: ShopServer, fetcher: HttpFetcher) -> None:
    robots(shop, "User-agent: *\nDisallow: /p/")
    shop.redirect("/short", "/p/lamp")
    with pytest.raises(RobotsRefused):
        fetcher.page(shop.url + "/short")
    assert shop.count("/p/lamp") == 0


def test_the_shops_data_is_kept_from_us_as_well(shop: ShopServer, fetcher: HttpFetcher) -> None:
    robots(shop, "User-agent: *\nDisallow: /*.js$")
    shop.page("/products/x.js", "{}")
    with pytest.raises(RobotsRefused):
        fetcher.data(shop.url + "/products/x.js")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_no_rules_allow_everything(shop: ShopServer, fetcher: HttpFetcher, status: int) -> None:
    shop.reply("/robots.txt", Reply(status, b"User-agent: *\nDisallow: /"))
    assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body


@pytest.mark.parametrize("status", [429, 500, 502, 503, 204])
def test_a_shop_in_trouble_is_left_alone_and_asked_again_next_time(
    shop: ShopServer, fetcher: HttpFetcher, status: int
) -> None:
    shop.reply("/robots.txt", Reply(status))
    with pytest.raises(RobotsUnreadable, match=str(status)):
        fetcher.page(shop.url + "/p/lamp")
    assert shop.count("/p/lamp") == 0
    robots(shop, "")
    assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body


def test_rules_that_break_off_are_none_we_may_go_by(shop: ShopServer, fetcher: HttpFetcher) -> None:
    shop.reply("/robots.txt", Reply(200, b"User-agent: *\nAllow: /", length=9000))
    with pytest.raises(RobotsUnreadable, match="broke off"):
        fetcher.page(shop.url + "/p/lamp")


def test_redirects_of_robots_txt_are_followed_and_end(
    shop: ShopServer, fetcher: HttpFetcher
) -> None:
    shop.redirect("/robots.txt", "/rules.txt")
    shop.reply("/rules.txt", Reply(200, b"User-agent: *\nDisallow: /p/", kind="text/plain"))
    with pytest.raises(RobotsRefused):
        fetcher.page(shop.url + "/p/lamp")
    shop.redirect("/rules.txt", "/robots.txt")  # a loop is as good as none (RFC 9309)
    with HttpFetcher(allow_private=True) as anew:
        assert b"Walnut" in anew.page(shop.url + "/p/lamp").body


def test_a_page_of_html_in_its_place_is_no_rule(shop: ShopServer, fetcher: HttpFetcher) -> None:
    shop.page(
        "/robots.txt", "<!doctype html><title>Not found</title><p>User-agent: *<p>Disallow: /"
    )
    assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body


def test_only_its_beginning_is_read(shop: ShopServer, fetcher: HttpFetcher) -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        yield b"User-agent: *\nDisallow: /p/\n"
        while True:
            sent.append(1)
            yield b"# " + b"x" * 99_998

    shop.reply("/robots.txt", Reply(pieces=endless))
    with pytest.raises(RobotsRefused):
        fetcher.page(shop.url + "/p/lamp")
    assert len(sent) < 100


@pytest.mark.parametrize(
    "between", ["", "Sitemap: x\n", "# agents\n", "\n"], ids=["bare", "sitemap", "comment", "blank"]
)
def test_rules_that_would_unfold_into_gigabytes_are_refused(between: str) -> None:
    agents = between.join(f"User-agent: a{n}\n" for n in range(9_000))
    with pytest.raises(RobotsUnreadable, match="overload"):
        rules_of("shop.example", 200, (agents + "Disallow: /\n" * 9_000).encode())


def test_a_long_honest_file_is_read() -> None:
    """Four hundred groups of two hundred rules: more than any shop we know of."""
    group = "User-agent: a{}\n" + "Disallow: /x\n" * 200 + "\n"
    text = "".join(group.format(n) for n in range(400)) + "User-agent: *\nDisallow: /p/"
    assert MOST_RULES > 400 * 200
    assert not rules_of("shop.example", 200, text.encode()).allows("https://shop.example/p/1")


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_rules(body: bytes) -> None:
    rules = rules_of("shop.example", 200, b"User-agent: *\n" + body)
    rules.allows("https://shop.example/p/%ff?x=[")
    assert 0 <= rules.delay <= LONGEST_DELAY


def test_pictures_that_a_model_made_are_ours(shop: ShopServer, fetcher: HttpFetcher) -> None:
    robots(shop, "User-agent: *\nDisallow: /")
    assert fetcher.made_picture(shop.url + "/img/1.png").body == png(480, 480, (190, 120, 60))
    assert shop.count("/robots.txt") == 0


# --- one at a time --------------------------------------------------------------------------------


def test_one_request_a_host_at_a_time(shop: ShopServer) -> None:
    """The first answer waits for a second request: two at once would meet, one at a time cannot."""
    meeting = threading.Barrier(2)
    met: list[bool] = []

    def wait_for_another(_request: Request) -> Reply:
        try:
            meeting.wait(timeout=0.3)
            met.append(True)
        except threading.BrokenBarrierError:
            met.append(False)
        return Reply(200, b"<html>")

    addresses = [shop.reply(f"/{n}", wait_for_another) for n in range(4)]
    with HttpFetcher(allow_private=True) as fetcher, ThreadPoolExecutor(4) as pool:
        list(pool.map(fetcher.page, addresses))
    assert met == [False] * 4


def test_two_hosts_are_asked_at_once(shop: ShopServer) -> None:
    meeting = threading.Barrier(2)

    def wait_for_another(_request: Request) -> Reply:
        meeting.wait(timeout=30)
        return Reply(200, b"<html>")

    shop.reply("/x", wait_for_another)
    addresses = [f"http://{host}.example:{shop.port}/x" for host in ("one", "two")]
    with (
        HttpFetcher(allow_private=True, resolve=lambda *_: ["127.0.0.1"]) as fetcher,
        ThreadPoolExecutor(2) as pool,
    ):
        assert [page.url for page in pool.map(fetcher.page, addresses)] == addresses


def test_waiting_for_ones_turn_does_not_count_against_the_fetch(
    shop: ShopServer, time: Time
) -> None:
    robots(shop, "User-agent: *\nCrawl-delay: 10")
    with HttpFetcher(allow_private=True, deadline=5, clock=time.clock, sleep=time.sleep) as fetcher:
        for _ in range(3):
            fetcher.page(shop.url + "/p/lamp")
    assert time.slept == [10.0] * 2


@pytest.mark.parametrize(("asked", "kept"), [("2.5", 2.5), ("86400", LONGEST_DELAY)])
def test_crawl_delay_is_kept_within_reason(
    shop: ShopServer, fetcher: HttpFetcher, time: Time, asked: str, kept: float
) -> None:
    robots(shop, f"User-agent: *\nCrawl-delay: {asked}")
    fetcher.page(shop.url + "/p/lamp")
    fetcher.picture(shop.url + "/img/1.png", page_url=PAGE)
    assert time.slept == [kept]


@pytest.mark.parametrize("asked", ["0", "-1", "nan", "inf", "soon", ""])
def test_a_crawl_delay_that_is_none(
    shop: ShopServer, fetcher: HttpFetcher, time: Time, asked: str
) -> None:
    robots(shop, f"User-agent: *\nCrawl-delay: {asked}")
    for _ in range(2):
        fetcher.page(shop.url + "/p/lamp")
    assert time.slept == []


# --- Retry-After ----------------------------------------------------------------------------------


def busy(shop: ShopServer, status: int, *waits: str) -> None:
    """The lamp's page says "later" so often before it comes."""
    left = list(waits)
    page = shop.replies["/p/lamp"]
    assert isinstance(page, Reply)

    def answer(_request: Request) -> Reply:
        return Reply(status, headers=(("Retry-After", left.pop(0)),)) if left else page

    shop.reply("/p/lamp", answer)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_shop_is_asked_again_when_it_said(
    shop: ShopServer, fetcher: HttpFetcher, time: Time, status: int
) -> None:
    busy(shop, status, "40", "20")
    assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body
    assert time.slept == [40.0, 20.0]


def test_a_pause_holds_for_everything_of_that_host(
    shop: ShopServer, fetcher: HttpFetcher, time: Time
) -> None:
    busy(shop, 429, *["30"] * 3)
    with pytest.raises(PageBlocked):
        fetcher.page(shop.url + "/p/lamp")
    assert shop.count("/p/lamp") == 3
    fetcher.picture(shop.url + "/img/1.png", page_url=PAGE)
    assert time.slept == [30.0, 30.0, 30.0]


def test_a_wait_that_is_too_long_is_said_and_nobody_asks_meanwhile(
    shop: ShopServer, fetcher: HttpFetcher, time: Time
) -> None:
    busy(shop, 429, "3600")
    for _ in range(2):
        with pytest.raises(ShopBusy, match="wait 60 minutes"):
            fetcher.page(shop.url + "/p/lamp")
    assert shop.count("/p/lamp") == 1
    assert time.slept == []
    time.now += 3600
    assert b"Walnut" in fetcher.page(shop.url + "/p/lamp").body


def test_several_pauses_are_too_long_together(
    shop: ShopServer, fetcher: HttpFetcher, time: Time
) -> None:
    busy(shop, 429, "70", "70")
    with pytest.raises(ShopBusy, match="wait 70 seconds") as caught:
        fetcher.page(shop.url + "/p/lamp")
    assert caught.value.seconds == 70
    assert time.slept == [70.0]


def test_a_busy_shop_is_no_bad_picture(shop: ShopServer, fetcher: HttpFetcher) -> None:
    shop.reply("/img/1.png", Reply(429, headers=(("Retry-After", "3600"),)))
    with pytest.raises(ShopBusy):
        fetcher.picture(shop.url + "/img/1.png", page_url=PAGE)


def test_a_wait_is_told_from_its_beginning_to_its_end(shop: ShopServer, time: Time) -> None:
    told: list[str | None] = []
    busy(shop, 429, "40")
    with HttpFetcher(
        allow_private=True, clock=time.clock, sleep=time.sleep, on_wait=told.append
    ) as fetcher:
        fetcher.page(shop.url + "/p/lamp")
    assert told == ["127.0.0.1", None]


def test_who_stands_too_long_in_a_host_s_queue_comes_back_later() -> None:
    told: list[str | None] = []
    turns = Turns(clock=lambda: 0.0, on_wait=told.append, longest=0.01)
    turns.take("shop.example")
    with pytest.raises(ShopBusy, match=r"shop\.example is asked one thing at a time"):
        turns.take("shop.example")
    assert told == ["shop.example", None]
    turns.leave("shop.example")
    turns.take("shop.example")


@pytest.mark.parametrize("wanted", [True, False])
def test_who_is_not_wanted_any_more_leaves_its_turn_to_the_next(wanted: bool) -> None:
    turns, ended = Turns(clock=lambda: 0.0, unwanted=lambda: not wanted), list[object]()
    turns.take("shop.example")

    def ask() -> None:
        try:
            turns.take("shop.example")
            turns.leave("shop.example")
            ended.append(None)
        except Stopped as error:
            ended.append(error)

    others = [threading.Thread(target=ask) for _ in range(3)]
    for other in others:
        other.start()
    while len(turns._entry("shop.example").waiting) < len(others):
        pass  # until all of them stand in line
    turns.leave("shop.example")
    for other in others:
        other.join()
    assert [end is None for end in ended] == [wanted] * 3
    turns.take("shop.example")


def test_a_host_serves_those_first_who_were_taken_up_first() -> None:
    place, served = threading.local(), list[int]()
    turns = Turns(clock=lambda: 0.0, place=lambda: place.of_this_thread)

    def ask(number: int) -> None:
        place.of_this_thread = number
        turns.take("shop.example")
        served.append(number)
        turns.leave("shop.example")

    place.of_this_thread = 0
    turns.take("shop.example")
    others = [threading.Thread(target=ask, args=(number,)) for number in (3, 1, 4, 2)]
    for other in others:
        other.start()
    line = turns._entry("shop.example").waiting
    while len(line) < len(others):
        pass  # until all of them stand in line
    turns.leave("shop.example")
    for other in others:
        other.join()
    assert served == [1, 2, 3, 4]


def test_extra_data_is_not_waited_for(shop: ShopServer, fetcher: HttpFetcher, time: Time) -> None:
    shop.reply("/x.js", Reply(429, headers=(("Retry-After", "60"),)))
    with pytest.raises(PageError, match="429"):
        fetcher.data(shop.url + "/x.js")
    assert time.slept == []


def test_who_is_stopped_while_waiting_asks_nothing(shop: ShopServer) -> None:
    stop = threading.Event()
    time = Time()

    def stopped_meanwhile(seconds: float) -> None:
        time.sleep(seconds)
        stop.set()

    busy(shop, 429, "60")
    with HttpFetcher(
        allow_private=True, clock=time.clock, sleep=stopped_meanwhile, stop=stop
    ) as fetcher:
        with pytest.raises(Stopped):
            fetcher.page(shop.url + "/p/lamp")
        assert shop.count("/p/lamp") == 1
        assert fetcher.made_picture(shop.url + "/img/1.png")  # what is paid for still comes
