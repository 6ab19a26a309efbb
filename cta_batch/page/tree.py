"""Text to a tree, with the addresses that its links start from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from lxml import etree

from cta_batch.errors import NotAProduct

Element = etree._Element  # noqa: SLF001 - lxml names its element type nowhere else

_NOT_A_FETCH = re.compile(r"(?i)\s*(?:data|javascript|about|blob|mailto|tel|cid):")
_SAVED_FOLDER = re.compile(r"(?i)^(?:\./)?[^/]+(?:_files|-dateien|_fichiers|_archivos|_bestanden)/")
_MAX_URL = 4000


@dataclass(frozen=True)
class Tree:
    """A parsed page: its ``root``, the ``url`` it is known by, the ``base`` of its links.

    ``folder`` is the file: URL of a saved page (its pictures lie beside it), else None.
    """

    root: Element
    url: str
    base: str
    folder: str | None = None

    def absolute(self, link: object) -> str | None:
        """``link`` as an absolute http(s) or file: URL; None when it is none."""
        if not isinstance(link, str) or len(link) > _MAX_URL or _NOT_A_FETCH.match(link):
            return None
        link = re.sub(r"[\r\n\t]", "", link).strip().replace(" ", "%20")
        if not link:
            return None
        beside = self.folder and (_SAVED_FOLDER.match(link) or not self.base.startswith("http"))
        return _joined(self.folder if beside and self.folder else self.base, link)


def parse(text: str, url: str) -> Tree:
    """The tree of a page; what is no HTML gives an almost empty one.

    Raises ``NotAProduct`` for an address that is none at all.
    """
    if not _is_sound(url):
        raise NotAProduct(f"{url!r} is no web address: correct it in the input.")
    root = _root(text) if text.strip() else None
    if root is None:
        root = _root("<html><body></body></html>")
        assert root is not None
    folder = None if is_web(url) else file_url(url)
    known = url if folder is None else own_address(root) or folder
    return Tree(root, known, _base(root, known), folder)


def _is_sound(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def is_web(url: str) -> bool:
    """Whether ``url`` is an http(s) address rather than a saved page's path or file: URL."""
    return url.lower().startswith(("http://", "https://"))


def file_url(path: str) -> str:
    """A path as a file: URL (a file: URL stays as it is)."""
    if path.lower().startswith("file:"):
        return path
    return "file://" + quote(str(Path(path).absolute()))


def _root(text: str) -> Element | None:
    # UTF-8 bytes, not text: for text with one emoji lxml would copy four bytes a character.
    # huge_tree lifts the limit on one text node; the parser still stops at 2,048 levels.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def own_address(root: Element) -> str | None:
    """The canonical address a page names for itself, else its og:url; http(s) only."""
    found = [
        *root.xpath("//link[contains(@rel,'canonical')]/@href"),
        *root.xpath("//meta[@property='og:url']/@content"),
    ]
    links = (str(u).strip() for u in found)
    return next((u for u in links if is_web(u) and _is_sound(u)), None)


def _base(root: Element, url: str) -> str:
    for href in root.xpath("//base/@href"):
        return _joined(url, str(href).strip()) or url
    return url


def _joined(base: str, link: str) -> str | None:
    try:
        parts = urlsplit(urljoin(base, link))
        link.encode()  # half a character, as JSON can name it, is in no address
    except ValueError:
        return None
    if parts.scheme not in {"http", "https", "file"} or not (parts.netloc or parts.path):
        return None
    path = re.sub("^//+", "/", parts.path) if parts.netloc else parts.path
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
