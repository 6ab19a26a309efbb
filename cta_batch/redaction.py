"""Keys stay where the user put them: what leaves the program, or is kept, passes here before.

Whoever is handed a key says so (``hide``). The doors ask: the database, the
log, stdout and stderr for what goes out; model answers and pages for what comes in, so that no key
is drawn into a picture or cut in two by a line.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

MASK = "[key]"
SHORTEST = 8
"""Characters of a secret that is hidden wherever it stands, or 6 with a digit among them: hiding
shorter ones would tear holes into the words of pages."""
ENOUGH = 12
"""So many of a secret's first characters, cut off anywhere, count as the whole of it."""
STAND_INS = frozenset({"lm-studio", "llama-cpp", "not-needed", "no-key-required", "placeholder"})
"""What people set OPENAI_API_KEY to for servers without keys, and what may be a model's name."""
NO_SECRETS = frozenset({"api-version", "api_version", "version", "deployment", "model"})
"""Parameters in the addresses of model servers that anybody may know."""

_KEY_LIKE = re.compile(r"\b(?:sk|sess|key)-[\w*.…-]{3,}|(?:Bearer|Basic)\s+\S+")
"""What looks like a key, whoever's it is: servers repeat them in their errors, in part or whole."""

_hidden: tuple[str, ...] = ()


def hide(secrets: Iterable[str]) -> None:
    """From now on, and in all threads, these values are kept from everything as well."""
    global _hidden  # noqa: PLW0603 - as the environment that they come from, there is one
    forms = {form for s in secrets if _is_secret(s) for form in _forms(s)}
    _hidden = tuple(sorted(forms.union(_hidden), key=len, reverse=True))


def redacted(text: str) -> str:
    """``text`` without any hidden value, whole or cut off after ``ENOUGH`` characters."""
    for secret in _hidden:
        if secret[:ENOUGH] in text:
            text = "".join(_without(secret, text))
    return text


def without_keys(text: str) -> str:
    """``redacted``, and without what looks like a key: for the words of others."""
    return _KEY_LIKE.sub(MASK, redacted(text))


def redacted_within(value: Any) -> Any:
    """``redacted`` for every text in lists, tuples and mappings; anything else as it is."""
    if not _hidden:
        return value
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, Mapping):
        return {redacted_within(k): redacted_within(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(redacted_within, value))
    return value


def holds_secret(data: str | bytes) -> bool:
    """Whether a hidden value stands in a text, or as it is in a file's bytes."""
    if isinstance(data, str):
        return any(secret[:ENOUGH] in data for secret in _hidden)
    return any(secret[:ENOUGH].encode() in data for secret in _hidden)


def secrets_in(url: str) -> Iterator[str]:
    """What an address holds that is not for others: a password, or the name that stands for one,
    and its parameters; all of an address that is none."""
    try:
        parts = urlsplit(url)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
    except ValueError:
        yield url
        return
    if user or password:
        yield from (password or user, base64.b64encode(f"{user}:{password}".encode()).decode())
    yield from (v for name, v in parse_qsl(parts.query) if name.lower() not in NO_SECRETS)


def _is_secret(text: str) -> bool:
    least = 6 if any(c.isdigit() for c in text) else SHORTEST
    return len(text) >= least and text.lower() not in STAND_INS


def _forms(secret: str) -> Iterator[str]:
    """A secret as it stands in texts, addresses, HTML, and JSON that escapes slashes."""
    yield from (secret, quote(secret, safe=""), quote(secret))
    yield from (html.escape(secret), secret.replace("/", "\\/"))


def _without(secret: str, text: str) -> Iterator[str]:
    start = secret[:ENOUGH]
    while (at := text.find(start)) >= 0:
        yield text[:at]
        yield MASK
        same = takewhile(lambda pair: pair[0] == pair[1], zip(secret, text[at:], strict=False))
        text = text[at + sum(1 for _ in same) :]
    yield text
