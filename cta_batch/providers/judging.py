"""What an answer is worth: statuses, broken connections and wrong bytes as errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from cta_batch.errors import (
    SAVE_IT,
    NotAPicture,
    NotAProduct,
    PageBlocked,
    PageError,
    PageGone,
    PictureError,
    ShopBusy,
    StageError,
)
from cta_batch.providers.base import Download
from cta_batch.providers.sniffing import PICTURES, content_kind


@contextmanager
def named(kind: type[StageError], subject: str) -> Iterator[None]:
    """Translate everything the network can raise into ``kind``, with a sentence about it."""
    try:
        yield
    except PageError as error:  # of an address, of robots.txt: already in words
        if issubclass(kind, PageError) or isinstance(error, ShopBusy):
            raise
        raise kind(f"{subject} was not fetched: {error}") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        raise kind(f"{subject} could not be fetched: {reason(error)}.") from error


def reason(error: Exception) -> str:
    """Why, in words for a marketer. Order matters: the classes are a tree."""
    if isinstance(error, httpx2.TimeoutException):
        return "the server took too long; try again later"
    if isinstance(error, httpx2.TooManyRedirects):
        return f"it redirects {error}"
    if isinstance(error, httpx2.ConnectError):
        if "certificate" in str(error).lower():
            return "its security certificate is not valid"
        return "there is no connection to the server; check the address and your network"
    if isinstance(error, httpx2.UnsupportedProtocol | httpx2.DecodingError):
        return str(error) or "it is packed in a broken way"
    if isinstance(error, httpx2.InvalidURL):
        return "the address is not valid"
    return "the server broke off; try again later"


def check_page_status(response: httpx2.Response) -> None:
    """Raises PageGone, PageBlocked or PageError unless the answer is a page."""
    status = response.status_code
    where = short(str(response.url))
    if status in (404, 410):
        raise PageGone(f"There is no page at {where} any more ({status}); check the address.")
    if status in (401, 403, 429) or (status == 503 and "Retry-After" not in response.headers):
        raise PageBlocked(f"The shop does not show {where} to robots ({status}): {SAVE_IT}.")
    if status != 200:
        raise PageError(f"The shop answered {status} for {where}; try again later.")


def check_data_status(response: httpx2.Response) -> None:
    """Raises PageError unless the answer is 200."""
    if response.status_code != 200:
        where = short(str(response.url))
        raise PageError(f"The shop answered {response.status_code} for {where}.")


def check_picture_status(response: httpx2.Response) -> None:
    """Raises PictureError unless the answer is 200."""
    if response.status_code != 200:
        where = short(str(response.url))
        raise PictureError(f"The picture {where} could not be fetched ({response.status_code}).")


def as_page(download: Download) -> Download:
    """The same. Raises NotAProduct when its bytes are a picture, a PDF or another file."""
    kind = content_kind(download.body)
    if kind not in ("html", None):
        raise NotAProduct(
            f"{short(download.url)} leads to a {kind} file, not to a product page;"
            " give the address of the page that sells the product."
        )
    return download


def as_picture(download: Download) -> Download:
    """The same. Raises NotAPicture when its bytes are none that we decode."""
    kind = content_kind(download.body)
    if kind not in PICTURES:
        what = f"a {kind} file" if kind else "something that is no picture we can read"
        raise NotAPicture(f"The picture {short(download.url)} is {what}.")
    return download


def short(url: str) -> str:
    """An address fit for a sentence: printable, without credentials, at most 100 characters."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    text = f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean if len(clean) <= 100 else clean[:99] + "…"
