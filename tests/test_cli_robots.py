"""A shop that asks programs to stay away: what the commands do, and what they say to do next."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Cli
from tests.servers import Reply, ShopServer

RUN = ("run", "--allow-private", "--placement", "square", "--json")


@pytest.fixture
def walled(shop: ShopServer) -> ShopServer:
    shop.reply("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /p/", kind="text/plain"))
    return shop


def test_a_run_fails_in_words_and_retry_may_ignore_it(
    cli: Cli, batch: Any, walled: ShopServer
) -> None:
    result = cli(*RUN, batch())
    assert result.exit_code == 4
    (message,) = {i["error_message"] for i in result.json["cta_infos"]}
    assert "robots.txt" in message
    assert "--ignore-robots" in message
    assert walled.count("/p/lamp") == 0
    assert walled.count("/robots.txt") == 1

    again = cli("retry", "last", "--ignore-robots", "--json")
    assert (again.exit_code, again.json["success_count"]) == (0, 2), again.stderr


def test_a_job_made_with_ignore_robots_keeps_it(cli: Cli, batch: Any, walled: ShopServer) -> None:
    assert cli(*RUN, "--ignore-robots", batch()).exit_code == 0
    assert cli("check", "last").exit_code == 0
    assert walled.count("/robots.txt") == 0


def test_pictures_kept_from_programs_say_so(cli: Cli, batch: Any, shop: ShopServer) -> None:
    shop.reply("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /img/", kind="text/plain"))
    result = cli(*RUN, batch((shop.url + "/p/lamp", 1)))
    assert result.exit_code == 4
    assert "--ignore-robots" in result.json["cta_infos"][0]["error_message"]
    assert shop.count("/img/1.png") == 0


def test_inspect_and_check_keep_to_it_and_may_ignore_it(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    assert cli(*RUN, batch()).exit_code == 0
    shop.reply("/robots.txt", Reply(200, b"User-agent: *\nDisallow: /", kind="text/plain"))

    page = shop.url + "/p/lamp"
    refused = cli("inspect", "--allow-private", page)
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "--ignore-robots" in refused.stderr
    assert cli("inspect", "--allow-private", "--ignore-robots", page).exit_code == 0

    stale = cli("check", "last")
    assert stale.exit_code == 4
    assert "could not be checked" in stale.stdout
    assert cli("check", "last", "--ignore-robots").exit_code == 0
