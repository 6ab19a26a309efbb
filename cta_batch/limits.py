"""How long each text of an ad may be on the platforms, and how that is counted; pure."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator


def display_width(text: str) -> int:
    """Length as ad platforms count it: East Asian wide and fullwidth characters are two.

    Combining marks count one each, as the platforms' own counters do with code points.
    Source: Microsoft Advertising, Asset Group Record – Bulk ("double-width characters").
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


EXTRAS: dict[str, int] = {
    # Performance Max wants one headline this short:
    # developers.google.com/google-ads/api/performance-max/asset-requirements
    "short_headline": 15,
    # help.pinterest.com/en/business/article/pinterest-product-specs; 40 of the title are shown
    "pinterest_title": 100,
    "pinterest_description": 500,
    # The introductory text of a single image ad: linkedin.com/help/lms/answer/a426534
    "linkedin_text": 150,
}
"""Longest display width of the texts that single platforms ask for. Checked 2026-11."""

LIMITS: dict[str, int] = {
    "headline": 30,
    "long_headline": 90,
    "description": 90,
    "primary_text": 125,
    "cta_text": 20,
    **EXTRAS,
}
"""Longest display width of each text of a suggestion (Google Ads asset limits; Meta's fold)."""

HASHTAG = 30
"""Longest display width of one hashtag with its sign: our own choice; longer ones are not read."""

MOST_HASHTAGS = 5
"""TikTok takes no more, and LinkedIn and Instagram advise 3 to 5 (lettercounter.org/blog/
hashtag-limits-optimal-numbers, a third party, checked 2026-11)."""

ALT_TEXT = 250
"""Longest description of a picture in characters: the tightest limit that a platform enforces is
LinkedIn's 256 (support.sproutsocial.com, a third party, checked 2026-11)."""


def _split_hashtags(value: Any) -> Any:
    """A person may type them as one line."""
    return tuple(re.split(r"[\s,]+", value.strip(" ,"))) if isinstance(value, str) else value


def _checked_hashtags(tags: tuple[str, ...]) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(t.strip() for t in tags if t.strip()))
    for tag in tags:
        if not is_hashtag(tag):
            raise ValueError(f"{tag!r} is no hashtag: # and letters, at most {HASHTAG} wide")
    if len(tags) > MOST_HASHTAGS:
        raise ValueError(f"{len(tags)} hashtags are more than {MOST_HASHTAGS}")
    return tags


def is_hashtag(tag: str) -> bool:
    """Whether platforms link it: a sign, then letters, marks, digits and underscores alone."""
    kinds = [unicodedata.category(c)[0] for c in tag[1:]]
    worded = all(k in "LMN" or c == "_" for k, c in zip(kinds, tag[1:], strict=True))
    return tag[:1] == "#" and worded and "L" in kinds and display_width(tag) <= HASHTAG


Hashtags = Annotated[
    tuple[str, ...], BeforeValidator(_split_hashtags), AfterValidator(_checked_hashtags)
]
"""``#WalnutLamp``, each once, at most ``MOST_HASHTAGS``."""


def read_aloud(tag: str) -> str:
    """The words of a hashtag: ``walnut Desk Lamp`` of ``#walnutDesk_Lamp``."""
    text = tag.removeprefix("#").replace("_", " ")
    return text[:1] + "".join(
        f" {c}" if before.islower() and c.isupper() else c for before, c in pairwise(text)
    )
