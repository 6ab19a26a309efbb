"""Variants of one page that are written at the same moment: from outside, with a model."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from cta_batch import copyrules
from tests.conftest import HEADLINES, Cli
from tests.servers import WORDS, ModelServer, Reply, Request, ShopServer, chat, server_error

RUN = ("run", "--allow-private", "--placement", "square", "--json", "--workers", "4")
SAME = WORDS["headline"]


class AtOnce:
    """Answers the first ``count`` calls together, once all of them have come, with one headline."""

    def __init__(self, count: int) -> None:
        self.meeting = threading.Barrier(count, timeout=60)
        self.left = count
        self.later = iter(HEADLINES[1:])
        self.lock = threading.Lock()

    def __call__(self, _request: Request) -> Reply:
        with self.lock:
            first, self.left = self.left > 0, self.left - 1
            headline = SAME if first else next(self.later)
        if first:
            self.meeting.wait()
        return chat(WORDS | {"headline": headline})


def headlines(job: Any) -> list[str]:
    return [info["suggestion"]["headline"] for info in job["cta_infos"]]


@pytest.mark.parametrize("count", [2, 4])
def test_variants_judged_at_once_do_not_say_the_same(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer, count: int
) -> None:
    api.chat.always(AtOnce(count))
    result = cli.process(*RUN, batch((shop.url + "/p/lamp", count)))
    assert result.exit_code == 0, result.stderr
    found = headlines(result.json)
    assert sum(copyrules.first_like(h, found[:i]) is not None for i, h in enumerate(found)) == 0
    assert SAME in found
    assert api.chat.count == 2 * count - 1  # who was first keeps its words
    told = [r.json["messages"][-1]["content"] for r in api.chat.requests[count:]]
    assert all(SAME in asked for asked in told)
    calls = cli.sql("SELECT outcome FROM cta_paid_call WHERE stage LIKE '%suggestion'")
    assert calls == [("ok",)] * (2 * count - 1)


def test_a_model_that_repeats_itself_is_asked_once_more_in_all(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    api.chat.always(AtOnce(2))
    api.chat.default.later = iter([SAME] * 9)  # type: ignore[attr-defined] # it is an AtOnce
    result = cli.process(*RUN, batch((shop.url + "/p/lamp", 2)))
    assert headlines(result.json) == [SAME, SAME]
    assert "much like another of this page" in " ".join(result.stderr.split())
    assert api.chat.count == 4  # two at once, one that knows the other, its one repair


def test_words_stay_when_asking_again_fails(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    once = AtOnce(2)
    api.chat.always(lambda request: once(request) if once.left > 0 else server_error())
    result = cli.process(*RUN, batch((shop.url + "/p/lamp", 2)))
    assert result.exit_code == 0, result.stderr
    assert headlines(result.json) == [SAME, SAME]
    assert "written at the same moment" in " ".join(result.stderr.split())
    notes = [info["suggestion"]["notes"] for info in result.json["cta_infos"]]
    assert sorted(map(len, notes)) == [0, 1]


def test_other_pages_may_say_the_same_at_once(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    shop.page("/p/other", shop.replies["/p/lamp"].body)  # type: ignore[union-attr] # a plain reply
    api.chat.always(AtOnce(2))
    result = cli.process(*RUN, batch((shop.url + "/p/lamp", 1), (shop.url + "/p/other", 1)))
    assert headlines(result.json) == [SAME, SAME]
    assert api.chat.count == 2


def test_localizations_written_at_once_differ_too(
    cli: Cli, batch: Any, api: ModelServer, shop: ShopServer
) -> None:
    german = {
        "headline": "Warmes Licht, echtes Holz",
        "long_headline": "Eine Lampe für den Abend, die mit dem Licht auch die Ruhe bringt",
        "description": "Das Licht ist warm und die Lampe ist aus einem Stück.",
        "primary_text": "Sie ist aus einem Stück und das Licht ist warm. Für den Abend.",
        "cta_text": "Jetzt kaufen",
    }
    lock, own = threading.Lock(), iter(HEADLINES)
    meeting, seen = threading.Barrier(2, timeout=60), [0]

    def answer(request: Request) -> Reply:
        if "Language of the ad: de" not in request.json["messages"][1]["content"]:
            with lock:
                return chat(WORDS | {"headline": next(own)})
        with lock:
            seen[0] += 1
            turn = seen[0]
        if turn <= 2:
            meeting.wait()
            return chat(WORDS | german)
        return chat(WORDS | german | {"headline": "Dimmt sich, wie es gefällt"})

    api.chat.always(answer)
    result = cli.process(*RUN, "--language", "en,de", batch((shop.url + "/p/lamp", 2)))
    assert result.exit_code == 0, result.stderr
    infos = result.json["cta_infos"]
    found = {info["suggestion"]["localizations"][0]["headline"] for info in infos}
    assert found == {german["headline"], "Dimmt sich, wie es gefällt"}
