"""A run's infos seen from outside: who gets on when, and what is saved together."""

from __future__ import annotations

from tests.conftest import Cli
from tests.jobs import ledger, requests_seen, stored_job
from tests.servers import ModelServer, Reply, Request, ShopServer, png, product_page

PICTURES = ("/img/front.png", "/img/side.png")


def two_pages(shop: ShopServer) -> tuple[str, str]:
    paths = "/p/one", "/p/two"
    for path in paths:
        shop.page(path, product_page(f"Oak Lamp {path[3:]}", "79.00", "USD", list(PICTURES)))
    for path in PICTURES:
        shop.picture(path, png(600, 600))
    return paths


def test_whose_page_came_gets_on_before_others_are_taken_up(
    cli: Cli, api: ModelServer, shop: ShopServer
) -> None:
    job = stored_job(cli, shop, 3, two_pages(shop))
    cli.sql("CREATE TABLE seen (n INTEGER PRIMARY KEY, position INTEGER, what TEXT)")
    for column in ("product", "claimed_by"):
        cli.sql(
            f"CREATE TRIGGER saw_{column} AFTER UPDATE OF {column} ON cta_info"
            f" WHEN new.{column} IS NOT NULL AND old.{column} IS NULL BEGIN"
            f" INSERT INTO seen (position, what) VALUES (new.position, '{column}'); END"
        )
    resumed = cli.process("resume", job, "--workers", "6", "--json")
    assert resumed.exit_code == 0, resumed.stderr
    seen = cli.sql("SELECT position, what FROM seen ORDER BY n")
    page_is_saved = [seen.index((position, "product")) for position in range(3)]
    others_begin = [seen.index((position, "claimed_by")) for position in range(3, 6)]
    assert max(page_is_saved) < min(others_begin)


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
