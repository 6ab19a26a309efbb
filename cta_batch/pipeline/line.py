"""The infos of a run in the order they get a worker: ready, with another process, or for later.

Hosts share the workers alike. A host is asked one thing at a time, so the many infos of a slow one
would soon hold every worker, and those of quick ones would stand behind them.
"""

from __future__ import annotations

import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cta_batch.errors import AskedToWait, MustWait, ShopBusy

PATIENCE = 900.0
"""Seconds a run waits when all that is left must wait; a limit by the day is for ``resume``."""
Later = AskedToWait | ShopBusy


class Ready:
    """Infos that may have a worker, in order within each host. ``urls`` are their pages.

    The first page of a host is read alone, since its pictures are what everybody waits for then:
    a second one in line would be served before they are known.
    """

    def __init__(self, infos: Iterable[uuid.UUID], urls: Mapping[uuid.UUID, str]) -> None:
        self._urls = urls
        self._hosts: dict[str, deque[uuid.UUID]] = {}
        self._first: dict[str, str | None] = {}
        self._numbers: dict[uuid.UUID, int] = {}
        self._pages: dict[str, int] = {}
        self.add(infos)

    def __bool__(self) -> bool:
        return bool(self._hosts)

    def add(self, infos: Iterable[uuid.UUID]) -> None:
        """They come after all others of their host."""
        for info in infos:
            self._hosts.setdefault(self._host_of(info), deque()).append(info)

    def next(self, working: Iterable[uuid.UUID]) -> uuid.UUID | None:
        """Of the host with the fewest infos among those ``working``; in turns where that is even.

        None when nothing is ready, or all must wait for the first page of their host.
        """
        at_work = Counter(map(self._host_of, working))
        host = min(self._open_hosts(), key=lambda name: at_work[name], default=None)
        if host is None:
            return None
        infos = self._hosts.pop(host)
        info = infos.popleft()
        if infos:
            self._hosts[host] = infos  # last in the order now
        url = self._urls[info]
        self._first.setdefault(host, url)
        self._numbers.setdefault(info, len(self._numbers))
        self._pages.setdefault(url, len(self._pages))
        return info

    def number(self, info: uuid.UUID) -> int:
        """Of an info that was taken up: how many were before it. Shops hand out pictures by it."""
        return self._numbers[info]

    def place_of_page(self, info: uuid.UUID) -> float:
        """Among the ``number`` of pictures: with each picture one page is read, one page ahead."""
        return self._pages[self._urls[info]] - 1.5

    def has_read(self, info: uuid.UUID) -> None:
        """Its page came, or is not to be had."""
        self._first[self._host_of(info)] = None

    def url(self, info: uuid.UUID) -> str:
        """Its page."""
        return self._urls[info]

    def _open_hosts(self) -> Iterator[str]:
        for host, infos in self._hosts.items():
            if self._first.get(host) in (None, self._urls[infos[0]]):
                yield host

    def _host_of(self, info: uuid.UUID) -> str:
        return urlsplit(self._urls[info]).netloc


@dataclass
class Line:
    """Who is next. Times are seconds of whatever clock ``now`` is read from.

    ``aside`` are infos that another process is at work on, ``later`` those that a model server or
    a shop wants us to come back for, with the moment and its words.
    """

    ready: Ready
    aside: list[uuid.UUID] = field(default_factory=list)
    later: list[tuple[float, uuid.UUID, Later]] = field(default_factory=list)

    @property
    def left(self) -> bool:
        """Whether anything is not begun or not finished here."""
        return bool(self.ready or self.aside or self.later)

    def put_back(self, info: uuid.UUID, now: float, error: Later) -> None:
        """Come back to an info when the server said so."""
        self.later.append((now + (error.seconds or 0.0), info, error))

    def refill(
        self, now: float, free: Callable[[Iterable[uuid.UUID]], Iterable[uuid.UUID]]
    ) -> None:
        """Infos whose time has come are ready again, and ``free`` ones once no others are."""
        due = [entry for entry in self.later if entry[0] <= now]
        self.ready.add(info for _, info, _ in due)
        self.later = [entry for entry in self.later if entry[0] > now]
        if self.aside and not self.ready:
            again = set(free(self.aside))
            self.ready.add(info for info in self.aside if info in again)
            self.aside = [info for info in self.aside if info not in again]

    def too_long(self, now: float) -> MustWait | None:
        """Why the run had better end, when all that is left must wait for too long."""
        if self.ready or self.aside or not self.later:
            return None
        due, _, error = min(self.later, key=lambda entry: entry[0])
        if due - now <= PATIENCE:
            return None
        return MustWait(
            f"{error} All that is left must wait for that, {(due - now) / 60:.0f} minutes;"
            " everything made so far is saved, and cta-batch resume goes on then."
        )
