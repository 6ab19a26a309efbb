"""The placements we make, as data. Checked 2026-11 against the sources named beside each."""

from __future__ import annotations

from cta_batch.domain import Placement, SafeZone

KB, MB = 1024, 1024 * 1024
STORY_SAFE = SafeZone(top=0.14, right=0.06, bottom=0.20, left=0.06)

PLACEMENTS: dict[str, Placement] = {
    p.name: p
    for p in (
        # Meta feed: facebook.com/business/ads-guide
        Placement("square", 1080, 1080, 30 * MB, sets=("meta",)),
        Placement("portrait", 1080, 1350, 30 * MB, sets=("meta",)),
        # Meta stories: 14 % above and 20 % below carry the app's own controls
        Placement("story", 1080, 1920, 30 * MB, safe=STORY_SAFE, sets=("meta",)),
        # Google responsive display: support.google.com/google-ads/answer/17090561
        Placement(
            "landscape", 1200, 628, 5120 * KB, max_text_share=0.20, sets=("google", "linkedin")
        ),
    )
}

DEFAULT_PLACEMENTS = ("square", "portrait", "story", "landscape")
