"""Pages and pictures from the internet, fetched so that a hostile address or server gains nothing.

What is held, each by a test: every resolved address is public and the connection goes to a checked
one; each redirect is checked anew; the whole fetch has one deadline; decoded bytes are capped while
they stream; what arrives is judged by its first bytes, not by what the server calls it.

And so that an honest server need not complain: its robots.txt is kept, it is asked one thing at a
time, and Retry-After is obeyed.

Proxies of the environment are not used: a proxy resolves names for itself, which voids the check.
"""

from __future__ import annotations

import itertools
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlsplit

import httpx2

from cta_batch import __version__
from cta_batch.errors import SAVE_IT, PageError, PictureError, RobotsRefused
from cta_batch.providers.base import Download
from cta_batch.providers.certificates import trusted
from cta_batch.providers.judging import (
    as_page,
    as_picture,
    check_data_status,
    check_page_status,
    check_picture_status,
    named,
    reason,
    short,
)
from cta_batch.providers.pinning import (
    Deadline,
    PinnedBackend,
    PinnedTransport,
    Resolve,
    system_resolve,
)
from cta_batch.providers.ratelimits import retry_after
from cta_batch.providers.robots import (
    ANYTHING_GOES,
    READ_BYTES,
    Robots,
    Rules,
    rules_of,
    unreadable,
)
from cta_batch.providers.saved import is_saved, read_page, read_picture
from cta_batch.providers.turns import LONGEST_PAUSE, Turns, Waiting, busy

USER_AGENT = f"Mozilla/5.0 (compatible; cta-batch/{__version__})"
"""Says what we are. "Mozilla/5.0 (compatible; …)" is the form that honest crawlers use."""

DEADLINE_SECONDS = 30.0
STEP_SECONDS = 10.0
PAGE_BYTES = 10_000_000
DATA_BYTES = 5_000_000
PICTURE_BYTES = 20_000_000
ROBOTS_SECONDS = 10.0
REDIRECTS = 5
PAUSES = 2
"""How often in one fetch a host may say "later" (429 or 503 with Retry-After)."""
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


class HttpFetcher:
    """Implements ``providers.base.Fetcher``. May be shared by threads; close it when done.

    ``deadline`` is seconds for one whole fetch, redirects included. ``allow_private`` opens
    addresses of the own network as well, ``ignore_robots`` what robots.txt asks programs to leave
    alone. ``stop`` ends waits for a host, ``on_wait`` is told of them, ``place`` says who is served
    first there, and ``unwanted`` who need not be (see ``Turns``). ``resolve``, ``clock`` and
    ``sleep`` are seams for tests; ``ssl_context`` for those who run their own certificate
    authority.
    """

    def __init__(
        self,
        *,
        allow_private: bool,
        ignore_robots: bool = False,
        stop: threading.Event | None = None,
        user_agent: str = USER_AGENT,
        deadline: float = DEADLINE_SECONDS,
        resolve: Resolve = system_resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        on_wait: Waiting | None = None,
        place: Callable[[], float] = lambda: 0.0,
        unwanted: Callable[[], bool] = lambda: False,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._seconds = deadline
        self._deadline = Deadline(clock)
        self._turns = Turns(
            clock=clock, stop=stop, sleep=sleep, on_wait=on_wait, place=place, unwanted=unwanted
        )
        self._robots = None if ignore_robots else Robots(self._read_rules)
        backend = PinnedBackend(
            allow_private=allow_private, resolve=resolve, deadline=self._deadline
        )
        self._client = httpx2.Client(
            transport=PinnedTransport(backend, ssl_context or trusted()),
            timeout=httpx2.Timeout(STEP_SECONDS),
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"},
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def page(self, url: str) -> Download:
        """Fetch a landing page, at most 10 MB decoded; or read a saved one from the disk.

        Raises PageGone (404, 410), PageBlocked (401, 403, 429, 503), AddressRefused, NotAProduct
        (a picture or PDF stands there), RobotsRefused, RobotsUnreadable, ShopBusy, PageError for
        anything else that went wrong; Stopped while it waits for its turn.
        """
        if is_saved(url):
            return as_page(read_page(url, PAGE_BYTES))
        accept = "text/html,application/xhtml+xml,*/*;q=0.5"
        with named(PageError, f"The page {short(url)}"):
            return as_page(self._fetch(url, PAGE_BYTES, {"Accept": accept}, check_page_status))

    def data(self, url: str) -> Download:
        """Fetch JSON that a shop offers to programs, at most 5 MB, from the host of ``url`` alone.

        Raises PageError when it does not come, AddressRefused as ``page`` does.
        """
        with named(PageError, f"The data at {short(url)}"):
            headers = {"Accept": "application/json"}
            return self._fetch(url, DATA_BYTES, headers, check_data_status, optional=True)

    def picture(self, url: str, *, page_url: str) -> Download:
        """Fetch a picture that the page at ``page_url`` names, at most 20 MB.

        Only a saved page may name files, and only beneath its own folder.
        Raises NotAPicture when the bytes are no PNG, JPEG, GIF, WebP or AVIF, PictureError else.
        """
        if is_saved(url):
            return as_picture(read_picture(url, page_url, PICTURE_BYTES))
        headers = {"Accept": "image/webp,image/png,image/jpeg,image/*;q=0.5", **_referer(page_url)}
        with named(PictureError, f"The picture {short(url)}"):
            return as_picture(self._fetch(url, PICTURE_BYTES, headers, check_picture_status))

    def made_picture(self, url: str) -> Download:
        """Fetch a picture that a model server made for us and answered the address of.

        As ``picture``, but at once: it is ours and paid for, and no shop's to keep from us.
        """
        with (
            named(PictureError, f"The picture {short(url)}"),
            self._deadline.within(self._seconds),
            self._hops(url, {}, _at_once) as response,
        ):
            check_picture_status(response)
            return as_picture(_download(response, PICTURE_BYTES))

    def _fetch(
        self,
        url: str,
        cap: int,
        headers: dict[str, str],
        check: Callable[[httpx2.Response], None],
        *,
        optional: bool = False,
    ) -> Download:
        """One fetch under one deadline. Asked for a pause, we make one, and it begins anew.

        What is ``optional`` is not waited for, and no redirect may lead it to another host.
        """
        home = httpx2.URL(url).host if optional else None
        most = 0 if optional else PAUSES
        asked = 0.0
        for pauses in itertools.count():
            with (
                self._deadline.within(self._seconds),
                self._hops(url, headers, lambda u: self._politely(u, home)) as response,
            ):
                pause = _pause_asked(response)
                if pause is not None:
                    self._turns.postpone(response.url.host, pause)
                    asked += pause
                if pause is None or pauses == most:
                    check(response)
                    return _download(response, cap)
                if asked > LONGEST_PAUSE:
                    raise busy(response.url.host, pause)
        raise AssertionError("the loop above has no end of its own")

    @contextmanager
    def _hops(self, url: str, headers: dict[str, str], turn: Turn) -> Iterator[httpx2.Response]:
        """The response at the end of the redirects, its body not yet read."""
        request = self._client.build_request("GET", url, headers=headers)
        for _ in range(REDIRECTS + 1):
            _check_scheme(request.url)
            with turn(request.url):
                response = self._client.send(request, stream=True)
                try:
                    if response.next_request is None:
                        yield response
                        return
                finally:
                    response.close()
            request = response.next_request
        raise httpx2.TooManyRedirects(f"more than {REDIRECTS} times")

    @contextmanager
    def _politely(self, url: httpx2.URL, home: str | None) -> Iterator[None]:
        """A turn at a host that lets programs read ``url``; ``home`` is the only host allowed."""
        if home is not None and url.host != home:
            raise httpx2.UnsupportedProtocol("it leads away to another host")
        rules = self._rules(url)
        if not rules.allows(str(url)):
            raise RobotsRefused(
                f"{url.host} asks programs not to read {short(str(url))} (robots.txt); if the"
                f" shop is yours or allows it, use --ignore-robots, or {SAVE_IT}."
            )
        with self._turn(url, rules.delay):
            yield

    @contextmanager
    def _turn(self, url: httpx2.URL, delay: float = 0.0) -> Iterator[None]:
        with self._deadline.paused():
            self._turns.take(url.host)
        try:
            yield
        finally:
            self._turns.leave(url.host, delay)

    def _rules(self, url: httpx2.URL) -> Rules:
        if self._robots is None:
            return ANYTHING_GOES
        with self._deadline.paused():
            return self._robots.of(f"{url.scheme}://{url.netloc.decode()}")

    def _read_rules(self, origin: str) -> Rules:
        host = urlsplit(origin).hostname or origin
        try:
            with (
                self._deadline.within(ROBOTS_SECONDS),
                self._hops(f"{origin}/robots.txt", {}, self._turn) as response,
            ):
                return rules_of(host, response.status_code, _read_start(response, READ_BYTES))
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            raise  # the page would not come either, and that is the better sentence
        except httpx2.TooManyRedirects:
            return ANYTHING_GOES  # RFC 9309, 2.3.1.2: as if there were none
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise unreadable(host, reason(error).partition(";")[0]) from error


Turn = Callable[[httpx2.URL], AbstractContextManager[None]]
"""What must be held while a host is asked."""


def _at_once(_url: httpx2.URL) -> AbstractContextManager[None]:
    return nullcontext()


def _pause_asked(response: httpx2.Response) -> float | None:
    """Seconds that a busy host wants us to wait (at least one), None when it asks for none."""
    if response.status_code not in (429, 503):
        return None
    seconds = retry_after(response.headers, datetime.now(UTC))
    return None if seconds is None else max(1.0, seconds)


def _check_scheme(url: httpx2.URL) -> None:
    if url.scheme not in ("http", "https") or not url.host:
        raise httpx2.UnsupportedProtocol("the address does not begin with http:// or https://")


def _charset(response: httpx2.Response) -> str | None:
    """The header's charset, if it is one: ``base64`` and ``idna`` are codecs and no charsets."""
    name = response.charset_encoding
    try:
        b"a".decode(name or "utf-8", errors="replace")
    except (LookupError, ValueError):
        return None
    return name or None


def _download(response: httpx2.Response, cap: int) -> Download:
    """The whole body. Raises DecodingError when it is larger than ``cap`` bytes."""
    body = _read_start(response, cap + 1)
    if len(body) > cap:
        raise httpx2.DecodingError(f"it is larger than {cap // 1_000_000} MB")
    return Download(body, str(response.url), _charset(response))


def _read_start(response: httpx2.Response, size: int) -> bytes:
    """The first ``size`` bytes of the decoded body, never holding much more of it."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise httpx2.DecodingError(f"it is packed as {encoding!r}, which we did not ask for")
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) >= size:
            break
    return bytes(body[:size])


def _referer(page_url: str) -> dict[str, str]:
    """The page's origin, as a browser sends it to other hosts: some shops want to see it."""
    parts = urlsplit(page_url)
    if parts.scheme not in ("http", "https"):
        return {}
    return {"Referer": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"}
