"""``check``: prices, sales and stock that no longer hold are found, and only those."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import WORDS, ModelServer, ShopServer, chat, product_page

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
