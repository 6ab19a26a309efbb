"""Servers that fail one call in ten in every way there is, and remember each call."""

from __future__ import annotations

import itertools
import random
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.jobs import named
from tests.servers import (
    Answer,
    Endpoint,
    ModelServer,
    Reply,
    Request,
    ShopServer,
    asked_to_wait,
    garbage,
    image_b64,
    png,
    product_page,
    refusal,
    server_error,
    slow,
)

ONE_IN = 10
GOOD = "good"
WHOLE = png()
HALF = Reply(200, b'{"id":', length=500, kind="application/json")
CUT_PICTURE = image_b64(WHOLE[: len(WHOLE) // 2])

EITHER = {
    "429 with Retry-After": asked_to_wait(0.5),
    "429 without": asked_to_wait(None),
    "429 at once": asked_to_wait(0),
    "500": server_error(500),
    "503": server_error(503),
    "504": server_error(504),
    "moved away": Reply(307, headers=(("Location", "/elsewhere"),)),
    "dropped before the answer": Reply(drop="before"),
    "half an answer": HALF,
    "no answer": slow(),
    "bad JSON": garbage(),
    "wrong content type": Reply(200, b"<html>busy</html>"),
}
IMAGES = {**EITHER, "truncated picture": CUT_PICTURE}
WORDS = {**EITHER, "refusal": refusal()}
DROPPED_AFTER = "dropped after the answer"
"""The one fault whose answer is whole: what hurts is the next call on that connection."""

OUTCOMES: Mapping[str, frozenset[str]] = {
    GOOD: frozenset({"ok", "failed"}),  # failed: words that had to be asked for again
    DROPPED_AFTER: frozenset({"ok", "failed"}),
    "429 with Retry-After": frozenset({"refused"}),
    "429 without": frozenset({"refused"}),
    "429 at once": frozenset({"refused"}),
    "moved away": frozenset({"refused"}),
    "500": frozenset({"failed"}),
    "503": frozenset({"failed"}),
    "truncated picture": frozenset({"failed"}),
    "refusal": frozenset({"refused"}),
}
"""What the ledger may say of an answered call. A call of any other kind ends unknown, and so may
each of these when its process was killed or gave up waiting."""


@dataclass
class Call:
    """One request as the model server saw it: its name in the ledger, and how it was answered."""

    name: str
    answered: str


@dataclass
class Log:
    """Every whole request, by the x-request-id that its answer carried."""

    calls: dict[str, Call] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, request: Request, answered: str) -> str:
        with self._lock:
            number = f"req-{next(self._numbers)}"
            self.calls[number] = Call(named(request), answered)
            return number

    def names(self) -> Counter[str]:
        return Counter(call.name for call in self.calls.values())

    def answers(self) -> Counter[str]:
        return Counter(call.answered for call in self.calls.values())


def fail_now_and_then(api: ModelServer, dice: random.Random) -> Log:
    """Let one call in ten fail, each time in a way chosen by ``dice``; returns what is served."""
    log = Log()
    _spoil(api.image, IMAGES, dice, log)
    _spoil(api.chat, WORDS, dice, log)
    return log


def _spoil(endpoint: Endpoint, faults: Mapping[str, Reply], dice: random.Random, log: Log) -> None:
    usual: Answer = endpoint.default
    names = [*faults, DROPPED_AFTER]

    def answer(request: Request) -> Reply:
        name = GOOD if dice.randrange(ONE_IN) else dice.choice(names)
        reply = faults[name] if name in faults else usual(request)
        if name == DROPPED_AFTER:
            reply = replace(reply, drop="after")
        if not request.whole:  # its sender died over it; nobody reads the answer
            return reply
        number = log.add(request, name)
        return replace(reply, headers=(*reply.headers, ("x-request-id", number)))

    endpoint.always(answer)


# --- the shop ---

SHOP_FAULTS = (
    Reply(500),
    Reply(503, headers=(("Retry-After", "1"),)),
    Reply(429, headers=(("Retry-After", "1"),)),
    Reply(drop="before"),
    Reply(200, b"<!doctype html><title>Wal", length=9000),
    Reply(200, b"\x89PNG\r\n\x1a\nnothing", kind="image/png"),
)


def open_faulty_shop(shop: ShopServer, pages: int, dice: random.Random) -> list[str]:
    """Pages with a product each, of which one request in ten goes wrong; returns their paths."""
    paths = [f"/p/{n}" for n in range(pages)]
    for n, path in enumerate(paths):
        shop.page(path, product_page(name=f"Walnut Desk Lamp No. {n}", images=_images(n)))
    for path, reply in list(shop.replies.items()):
        shop.reply(path, _now_and_then(reply, dice))
    return paths


def _images(n: int) -> list[str]:
    return [f"/img/{1 + n % 2}.png", f"/img/{2 - n % 2}.png"]


def _now_and_then(usual: Reply | Answer, dice: random.Random) -> Answer:
    def answer(request: Request) -> Reply:
        if dice.randrange(ONE_IN) == 0:
            return dice.choice(SHOP_FAULTS)
        return usual(request) if callable(usual) else usual

    return answer
