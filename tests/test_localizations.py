"""One info in several languages: one background, words bought once each, creatives of their own."""

from __future__ import annotations

import hashlib
import re
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.conftest import Cli
from tests.jobs import painted_job
from tests.servers import WORDS, ModelServer, Reply, Request, ShopServer, chat, server_error

RUN = ("run", "--allow-private", "--placement", "square", "--workers", "1", "--json")

SPOKEN: dict[str, dict[str, Any]] = {
    "en": WORDS,
    "de": {
        "headline": "Warmes Licht, echtes Nussholz",
        "long_headline": "Eine dimmbare Leuchte, aus einem Stück Nussbaum gedreht",
        "description": "Warm und dimmbar für lange Abende am Tisch.",
        "primary_text": "Aus einem Stück Nussbaum gedreht. So hell, wie es gerade passt.",
        "cta": "SHOP_NOW",
        "cta_text": "Jetzt einkaufen",
    },
    "fr": {
        "headline": "Lumière douce, vrai noyer",
        "long_headline": "Une lampe à intensité réglable, tournée dans une pièce de noyer",
        "description": "Une lumière chaude et réglable pour les soirées au bureau.",
        "primary_text": "Tournée dans une seule pièce de noyer. La lumière suit vos envies.",
        "cta": "LEARN_MORE",
        "cta_text": "Acheter",
    },
    "ar": {
        "headline": "ضوء دافئ وخشب جوز",
        "long_headline": "مصباح مكتب خافت الإضاءة من قطعة جوز",
        "description": "ضوء دافئ لأمسيات طويلة على المكتب.",
        "primary_text": "مخروط من قطعة واحدة من خشب الجوز.",
        "cta": "SHOP_NOW",
        "cta_text": "تسوق الآن",
    },
}
"""What the model answers in each language; its French one chooses another call to action."""


def asked_for(request: Request) -> str:
    """The language that a chat request asks for."""
    found = re.search(r"Language of the ad: ([\w-]+)\.", request.json["messages"][1]["content"])
    assert found
    return found[1]


def speak(request: Request) -> Reply:
    return chat(SPOKEN[asked_for(request)])


@pytest.fixture
def polyglot(api: ModelServer) -> ModelServer:
    api.chat.always(speak)
    return api


@pytest.fixture
def lamp(batch: Any, shop: ShopServer) -> str:
    """An input with one variant of the shop's lamp, whose page is English."""
    return str(batch((shop.url + "/p/lamp", 1)))


def languages_asked(api: ModelServer) -> list[str]:
    return [asked_for(request) for request in api.chat.requests]


def drawn(words: Any) -> list[str]:
    """A digest of each of its creatives, which are pictures of the right size."""
    digests = []
    for creative in words["creatives"]:
        path = Path(creative["path"])
        with Image.open(path) as picture:
            assert picture.size == (creative["width"], creative["height"])
        assert path.stat().st_size == creative["bytes"]
        digests.append(hashlib.sha256(path.read_bytes()).hexdigest())
    return digests


# --- with a model -------------------------------------------------------------------------------


def test_the_background_is_bought_once_and_the_words_once_a_language(
    cli: Cli, lamp: str, polyglot: ModelServer
) -> None:
    result = cli(*RUN, lamp, "--language", "de,fr,ar")

    assert result.exit_code == 0, result.stderr
    [info] = result.json["cta_infos"]
    suggestion = info["suggestion"]
    assert (polyglot.image.count, languages_asked(polyglot)) == (1, ["de", "fr", "ar"])
    assert [w["language"] for w in suggestion["localizations"]] == ["fr", "ar"]
    for words in (suggestion, *suggestion["localizations"]):
        said = SPOKEN[words["language"]]
        assert {key: words[key] for key in said if key != "cta"} == {
            key: text for key, text in said.items() if key != "cta"
        }
        assert (words["angle"], words["cta"]) == (suggestion["angle"], "SHOP_NOW")
    pictures = [d for w in (suggestion, *suggestion["localizations"]) for d in drawn(w)]
    assert len(set(pictures)) == 3
    assert Counter(cli.sql("SELECT stage FROM cta_paid_call")) == {
        ("generating_image",): 1,
        ("generating_suggestion",): 3,
    }
    [(paid,)] = cli.sql("SELECT sum(cost_usd) FROM cta_paid_call")
    assert round(info["cost_usd"] * 1_000_000) == paid


def test_a_localization_is_told_what_the_main_language_says(
    cli: Cli, lamp: str, polyglot: ModelServer
) -> None:
    assert cli(*RUN, lamp, "--language", "de,fr").exit_code == 0

    first, second = (r.json["messages"][1]["content"] for r in polyglot.chat.requests)
    assert "runs in" not in first
    assert "runs in de" in second
    assert SPOKEN["de"]["primary_text"] in second
    assert "cta must be SHOP_NOW" in second


def test_one_language_asks_and_answers_as_ever(cli: Cli, lamp: str, polyglot: ModelServer) -> None:
    [info] = cli(*RUN, lamp, "--language", "de").json["cta_infos"]

    assert info["suggestion"]["localizations"] == []
    assert languages_asked(polyglot) == ["de"]


def test_siblings_differ_in_every_language(cli: Cli, batch: Any, polyglot: ModelServer) -> None:
    cli(*RUN, batch(), "--language", "de,fr")

    *_, last = (r.json["messages"][1]["content"] for r in polyglot.chat.requests)
    assert SPOKEN["fr"]["headline"] in last.partition("Other variants have these headlines")[2]


def test_kill_9_between_two_languages_buys_nothing_again(
    cli: Cli, lamp: str, polyglot: ModelServer
) -> None:
    asked, dead = threading.Event(), threading.Event()

    def held(request: Request) -> Reply:
        if asked_for(request) == "fr" and not dead.is_set():
            asked.set()
            dead.wait()
        return speak(request)

    polyglot.chat.always(held)
    process = cli.start(*RUN, lamp, "--language", "de,fr,ar")
    assert asked.wait(60)
    process.kill()
    process.communicate()
    dead.set()

    [info] = cli("resume", "--json").json["cta_infos"]
    assert info["status"] == "done"
    assert [w["language"] for w in info["suggestion"]["localizations"]] == ["fr", "ar"]
    assert polyglot.image.count == 1, "the background was bought again"
    assert languages_asked(polyglot) == ["de", "fr", "fr", "ar"], "only the lost call goes again"
    outcomes = "SELECT outcome FROM cta_paid_call WHERE stage LIKE '%suggestion' ORDER BY attempt"
    assert cli.sql(outcomes) == [("ok",), ("unknown",), ("ok",), ("ok",)]


def test_a_language_that_fails_keeps_those_before_it(
    cli: Cli, shop: ShopServer, polyglot: ModelServer
) -> None:
    job = painted_job(cli, shop, 1, languages=("de", "fr"))
    polyglot.chat.always(lambda r: server_error() if asked_for(r) == "fr" else speak(r))
    failed = cli("resume", job, "--json")
    [info] = failed.json["cta_infos"]
    assert (failed.exit_code, info["status"], info["retry_count"]) == (4, "failed", 1)
    assert info["suggestion"]["headline"] == SPOKEN["de"]["headline"]
    edited = cli("edit", info["id"], "--set", "headline=Licht aus Nussbaum", "--json")
    assert edited.exit_code == 0, edited.stderr

    polyglot.chat.always(speak)
    [info] = cli("retry", info["id"], "--json").json["cta_infos"]

    assert info["status"] == "done"
    assert languages_asked(polyglot) == ["de", "fr", "fr", "fr"]
    assert info["suggestion"]["headline"] == "Licht aus Nussbaum"
    assert len(drawn(info["suggestion"]["localizations"][0])) == 1
    assert "Licht aus Nussbaum" in polyglot.chat.requests[-1].json["messages"][1]["content"]


def test_each_language_may_be_tried_once_more(cli: Cli, lamp: str, polyglot: ModelServer) -> None:
    """Four answers are lost on the way, one in each language: that is no reason to give up."""
    lost: set[str] = set()

    def forgetful(request: Request) -> Reply:
        language = asked_for(request)
        if language in lost:
            return speak(request)
        lost.add(language)
        return Reply(drop="before")

    polyglot.chat.always(forgetful)
    result = cli(*RUN, lamp, "--language", "de,fr,ar,en")

    assert result.exit_code == 0, result.stderr
    assert languages_asked(polyglot) == ["de", "de", "fr", "fr", "ar", "ar", "en", "en"]
    assert result.json["cta_infos"][0]["retry_count"] == 1
    outcomes = cli.sql("SELECT outcome FROM cta_paid_call WHERE stage LIKE '%suggestion'")
    assert Counter(outcomes) == {("ok",): 4, ("unknown",): 4}


def test_three_lost_answers_in_a_row_are_enough(cli: Cli, lamp: str, polyglot: ModelServer) -> None:
    """Killed three times while French was under way: a person looks before a fourth is bought."""
    dead = threading.Event()

    def held(request: Request) -> Reply:
        if asked_for(request) == "fr":
            asked.set()
            dead.wait()
        return speak(request)

    polyglot.chat.always(held)
    for command in ((*RUN, lamp, "--language", "de,fr"), ("resume",), ("resume",)):
        asked = threading.Event()
        process = cli.start(*command)
        assert asked.wait(60)
        process.kill()
        process.communicate()
    dead.set()

    refused = cli("resume", "--json")
    [info] = refused.json["cta_infos"]
    assert (refused.exit_code, info["status"]) == (4, "failed")
    assert "3 calls to the model server" in info["error_message"]
    assert cli("retry", info["id"], "--json").json["success_count"] == 1
    assert languages_asked(polyglot) == ["de", "fr", "fr", "fr", "fr"]


def test_a_budget_may_end_between_two_languages(cli: Cli, lamp: str, polyglot: ModelServer) -> None:
    cli.env["CTA_BATCH_TEXT_MODEL"] = "gpt-5"
    polyglot.chat.always(lambda r: chat(SPOKEN[asked_for(r)], usage=(20_000, 8_000)))
    stopped = cli(*RUN, lamp, "--language", "de,fr", "--budget", "0.17")

    assert stopped.exit_code == 5, stopped.stderr
    [info] = stopped.json["cta_infos"]
    assert info["suggestion"]["headline"] == SPOKEN["de"]["headline"]
    assert info["cost_usd"] <= 0.17
    assert cli("resume", "--budget", "9", "--json").json["success_count"] == 1
    assert (polyglot.image.count, languages_asked(polyglot)) == (1, ["de", "fr"])


def test_a_brand_s_own_button_text_stays_in_its_language(
    cli: Cli, lamp: str, polyglot: ModelServer, tmp_path: Path
) -> None:
    brand = tmp_path / "brand.toml"
    brand.write_text('cta = "ORDER_NOW"\ncta_text = "Her damit"\n', encoding="utf-8")
    result = cli(*RUN, lamp, "--language", "de,fr", "--brand", str(brand))

    suggestion = result.json["cta_infos"][0]["suggestion"]
    [french] = suggestion["localizations"]
    assert (suggestion["cta_text"], french["cta_text"]) == ("Her damit", "Acheter")
    assert (suggestion["cta"], french["cta"]) == ("ORDER_NOW", "ORDER_NOW")
    assert "button text is for de only" in result.stderr


def test_it_is_said_where_claims_can_only_be_checked_by_their_figures(
    cli: Cli, lamp: str, polyglot: ModelServer
) -> None:
    assert "In ar only numbers" in cli(*RUN, lamp, "--language", "de,ar").stderr
    assert "only numbers" not in cli(*RUN, lamp, "--language", "de,fr").stderr


# --- offline ------------------------------------------------------------------------------------


def test_offline_ads_are_wholly_in_their_language_and_say_what_they_lack(
    cli: Cli, lamp: str
) -> None:
    result = cli.process(*RUN, lamp, "--language", "en,de,fr")

    assert result.exit_code == 0, result.stderr
    [info] = result.json["cta_infos"]
    english, (german, french) = info["suggestion"], info["suggestion"]["localizations"]
    assert "walnut" in f"{english['description']} {english['primary_text']}".lower()
    for words in (german, french):
        texts = " ".join(words[k] for k in ("headline", "long_headline", "description"))
        assert "dimmable" not in texts + words["primary_text"]
        assert f"{words['language']}: The page is not in" in result.stderr
    assert (german["cta_text"], french["cta_text"]) == ("Jetzt einkaufen", "Acheter")
    assert len({*drawn(english), *drawn(german), *drawn(french)}) == 3


def test_offline_localizations_need_phrases(cli: Cli, lamp: str) -> None:
    result = cli(*RUN, lamp, "--language", "de,pl,ar")
    assert result.exit_code == 2
    assert "no phrases in pl, ar" in result.stderr
    assert cli("list", "--json").json["count"] == 0


# --- what is asked for --------------------------------------------------------------------------


def test_every_problem_of_the_languages_is_told(cli: Cli, lamp: str) -> None:
    result = cli(*RUN, lamp, "--language", "de,,xx,DE,klingon,de")

    assert result.exit_code == 2
    for problem in ("empty", "'xx'", "'klingon'", "'DE' is the same as 'de'"):
        assert problem in result.stderr
    assert cli("list", "--json").json["count"] == 0


def test_codes_are_taken_as_the_standard_writes_them(cli: Cli, lamp: str) -> None:
    [info] = cli(*RUN, lamp, "--language", "PT-br, zh-tw").json["cta_infos"]
    assert info["suggestion"]["language"] == "pt-BR"
    assert [w["language"] for w in info["suggestion"]["localizations"]] == ["zh-TW"]


def test_a_dry_run_counts_every_language(cli: Cli, batch: Any, api: ModelServer) -> None:
    one = cli("run", batch(), "--dry-run", "--json", "--language", "de").json
    three = cli("run", batch(), "--dry-run", "--json", "--clean", "--language", "de,fr,ar").json

    assert (one["text_calls"], three["text_calls"], three["image_calls"]) == (2, 6, 2)
    assert one["creatives"] == 2 * 4
    assert three["creatives"] == 2 * 4 * (3 + 1), "twins without words serve every language"
    assert one["cost_usd"] < three["cost_usd"] < 3 * one["cost_usd"]
    assert api.requests == []
