"""``check``: prices, sales and stock that no longer hold are found, and only those."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import WORDS, ModelServer, Reply, Request, ShopServer, chat, product_page

RUN = ("run", "--allow-private", "--placement", "square", "--json")


@pytest.fixture
def info(cli: Cli, batch: Any, shop: ShopServer, api: ModelServer) -> Any:
    api.chat.always(chat(WORDS | {"description": "Turned from walnut, now 79 USD."}))
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))
    assert result.exit_code == 0, result.stderr
    return result.json["cta_infos"][0]


def test_ads_that_hold_are_exit_0(cli: Cli, info: Any) -> None:
    result = cli("check", info["job"], "--json")
    assert (result.exit_code, result.json) == (0, {"job": info["job"], "stale": []})


def test_a_price_that_changed_is_found(cli: Cli, info: Any, shop: ShopServer) -> None:
    shop.page("/p/lamp", product_page(price="99.00"))
    result = cli("check", "last", "--json")
    assert result.exit_code == 4
    (ad,) = result.json["stale"]
    assert ad["info"] == info["id"]
    assert ad["problems"] == ["description says '79 USD', which the page does not say any more"]


def test_hosts_are_asked_at_once_and_each_one_thing_at_a_time(
    cli: Cli, batch: Any, shop: ShopServer, api: ModelServer
) -> None:
    api.chat.always(chat(WORDS))
    with ShopServer() as other:
        there = other.url.replace("127.0.0.1", "localhost")
        for path in ("/p/lamp", "/p/mug"):
            shop.page(path, product_page())
            other.page(path, product_page())
        pages = [
            (f"{root}{path}", 1) for root in (shop.url, there) for path in ("/p/lamp", "/p/mug")
        ]
        assert cli(*RUN, batch(*pages)).exit_code == 0
        meet = threading.Barrier(2, timeout=30)
        busy: dict[str, int] = {"shop": 0, "other": 0}
        most: list[int] = []

        def slowly(name: str) -> Callable[[Request], Reply]:
            def answer(request: Request) -> Reply:
                busy[name] += 1
                most.append(busy[name])
                meet.wait()  # passes only once the other host is being asked, too
                busy[name] -= 1
                return Reply(200, product_page().encode())

            return answer

        for name, server in (("shop", shop), ("other", other)):
            for path in ("/p/lamp", "/p/mug"):
                server.reply(path, slowly(name))
        result = cli("check", "last", "--json")
    assert (result.exit_code, result.json["stale"]) == (0, [])
    assert most == [1] * 4


def test_a_product_that_sold_out_is_found(cli: Cli, info: Any, shop: ShopServer) -> None:
    shop.page("/p/lamp", product_page().replace("InStock", "OutOfStock"))
    result = cli("check", "last")
    assert result.exit_code == 4
    assert "the product is out of stock now" in result.stdout


def test_a_page_that_is_gone_is_found(cli: Cli, info: Any, shop: ShopServer) -> None:
    del shop.replies["/p/lamp"]
    result = cli("check", "last")
    assert result.exit_code == 4
    assert "the page is gone" in result.stdout


def test_what_was_compared_is_said_and_a_claim_that_was_never_on_the_page_is_named(
    cli: Cli, info: Any
) -> None:
    clean = cli("check", "last")
    assert clean.stderr == "No price, sale or stock has changed that a finished ad names.\n"
    cli("edit", info["id"], "--set", 'headline="Save 90% today"')
    result = cli("check", "last")
    assert result.exit_code == 0
    assert "No price, sale or stock has changed" in result.stderr
    assert f"Warning: {info['id'][:8]}" in result.stderr
    assert "90%" in result.stderr
