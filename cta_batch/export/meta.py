"""The sheet that Meta Ads Manager imports: one ad a creative, pictures by their exact file names.

Columns as of 2026-11, from exports of Ads Manager. They drift from account to account, so a user's
own export can be the template.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cta_batch.errors import UsageError
from cta_batch.export import slots
from cta_batch.export.items import Item, Picture
from cta_batch.export.links import Macro, tags, values_of
from cta_batch.export.made import Made, Order, languages_note
from cta_batch.export.names import titled
from cta_batch.export.sheets import Cell, Sheet, clean

PAUSED = "PAUSED"

Value = Callable[[Order, Item, Picture], Cell]


def _url_tags(order: Order, item: Item, picture: Picture) -> str | None:
    if order.utm is None:
        return None
    values = values_of(item, order.job.name, picture.creative.placement)
    return tags(order.utm, values, Macro.META)


COLUMNS: dict[str, Value] = {
    "Campaign Name": lambda order, _, __: clean(titled(order.job.name)),
    "Campaign Status": lambda *_: PAUSED,
    "Campaign Objective": lambda *_: "Outcome Traffic",
    "Buying Type": lambda *_: "AUCTION",
    "Ad Set Name": lambda _, item, __: item.in_language(clean(item.product.name)),
    "Ad Set Run Status": lambda *_: PAUSED,
    "Ad Status": lambda *_: PAUSED,
    "Ad Name": lambda _, __, picture: picture.file.removesuffix(".jpg"),
    "Title": lambda _, item, __: item.words.headline,
    "Body": lambda _, item, __: item.words.primary_text,
    "Link": lambda _, item, __: item.landing_page,
    "Display Link": lambda _, item, __: urlsplit(item.landing_page).hostname,
    "Link Description": lambda _, item, __: item.words.description,
    "Image File Name": lambda _, __, picture: picture.file,
    "Creative Type": lambda *_: "Link Page Post Ad",
    "URL Tags": _url_tags,
    "Call to Action": lambda _, item, __: item.words.cta.value,
}


@dataclass(frozen=True)
class Template:
    """The headers of an exported CSV, and how that file was written."""

    headers: tuple[str, ...]
    encoding: str
    delimiter: str


OURS = Template(tuple(COLUMNS), "utf-8-sig", ",")


def made(order: Order, template: Template = OURS) -> Made:
    """``meta-ads.csv`` with a paused ad for every creative that has a place on Meta."""
    found = [(i, p) for i in order.items for p in slots.placed(i.pictures, slots.META)]
    pairs = tuple((item, p.picture) for item, p in found)
    columns = [_value(header) for header in template.headers]
    rows = tuple(tuple(c(order, item, p) if c else None for c in columns) for item, p in pairs)
    sheet = Sheet("meta-ads.csv", template.headers, rows, template.encoding, template.delimiter)
    return Made((sheet,), pairs, tuple(_notes(order, template, pairs)))


def _key(header: str) -> str:
    return "".join(header.split()).casefold()


_BY_KEY = {_key(header): value for header, value in COLUMNS.items()}


def _value(header: str) -> Value | None:
    """What goes under ``header``; every status there may be is paused."""
    key = _key(header)
    return COLUMNS["Ad Status"] if key.endswith("status") else _BY_KEY.get(key)


def _notes(order: Order, template: Template, pairs: tuple[tuple[Item, Picture], ...]) -> list[str]:
    notes = []
    kept = {_key(header) for header in template.headers}
    homeless = [h for h in COLUMNS if _key(h) not in kept and not h.endswith("Status")]
    if homeless:
        notes.append(f"The template has no column for: {', '.join(homeless)}.")
    used = {picture.creative.placement for _, picture in pairs}
    out = sorted({p.creative.placement for i in order.items for p in i.pictures} - used)
    if out:
        notes.append(f"Left out, as Meta has no better slot for them: {', '.join(out)}.")
    pageless = [item.name for item in order.items if not item.landing_page]
    if pageless:
        notes.append(
            f"Link: the saved page names no address; fill it in for {', '.join(pageless)}."
        )
    notes += languages_note(order, "ad set")
    notes.append(
        "Everything is paused and without budget or audience: set both in Ads Manager after the"
        " import, and upload the pictures with the sheet."
    )
    return notes


# --- the user's template ---


def read_template(path: Path) -> Template:
    """The headers of an exported CSV, comma, semicolon or tab, UTF-8 or UTF-16.

    Raises UsageError when it cannot be read or has no column for pictures or statuses.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The template {path} cannot be read: {error.strerror}.") from None
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        first = next(iter(data.decode(encoding).splitlines()), "")
    except UnicodeDecodeError:
        raise UsageError(f"The template {path} is neither UTF-8 nor UTF-16 text.") from None
    delimiter = max(",;\t", key=first.count)
    headers = next(csv.reader(io.StringIO(first), delimiter=delimiter), [])
    _check(path, headers)
    return Template(tuple(headers), encoding, delimiter)


def _check(path: Path, headers: list[str]) -> None:
    keys = {_key(h) for h in headers}
    if _key("Image File Name") not in keys:
        raise UsageError(
            f"The template {path} has no column Image File Name; export an ad from Ads Manager"
            " as CSV, with English headers, and give that file."
        )
    if not any(key.endswith("status") for key in keys):
        raise UsageError(
            f"The template {path} has no status column, so nothing could be handed out paused."
        )
