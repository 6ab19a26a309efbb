"""Pages and pictures from the internet, fetched so that a hostile address or server gains nothing.

What is held, each by a test: every resolved address is public and the connection goes to a checked
one; each redirect is checked anew; the whole fetch has one deadline; decoded bytes are capped while
they stream; what arrives is judged by its first bytes, not by what the server calls it.

Proxies of the environment are not used: a proxy resolves names for itself, which voids the check.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self
from urllib.parse import urlsplit

import httpcore2
import httpx2

from cta_batch import __version__
from cta_batch.errors import (
    SAVE_IT,
    AddressRefused,
    NotAPicture,
    NotAProduct,
    PageBlocked,
    PageError,
    PageGone,
    PictureError,
    StageError,
)
from cta_batch.providers.base import Download
from cta_batch.providers.pinning import Deadline, PinnedBackend, Resolve, system_resolve
from cta_batch.providers.saved import is_saved, read_page, read_picture
from cta_batch.providers.sniffing import PICTURES, content_kind

USER_AGENT = f"Mozilla/5.0 (compatible; cta-batch/{__version__})"
"""Says what we are. "Mozilla/5.0 (compatible; …)" is the form that honest crawlers use."""

DEADLINE_SECONDS = 30.0
STEP_SECONDS = 10.0
PAGE_BYTES = 10_000_000
DATA_BYTES = 5_000_000
PICTURE_BYTES = 20_000_000
REDIRECTS = 5
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


class PinnedTransport(httpx2.HTTPTransport):
    """httpx2's own transport over connections that go to checked addresses only."""

    def __init__(self, backend: PinnedBackend, ssl_context: ssl.SSLContext) -> None:
        super().__init__(verify=ssl_context, trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl_context,
            network_backend=backend,
            max_connections=64,
            max_keepalive_connections=32,
            keepalive_expiry=15.0,
        )


class HttpFetcher:
    """Implements ``providers.base.Fetcher``. May be shared by threads; close it when done.

    ``deadline`` is seconds for one whole fetch, redirects included. ``allow_private`` opens
    addresses of the own network as well. ``resolve`` and ``clock`` are seams for tests;
    ``ssl_context`` for those who run their own certificate authority.
    """

    def __init__(
        self,
        *,
        allow_private: bool,
        user_agent: str = USER_AGENT,
        deadline: float = DEADLINE_SECONDS,
        resolve: Resolve = system_resolve,
        clock: Callable[[], float] = time.monotonic,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._seconds = deadline
        self._deadline = Deadline(clock)
        backend = PinnedBackend(
            allow_private=allow_private, resolve=resolve, deadline=self._deadline
        )
        # Certificates named by the environment (SSL_CERT_FILE) are honoured, its proxies are not.
        context = ssl_context or httpx2.create_ssl_context()
        self._client = httpx2.Client(
            transport=PinnedTransport(backend, context),
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
        (a picture or PDF stands there), PageError for anything else that went wrong.
        """
        if is_saved(url):
            return _as_page(read_page(url, PAGE_BYTES))
        accept = "text/html,application/xhtml+xml,*/*;q=0.5"
        with _named(PageError, f"The page {_short(url)}"):
            return _as_page(self._fetch(url, PAGE_BYTES, {"Accept": accept}, _check_page_status))

    def data(self, url: str) -> Download:
        """Fetch JSON that a shop offers to programs, at most 5 MB, from the host of ``url`` alone.

        Raises PageError when it does not come, AddressRefused as ``page`` does.
        """
        with _named(PageError, f"The data at {_short(url)}"):
            headers = {"Accept": "application/json"}
            return self._fetch(url, DATA_BYTES, headers, _check_data_status, stay=True)

    def picture(self, url: str, *, page_url: str) -> Download:
        """Fetch a picture that the page at ``page_url`` names, at most 20 MB.

        Only a saved page may name files, and only beneath its own folder.
        Raises NotAPicture when the bytes are no PNG, JPEG, GIF, WebP or AVIF, PictureError else.
        """
        if is_saved(url):
            return _as_picture(read_picture(url, page_url, PICTURE_BYTES))
        headers = {"Accept": "image/webp,image/png,image/jpeg,image/*;q=0.5", **_referer(page_url)}
        with _named(PictureError, f"The picture {_short(url)}"):
            return _as_picture(self._fetch(url, PICTURE_BYTES, headers, _check_picture_status))

    def _fetch(
        self,
        url: str,
        cap: int,
        headers: dict[str, str],
        check: Callable[[httpx2.Response], None],
        *,
        stay: bool = False,
    ) -> Download:
        """One fetch under one deadline; with ``stay`` no redirect may lead to another host."""
        with self._deadline.within(self._seconds), self._final(url, headers, stay) as response:
            check(response)
            body = _read(response, cap)
            return Download(body, str(response.url), _charset(response))

    @contextmanager
    def _final(self, url: str, headers: dict[str, str], stay: bool) -> Iterator[httpx2.Response]:
        """The response at the end of the redirects, its body not yet read."""
        request = self._client.build_request("GET", url, headers=headers)
        home = request.url.host
        for _ in range(REDIRECTS + 1):
            _check_scheme(request.url)
            if stay and request.url.host != home:
                raise httpx2.UnsupportedProtocol("it leads away to another host")
            response = self._client.send(request, stream=True)
            if response.next_request is None:
                try:
                    yield response
                finally:
                    response.close()
                return
            response.close()
            request = response.next_request
        raise httpx2.TooManyRedirects(f"more than {REDIRECTS} redirects")


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


def _read(response: httpx2.Response, cap: int) -> bytes:
    """The decoded body, never holding much more than ``cap`` bytes of it."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise httpx2.DecodingError(f"it is packed as {encoding!r}, which we did not ask for")
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > cap:
            raise httpx2.DecodingError(f"it is larger than {cap // 1_000_000} MB")
    return bytes(body)


@contextmanager
def _named(kind: type[StageError], subject: str) -> Iterator[None]:
    """Translate everything the network can raise into ``kind``, with a sentence about it."""
    try:
        yield
    except AddressRefused as error:
        if issubclass(kind, PageError):
            raise
        raise kind(f"{subject} was not fetched: {error}") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        raise kind(f"{subject} could not be fetched: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    """Why, in words for a marketer. Order matters: the classes are a tree."""
    if isinstance(error, httpx2.TimeoutException):
        return "the server took too long; try again later"
    if isinstance(error, httpx2.TooManyRedirects):
        return f"it redirects more than {REDIRECTS} times"
    if isinstance(error, httpx2.ConnectError):
        if "certificate" in str(error).lower():
            return "its security certificate is not valid"
        return "there is no connection to the server; check the address and your network"
    if isinstance(error, httpx2.UnsupportedProtocol | httpx2.DecodingError):
        return str(error) or "it is packed in a broken way"
    if isinstance(error, httpx2.InvalidURL):
        return "the address is not valid"
    return "the server broke off; try again later"


def _check_page_status(response: httpx2.Response) -> None:
    status = response.status_code
    where = _short(str(response.url))
    if status in (404, 410):
        raise PageGone(f"There is no page at {where} any more ({status}); check the address.")
    if status in (401, 403, 429) or (status == 503 and "Retry-After" not in response.headers):
        raise PageBlocked(f"The shop does not show {where} to robots ({status}): {SAVE_IT}.")
    if status != 200:
        raise PageError(f"The shop answered {status} for {where}; try again later.")


def _check_data_status(response: httpx2.Response) -> None:
    if response.status_code != 200:
        where = _short(str(response.url))
        raise PageError(f"The shop answered {response.status_code} for {where}.")


def _check_picture_status(response: httpx2.Response) -> None:
    if response.status_code != 200:
        where = _short(str(response.url))
        raise PictureError(f"The picture {where} could not be fetched ({response.status_code}).")


def _as_page(download: Download) -> Download:
    kind = content_kind(download.body)
    if kind not in ("html", None):
        raise NotAProduct(
            f"{_short(download.url)} leads to a {kind} file, not to a product page;"
            " give the address of the page that sells the product."
        )
    return download


def _as_picture(download: Download) -> Download:
    kind = content_kind(download.body)
    if kind not in PICTURES:
        what = f"a {kind} file" if kind else "something that is no picture we can read"
        raise NotAPicture(f"The picture {_short(download.url)} is {what}.")
    return download


def _referer(page_url: str) -> dict[str, str]:
    """The page's origin, as a browser sends it to other hosts: some shops want to see it."""
    parts = urlsplit(page_url)
    if parts.scheme not in ("http", "https"):
        return {}
    return {"Referer": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"}


def _short(url: str) -> str:
    """An address fit for a sentence: printable, without credentials, at most 100 characters."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    text = f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean if len(clean) <= 100 else clean[:99] + "…"
