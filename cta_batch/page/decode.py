"""Bytes to text, whatever the server, the page and the bytes each claim."""

from __future__ import annotations

import re

from w3lib.encoding import (
    html_body_declared_encoding,
    html_to_unicode,
    http_content_type_encoding,
)

MAX_BYTES = 10_000_000
"""More than any shop sends (largest of 138 measured pages: 5.2 MB); the rest is cut off."""

NO_CHARSETS = {"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
"""Codecs that no page is written in: slow (punycode is quadratic), or made to hide markup."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOJIBAKE = re.compile("[ÂÃ][\x80-\xbf\u0152-\u2122]|â[\u0080-\u00bf€‚]")
_ENOUGH_GARBAGE = 5


def decode(html: bytes, charset: str | None = None) -> str:
    """The page as text, without the control characters that no HTML may hold."""
    html = html[:MAX_BYTES]
    text = _by_declaration(html, charset)
    if charset and text.count("\ufffd") > _ENOUGH_GARBAGE:
        text = min(text, _by_declaration(html, None), key=lambda t: t.count("\ufffd"))
    return _CONTROL.sub("", text)


def _by_declaration(html: bytes, charset: str | None) -> str:
    header = f"text/html; charset={charset}" if charset else None
    named = {http_content_type_encoding(header), html_body_declared_encoding(html)}
    if named & NO_CHARSETS or _not_wide(named, html):
        return html.decode(_guess(html), errors="replace")
    try:
        return html_to_unicode(header, html, auto_detect_fun=_guess)[1]
    except (LookupError, ValueError):  # names that Python knows, but not as a text's encoding
        return html.decode(_guess(html), errors="replace")


def _not_wide(named: set[str | None], html: bytes) -> bool:
    """A declaration of UTF-16 or UTF-32 that the bytes themselves refute: they hold no zeros."""
    wide = any(name and name.startswith(("utf-16", "utf-32")) for name in named)
    return wide and b"\0" not in html[:400]


def _guess(html: bytes) -> str:
    """Nothing is declared: UTF-8 if it decodes (a cut last character aside), else Windows-1252."""
    try:
        html[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        tail = len(html) - 4 - error.start
        return "utf-8" if tail < _ENOUGH_GARBAGE else "cp1252"
    return "utf-8"


def mended(text: str) -> str:
    """Text whose UTF-8 was once read as Windows-1252 or Latin-1 (``â‚¬``), read right; else as it
    was. Of a text that is wrong in places only, those signs that can be nothing else."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return _THREE_BYTES.sub(lambda sign: _read_right(sign[0]), text)


_AFTER = "[\u0080-\u00bf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore") + "]"
_THREE_BYTES = re.compile(f"[\u00e2\u00e3]{_AFTER}{{2}}")
"""The first of three bytes of most signs (``’``, ``–``, ``€``, ``™``) and of kana, then two that
follow it: no language writes that."""


def _read_right(sign: str) -> str:
    try:
        return b"".join(_byte(char) for char in sign).decode("utf-8")
    except UnicodeError:
        return sign


def _byte(char: str) -> bytes:
    return char.encode("latin-1" if ord(char) < 256 else "cp1252")
