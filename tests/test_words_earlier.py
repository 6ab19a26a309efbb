"""Ads of a page that had ads before: from outside, offline and with a model."""

from __future__ import annotations

from typing import Any

import pytest

from cta_batch import copyrules
from tests.conftest import Cli
from tests.servers import WORDS, ModelServer, ShopServer, chat, product_page

RUN = ("run", "--allow-private", "--placement", "square", "--json")


def headlines(job: Any) -> list[str]:
    return [info["suggestion"]["headline"] for info in job["cta_infos"]]


def like(one: list[str], other: list[str]) -> list[tuple[str, str]]:
    return [(a, b) for a in one for b in other if copyrules.overlap(a, b) >= copyrules.SAME]


def test_a_page_with_much_to_say_gives_other_headlines_each_time(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    text = (
        "Turned from one piece of walnut. Dims without a flicker. Stays cool to the touch."
        " Folds flat for a journey. Charges a phone as well. Wakes you with slow light."
    )
    shop.page("/p/lamp", product_page(description=text))
    first, second = (headlines(cli(*RUN, "--provider", "offline", batch()).json) for _ in "12")
    assert like(first, second) == []


def test_the_same_input_twice_gives_other_headlines_or_says_why(cli: Cli, batch: Any) -> None:
    first, second = (cli(*RUN, "--provider", "offline", batch()) for _ in "12")
    before, after = headlines(first.json), headlines(second.json)
    assert before != after
    said = " ".join(second.stderr.split())
    assert all(f"{new!r} is much like {old!r}" in said for old, new in like(before, after))


@pytest.mark.parametrize("whose", ["CTA_BATCH_USER", "CTA_BATCH_WORKSPACE"])
def test_another_s_ads_are_no_reason_to_differ(cli: Cli, batch: Any, whose: str) -> None:
    first = headlines(cli(*RUN, "--provider", "offline", batch()).json)
    cli.env[whose] = "somebody-else"
    assert headlines(cli(*RUN, "--provider", "offline", batch()).json) == first


def test_a_model_hears_of_earlier_ads_and_is_asked_once_more(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    one = batch((shop.url + "/p/lamp", 1))
    api.chat.always(chat(WORDS | {"headline": "Warm light, real walnut"}))
    cli(*RUN, one)
    api.chat.then(chat(WORDS | {"headline": "Real walnut, warm light"}))
    api.chat.always(chat(WORDS | {"headline": "Dims the way you like"}))
    before = api.chat.count
    assert headlines(cli(*RUN, one).json) == ["Dims the way you like"]
    asked = [request.json["messages"] for request in api.chat.requests[before:]]
    assert len(asked) == 2
    assert "Earlier ads of this page have these headlines" in asked[0][-1]["content"]
    assert "Warm light, real walnut" in asked[0][-1]["content"]
    assert "earlier ads used" in asked[1][-1]["content"]


def test_a_model_that_repeats_itself_is_said_to(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    one = batch((shop.url + "/p/lamp", 1))
    api.chat.always(chat(WORDS))
    cli(*RUN, one)
    result = cli(*RUN, one)
    assert headlines(result.json) == [WORDS["headline"]]
    assert api.chat.count == 3  # once, then once and once more
    assert "much like another of this page" in " ".join(result.stderr.split())


def test_a_page_with_nothing_else_to_say_is_said_to_have(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    html = shop.replies["/p/lamp"].body.decode()  # type: ignore[union-attr] # a plain reply
    shop.page("/p/lamp", html.replace("<html", '<html lang="sk"', 1))
    one = batch((shop.url + "/p/lamp", 10))
    results = [cli(*RUN, "--provider", "offline", one) for _ in range(3)]
    said = " ".join(results[-1].stderr.split())
    alike = like(headlines(results[0].json), headlines(results[-1].json))
    assert alike == [] or "earlier ads" in said
