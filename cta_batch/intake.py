"""Read what the user gave, or say exactly what is wrong: every problem, each with its place."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from cta_batch.domain import COLOUR, BrandKit, Palette
from cta_batch.errors import InputError
from cta_batch.redaction import holds_secret

LONGEST_URL = 2048
"""Characters; longer URLs are cut by ad platforms (Google Ads final URL limit is 2048)."""

SAVED_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}


@dataclass(frozen=True)
class BatchItem:
    """One line of the input: ``url`` is http(s) or the absolute path of a saved page.

    ``html`` is the saved page to read in place of fetching ``url``, when the input names one.
    """

    url: str
    variant: int
    html: str | None = None


@dataclass(frozen=True)
class Batch:
    """A valid input: ``raw`` as it was given, ``items`` checked and with absolute paths."""

    raw: list[dict[str, Any]]
    items: tuple[BatchItem, ...]


def read_batch(
    text: str, *, source: str, folder: Path, max_urls: int = 5, max_variants: int = 10
) -> Batch:
    """Check an input text; saved pages are looked for below ``folder``.

    Raises:
        InputError: with every problem and its place, in the order of the file.
    """
    raw = _parse(text, source)
    problems: list[str] = []
    if not isinstance(raw, list):
        raise InputError(source, [f"is {_kind(raw)}, not a list of {{url, variant}} objects"])
    if not raw:
        raise InputError(source, ["is an empty list; it needs at least one URL"])
    if len(raw) > max_urls:
        problems.append(
            f"{len(raw)} URLs are more than {max_urls} (max_urls in the config raises this)"
        )
    items = [_item(i, entry, folder, max_variants, problems) for i, entry in enumerate(raw)]
    _report_duplicates(items, problems)
    if problems:
        raise InputError(source, problems)
    return Batch(raw=raw, items=tuple(item for item in items if item is not None))


def _parse(text: str, source: str) -> Any:
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_no_twins,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(source, [f"is not JSON: {error.msg} at {place}"]) from None
    except RecursionError:
        raise InputError(source, ["is nested too deeply to be a list of URLs"]) from None
    except ValueError as error:
        raise InputError(source, [str(error)]) from None


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twin!r} stands twice in one object")
    return result


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number that JSON knows")


def _kind(value: Any) -> str:
    names: dict[type, str] = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        type(None): "null",
    }
    return names[type(value)]


def _item(
    index: int, entry: Any, folder: Path, max_variants: int, problems: list[str]
) -> BatchItem | None:
    place = f"[{index}]"
    if not isinstance(entry, dict):
        problems.append(f"{place}: is {_kind(entry)}, not an object with url and variant")
        return None
    before = len(problems)
    problems.extend(
        f"{place}.{_plain(key)}: is not a known key (url, variant, html)"
        for key in entry
        if key not in {"url", "variant", "html"}
    )

    def say(key: str, what: str) -> None:
        problems.append(f"{place}.{key}: {what}")

    url = _url(entry, folder, say)
    variant = _variant(entry, max_variants, say)
    html = _html(entry, folder, say)
    if len(problems) > before or url is None or variant is None:
        return None
    return BatchItem(url=url, variant=variant, html=html)


def _variant(entry: dict[str, Any], most: int, say: Callable[[str, str], None]) -> int | None:
    value = entry.get("variant")
    if "variant" not in entry:
        say("variant", f"is missing; how many ads of this page, 1 to {most}?")
    elif isinstance(value, bool) or not isinstance(value, int):
        say("variant", f"{json.dumps(value)[:40]} is not a whole number")
    elif value < 1:
        say("variant", f"{value} is less than 1")
    elif value > most:
        say("variant", f"{value} is more than {most}")
    else:
        return value
    return None


def _url(entry: dict[str, Any], folder: Path, say: Callable[[str, str], None]) -> str | None:
    value = entry.get("url")
    if "url" not in entry:
        say("url", "is missing")
    elif not isinstance(value, str):
        say("url", f"is {_kind(value)}, not a text")
    elif not value.strip():
        say("url", "is empty")
    elif any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in value.strip()):
        say("url", f"{_plain(value)!r} holds control characters")
    else:
        return _address_or_page(value.strip(), entry, folder, say)
    return None


def _address_or_page(
    value: str, entry: dict[str, Any], folder: Path, say: Callable[[str, str], None]
) -> str | None:
    if value.lower().startswith(("http://", "https://")):
        problem = _address_problem(value)
        if problem:
            say("url", problem)
        return value
    page = Path(value).expanduser()
    if "://" not in value and "html" not in entry:
        found = _saved_page(folder, page)
        if found is not None:
            return found
        if page.suffix.lower() in SAVED_PAGE_SUFFIXES:
            problem = f"{_plain(value)!r} has no http:// or https://"
            say("url", f"{problem}, and no saved page of that name is in {folder}")
            return None
    say("url", f"{_plain(value)!r} has no http:// or https://")
    return None


def _address_problem(value: str) -> str | None:
    if len(value) > LONGEST_URL:
        return f"is {len(value)} characters long, more than {LONGEST_URL}"
    if any(c.isspace() for c in value):
        return f"{value!r} has a space in it"
    if holds_secret(value):
        return "carries your API key; an ad's link may not"
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        return f"{value!r} is not a web address: {error}"
    if not parts.hostname:
        return f"{value!r} names no host"
    if parts.username is not None or parts.password is not None:
        return "carries a user name or password; an ad's link may not"
    return None


def _html(entry: dict[str, Any], folder: Path, say: Callable[[str, str], None]) -> str | None:
    if "html" not in entry:
        return None
    value = entry["html"]
    if not isinstance(value, str) or not value.strip():
        say("html", "is not the path of a saved page")
        return None
    found = _saved_page(folder, Path(value).expanduser())
    if found is None:
        say("html", f"{_plain(value)!r}: there is no such file in {folder}")
    return found


def _saved_page(folder: Path, page: Path) -> str | None:
    try:
        full = (folder / page).resolve()
        return str(full) if full.is_file() else None
    except (OSError, ValueError):
        return None


def _report_duplicates(items: list[BatchItem | None], problems: list[str]) -> None:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        if item is None:
            continue
        if item.url in first:
            problems.append(f"[{index}].url: is the same as [{first[item.url]}].url")
        first.setdefault(item.url, index)


def _plain(text: object) -> str:
    """A piece of the user's input, safe and short enough for a terminal line."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(text))
    return clean if len(clean) <= 80 else clean[:79] + "…"


NO_LANGUAGES = frozenset({"und", "mul", "zxx", "mis"})
"""Codes of ISO 639 for texts of which no one language can be told."""


def read_languages(text: str) -> tuple[str, ...]:
    """The languages of ``de,fr,pt-br`` as canonical BCP 47 tags, in their order.

    Raises:
        InputError: a code is empty, unknown (IANA's language subtag registry) or there twice.
    """
    codes, problems = [code.strip() for code in text.split(",")], []
    found: dict[str, str] = {}
    for code in codes:
        tag = _language_tag(code)
        if not code:
            problems.append("a code is empty; write it like de or de,fr,pt-BR")
        elif tag is None:
            problems.append(f"{_plain(code)!r} is no known language code such as en, de or pt-BR")
        elif tag in found:
            problems.append(f"{_plain(code)!r} is the same as {_plain(found[tag])!r}")
        else:
            found[tag] = code
    if problems:
        raise InputError("--language", list(dict.fromkeys(problems)))
    return tuple(found)


def _language_tag(code: str) -> str | None:
    """A code as the standard writes it (``iw`` is ``he``), None for what is no language."""
    import langcodes

    if not langcodes.tag_is_valid(code):
        return None
    tag = langcodes.standardize_tag(code)
    primary = tag.partition("-")[0]
    private = primary == "x" or (len(primary) == 3 and "qaa" <= primary <= "qtz")
    return None if private or primary in NO_LANGUAGES else tag


def read_brand(path: Path) -> BrandKit:
    """Read a brand kit; paths in it are relative to the file.

    Raises:
        InputError: the file cannot be read, or a value is not what a brand kit takes.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(path), [str(error)]) from None
    problems: list[str] = []
    for key in ("logo", "font", "font_bold"):
        if isinstance(data.get(key), str):
            full = (path.parent / Path(data[key]).expanduser()).resolve()
            if not full.is_file():
                problems.append(f"{key}: there is no file {full}")
            data[key] = str(full)
    problems += [
        f"{key}: {_plain(data[key])!r} is not a colour like #1a2b3c"
        for key in Palette.model_fields
        if isinstance(data.get(key), str) and not COLOUR.fullmatch(data[key])
    ]
    try:
        kit = BrandKit.model_validate(data)
    except ValidationError as error:
        problems.extend(_brand_problem(e) for e in error.errors())
    if problems:
        raise InputError(str(path), problems)
    return kit


def _brand_problem(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{place}: a brand kit has no such key ({', '.join(BrandKit.model_fields)})"
    return f"{place}: {error['msg']}"
