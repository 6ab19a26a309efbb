"""Which argument, tone, layout and background style each variant of a URL gets; pure.

Everything follows from the product and the variant's place among its siblings, so variants made in
parallel differ, and a retry keeps its plan.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from cta_batch.domain import Angle, Availability, BackgroundStyle, Layout, Plan, Product, Tone
from cta_batch.lexicon import Concept, named

GOOD_RATING = 4.0
"""Out of 5: below it, an honest rating argues against buying."""

FEW_RATINGS = 5
"""Fewer ratings than this are no crowd."""

LAYOUTS = (Layout.HERO, Layout.SPLIT, Layout.STAGE, Layout.CARD, Layout.BLEED)
STYLES = (
    BackgroundStyle.STUDIO,
    BackgroundStyle.SHAPES,
    BackgroundStyle.GRADIENT,
    BackgroundStyle.WAVES,
    BackgroundStyle.GLOW,
    BackgroundStyle.PATTERN,
    BackgroundStyle.BLUR,
)

TONES: dict[Angle, tuple[Tone, Tone]] = {
    Angle.BENEFIT: (Tone.WARM, Tone.PLAYFUL),
    Angle.FEATURE: (Tone.MATTER_OF_FACT, Tone.DIRECT),
    Angle.PRICE: (Tone.DIRECT, Tone.PLAYFUL),
    Angle.SAVING: (Tone.DIRECT, Tone.PLAYFUL),
    Angle.SOCIAL_PROOF: (Tone.WARM, Tone.MATTER_OF_FACT),
    Angle.QUALITY: (Tone.MATTER_OF_FACT, Tone.WARM),
    Angle.ORIGIN: (Tone.WARM, Tone.MATTER_OF_FACT),
    Angle.USE_CASE: (Tone.PLAYFUL, Tone.WARM),
    Angle.GIFT: (Tone.PLAYFUL, Tone.WARM),
    Angle.PROBLEM_SOLUTION: (Tone.DIRECT, Tone.WARM),
    Angle.NEWNESS: (Tone.PLAYFUL, Tone.DIRECT),
    Angle.GUARANTEE: (Tone.MATTER_OF_FACT, Tone.WARM),
    Angle.DELIVERY: (Tone.DIRECT, Tone.MATTER_OF_FACT),
}
"""What suits an argument, and how it is told when it comes round again; a judgement."""

_NOT_FOR_SALE = frozenset({Availability.OUT_OF_STOCK, Availability.DISCONTINUED})

STATED: dict[Angle, tuple[Concept, ...]] = {
    Angle.GUARANTEE: (named("warranty"), named("money back")),
    Angle.DELIVERY: (named("free delivery"), named("fast delivery")),
    Angle.NEWNESS: (named("new"),),
    Angle.ORIGIN: (named("made in"),),
}


def _words(spaced: str, unspaced: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|{unspaced}", re.IGNORECASE)


_SPOKEN: dict[Angle, re.Pattern[str]] = {
    Angle.QUALITY: _words(
        r"hand-?(?:made|crafted|woven|stitched|finished|forged)|solid\s+\w+|genuine|premium"
        r"|(?:\w+\s+)?(?:leather|oak|walnut|merino|cashmere|linen|cotton|wool|silk|titanium)"
        r"|stainless\s+steel|full[-\s]grain|handgemacht\w*|handgefertigt\w*|massiv\w*|edelstahl\w*"
        r"|\w*leder|baumwolle|leinen|merinowolle|hochwertig\w*|cuir|chêne|laine|coton|lin|acier\s+inox\w*"
        r"|fait\s+main|cuero|piel|roble|lana|algodón|acero\s+inoxidable|hecho\s+a\s+mano|pelle|cotone"
        r"|acciaio\s+inox\w*|fatto\s+a\s+mano|couro|algodão|aço\s+inox\w*|feito\s+à\s+mão"
        r"|leer|katoen|eikenhout|roestvrij\s+staal|rvs|handgemaakte?",
        r"本革|手作り|職人|ステンレス|純正|无垢|無垢|綿100|真皮|手工|纯棉|純棉|不锈钢|不鏽鋼|实木|實木",
    ),
    Angle.USE_CASE: _words(
        r"(?:ideal|perfect|great|made|designed|suitable|built)\s+for|use\s+it|whether\s+you"
        r"|ideal\s+(?:für|para|per)|perfekt\s+für|geeignet\s+für|idéale?s?\s+pour|parfaite?s?\s+pour"
        r"|conçue?s?\s+pour|perfect[oa]s?\s+para|perfeit[oa]s?\s+para|adatt[oaie]\s+(?:a|per)"
        r"|perfett[oaei]\s+per|ideaal\s+voor|geschikt\s+voor|perfect\s+voor",
        r"におすすめ|にぴったり|に最適|シーン|用途|适合|適合|适用|適用",
    ),
    Angle.GIFT: _words(
        r"gifts?|presents?|gift[-\s]box|geschenk\w*|schenken|cadeaux?|offrir|regalos?|regalar"
        r"|regal[oi]|regalare|presentes?|prendas?|cadeau(?:tje)?s?",
        r"ギフト|プレゼント|贈り物|礼物|禮物|送礼|送禮|礼盒|禮盒",
    ),
    Angle.PROBLEM_SOLUTION: _words(
        r"no\s+more|never\s+again|prevents?|protects?|protection|keeps?\s+out|stops?|say\s+goodbye"
        r"|\w+[-\s]?(?:proof|resistant)|nie\s+wieder|kein\w*\s+\w+\s+mehr|schützt\w*|schutz"
        r"|fini(?:es|s)?\s+l\w+|protège\w*|protege\w*|evita\w*|protegge\w*"
        r"|nooit\s+meer|beschermt|bescherming|waterdichte?|wasserdicht\w*|étanches?",
        r"防水|防止|防ぐ|守る|対策|解決|不要|告别|告別|防滑|保护|保護",
    ),
}

_ORDER = (
    Angle.SAVING,
    Angle.BENEFIT,
    Angle.SOCIAL_PROOF,
    Angle.FEATURE,
    Angle.PRICE,
    Angle.PROBLEM_SOLUTION,
    Angle.GUARANTEE,
    Angle.DELIVERY,
    Angle.QUALITY,
    Angle.USE_CASE,
    Angle.NEWNESS,
    Angle.ORIGIN,
    Angle.GIFT,
)
"""Strongest argument first: what a first variant should say when the page supports it."""


def plan(
    product: Product, *, index: int, count: int, layouts: tuple[Layout, ...] = LAYOUTS
) -> Plan:
    """The plan of variant ``index`` (from 0) of ``count``, the same each time for the same page.

    Siblings get different angles as long as the page supports that many, then the angles come
    round again (the writer takes other evidence). Layouts, styles and colour
    schemes go their own rounds, from a
    start that depends on the URL; a layout that is not among ``layouts`` (what the variant's
    picture allows) is replaced by one that is. Raises ValueError for an index outside 0…count-1.
    """
    if not 0 <= index < count:
        raise ValueError(f"variant {index} is not one of {count}")
    angles = supported(product)
    start = _digest(product.url)
    layout_turn = start + index + index // len(LAYOUTS)
    layout = LAYOUTS[layout_turn % len(LAYOUTS)]
    turns, place = divmod(index, len(angles))
    return Plan(
        index=index,
        count=count,
        angle=angles[place],
        tone=TONES[angles[place]][turns % 2],
        layout=layout if layout in layouts else layouts[layout_turn % len(layouts)],
        style=STYLES[(start // 7 + index * 3) % len(STYLES)],
        scheme=start // 13 + index,
        seed=_digest(f"{product.url}#{index}"),
    )


def supported(product: Product) -> tuple[Angle, ...]:
    """The angles that the page's facts carry, strongest first; never empty."""
    return tuple(a for a in _ORDER if _supports(product, a))


def turn(product: Product, plan: Plan) -> int:
    """How often the variant's angle was used by siblings before it: which evidence to take."""
    return plan.index // len(supported(product))


@lru_cache(maxsize=1024)
def evidence(product: Product, angle: Angle) -> tuple[str, ...]:
    """The page's own sentences that carry an angle, features first; empty for angles of numbers."""
    texts = _texts(product)
    if angle in STATED or angle in _SPOKEN:
        return tuple(t for t in texts if carries(t, angle))
    if angle is Angle.FEATURE:
        return product.features or texts
    return texts if angle is Angle.BENEFIT else ()


def carries(text: str, angle: Angle) -> bool:
    """Whether a text of the page speaks of an angle that is found in words."""
    if angle in STATED:
        return any(c.pattern.search(text) for c in STATED[angle])
    return angle in _SPOKEN and _SPOKEN[angle].search(text) is not None


def sentences(text: str) -> tuple[str, ...]:
    """A text's sentences, trimmed, in order; also those of scripts that write no spaces."""
    parts = re.split(
        r"(?<!\b\d\.)(?<!\b\d\d\.)(?<=[.!?…])\s+(?=[^\sa-zà-ÿ])|(?<=[。！？])|\n+|\s[•●▪✓✔★►]\s*",
        text,
    )
    return tuple(s for s in (" ".join(p.split()).strip("•●▪✓✔►-–* ") for p in parts) if s)


def well_rated(product: Product) -> bool:
    """Whether the rating is worth telling: good, and not one friend's."""
    if product.rating is None or not GOOD_RATING <= product.rating <= 5:
        return False
    return product.rating_count is None or product.rating_count >= FEW_RATINGS


def _supports(product: Product, angle: Angle) -> bool:
    for_sale = product.availability not in _NOT_FOR_SALE
    priced = bool(for_sale and product.price and product.price > 0 and product.currency)
    match angle:
        case Angle.BENEFIT:
            return True
        case Angle.PRICE:
            return priced
        case Angle.SAVING:
            return bool(
                priced
                and product.price
                and product.list_price
                and product.list_price > product.price
            )
        case Angle.SOCIAL_PROOF:
            return well_rated(product)
        case Angle.DELIVERY:
            return for_sale and bool(evidence(product, angle))
        case _:
            return bool(evidence(product, angle))


def _texts(product: Product) -> tuple[str, ...]:
    texts = (*product.features, *sentences(product.description))
    return tuple(unicodedata.normalize("NFC", t) for t in dict.fromkeys(texts))


def _digest(text: str) -> int:
    """A number below 2³² that follows from the text alone (``hash`` differs from run to run)."""
    return int.from_bytes(hashlib.sha256(text.encode(errors="replace")).digest()[:4], "big")
