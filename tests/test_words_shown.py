"""What a person is told about the words of an info: claims, doubts, likeness."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import WORDS, ModelServer, ShopServer, chat

RUN = ("run", "--allow-private", "--placement", "square", "--json")


@pytest.fixture
def info(cli: Cli, batch: Any, shop: ShopServer, api: ModelServer) -> Any:
    api.chat.always(chat(WORDS | {"description": "Turned from walnut, now 79 USD."}))
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))
    assert result.exit_code == 0, result.stderr
    return result.json["cta_infos"][0]


def test_claims_are_listed_with_what_proves_them(cli: Cli, info: Any) -> None:
    assert "79 USD  page: price 79" in cli("show", info["id"]).stdout


def test_an_edit_is_warned_of_and_obeyed(cli: Cli, info: Any) -> None:
    result = cli("edit", info["id"], "--set", "headline=The best lamp, 90 % off!", "--json")
    assert result.exit_code == 0
    assert result.json["suggestion"]["headline"] == "The best lamp, 90 % off!"
    for doubt in ("'90 %'", "which the page does not say", "ends in punctuation"):
        assert doubt in result.stderr
    assert "not on the page" in cli("show", info["id"]).stdout


def test_an_edit_that_claims_nothing_is_not_warned_of(cli: Cli, info: Any) -> None:
    result = cli("edit", info["id"], "--set", "headline=Walnut at your desk", "--json")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_job_tells_how_alike_its_headlines_are(cli: Cli, batch: Any, api: ModelServer) -> None:
    cli(*RUN, batch())
    shown = cli("show", "last").stdout
    assert shown.count("Headlines of one page's variants share ") == 1
    assert re.search(r"share \d+% of their words on average, at most \d+%", shown)
