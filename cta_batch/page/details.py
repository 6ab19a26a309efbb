"""The smaller facts: description, category, rating, the page's own bullets, language."""

from __future__ import annotations

import re
from urllib.parse import unquote

from cta_batch.limits import display_width
from cta_batch.page.evidence import Evidence
from cta_batch.page.marks import Mark
from cta_batch.page.reading import Candidate, ranked
from cta_batch.page.text import clean
from cta_batch.page.walk import Line

_MAX_FEATURES = 12
_META_DESCRIPTIONS = (("og:description", 0.5), ("description", 0.45), ("twitter:description", 0.4))
_MAX_DESCRIPTION = 5_000
_PROSE_REACH = 120
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "…")
_NOT_PROSE = Mark.HIDDEN | Mark.LINK | Mark.PARTIAL | Mark.SWATCH | Mark.STOCK
_NOT_OURS = Mark.ELSEWHERE | Mark.CHROME | Mark.BUTTON


def descriptions(evidence: Evidence) -> tuple[Candidate, ...]:
    """The product's description: the text on the page, the markup's, the head's."""
    found = [Candidate(f.description, f.source, 0.7) for f in evidence.facts if f.description]
    for name, confidence in (
        ("og:description", 0.5),
        ("description", 0.45),
        ("twitter:description", 0.4),
    ):
        text = evidence.head.first(name)
        found += [Candidate(text, name, confidence)] if text else []
    shown = _shown(evidence)
    found += [Candidate(shown, "visible", 0.6)] if shown else []
    prose = _prose(evidence)
    found += [Candidate(prose, "prose", 0.5)] if prose else []
    return ranked([_weighed(c, evidence) for c in found])


def _weighed(one: Candidate, evidence: Evidence) -> Candidate:
    text = one.value[:_MAX_DESCRIPTION]
    text = unquote(text) if text.count("%20") > 3 else text
    confidence = one.confidence - 0.3 * (len(text) < 40)
    confidence += 0.15 * min(1.0, len(text) / 400)
    # Markup that repeats the head's snippet tells less than the text of the page itself.
    snippet = evidence.head.first("description", "og:description")[:60]
    confidence -= 0.1 * (bool(snippet) and text.startswith(snippet) and one.confidence > 0.6)
    return Candidate(text, one.source, round(max(0.01, confidence), 3))


def _shown(evidence: Evidence) -> str:
    """The lines of the page's description blocks, below the title."""
    title = evidence.visible.title_order
    kept, length = [], 0
    for line in evidence.visible.lines:
        if line.order < title or not line.marks & Mark.DESCRIPTION or line.marks & _NOT_OURS:
            continue
        text = line.text
        if len(text) >= 40 and length < _MAX_DESCRIPTION:
            kept.append(text)
            length += len(text)
    return clean(" ".join(kept))


def _prose(evidence: Evidence) -> str:
    """The first whole sentences below the title, for pages whose blocks have no telling names."""
    title = evidence.visible.title_order
    kept = []
    for line in evidence.visible.lines:
        if not 0 < line.order - title <= _PROSE_REACH or line.marks & (_NOT_OURS | _NOT_PROSE):
            continue
        text = line.text
        if len(text) >= 60 and text.rstrip().endswith(_SENTENCE_ENDS):
            kept.append(text)
    return clean(" ".join(kept[:12]))


def features(evidence: Evidence) -> tuple[Candidate, ...]:
    """The page's own bullets: list items of sentence length in the product's description."""
    title = evidence.visible.title_order
    found: dict[str, Candidate] = {}
    for line in evidence.visible.lines:
        if line.order > title and _is_bullet(line):
            text = clean(line.text).lstrip("•·-–* ")
            found.setdefault(text, Candidate(text, "visible", 0.7))
    return tuple(found.values())[:_MAX_FEATURES]


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{4}")
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def _is_bullet(line: Line) -> bool:
    marks = line.marks
    wanted = marks & Mark.LIST and marks & Mark.DESCRIPTION
    if not wanted or marks & (_NOT_OURS | Mark.LINK | Mark.SWATCH | Mark.GALLERY | Mark.PARTIAL):
        return False
    words = len(line.text.split()) >= 2 or _UNSPACED.search(line.text) is not None
    return words and display_width(line.text) >= 12 and len(line.text) <= 300


def categories(evidence: Evidence) -> tuple[Candidate, ...]:
    """The category by markup, by the head, by the last breadcrumb before the product."""
    found = [Candidate(f.category, f.source, 0.7) for f in evidence.facts if f.category]
    for name in ("product:category", "og:category", "product:retailer_category"):
        text = evidence.head.first(name)
        found += [Candidate(text, name, 0.6)] if text else []
    return ranked([c for c in found if not re.fullmatch(r"[\d\s]+|https?:.*", c.value)])


def ratings(evidence: Evidence) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Rating on a scale of 5, and how many gave one."""
    values, counts = [], []
    for facts in evidence.facts:
        value, best, count = facts.rating
        scaled = _on_five(value, best)
        number = re.sub(r"[^\d]", "", count)
        if scaled is not None and number and int(number[:9]) > 0:
            values.append(Candidate(scaled, facts.source, 0.8))
            counts.append(Candidate(int(number[:9]), facts.source, 0.8))
    return tuple(values), tuple(counts)


def _on_five(value: str, best: str) -> float | None:
    try:
        rating = float(value.replace(",", ".").split("/")[0])
        scale = float(best.replace(",", ".")) if best else (5.0 if rating <= 5 else 100.0)
    except ValueError:
        return None
    if not 0 < rating <= scale <= 100:
        return None
    return round(5 * rating / scale, 2)


_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "[\u3041-\u30ff]"), ("ko", "[\uac00-\ud7a3]"), ("zh", "[\u4e00-\u9fff]"),
    ("ar", "[\u0621-\u064a]"), ("he", "[\u05d0-\u05ea]"), ("th", "[\u0e01-\u0e3a]"),
    ("hi", "[\u0905-\u0939]"), ("el", "[\u03b1-\u03c9]"), ("ru", "[\u0430-\u044f]"),
)  # fmt: skip


def languages(evidence: Evidence) -> tuple[Candidate, ...]:
    """The page's language as BCP 47: its lang attribute, its locale, its script."""
    head = evidence.head
    told = [(head.language, "lang", 0.8), (head.first("og:locale"), "og:locale", 0.6),
            (head.first("content-language", "language"), "meta", 0.5)]  # fmt: skip
    found = [Candidate(tag, s, c) for raw, s, c in told if (tag := language_tag(raw))]
    text = evidence.name + (evidence.visible.lines[0].text if evidence.visible.lines else "")
    for code, pattern in _SCRIPTS:
        if len(re.findall(pattern, text)) > 2:
            found.append(Candidate(code, "script", 0.4))
            break
    return ranked(found)


_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([a-zA-Z]{2}))?")


def language_tag(raw: str) -> str | None:
    """``en_us`` as ``en-US``; None for what is no language tag."""
    match = re.fullmatch(
        r"([a-zA-Z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([a-zA-Z]{2}))?", raw.strip()
    )
    if not match:
        return None
    language, script, region = match.groups()
    parts = [language.lower(), script.title() if script else "", (region or "").upper()]
    return "-".join(p for p in parts if p)
