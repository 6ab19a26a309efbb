"""Words and backgrounds from an OpenAI-compatible server: the real SDK against a real server."""

from __future__ import annotations

import itertools
import json
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from cta_batch.domain import (
    Angle,
    BackgroundStyle,
    BrandKit,
    CallToAction,
    Layout,
    Palette,
    Plan,
    Product,
    Words,
)
from cta_batch.errors import (
    AskedToWait,
    CtaBatchError,
    KeyRefused,
    NotAPicture,
    PictureError,
    ProviderError,
    ProviderRefused,
    ProviderRejected,
    QuotaUsedUp,
    StageError,
)
from cta_batch.limits import EXTRAS, LIMITS, display_width
from cta_batch.providers.base import Brief, Scene, Written
from cta_batch.providers.openai import OpenAIPainter, OpenAIWriter
from cta_batch.providers.prices import Prices
from cta_batch.providers.retrying import Gate, attempt_twice
from cta_batch.providers.sniffing import PICTURES, content_kind
from tests import servers
from tests.servers import ModelServer, Reply, chat, image_b64, image_url, png

USAGE = {"prompt_tokens": 900, "completion_tokens": 120, "total_tokens": 1020}
CORE = set(LIMITS) - set(EXTRAS)
KEY = "5ecr3t5ecr3t"  # without the sk- of a real one: the key itself must be known to the scrubber
LAMP = Product(
    name="Walnut Desk Lamp",
    description="Warm light. Dimmable.",
    url="https://shop.example/p",
)
PLAN = Plan(
    index=0,
    count=1,
    angle=Angle.BENEFIT,
    layout=Layout.HERO,
    style=BackgroundStyle.GRADIENT,
    seed=1,
)
BRIEF = Brief(product=LAMP, plan=PLAN, language="en")
PALETTE = Palette(background="#ffffff", text="#000000", accent="#aa0000", on_accent="#ffffff")
SCENE = Scene("An empty desk.", 1024, 1024, BackgroundStyle.GRADIENT, 1, PALETTE)


def envelope(answer: dict[str, object]) -> Reply:
    """An answer whose frame is broken too."""
    return Reply(200, json.dumps(answer | {"usage": USAGE}).encode(), kind="application/json")


def words(**changes: object) -> dict[str, object]:
    return {**servers.WORDS, **changes}


def look(data: bytes) -> None:
    """A decoder's first look, without a decoder."""
    if content_kind(data) not in PICTURES:
        raise NotAPicture("not a picture")


class Addresses:
    """What stands behind addresses."""

    def __init__(self, **known: bytes) -> None:
        self.known = known
        self.asked: list[str] = []

    def __call__(self, address: str) -> bytes:
        self.asked.append(address)
        name = address.rpartition("/")[2]
        if name not in self.known:
            raise PictureError("The picture is not there.")
        return self.known[name]


@pytest.fixture
def api() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


def make_writer(api: ModelServer, model: str = "gpt-6-luna", **more: Any) -> OpenAIWriter:
    return OpenAIWriter(api_key=KEY, base_url=api.base_url, model=model, prices=Prices(), **more)


def make_painter(
    api: ModelServer, model: str = "gpt-image-2.5-flare", **more: Any
) -> OpenAIPainter:
    return OpenAIPainter(
        api_key=KEY,
        base_url=api.base_url,
        model=model,
        prices=Prices(),
        fetch=more.pop("fetch", Addresses()),
        check=look,
        **more,
    )


@pytest.fixture
def writer(api: ModelServer) -> Iterator[OpenAIWriter]:
    it = make_writer(api)
    yield it
    it.close()


@pytest.fixture
def painter(api: ModelServer) -> Iterator[OpenAIPainter]:
    it = make_painter(api)
    yield it
    it.close()


# --- words that go well ---------------------------------------------------------------------------


def test_words_come_with_their_price(api: ModelServer, writer: OpenAIWriter) -> None:
    written = writer.write(BRIEF)
    assert written.words.headline == servers.WORDS["headline"]
    assert (written.words.angle, written.words.language) == (Angle.BENEFIT, "en")
    assert (written.provider, written.model, written.notes) == ("openai", "gpt-6-luna", ())
    assert written.cost_usd == Decimal("0.00015")  # 900 in at 0.10, 120 out at 0.50 a million
    assert api.chat.count == 1


def test_what_is_sent(api: ModelServer, writer: OpenAIWriter) -> None:
    writer.write(BRIEF)
    sent = api.chat.requests[0]
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert sent.json["model"] == "gpt-6-luna"
    assert sent.json["response_format"]["json_schema"]["strict"] is True
    assert sent.json["max_completion_tokens"] > 0
    assert "Walnut Desk Lamp" in json.dumps(sent.json["messages"])


def test_a_server_without_keys_or_prices(api: ModelServer) -> None:
    api.chat.always(chat(servers.WORDS, usage=None))
    writer = OpenAIWriter(api_key=None, base_url=api.base_url, model="llama-4", prices=Prices({}))
    assert writer.write(BRIEF).cost_usd is None
    assert "reasoning_effort" not in api.chat.requests[0].json
    writer.close()


@pytest.mark.parametrize(
    "content",
    [
        "```json\n" + json.dumps(servers.WORDS) + "\n```",
        json.dumps(servers.WORDS)[:-1],  # the last brace is missing
        json.dumps(servers.WORDS).replace('"headline"', "headline"),
        "<think>hm, {what} about…</think>" + json.dumps(servers.WORDS),
        json.dumps({**servers.WORDS, "unasked": 1}),
        json.dumps({**servers.WORDS, "cta": "shop now"}),
    ],
)
def test_json_that_can_be_read_costs_no_second_call(
    api: ModelServer, writer: OpenAIWriter, content: str
) -> None:
    api.chat.then(chat(content))
    assert writer.write(BRIEF).words.cta is CallToAction.SHOP_NOW
    assert api.chat.count == 1


def test_content_in_parts(api: ModelServer, writer: OpenAIWriter) -> None:
    reply = chat("x")
    parts = [{"type": "text", "text": json.dumps(servers.WORDS)}]
    body = reply.body.replace(b'"x"', json.dumps(parts).encode())
    api.chat.then(Reply(200, body, kind="application/json"))
    assert writer.write(BRIEF).words.headline == servers.WORDS["headline"]


def test_no_control_character_or_turning_mark_comes_through(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    api.chat.then(chat(words(headline="Warm\x1b[31m\nlight\u202e walnut\ud800")))
    assert writer.write(BRIEF).words.headline == "Warm light walnut"


# --- words that need asking once more -------------------------------------------------------------

LONG = "A headline that goes on and on, far beyond what any platform takes"


@pytest.mark.parametrize(
    "first",
    [
        chat(words(headline=LONG)),
        chat(words(headline="")),
        chat(words(headline=7)),
        chat(words(headline=" \u200b\n")),
        chat(words(headline="—")),
        chat(words(headline="N/A")),
        chat(dict.fromkeys(servers.WORDS, "")),
        chat("{}"),
        chat(" "),
        envelope({}),
        envelope({"choices": None}),
        envelope({"choices": []}),
        envelope({"choices": [None]}),
        envelope({"choices": [{"message": None}]}),
        envelope({"choices": [{"finish_reason": "stop"}]}),
        chat({k: v for k, v in servers.WORDS.items() if k != "headline"}),
        chat(words(cta="CLICK_ME")),
        chat(words(headline="Warm light, real walnut!")),
        chat(""),
        chat(None),
        chat("I would love to help!"),
        chat([1, 2]),
        chat(json.dumps(servers.WORDS)[:40], finish_reason="length"),
        chat(json.dumps(servers.WORDS), finish_reason="length"),
    ],
)
def test_problems_are_told_to_the_model_once(
    api: ModelServer, writer: OpenAIWriter, first: Reply
) -> None:
    api.chat.then(first)
    written = writer.write(BRIEF)
    assert written.words.headline == servers.WORDS["headline"]
    assert written.notes == ()
    assert written.cost_usd == Decimal("0.00030")
    assert api.chat.count == 2
    assert "That cannot run" in api.chat.requests[1].json["messages"][-1]["content"]


def test_what_stays_too_long_is_shortened_and_said(api: ModelServer, writer: OpenAIWriter) -> None:
    api.chat.always(chat(words(headline=LONG)))
    written = writer.write(BRIEF)
    assert display_width(written.words.headline) <= LIMITS["headline"]
    assert LONG.startswith(written.words.headline)
    assert written.notes == ("The headline was shortened to 30 characters.",)
    assert api.chat.count == 2


def test_an_unknown_call_to_action_is_replaced_and_said(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    api.chat.always(chat(words(cta="CLICK_ME")))
    written = writer.write(BRIEF)
    assert written.words.cta is CallToAction.LEARN_MORE
    assert "LEARN_MORE" in written.notes[0]


EBOOK = LAMP.model_copy(update={"name": "Walnut Desk Lamp, the eBook"})


def test_a_button_for_what_cannot_be_done_is_sent_back(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    api.chat.then(chat(words()))
    api.chat.always(chat(words(cta="DOWNLOAD", cta_text="Download")))
    written = writer.write(Brief(EBOOK, PLAN, "en"))
    assert (written.words.cta, written.words.cta_text) == (CallToAction.DOWNLOAD, "Download")
    assert written.notes == ()
    told = api.chat.requests[1].json["messages"][-1]["content"]
    assert "cta SHOP_NOW is nothing that can be done on this page" in told


def test_a_button_that_stays_unfit_is_replaced_and_said(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    api.chat.always(chat(words()))
    written = writer.write(Brief(EBOOK, PLAN, "en"))
    assert (written.words.cta, written.words.cta_text) == (CallToAction.DOWNLOAD, "Download")
    assert "SHOP_NOW is nothing to be done on this page; DOWNLOAD was taken." in written.notes
    assert api.chat.count == 2


def test_a_label_in_another_language_is_sent_back_and_replaced(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    german = {
        "headline": "Warmes Licht, echter Nussbaum",
        "long_headline": "Eine dimmbare Lampe für den Tisch, aus einem Stück gedreht",
        "description": "Warm und dimmbar für lange Abende am Tisch.",
        "primary_text": "Aus einem Stück gedreht. So hell, wie es gerade passt.",
        "cta": "SHOP_NOW",
        "cta_text": "Shop now",
    }
    api.chat.always(chat(german))
    written = writer.write(Brief(LAMP, PLAN, "de"))
    assert "cta_text is not in 'de'" in api.chat.requests[1].json["messages"][-1]["content"]
    assert written.words.cta_text == "Jetzt einkaufen"
    assert any("Jetzt einkaufen" in note for note in written.notes)


def test_a_headline_that_a_sibling_has_is_asked_for_anew(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    taken = str(servers.WORDS["headline"])
    api.chat.then(chat(servers.WORDS), chat(words(headline="Evenings in soft focus")))
    brief = Brief(product=LAMP, plan=PLAN, language="en", taken=(taken,))
    assert writer.write(brief).words.headline == "Evenings in soft focus"


def test_the_brands_own_button_wins(api: ModelServer, writer: OpenAIWriter) -> None:
    brand = BrandKit(cta=CallToAction.BUY_NOW, cta_text="Get yours")
    written = writer.write(Brief(product=LAMP, plan=PLAN, language="en", brand=brand))
    assert (written.words.cta, written.words.cta_text) == (CallToAction.BUY_NOW, "Get yours")


@pytest.mark.parametrize(
    "second",
    [
        servers.server_error(),
        servers.asked_to_wait(),
        servers.quota_used_up(),
        servers.garbage(),
        servers.refusal(),
        chat("worse"),
    ],
)
def test_a_usable_answer_is_kept_when_asking_again_fails(
    api: ModelServer, writer: OpenAIWriter, second: Reply
) -> None:
    api.chat.then(chat(words(headline=LONG)), second)
    assert LONG.startswith(writer.write(BRIEF).words.headline)


def test_an_answer_that_stays_useless_says_what_it_cost(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    api.chat.always(chat("no JSON here"))
    with pytest.raises(ProviderError, match="no usable copy") as caught:
        writer.write(BRIEF)
    assert caught.value.spent_usd == Decimal("0.00030")
    assert api.chat.count == 2


def test_what_stays_empty_is_written_from_the_page_and_said(api: ModelServer) -> None:
    writer = make_writer(api, stand_in=Honest())
    api.chat.always(chat(words(headline="", description=None)))
    written = writer.write(BRIEF)
    writer.close()
    assert written.words.headline == "An honest headline"
    assert written.words.description == "An honest descriptio"
    assert written.words.long_headline == servers.WORDS["long_headline"]
    assert "twice left the headline and the description empty" in written.notes[0]
    assert (api.chat.count, written.cost_usd) == (2, Decimal("0.00030"))


def test_the_fuller_of_two_answers_is_completed(api: ModelServer) -> None:
    """One with a single gap says more than none at all, whichever came first."""
    writer = make_writer(api, stand_in=Honest())
    api.chat.then(chat(""), chat(words(headline="")))
    assert writer.write(BRIEF).words.description == servers.WORDS["description"]
    api.chat.then(chat(words(headline="")), chat(""))
    assert writer.write(BRIEF).words.description == servers.WORDS["description"]
    writer.close()


@pytest.mark.parametrize("reply", [servers.refusal(), chat("{}", finish_reason="content_filter")])
def test_refusals_have_a_name_and_a_price(
    api: ModelServer, writer: OpenAIWriter, reply: Reply
) -> None:
    api.chat.then(reply)
    with pytest.raises(ProviderRefused) as caught:
        writer.write(BRIEF)
    assert caught.value.spent_usd == Decimal("0.00015")


# --- words that claim what the page does not say -------------------------------------------------

INVENTED = "Now 70% off, rated 4.9 by thousands."


class Honest:
    """Writes without a model."""

    def __init__(self) -> None:
        self.asked = 0

    def write(self, brief: Brief) -> Written:
        self.asked += 1
        texts = {name: f"An honest {name}"[: min(20, most)] for name, most in LIMITS.items()}
        choices = {"angle": Angle.BENEFIT, "cta": CallToAction.LEARN_MORE, "language": "en"}
        honest = Words.model_validate(choices | texts | {"hashtags": ("#Honest",)})
        return Written(honest, "offline", "phrases", Decimal(0))


def test_an_invented_claim_is_sent_back(api: ModelServer, writer: OpenAIWriter) -> None:
    api.chat.then(chat(words(description=INVENTED)))
    written = writer.write(BRIEF)
    assert written.words.description == servers.WORDS["description"]
    assert "70%" in api.chat.requests[1].json["messages"][-1]["content"]


def test_a_claim_invented_twice_is_replaced_by_a_true_sentence(api: ModelServer) -> None:
    honest = Honest()
    writer = make_writer(api, stand_in=honest)
    api.chat.always(chat(words(description=INVENTED)))
    written = writer.write(BRIEF)
    writer.close()
    assert written.words.description == "An honest descriptio"
    assert written.words.headline == servers.WORDS["headline"]
    assert "70%" in written.notes[0]
    assert (api.chat.count, honest.asked) == (2, 1)


def test_a_claim_beside_a_gap_is_replaced_as_well(api: ModelServer) -> None:
    """Nobody looked for claims in an answer that was not whole."""
    writer = make_writer(api, stand_in=Honest())
    api.chat.always(chat(words(headline="", description=INVENTED)))
    written = writer.write(BRIEF)
    writer.close()
    assert written.words.headline == "An honest headline"
    assert written.words.description == "An honest descriptio"
    assert "kept claiming" in " ".join(written.notes)


def test_a_claim_invented_twice_with_nobody_to_correct_it_is_a_failure(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    api.chat.always(chat(words(description=INVENTED)))
    with pytest.raises(ProviderError, match="70%") as caught:
        writer.write(BRIEF)
    assert caught.value.spent_usd == Decimal("0.00030")


def test_what_a_model_leaves_out_for_single_platforms_comes_from_the_page(
    api: ModelServer,
) -> None:
    short_of = {k: v for k, v in servers.WORDS.items() if k in {*CORE, "cta", "linkedin_text"}}
    writer = make_writer(api, stand_in=Honest())
    api.chat.always(chat(short_of | {"hashtags": ["no tag!", "#"]}))
    written = writer.write(BRIEF)
    writer.close()
    assert written.words.pinterest_title == "An honest pinterest_"
    assert written.words.hashtags == ("#Honest",)
    assert written.words.linkedin_text == servers.WORDS["linkedin_text"]
    assert "Pinterest title" in written.notes[0]
    assert api.chat.count == 1  # nothing of it is worth a second call


def test_a_short_headline_that_stays_too_long_is_not_cut_to_a_stump(api: ModelServer) -> None:
    writer = make_writer(api, stand_in=Honest())
    api.chat.always(chat(words(short_headline="Turned from walnut")))
    written = writer.write(BRIEF)
    writer.close()
    assert written.words.short_headline == "An honest short"
    assert "short headline" in " ".join(written.notes)
    assert (
        "18 characters wide, more than 15" in api.chat.requests[1].json["messages"][-1]["content"]
    )


def test_hashtags_are_claims_too(api: ModelServer) -> None:
    writer = make_writer(api, stand_in=Honest())
    api.chat.always(chat(words(hashtags=["#DeskLamp", "#AwardWinning"])))
    written = writer.write(BRIEF)
    writer.close()
    assert written.words.hashtags == ("#Honest",)
    assert "'Award Winning'" in written.notes[0]


def test_hashtags_are_mended_where_they_can_be(api: ModelServer, writer: OpenAIWriter) -> None:
    given = ["Desk Lamp", "#desklamp", "##Walnut", "#2026", "#a-b", 7, "#" + "x" * 40]
    api.chat.then(chat(words(hashtags=given)))
    assert writer.write(BRIEF).words.hashtags == ("#DeskLamp", "#Walnut")


def test_a_true_number_stands(api: ModelServer, writer: OpenAIWriter) -> None:
    lamp = LAMP.model_copy(update={"price": Decimal(79), "currency": "USD"})
    api.chat.then(chat(words(description="Turned from walnut, for $79.")))
    brief = Brief(product=lamp, plan=PLAN, language="en")
    assert writer.write(brief).words.description == "Turned from walnut, for $79."
    assert api.chat.count == 1


# --- servers that know fewer parameters -----------------------------------------------------------


def test_a_server_without_schemas_gets_plain_json_once_and_for_all(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    def old(request: servers.Request) -> Reply:
        kind = request.json.get("response_format", {}).get("type")
        if kind == "json_schema":
            return servers.api_error(400, None, "Invalid schema for response_format")
        return chat(servers.WORDS)

    api.chat.always(old)
    first, second = writer.write(BRIEF), writer.write(BRIEF)
    assert "strict JSON schema" in first.notes[0]
    assert second.notes == ()
    assert api.chat.count == 3


def test_threads_that_learn_of_a_missing_schema_at_once_fall_back_one_step(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    together = threading.Barrier(4)

    def old(request: servers.Request) -> Reply:
        if request.json["response_format"]["type"] == "json_schema":
            together.wait(timeout=30)
            return servers.api_error(400, None, "Invalid schema for response_format")
        return chat(servers.WORDS)

    api.chat.always(old)
    with ThreadPoolExecutor(4) as pool:
        for written in pool.map(writer.write, [BRIEF] * 4):
            assert written.words.headline == servers.WORDS["headline"]
    assert api.chat.requests[-1].json["response_format"] == {"type": "json_object"}


def test_parameters_nobody_knows_are_left_out_one_by_one(api: ModelServer) -> None:
    def ancient(request: servers.Request) -> Reply:
        names = ("reasoning_effort", "max_completion_tokens", "max_tokens", "response_format")
        for name in names:
            if name in request.json:
                return servers.api_error(400, "unknown_parameter", f"Unknown: {name}", param=name)
        return chat(servers.WORDS)

    api.chat.always(ancient)
    writer = make_writer(api)
    assert writer.write(BRIEF).words.headline == servers.WORDS["headline"]
    writer.close()


def test_a_server_of_the_older_name_keeps_to_the_cap_all_the_same(api: ModelServer) -> None:
    """Without it a call could cost more than a budget reserved for it."""

    def older(request: servers.Request) -> Reply:
        if "max_completion_tokens" in request.json:
            return servers.api_error(400, None, "max_completion_tokens: extra fields not permitted")
        return chat(servers.WORDS)

    api.chat.always(older)
    writer = make_writer(api)
    for _ in range(2):
        assert writer.write(BRIEF).words.headline == servers.WORDS["headline"]
    writer.close()
    wanted = api.chat.requests[0].json["max_completion_tokens"]
    assert [r.json.get("max_tokens") for r in api.chat.requests] == [None, wanted, wanted]


def test_an_image_server_that_knows_only_prompts(api: ModelServer, painter: OpenAIPainter) -> None:
    def plain(request: servers.Request) -> Reply:
        for name in ("quality", "output_format", "size"):
            if name in request.json:
                return servers.api_error(400, None, f"Unknown parameter: '{name}'.")
        return image_b64(png())

    api.image.always(plain)
    assert painter.paint(SCENE).data == png()


# --- backgrounds ----------------------------------------------------------------------------------


def test_a_background_in_base64_with_its_price(api: ModelServer, painter: OpenAIPainter) -> None:
    painted = painter.paint(SCENE)
    assert painted.data == png()
    assert (painted.provider, painted.model) == ("openai", "gpt-image-2.5-flare")
    assert painted.cost_usd == Decimal("0.03193")  # 50 in at 5, 1056 out at 30 a million
    sent = api.image.requests[0].json
    assert (sent["size"], sent["quality"]) == ("1024x1024", "medium")


def test_a_background_behind_an_address(api: ModelServer) -> None:
    fetch = Addresses(made=png())
    painter = make_painter(api, "other-model", fetch=fetch)
    api.image.then(image_url("https://files.example/made"))
    painted = painter.paint(SCENE)
    assert (painted.data, painted.cost_usd) == (png(), None)
    assert fetch.asked == ["https://files.example/made"]
    assert set(api.image.requests[0].json) == {"model", "prompt", "size"}
    painter.close()


@pytest.mark.parametrize(
    ("wanted", "size"),
    [((1080, 1080), "1024x1024"), ((1080, 1920), "1024x1536"), ((1200, 628), "1536x1024")],
)
def test_the_nearest_size_is_asked_for(
    api: ModelServer, painter: OpenAIPainter, wanted: tuple[int, int], size: str
) -> None:
    painter.paint(Scene("x", *wanted, BackgroundStyle.GRADIENT, 1, PALETTE))
    assert api.image.requests[0].json["size"] == size


@pytest.mark.parametrize(
    "reply",
    [
        image_b64(b"<html>not a picture</html>"),
        image_b64(b""),
        image_url("https://files.example/none"),
        image_url(""),
        image_url("file:///etc/hosts"),
        image_url("/etc/hosts"),
        Reply(200, b'{"data": [{"b64_json": "%%%"}]}', kind="application/json"),
        Reply(200, b'{"data": [{"b64_json": "\\u00e4"}]}', kind="application/json"),
        Reply(200, b'{"data": [{"b64_json": "iVBORw0K Ggo="}]}', kind="application/json"),
        Reply(200, b'{"data": []}', kind="application/json"),
        Reply(200, b'{"data": null}', kind="application/json"),
        Reply(200, b'{"data": ["x"]}', kind="application/json"),
        Reply(200, b"{}", kind="application/json"),
    ],
)
def test_a_picture_that_is_none(api: ModelServer, painter: OpenAIPainter, reply: Reply) -> None:
    api.image.then(reply)
    with pytest.raises(ProviderError) as caught:
        painter.paint(SCENE)
    assert type(caught.value) is ProviderError
    assert caught.value.spent_usd is not None


# --- every bad answer has one of our names --------------------------------------------------------

BAD: dict[str, tuple[Reply, type[CtaBatchError]]] = {
    "401": (servers.key_refused(KEY), KeyRefused),
    "403": (servers.api_error(403, None, "No."), KeyRefused),
    "402": (servers.api_error(402, None, "Insufficient balance"), QuotaUsedUp),
    "quota": (servers.quota_used_up(), QuotaUsedUp),
    "billing": (servers.api_error(400, "billing_hard_limit_reached"), QuotaUsedUp),
    "wait": (servers.asked_to_wait(7), AskedToWait),
    "wait, unsaid": (servers.asked_to_wait(None), AskedToWait),
    "unknown model": (servers.api_error(404, "model_not_found"), ProviderRejected),
    "bad request": (servers.api_error(400, None, "Bad."), ProviderRejected),
    "unprocessable": (Reply(422, b"no json"), ProviderRejected),
    "teapot": (Reply(418, b""), ProviderRejected),
    "policy": (servers.api_error(400, "content_policy_violation"), ProviderRefused),
    "moderation": (servers.api_error(400, "moderation_blocked"), ProviderRefused),
    "conflict": (servers.api_error(409), ProviderError),
    "500": (servers.server_error(), ProviderError),
    "502 in HTML": (Reply(502, b"<html>Bad gateway</html>"), ProviderError),
    "529": (Reply(529, b""), ProviderError),
    "garbage": (servers.garbage(), ProviderError),
    "garbage error": (servers.garbage(500), ProviderError),
    "HTML with 200": (Reply(200, b"<html>hello</html>"), ProviderError),
    "empty with 200": (Reply(200, b"", kind="application/json"), ProviderError),
    "list": (Reply(200, b"[1]", kind="application/json"), ProviderError),
    "null": (Reply(200, b"null", kind="application/json"), ProviderError),
    "no UTF-8": (Reply(200, b"\xff\xfe{", kind="application/json"), ProviderError),
    "deep": (Reply(200, b"[" * 100_000, kind="application/json"), ProviderError),
    "cut body": (Reply(200, b"{", kind="application/json", length=500), ProviderError),
    "bad gzip": (
        Reply(200, b"{}", (("Content-Encoding", "gzip"),), "application/json"),
        ProviderError,
    ),
    "504": (servers.server_error(504), ProviderError),
    "redirects for ever": (Reply(307, headers=(("Location", "?"),)), ProviderRejected),
    "bad redirect": (Reply(307, headers=(("Location", "http://[/"),)), ProviderRejected),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("what", ["chat", "image"])
def test_nothing_foreign_and_no_key_gets_out(api: ModelServer, what: str, name: str) -> None:
    reply, expected = BAD[name]
    getattr(api, what).always(reply)
    with pytest.raises(CtaBatchError) as caught:
        _call(api, what)
    shown = "".join(traceback.format_exception(caught.value))
    assert type(caught.value) is expected
    assert KEY not in shown
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("what", ["chat", "image"])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(api: ModelServer, what: str, status: int) -> None:
    """Each would be a request that the ledger does not know, with what it buys."""
    getattr(api, what).then(Reply(status, headers=(("Location", "/v1/images/generations"),)))
    with pytest.raises(ProviderRejected, match="OPENAI_BASE_URL"):
        _call(api, what)
    assert len(api.requests) == 1


@pytest.mark.parametrize("what", ["chat", "image"])
@pytest.mark.parametrize("status", [504, 524])
def test_what_a_gateway_gave_up_on_may_have_been_paid(
    api: ModelServer, what: str, status: int
) -> None:
    getattr(api, what).then(servers.server_error(status))
    with pytest.raises(ProviderError, match="may have been billed") as caught:
        _call(api, what)
    assert caught.value.may_be_paid


@pytest.mark.parametrize("base_url", ["localhost:1/v1", "ftp://127.0.0.1/v1", "http://127.0.0.1:1"])
def test_what_never_left_was_not_paid(api: ModelServer, base_url: str) -> None:
    writer = OpenAIWriter(api_key=KEY, base_url=base_url, model="m", prices=Prices())
    with pytest.raises(ProviderError, match="no connection") as caught:
        _closing(writer, lambda: writer.write(BRIEF))
    assert not caught.value.may_be_paid


@pytest.mark.parametrize("what", ["chat", "image"])
def test_a_strange_header_costs_no_answer(api: ModelServer, what: str) -> None:
    usual = getattr(api, what).default(None)
    odd = (("x-request-id", "r\xe9q"), ("x-served-by", "\xe5\xba\x97"))
    getattr(api, what).then(Reply(200, usual.body, odd, usual.kind))
    _call(api, what)
    assert getattr(api, what).count == 1


@pytest.mark.parametrize("count", [10**30, 10**12])
def test_counts_that_cannot_be_are_no_price(
    api: ModelServer, painter: OpenAIPainter, writer: OpenAIWriter, count: int
) -> None:
    """No sum could hold them; a picture has its usual price then."""
    api.chat.then(chat(servers.WORDS, usage=(count, 5)))
    api.image.then(image_b64(png(), usage=(5, count)))
    assert writer.write(BRIEF).cost_usd is None
    assert painter.paint(SCENE).cost_usd == Prices().image_cost(
        "gpt-image-2.5-flare", 1024, 1024, "medium"
    )


def test_half_a_character_in_an_answer_can_be_sent_back(
    api: ModelServer, writer: OpenAIWriter
) -> None:
    broken = json.dumps(words(headline=LONG + "\ud800"))
    api.chat.then(chat(broken.replace("\\ud800", "\ud800")))
    assert writer.write(BRIEF).words.headline == servers.WORDS["headline"]
    assert api.chat.count == 2


@pytest.mark.parametrize("reply", [servers.quota_used_up(), servers.key_refused(KEY)])
def test_once_refused_nothing_more_is_asked(
    api: ModelServer, writer: OpenAIWriter, reply: Reply
) -> None:
    """Not even by those who had something usable, and kept it."""
    api.chat.then(chat(words(headline=LONG)), reply)
    writer.write(BRIEF)
    with pytest.raises((QuotaUsedUp, KeyRefused), match="resume"):
        writer.write(BRIEF)
    assert api.chat.count == 2


def _call(api: ModelServer, what: str, **more: Any) -> object:
    if what == "chat":
        writer = make_writer(api, **more)
        return _closing(writer, lambda: writer.write(BRIEF))
    painter = make_painter(api, **more)
    return _closing(painter, lambda: painter.paint(SCENE))


def _closing(it: OpenAIWriter | OpenAIPainter, call: Callable[[], object]) -> object:
    try:
        return call()
    finally:
        it.close()


@pytest.mark.parametrize("what", ["chat", "image"])
def test_silence_ends_and_may_have_been_paid(api: ModelServer, what: str) -> None:
    getattr(api, what).always(servers.slow())
    with pytest.raises(ProviderError, match="may have been billed") as caught:
        _call(api, what, read_seconds=0.05)
    assert caught.value.may_be_paid
    assert getattr(api, what).count == 1  # the SDK has not asked again by itself


@pytest.mark.parametrize("what", ["chat", "image"])
@pytest.mark.parametrize(
    ("piece", "seconds", "said"),
    [(b" ", 0.2, "did not answer in time"), (b" " * 1_000_000, 60.0, "larger than 40 MB")],
)
def test_an_answer_without_end_is_ended(
    api: ModelServer, what: str, piece: bytes, seconds: float, said: str
) -> None:
    endless = Reply(kind="application/json", pieces=lambda: itertools.repeat(piece))
    getattr(api, what).always(endless)
    with pytest.raises(ProviderError, match=said) as caught:
        _call(api, what, read_seconds=seconds)
    assert caught.value.may_be_paid
    assert getattr(api, what).count == 1


def test_no_server_is_surely_unpaid() -> None:
    with ModelServer() as gone:
        pass
    with pytest.raises(ProviderError, match="no connection") as caught:
        _call(gone, "chat")
    assert not caught.value.may_be_paid


def test_waiting_comes_with_its_numbers(api: ModelServer, writer: OpenAIWriter) -> None:
    headers = (("Retry-After", "7"), ("x-ratelimit-limit-requests", "60"))
    api.chat.then(servers.api_error(429, "rate_limit_exceeded", headers=headers))
    with pytest.raises(AskedToWait) as caught:
        writer.write(BRIEF)
    assert (caught.value.seconds, caught.value.pace) == (7, 1)


def test_headers_of_good_answers_are_told(api: ModelServer) -> None:
    seen: list[str | None] = []
    writer = make_writer(api, notice=lambda headers: seen.append(headers.get("content-type")))
    writer.write(BRIEF)
    writer.close()
    assert seen == ["application/json"]


def test_what_a_server_says_is_quoted_as_plain_text(api: ModelServer, writer: OpenAIWriter) -> None:
    message = f"\x1b[31mNo model\n'x' for {KEY} or sk-proj-abcdef" + "!" * 500
    api.chat.always(servers.api_error(404, "model_not_found", message))
    with pytest.raises(ProviderRejected) as caught:
        writer.write(BRIEF)
    said = str(caught.value)
    assert said.isprintable()
    assert "[key]" in said
    assert "abcdef" not in said
    assert len(said) < 300


def test_a_writer_at_a_gate_waits_and_uses_up_no_retry(api: ModelServer) -> None:
    waited: list[float] = []
    gate = Gate(clock=lambda: sum(waited), sleep=waited.append)
    writer = make_writer(api, notice=gate.notice)
    told: list[StageError] = []
    api.chat.then(servers.asked_to_wait(30), servers.server_error(), servers.asked_to_wait(20))
    written = attempt_twice(lambda: writer.write(BRIEF), on_retry=told.append, gate=gate)
    writer.close()
    assert written.words.headline == servers.WORDS["headline"]
    assert api.chat.count == 4
    assert [type(error) for error in told] == [ProviderError]
    assert sum(waited) == pytest.approx(30 + 1 + 20)
