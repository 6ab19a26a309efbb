"""A run opens few connections: one to a shop, and one a worker to each model."""

from __future__ import annotations

from typing import Any

from tests.conftest import Cli
from tests.servers import ModelServer, ShopServer


def test_connections_are_kept_for_the_whole_run(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    command = ("run", "--allow-private", "--placement", "square", "--workers", "2", "--json")
    result = cli.process(*command, batch((shop.url + "/p/lamp", 6)))
    assert result.exit_code == 0, result.stderr
    assert len(shop.requests) >= 4, "robots.txt, the page and two pictures"
    assert shop.connections == 1
    assert len(api.requests) >= 12
    assert api.connections <= 2 * 2, "two workers, two models"
    assert max(shop.count(r.path) for r in shop.requests) == 1, "something was fetched twice"
