"""A worker that would wait for a shop's picture has the words of its info written meanwhile."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.conftest import Cli
from tests.jobs import ledger, requests_seen
from tests.servers import (
    ModelServer,
    Reply,
    Request,
    ShopServer,
    asked_to_wait,
    png,
    product_page,
)

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "2", "--json")
PICTURES = ("/img/front.png", "/img/side.png")
STATUSES = "SELECT status FROM cta_info ORDER BY position"


class HeldPictures:
    """Pictures of a shop that come once the test lets them."""

    def __init__(self, shop: ShopServer) -> None:
        self.come = threading.Event()
        for path in PICTURES:
            shop.reply(path, self._answer)
        shop.page("/p/two", product_page("Oak Lamp", "79.00", "USD", list(PICTURES)))

    def _answer(self, _request: object) -> Reply:
        self.come.wait()
        return Reply(200, png(600, 600), kind="image/png")


@pytest.fixture
def held(shop: ShopServer) -> HeldPictures:
    return HeldPictures(shop)


def when_asked(api: ModelServer, times: int) -> threading.Event:
    """Set once words were asked for so often."""
    asked, answer = threading.Event(), api.chat.default
    assert callable(answer)

    def told(request: Request) -> Reply:
        if api.chat.count >= times:
            asked.set()
        return answer(request)

    api.chat.always(told)
    return asked


def test_words_are_written_while_the_pictures_are_on_their_way(
    held: HeldPictures, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    asked = when_asked(api, 2)
    process = cli.start(*RUN, batch((shop.url + "/p/two", 2)))
    assert asked.wait(60), "a worker waits for the shop"
    assert cli.sql(STATUSES) == [("analyzing",)] * 2
    assert (api.chat.count, api.image.count) == (2, 0)
    held.come.set()
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert '"success_count": 2' in out
    assert (api.chat.count, api.image.count) == (2, 2), "something was bought twice"
    begun = [line for line in err.splitlines() if line.endswith(" analyzing")]
    assert len(begun) == 2, err


def test_words_written_ahead_are_kept_when_no_picture_can_be_had(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    asked = when_asked(api, 2)

    def gone(_request: object) -> Reply:
        assert asked.wait(60)
        return Reply(404, b"")

    for path in PICTURES:
        shop.reply(path, gone)
    shop.page("/p/two", product_page("Oak Lamp", "79.00", "USD", list(PICTURES)))
    failed = cli.process(*RUN, batch((shop.url + "/p/two", 2)))
    assert failed.exit_code == 4, failed.stderr
    assert "None of the 2 pictures" in failed.stderr
    assert (api.chat.count, api.image.count) == (2, 0)
    assert [i["product"]["name"] for i in failed.json["cta_infos"]] == ["Oak Lamp"] * 2
    assert all(i["cost_usd"] > 0 for i in failed.json["cta_infos"])
    assert cli("show", "last").exit_code == 0
    edited = cli("edit", failed.json["cta_infos"][0]["id"], "--set", "headline=Warm")
    assert edited.exit_code == 2
    assert "is failed and has nothing to edit yet; cta-batch retry finishes it" in edited.stderr

    for path in PICTURES:
        shop.picture(path, png(600, 600))
    retried = cli("retry", "last", "--json")
    assert retried.exit_code == 0, retried.stderr
    assert (api.chat.count, api.image.count) == (2, 2), "words were bought twice"
    assert ledger(cli) == requests_seen(api)


def test_words_that_must_wait_hold_up_no_picture(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.chat.always(asked_to_wait(1000))
    ended = cli.process(*RUN, batch((shop.url + "/p/lamp", 5)))
    assert ended.exit_code == 5, ended.stderr
    assert api.image.count == 5
    assert cli.sql(STATUSES) == [("generating_suggestion",)] * 5
    assert "All that is left must wait for that" in ended.stderr


def test_a_page_without_pictures_has_no_words_bought(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    shop.page("/p/none", product_page("Oak Lamp", "79.00", "USD", []))
    assert cli.process(*RUN, batch((shop.url + "/p/none", 2))).exit_code == 4
    assert (api.chat.count, api.image.count) == (0, 0)


def test_a_process_that_dies_between_words_and_picture_loses_neither(
    held: HeldPictures, cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    asked = when_asked(api, 2)
    process = cli.start(*RUN, batch((shop.url + "/p/two", 2)))
    assert asked.wait(60)
    while not written(cli):
        assert process.poll() is None
    process.kill()
    process.communicate()
    held.come.set()
    resumed = cli("resume", "--json")
    assert resumed.exit_code == 0, resumed.stderr
    assert (api.chat.count, api.image.count) == (2, 2), "something was bought twice"
    assert ledger(cli) == requests_seen(api)


def written(cli: Cli) -> bool:
    count = "SELECT count(*) FROM cta_info WHERE json_extract(suggestion, '$.headline') IS NOT NULL"
    return cli.sql(count) == [(2,)]
