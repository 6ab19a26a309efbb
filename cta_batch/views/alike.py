"""How much alike the variants of one page sound."""

from __future__ import annotations

from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING

from cta_batch import copyrules

if TYPE_CHECKING:
    from cta_batch.models import Info


def told(infos: tuple[Info, ...]) -> str:
    """One sentence for all pages of a job; nothing where no page has two headlines.

    Localizations say the same again, so each language is compared with itself.
    """
    headlines: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for info in infos:
        for number, ad in enumerate(info.suggestion.by_language() if info.suggestion else ()):
            if ad.headline:
                where = info.url, (ad.language or "") if number else ""
                headlines.setdefault(where, []).append((str(info.id)[:8], ad.headline))
    shares: list[tuple[float, str, str]] = []
    for ads in headlines.values():
        pairs = combinations((info for info, _ in ads), 2)
        found = copyrules.overlaps([text for _, text in ads])
        shares += [(share, *pair) for share, pair in zip(found, pairs, strict=True)]
    if not shares:
        return ""
    mean = fmean(share for share, *_ in shares)
    most, one, other = max(shares, key=lambda share: share[0])
    which = f" ({one}, {other})" if most else ""
    return (
        f"Headlines of one page's variants share {mean:.0%} of their words on average,"
        f" at most {most:.0%}{which}"
    )
