"""What a host asks of programs in its robots.txt (RFC 9309), read once and kept.

Ours is neither a search engine nor a crawler, but it is a program, and it reads many pages for one
person: so shops may say no. A person who may read the page all the same has ``--ignore-robots``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from cta_batch.errors import RobotsUnreadable

TOKEN = "cta-batch"
READ_BYTES = 512_000
"""What is read of a robots.txt; RFC 9309, 2.5 asks for at least 500 KiB."""
LONGEST_DELAY = 10.0
"""Seconds of Crawl-delay that are kept. It is no part of RFC 9309, and written for crawlers that
read thousands of pages; we read a handful, and a person waits for them."""
MOST_RULES = 300_000
"""Rules times the agents they are given to: 200 KB can be written to unfold into gigabytes."""


@dataclass(frozen=True)
class Rules:
    """One host's rules for us; ``parsed`` None allows everything."""

    parsed: Protego | None = None

    def allows(self, url: str) -> bool:
        return self.parsed is None or self.parsed.can_fetch(url, TOKEN)

    @property
    def delay(self) -> float:
        """Seconds from the end of one request to the next, at most ``LONGEST_DELAY``."""
        asked = self.parsed.crawl_delay(TOKEN) if self.parsed else None
        return min(asked or 0.0, LONGEST_DELAY)


ANYTHING_GOES = Rules()


def rules_of(host: str, status: int, body: bytes) -> Rules:
    """The rules in an answer for /robots.txt, as RFC 9309, 2.3.1 has it.

    200 is read; 400 to 499 means that there are none. Raises RobotsUnreadable for everything
    else, because a host in trouble must be left alone; for 429 too, which is such trouble.
    """
    if status == 200:
        return _parsed(host, body)
    if 400 <= status < 500 and status != 429:
        return ANYTHING_GOES
    raise unreadable(host, f"it answered {status}")


def unreadable(host: str, why: str) -> RobotsUnreadable:
    """The error for rules that did not come, or came as nonsense."""
    return RobotsUnreadable(
        f"{host} did not say whether programs may read its pages (robots.txt: {why}), so we"
        " don't; try again later, or use --ignore-robots if the shop is yours or allows it."
    )


def _parsed(host: str, body: bytes) -> Rules:
    text = body.decode("utf-8-sig", errors="replace")
    if _unfolded(text) > MOST_RULES:
        raise unreadable(host, "it is written to overload programs")
    return Rules(Protego.parse(text))


ENDS_HEAD = ("allow", "dis", "dia", "crawl", "request", "visit")
"""How lines begin that end the list of agents above them; others (sitemaps, junk) may not."""


def _unfolded(text: str) -> int:
    """How many rules the parser would hold: each line once for each agent it is said to."""
    total = agents = 0
    in_head = False
    for line in text.lower().splitlines():
        begin = line.strip()[:12]
        if begin.startswith("user"):
            agents = agents + 1 if in_head else 1
            in_head = True
        elif begin.startswith(ENDS_HEAD):
            in_head = False
        total += agents if begin else 0
    return total


class Robots:
    """Rules by origin, each read once; what could not be read is asked for again next time."""

    def __init__(self, read: Callable[[str], Rules]) -> None:
        self._read = read
        self._known: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def of(self, origin: str) -> Rules:
        """The rules of an origin (``https://shop.example``). Raises what ``read`` raises."""
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._known:
                self._known[origin] = self._read(origin)
            return self._known[origin]
