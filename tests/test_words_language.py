"""In which language the words are when nobody asks for one."""

from __future__ import annotations

from typing import Any

import pytest

from cta_batch.domain import Product
from cta_batch.languages import foreign, spoken
from cta_batch.providers.offline.phrases import LANGUAGES
from tests.conftest import Cli
from tests.servers import ShopServer, product_page
from tests.test_words_offline import KETTLE, written

GERMAN = "Die Leuchte ist aus einem Stück Nussbaum und wird mit der Hand für den Tisch gedreht."


def test_a_page_that_does_not_say_is_told_by_its_words(
    cli: Cli, batch: Any, shop: ShopServer
) -> None:
    page = product_page("Leuchte", description=GERMAN).replace(' lang="en"', "")
    url = shop.page("/p/leuchte", page)
    job = cli("run", "--allow-private", "--placement", "square", "--json", batch((url, 1))).json
    assert job["cta_infos"][0]["suggestion"]["language"] == "de"


@pytest.mark.parametrize(
    ("changes", "language"),
    [
        ({"language": "de"}, "de"),
        ({"description": GERMAN + " " + GERMAN, "language": "en"}, "de"),
        ({"description": "Warm.", "language": "en-GB"}, "en-GB"),
        ({"url": "https://tienda.example.cl/p"}, "es"),
        ({"url": "https://shop.example.tw/p"}, "zh-TW"),
        ({"url": "https://shop.example.ch/p"}, "en"),
        ({"url": "http://["}, "en"),
    ],
)
def test_what_a_page_says_of_its_language_is_weighed(
    changes: dict[str, Any], language: str
) -> None:
    page = Product(name="Aero 17", url="https://shop.example/p").model_copy(update=changes)
    assert spoken(page) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de-AT"),
        (GERMAN, "xx"),
        ("Der Kocher", "en"),
        ("Тихий чайник", "uk"),
        ("", "en"),
        ("南部鉄器 急須 岩手の職人が作る。", "ja"),
        ("南部鉄器 急須", "ja"),
    ],
)
def test_doubt_is_no_reproach(text: str, language: str) -> None:
    assert foreign(text, language) is None


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_our_own_words_are_never_taken_for_another_language(language: str) -> None:
    page = KETTLE.model_copy(update={"language": language, "features": (), "description": ""})
    for words in written(page, language, count=10):
        assert foreign(". ".join(words.texts().values()), language) is None
