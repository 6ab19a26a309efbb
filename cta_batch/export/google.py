"""Sheets for Google Ads: the web's bulk upload, and Google Ads Editor.

No Google CSV carries pictures. On the web an ad names them by the account's own asset ids: the id
columns stay blank, and a second sheet says which file belongs in which column. Google Ads Editor's
CSV has no column for them: there the second sheet says which file is which of an ad's pictures.
Columns as of 2026-11: support.google.com/google-ads/editor/answer/57747 (headers are English; blank
is no change) and public templates of both uploads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from cta_batch.domain import CallToAction, Words
from cta_batch.export import slots
from cta_batch.export.items import Item, Picture
from cta_batch.export.links import Macro, tagged, tags, values_of
from cta_batch.export.made import Made, Order, languages_note
from cta_batch.export.names import titled
from cta_batch.export.sheets import Cell, Sheet, clean
from cta_batch.limits import display_width

PAUSED = "PAUSED"
BUSINESS_NAME = 25
"""Display width (support.google.com/google-ads/answer/17090561)."""

CTA_WORDS = {cta: cta.value.replace("_", " ").capitalize() for cta in CallToAction}
del CTA_WORDS[CallToAction.GET_OFFER]
"""Google's own list has every call to action of ours but this one (developers.google.com,
google-ads api, CallToActionType, checked 2026-11)."""

_NUMBERED = tuple(f"{kind} {n}" for kind in ("Headline", "Description") for n in range(1, 6))

WEB = (
    "Campaign", "Campaign status", "Ad group", "Ad group status", "Ad type", "Ad status",
    "Ad name", "Final URL", "Long headline", *_NUMBERED,
    "Image ID", "Square image ID", "Logo ID", "Landscape logo ID",
    "Business name", "Call to action text",
)  # fmt: skip

EDITOR = (
    "Campaign", "Campaign Type", "Campaign Status", "Ad Group", "Ad Group Status", "Ad type",
    "Status", "Ad Name", "Final URL", "Final mobile URL", *_NUMBERED[:5], "Long headline",
    *_NUMBERED[5:], "Business name", "Call to action", "Allow flexible color", "Ad formats",
)  # fmt: skip

MOST = {"Headline": 15, "Long headline": 5, "Description": 5}
"""Texts that a Performance Max asset group takes, and below that what it needs at least
(developers.google.com/google-ads/api/performance-max/asset-requirements)."""
LEAST = {"Headline": 3, "Long headline": 1, "Description": 2}
SHORT_HEADLINE, SHORT_DESCRIPTION = 15, 60
"""One headline and one description must be no wider than these."""

PERFORMANCE_MAX = (
    "Campaign", "Campaign Type", "Campaign Status", "Asset Group", "Asset Group Status", "Status",
    *(f"{kind} {n}" for kind, most in MOST.items() for n in range(1, most + 1)),
    "Call to action", "Business name", "Path 1", "Path 2", "Final URL",
)  # fmt: skip

SLOTS = ("File", "Ad name", "Column", "Width", "Height", "Bytes", "Info", "Asset ID")
EDITOR_SLOTS = ("File", "Ad name", "Picture", "Width", "Height", "Bytes", "Info")
IN_EDITOR = {"Image ID": "Landscape image", "Square image ID": "Square image"}
"""What the pictures are that the web's columns name."""

BY_ID = (
    "Google links pictures by asset id: upload them to the asset library, then put each id"
    " into the column that google-slots.csv names."
)
BY_HAND = (
    "Google Ads Editor's sheets have no column for pictures: import the sheets, then add each"
    " picture in the Editor to the ad (or its asset group) that google-slots.csv names beside it."
)


def web(order: Order) -> Made:
    """``google-ads.csv`` (responsive display ads) and ``google-slots.csv``."""
    rows = [_display(order, item) for item in order.items]
    notes = [*_word_notes(order), *_picture_notes(order), BY_ID]
    sheets = (
        _sheet("google-ads.csv", WEB, rows),
        _sheet("google-slots.csv", SLOTS, _slot_rows(order)),
    )
    return Made(sheets, _pairs(order), tuple(notes))


def editor(order: Order) -> Made:
    """Responsive display ads, one Performance Max asset group for each page and language, and
    ``google-slots.csv``."""
    display = [_display(order, item) for item in order.items]
    pages = _pages(order)
    groups = [_asset_group(order, items) for items in pages]
    sheets = (
        _sheet("google-editor-display.csv", EDITOR, display),
        _sheet("google-editor-performance-max.csv", PERFORMANCE_MAX, groups),
        _sheet("google-slots.csv", EDITOR_SLOTS, _slot_rows(order)),
    )
    missing = [note for items in pages for note in _missing(items)]
    notes = [*_word_notes(order), *missing, *_picture_notes(order), BY_HAND]
    return Made(sheets, _pairs(order), tuple(notes))


def _pages(order: Order) -> list[list[Item]]:
    """The ads of each page in each language: an asset group speaks one."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in order.items:
        found.setdefault((item.info.url, item.words.language), []).append(item)
    return list(found.values())


def _sheet(file: str, headers: tuple[str, ...], rows: list[dict[str, Cell]]) -> Sheet:
    return Sheet(file, headers, tuple(tuple(row.get(h) for h in headers) for row in rows))


def _display(order: Order, item: Item) -> dict[str, Cell]:
    """A responsive display ad, under the headers of both uploads."""
    words = item.words
    shared = _common(order, item, values_of(item, order.job.name))
    group = clean(item.product.name)
    return shared | {
        "Campaign Type": "Display",
        "Ad group": group, "Ad Group": group,
        "Ad group status": PAUSED, "Ad Group Status": PAUSED,
        "Ad type": "Responsive display ad",
        "Ad status": PAUSED, "Status": PAUSED,
        "Ad name": item.name, "Ad Name": item.name,
        "Headline 1": words.headline,
        "Long headline": words.long_headline,
        "Description 1": words.description,
        "Ad formats": "All formats",
    }  # fmt: skip


def _common(order: Order, item: Item, values: dict[str, str]) -> dict[str, Cell]:
    query = tags(order.utm, values, Macro.GOOGLE) if order.utm else ""
    cta = CTA_WORDS.get(item.words.cta)
    return {
        "Campaign": item.in_language(clean(titled(order.job.name))),
        "Campaign status": PAUSED, "Campaign Status": PAUSED,
        "Final URL": tagged(item.landing_page, query),
        "Business name": _business_name(order, item),
        "Call to action": cta, "Call to action text": cta,
    }  # fmt: skip


def _asset_group(order: Order, items: list[Item]) -> dict[str, Cell]:
    """The variants of one page as one asset group: their texts, each once."""
    values = values_of(items[0], order.job.name) | {"variant": "all", "angle": "all", "info": "all"}
    row = _common(order, items[0], values) | {
        "Campaign Type": "Performance Max",
        "Asset Group": clean(items[0].product.name), "Asset Group Status": PAUSED, "Status": PAUSED,
    }  # fmt: skip
    for kind, most in MOST.items():
        row |= {f"{kind} {n}": text for n, text in enumerate(_texts(items, kind)[:most], start=1)}
    return row


def _texts(items: list[Item], kind: str) -> list[str]:
    """The texts of a kind, each once; of headlines first the short one that is asked for."""
    name = kind.lower().replace(" ", "_")
    found = [str(getattr(item.words, name)) for item in items]
    if kind == "Headline":
        short = _short_headlines(items)
        found = [*short[:1], *found, *short[1:]]
    return list(dict.fromkeys(found))


def _has_short(headlines: list[str]) -> bool:
    return any(display_width(h) <= SHORT_HEADLINE for h in headlines)


def _short_headlines(items: list[Item]) -> list[str]:
    return [item.words.short_headline for item in items if item.words.short_headline]


def _business_name(order: Order, item: Item) -> str | None:
    """The brand, or the shop's host; None when neither fits."""
    brand = order.options.brand
    host = (urlsplit(item.landing_page).hostname or "").removeprefix("www.")
    names = (brand.name if brand else None, item.product.brand, host)
    return next((n for n in names if n and display_width(n) <= BUSINESS_NAME), None)


# --- what a person must know ---


def _word_notes(order: Order) -> list[str]:
    blank = {
        "Call to action: Google has no “Get offer”": lambda i: i.words.cta not in CTA_WORDS,
        f"Business name: none fits {BUSINESS_NAME} characters": lambda i: (
            not _business_name(order, i)
        ),
        "Final URL: the saved page names no address": lambda i: not i.landing_page,
    }
    notes = [n for why, test in blank.items() for n in _blank(why, test, order.items)]
    return [*notes, *languages_note(order, "campaign")]


def _blank(why: str, test: Callable[[Item], bool], items: Iterable[Item]) -> list[str]:
    names = [item.name for item in items if test(item)]
    return [f"{why}; fill it in for {', '.join(names)}."] if names else []


def _missing(items: list[Item]) -> list[str]:
    """What Performance Max asks for and this page's texts don't have."""
    words: list[Words] = [item.words for item in items]
    wants = [
        f"{least} {kind.lower()}s (it has {len(_texts(items, kind))})"
        for kind, least in LEAST.items()
        if len(_texts(items, kind)) < least
    ]
    if not _has_short(_texts(items, "Headline")):
        wants.append(f"a headline of at most {SHORT_HEADLINE} characters")
    if all(display_width(w.description) > SHORT_DESCRIPTION for w in words):
        wants.append(f"a description of at most {SHORT_DESCRIPTION} characters")
    name = items[0].in_language(clean(items[0].product.name))
    return [f"Performance Max needs for {name}: {', '.join(wants)}."] if wants else []


def _placed(order: Order) -> list[tuple[Item, slots.Placed]]:
    return [(i, p) for i in order.items for p in slots.placed(i.pictures, slots.GOOGLE)]


def _pairs(order: Order) -> tuple[tuple[Item, Picture], ...]:
    return tuple((item, p.picture) for item, p in _placed(order))


def _picture_notes(order: Order) -> list[str]:
    """Which pictures stay behind, and which were not meant for Google."""
    notes, found = [], _placed(order)
    out = sorted({p.creative.placement for i in order.items for p in i.pictures}
                 - {p.picture.creative.placement for _, p in found})  # fmt: skip
    if out:
        notes.append(f"Left out, as Google has no better slot for them: {', '.join(out)}.")
    if any(not p.meant for _, p in found):
        notes.append(
            "Some pictures were not made for Google and may carry more words than it allows;"
            " run with --placement google for its own."
        )
    return notes


def _slot_rows(order: Order) -> list[dict[str, Cell]]:
    """Under the headers of both uploads."""
    rows: list[dict[str, Cell]] = []
    for item, placed in _placed(order):
        name, c = placed.slot.name, placed.picture.creative
        rows.append({
            "File": placed.picture.file, "Ad name": item.name,
            "Column": name, "Picture": IN_EDITOR.get(name, name),
            "Width": c.width, "Height": c.height, "Bytes": c.bytes, "Info": str(item.info.id),
        })  # fmt: skip
    return rows
