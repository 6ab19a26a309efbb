"""In which language the words are when nobody asks for one."""

from __future__ import annotations

from typing import Any

from tests.conftest import Cli
from tests.servers import ShopServer, product_page

GERMAN = "Die Leuchte ist aus einem Stück Nussbaum und wird mit der Hand für den Tisch gedreht."


def test_a_page_that_does_not_say_is_told_by_its_words(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    page = product_page("Leuchte", description=GERMAN).replace(' lang="en"', "")
    url = shop.page("/p/leuchte", page)
    job = cli("run", "--allow-private", "--placement", "square", "--json", batch((url, 1))).json
    assert job["cta_infos"][0]["suggestion"]["language"] == "de"
