"""Saved pages and their pictures on the user's own disk.

A page from the internet must never be able to name a file of the user's, so a picture file is
read only for a saved page, and only from beneath that page's folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from cta_batch.errors import PageError, PageGone, PictureError
from cta_batch.providers.base import Download

_FOLDER = re.compile(r"[_-][^\W\d_]+|\.files")
"""What browsers put behind a page's name for the folder beside it: ``_files``, ``-Dateien``, …"""


def is_saved(url: str) -> bool:
    """Whether ``url`` names a file: an absolute path or a file: address."""
    return url.lower().startswith("file:") or Path(url).is_absolute()


def read_page(url: str, cap: int) -> Download:
    """The bytes of a saved page, at most ``cap``; ``Download.url`` is its file: address.

    Raises PageGone when there is no such file, PageError when it cannot be read.
    """
    path = _path(url)
    if path is None or not path.is_file():
        raise PageGone(f"There is no saved page at {url}; check the path.")
    body = _read(path, cap)
    if body is None:
        raise PageError(f"The saved page {url} cannot be read, or is over {cap // 1_000_000} MB.")
    if _is_archive(body):
        raise PageError(
            f"{path.name} is a web archive in a single file; save the page as"
            ' "Webpage, complete" (in Safari: "Page Source") and pass that.'
        )
    return Download(body, path.resolve().as_uri())


def read_picture(url: str, page_url: str, cap: int) -> Download:
    """The bytes of a picture file that the saved page ``page_url`` names, at most ``cap``.

    Raises PictureError unless the file lies beneath the folder of the saved page.
    """
    page = _path(page_url) if is_saved(page_url) else None
    if page is None:
        raise PictureError(f"The page {page_url} names a file on this computer; it is not read.")
    path = _path(url)
    if path is None or not path.resolve().is_relative_to(page.resolve().parent):
        raise PictureError(f"The picture {url} lies outside the folder of the saved page.")
    body = _read(path, cap)
    if body is None:
        raise PictureError(f"The picture {url} of the saved page is missing, or cannot be read.")
    return Download(body, path.resolve().as_uri())


def saved_picture(url: str, page_url: str) -> str | None:
    """The file: address of the picture that ``url`` means, if it leads into the saved folder.

    A link ``lamp_files/1.png`` of a saved page, read as the page of its shop, looks like an address
    of that shop. None when no such file lies beside the saved page ``page_url``.
    """
    *_, folder, name = ["", *unquote(urlsplit(url).path).split("/")]
    return next((_address(f, name) for f in _folders(page_url) if f.name == folder), None)


def namesake(url: str, page_url: str) -> str | None:
    """The file: address of what the browser saved under the last name in ``url``; None if nothing.

    Browsers keep the names of pictures when they save a page complete.
    """
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    return next(filter(None, (_address(f, name) for f in _folders(page_url))), None)


def _address(folder: Path, name: str) -> str | None:
    file = folder / name
    return file.as_uri() if name not in ("", ".", "..") and file.is_file() else None


def _folders(page_url: str) -> list[Path]:
    """The folders beside a saved page that bear its name."""
    page = _path(page_url)
    if page is None:
        return []
    try:
        beside = [f for f in page.resolve().parent.iterdir() if f.name.startswith(page.stem)]
        return [f for f in beside if _FOLDER.fullmatch(f.name[len(page.stem) :]) and f.is_dir()]
    except OSError:
        return []


def _path(url: str) -> Path | None:
    """The path of a file: address or a plain absolute path; None for files of other machines."""
    if not url.lower().startswith("file:"):
        return Path(url)
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost") or "\x00" in unquote(parts.path):
        return None
    return Path(url2pathname(parts.path))


def _is_archive(body: bytes) -> bool:
    """Whether these bytes are MHTML (RFC 2557) or Safari's .webarchive (a property list)."""
    return body.startswith(b"bplist00") or b"multipart/related" in body[:1000].lower()


def _read(path: Path, cap: int) -> bytes | None:
    try:
        if not path.is_file():  # a device or a pipe would never end
            return None
        with path.open("rb") as file:
            body = file.read(cap + 1)
    except (OSError, ValueError):
        return None
    return body if len(body) <= cap else None
