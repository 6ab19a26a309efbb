"""The placements we make, as data. Checked 2026-11 against the sources named beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cta_batch.domain import JobOptions, OwnPlacement, Placement, SafeZone
from cta_batch.errors import UsageError

KB, MB = 1024, 1024 * 1024
STORY_SAFE = SafeZone(top=0.14, right=0.06, bottom=0.20, left=0.06)
"""Meta stories: 14 % above and 20 % below carry the app's own controls."""
GOOGLE_WORDS = 0.20
"""Largest share of words and logo in a picture (support.google.com/adspolicy/answer/6363786)."""

_FEEDS = (
    # Meta feed and stories: facebook.com/business/ads-guide
    Placement("square", 1080, 1080, 30 * MB, sets=("meta",)),
    Placement("portrait", 1080, 1350, 30 * MB, sets=("meta",)),
    Placement("story", 1080, 1920, 30 * MB, safe=STORY_SAFE, sets=("meta",)),
    # Google responsive display: support.google.com/google-ads/answer/17090561
    # LinkedIn asks for the same two sizes: linkedin.com/help/lms/answer/a426534 (≤ 5 MB)
    Placement(
        "landscape", 1200, 628, 5 * MB, max_text_share=GOOGLE_WORDS, sets=("google", "linkedin")
    ),
    Placement(
        "google-square",
        1200,
        1200,
        5 * MB,
        max_text_share=GOOGLE_WORDS,
        sets=("google", "linkedin"),
    ),
    # Google Performance Max: support.google.com/google-ads/answer/17091269
    Placement("google-portrait", 960, 1200, 5 * MB, max_text_share=GOOGLE_WORDS, sets=("google",)),
    # linkedin.com/help/lms/answer/a426534
    Placement("linkedin-portrait", 720, 900, 5 * MB, sets=("linkedin",)),
    # help.pinterest.com/en/business/article/pinterest-product-specs
    Placement("pinterest", 1000, 1500, 20 * MB, sets=("pinterest",)),
)

# Uploaded display ads, ≤ 150 KB: support.propensity.com (a third party's list of Google's sizes)
_DISPLAY = tuple(
    Placement(f"display-{width}x{height}", width, height, 150 * KB, sets=("display",))
    for width, height in (
        (300, 250),
        (336, 280),
        (728, 90),
        (160, 600),
        (300, 600),
        (970, 90),
        (970, 250),
        (320, 50),
    )
)

PLACEMENTS: dict[str, Placement] = {p.name: p for p in (*_FEEDS, *_DISPLAY)}

DEFAULT_PLACEMENTS = ("square", "portrait", "story", "landscape")


def chosen(names: Sequence[str], own: Mapping[str, OwnPlacement]) -> tuple[str, ...]:
    """Placement names for what ``--placement`` was given: names, sets, ``all``; none: the default.

    ``own`` are the user's, by name. Raises UsageError that lists what there is.
    """
    sets = {s for p in PLACEMENTS.values() for s in p.sets}
    found: dict[str, None] = {}
    for name in names or DEFAULT_PLACEMENTS:
        if name in PLACEMENTS or name in own:
            found[name] = None
        elif name in sets or name == "all":
            found |= {p.name: None for p in PLACEMENTS.values() if name == "all" or name in p.sets}
        else:
            raise UsageError(
                f"There is no placement {name!r}; there are {', '.join([*PLACEMENTS, *own])},"
                f" and the sets all, {', '.join(sorted(sets))}."
            )
    return tuple(found)


def of_job(options: JobOptions) -> tuple[Placement, ...]:
    """The placements of a job, in its order."""
    own = {name: placement.named(name) for name, placement in options.own_placements.items()}
    return tuple((PLACEMENTS | own)[name] for name in options.placements)
